-- What this database is: live or sandbox (T1), and the time of a sandbox.
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- The last number given out of each kind; a number is never given out twice.
CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;
INSERT INTO counters (name, value) VALUES ('sdk_app_id', 1400000000);

-- Published catalogs, immutable (K4).
CREATE TABLE catalog_versions (
    version INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    digest TEXT NOT NULL,
    published_at INTEGER NOT NULL
) STRICT;

-- Customers. The row with the all-zero id is the house itself: its audit chain takes what belongs to no customer.
CREATE TABLE accounts (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    balance INTEGER NOT NULL DEFAULT 0 CHECK (balance >= 0),
    verification TEXT NOT NULL DEFAULT 'none',
    revision INTEGER NOT NULL DEFAULT 0,
    audit_seq INTEGER NOT NULL DEFAULT 0,
    audit_hash TEXT NOT NULL DEFAULT '',
    ledger_seq INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT;
INSERT INTO accounts (id, name, created_at) VALUES (x'00000000000000000000000000000000', '', 0);

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    locale TEXT,
    disabled_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE memberships (
    user_id BLOB NOT NULL REFERENCES users (id),
    account_id BLOB NOT NULL REFERENCES accounts (id),
    role TEXT NOT NULL,
    PRIMARY KEY (user_id, account_id)
) STRICT;
CREATE INDEX memberships_by_account ON memberships (account_id);

CREATE TABLE operators (
    id BLOB NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    must_change INTEGER NOT NULL,
    secret_expires_at INTEGER,
    disabled_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;

-- Signed-in browsers of customers and operators. Times are the system clock's.
CREATE TABLE sessions (
    id_hash TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    user_id BLOB,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    auth_at INTEGER NOT NULL,
    ip TEXT NOT NULL,
    agent TEXT NOT NULL,
    data TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id, created_at);

CREATE TABLE throttles (
    key TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL
) STRICT;

CREATE TABLE verifications (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    legal_name TEXT NOT NULL,
    document_no TEXT NOT NULL,
    state TEXT NOT NULL,
    submitted_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by BLOB,
    reason TEXT
) STRICT;
CREATE INDEX verifications_by_account ON verifications (account_id, submitted_at);
CREATE UNIQUE INDEX verifications_one_open ON verifications (account_id) WHERE state = 'submitted';

CREATE TABLE apps (
    sdk_app_id INTEGER NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    app_type TEXT NOT NULL,
    introduction TEXT NOT NULL,
    data_centre TEXT NOT NULL,
    origin TEXT NOT NULL,
    edition TEXT NOT NULL,
    billing_mode TEXT,
    status TEXT NOT NULL,
    stop_reason TEXT,
    created_at INTEGER NOT NULL,
    term_ends_at INTEGER,
    stopped_at INTEGER,
    next_due_at INTEGER,
    auto_renew INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX apps_by_account ON apps (account_id, created_at, sdk_app_id);
CREATE INDEX apps_by_due ON apps (next_due_at, sdk_app_id) WHERE next_due_at IS NOT NULL;

-- What has been done to an app by the clock, each once (R8).
CREATE TABLE effects (
    sdk_app_id INTEGER NOT NULL REFERENCES apps (sdk_app_id),
    effect TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (sdk_app_id, effect, due_at)
) STRICT;

CREATE TABLE vouchers (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    face INTEGER NOT NULL CHECK (face > 0),
    remaining INTEGER NOT NULL CHECK (remaining >= 0 AND remaining <= face),
    threshold INTEGER NOT NULL CHECK (threshold >= 0),
    scope TEXT NOT NULL,
    reusable INTEGER NOT NULL,
    automatic INTEGER NOT NULL,
    frozen_by TEXT,
    granted_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX vouchers_by_account ON vouchers (account_id, expires_at, id);

CREATE TABLE quotes (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    sdk_app_id INTEGER NOT NULL REFERENCES apps (sdk_app_id),
    cart TEXT NOT NULL,
    catalog_version INTEGER NOT NULL REFERENCES catalog_versions (version),
    basis TEXT NOT NULL,
    lines TEXT NOT NULL,
    total INTEGER NOT NULL,
    voucher_id BLOB REFERENCES vouchers (id),
    deducted INTEGER NOT NULL,
    payable INTEGER NOT NULL CHECK (payable >= 0 AND payable = total - deducted),
    as_of INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX quotes_by_account ON quotes (account_id, as_of);

-- quote_id UNIQUE is the key that stops a second purchase (P14).
CREATE TABLE orders (
    no TEXT NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    sdk_app_id INTEGER NOT NULL REFERENCES apps (sdk_app_id),
    quote_id BLOB NOT NULL UNIQUE REFERENCES quotes (id),
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    cart TEXT NOT NULL,
    catalog_version INTEGER NOT NULL REFERENCES catalog_versions (version),
    basis TEXT NOT NULL,
    lines TEXT NOT NULL,
    total INTEGER NOT NULL,
    voucher_id BLOB REFERENCES vouchers (id),
    deducted INTEGER NOT NULL,
    payable INTEGER NOT NULL CHECK (payable >= 0 AND payable = total - deducted),
    as_of INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    paid_at INTEGER,
    closed_at INTEGER,
    close_reason TEXT
) STRICT;
CREATE INDEX orders_by_account ON orders (account_id, created_at, no);
CREATE UNIQUE INDEX orders_one_unpaid ON orders (sdk_app_id) WHERE status = 'unpaid';
CREATE INDEX orders_by_expiry ON orders (expires_at, no) WHERE status = 'unpaid';

-- What a paid order line gives an app, and from when to when.
CREATE TABLE entitlements (
    order_no TEXT NOT NULL REFERENCES orders (no),
    line INTEGER NOT NULL,
    sdk_app_id INTEGER NOT NULL REFERENCES apps (sdk_app_id),
    item TEXT NOT NULL,
    anchor_at INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    PRIMARY KEY (order_no, line)
) STRICT;
CREATE INDEX entitlements_by_app ON entitlements (sdk_app_id, ends_at);

CREATE TABLE topups (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    reference TEXT NOT NULL,
    state TEXT NOT NULL,
    order_no TEXT REFERENCES orders (no),
    filed_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by BLOB,
    reason TEXT
) STRICT;
CREATE INDEX topups_by_account ON topups (account_id, filed_at, id);
CREATE INDEX topups_open ON topups (filed_at, id) WHERE state = 'filed';

-- Double entry (docs/accounts.md): postings first, then the entry that seals them; nothing of it ever changes.
CREATE TABLE ledger_postings (
    entry_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    ledger_account TEXT NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    amount INTEGER NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (entry_id, position)
) STRICT;
CREATE TABLE ledger_entries (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    seq INTEGER NOT NULL,
    balance_after INTEGER NOT NULL CHECK (balance_after >= 0),
    at INTEGER NOT NULL,
    UNIQUE (kind, reference),
    UNIQUE (account_id, seq)
) STRICT;

CREATE TRIGGER ledger_entry_balances AFTER INSERT ON ledger_entries
WHEN (SELECT COUNT(*) < 2 OR SUM(amount) <> 0 FROM ledger_postings WHERE entry_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the postings of a ledger entry must sum to zero'); END;
CREATE TRIGGER ledger_postings_sealed BEFORE INSERT ON ledger_postings
WHEN EXISTS (SELECT 1 FROM ledger_entries WHERE id = NEW.entry_id)
BEGIN SELECT RAISE(ABORT, 'a ledger entry is immutable'); END;
-- INSERT OR REPLACE deletes without a delete trigger.
CREATE TRIGGER ledger_entries_no_replace BEFORE INSERT ON ledger_entries
WHEN EXISTS (SELECT 1 FROM ledger_entries WHERE id = NEW.id OR (kind = NEW.kind AND reference = NEW.reference)
             OR (account_id = NEW.account_id AND seq = NEW.seq))
BEGIN SELECT RAISE(ABORT, 'a ledger entry is immutable'); END;
CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'a ledger entry is immutable'); END;
CREATE TRIGGER ledger_entries_no_delete BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'a ledger entry is immutable'); END;
CREATE TRIGGER ledger_postings_no_update BEFORE UPDATE ON ledger_postings
BEGIN SELECT RAISE(ABORT, 'a ledger posting is immutable'); END;
CREATE TRIGGER ledger_postings_no_delete BEFORE DELETE ON ledger_postings
BEGIN SELECT RAISE(ABORT, 'a ledger posting is immutable'); END;

-- Who did what, one hash chain per account; nothing of it ever changes.
CREATE TABLE audit_log (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    result TEXT NOT NULL,
    content TEXT NOT NULL,
    row_hash TEXT NOT NULL,
    PRIMARY KEY (account_id, seq)
) STRICT;
CREATE TRIGGER audit_log_no_replace BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE account_id = NEW.account_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the audit log is immutable'); END;
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is immutable'); END;
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is immutable'); END;

-- What is to be told to the outside, written with the change it tells of.
CREATE TABLE outbox (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    done_at INTEGER
) STRICT;

-- Outcomes of writes that carry a key of their own (P14 outside buying).
CREATE TABLE idempotency (
    token TEXT NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    action TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    location TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
