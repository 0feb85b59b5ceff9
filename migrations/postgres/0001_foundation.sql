-- What this database is: live or sandbox (T1), and the time of a sandbox.
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- The last number given out of each kind; a number is never given out twice.
CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES ('sdk_app_id', 1400000000);

-- Published catalogs, immutable (K4).
CREATE TABLE catalog_versions (
    version BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    digest TEXT NOT NULL,
    published_at BIGINT NOT NULL
);

-- Customers. The row with the all-zero id is the house itself: its audit chain takes what belongs to no customer.
CREATE TABLE accounts (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    balance BIGINT NOT NULL DEFAULT 0 CHECK (balance >= 0),
    verification TEXT NOT NULL DEFAULT 'none',
    revision BIGINT NOT NULL DEFAULT 0,
    audit_seq BIGINT NOT NULL DEFAULT 0,
    audit_hash TEXT NOT NULL DEFAULT '',
    ledger_seq BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);
INSERT INTO accounts (id, name, created_at) VALUES ('00000000-0000-0000-0000-000000000000', '', 0);

CREATE TABLE users (
    id UUID NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    locale TEXT,
    disabled_at BIGINT,
    created_at BIGINT NOT NULL
);

CREATE TABLE memberships (
    user_id UUID NOT NULL REFERENCES users (id),
    account_id UUID NOT NULL REFERENCES accounts (id),
    role TEXT NOT NULL,
    PRIMARY KEY (user_id, account_id)
);
CREATE INDEX memberships_by_account ON memberships (account_id);

CREATE TABLE operators (
    id UUID NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    must_change BOOLEAN NOT NULL,
    secret_expires_at BIGINT,
    disabled_at BIGINT,
    created_at BIGINT NOT NULL
);

-- Signed-in browsers of customers and operators. Times are the system clock's.
CREATE TABLE sessions (
    id_hash TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    user_id UUID,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    auth_at BIGINT NOT NULL,
    ip TEXT NOT NULL,
    agent TEXT NOT NULL,
    data TEXT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id, created_at);

CREATE TABLE throttles (
    key TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL
);

CREATE TABLE verifications (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    legal_name TEXT NOT NULL,
    document_no TEXT NOT NULL,
    state TEXT NOT NULL,
    submitted_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by UUID,
    reason TEXT
);
CREATE INDEX verifications_by_account ON verifications (account_id, submitted_at);
CREATE UNIQUE INDEX verifications_one_open ON verifications (account_id) WHERE state = 'submitted';

CREATE TABLE apps (
    sdk_app_id BIGINT NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
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
    created_at BIGINT NOT NULL,
    term_ends_at BIGINT,
    stopped_at BIGINT,
    next_due_at BIGINT,
    auto_renew BOOLEAN NOT NULL DEFAULT FALSE,
    revision BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX apps_by_account ON apps (account_id, created_at, sdk_app_id);
CREATE INDEX apps_by_due ON apps (next_due_at, sdk_app_id) WHERE next_due_at IS NOT NULL;

-- What has been done to an app by the clock, each once (R8).
CREATE TABLE effects (
    sdk_app_id BIGINT NOT NULL REFERENCES apps (sdk_app_id),
    effect TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (sdk_app_id, effect, due_at)
);

CREATE TABLE vouchers (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    face BIGINT NOT NULL CHECK (face > 0),
    remaining BIGINT NOT NULL CHECK (remaining >= 0 AND remaining <= face),
    threshold BIGINT NOT NULL CHECK (threshold >= 0),
    scope TEXT NOT NULL,
    reusable BOOLEAN NOT NULL,
    automatic BOOLEAN NOT NULL,
    frozen_by TEXT,
    granted_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX vouchers_by_account ON vouchers (account_id, expires_at, id);

CREATE TABLE quotes (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    sdk_app_id BIGINT NOT NULL REFERENCES apps (sdk_app_id),
    cart TEXT NOT NULL,
    catalog_version BIGINT NOT NULL REFERENCES catalog_versions (version),
    basis TEXT NOT NULL,
    lines TEXT NOT NULL,
    total BIGINT NOT NULL,
    voucher_id UUID REFERENCES vouchers (id),
    deducted BIGINT NOT NULL,
    payable BIGINT NOT NULL CHECK (payable >= 0 AND payable = total - deducted),
    as_of BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX quotes_by_account ON quotes (account_id, as_of);

-- quote_id UNIQUE is the key that stops a second purchase (P14).
CREATE TABLE orders (
    no TEXT NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    sdk_app_id BIGINT NOT NULL REFERENCES apps (sdk_app_id),
    quote_id UUID NOT NULL UNIQUE REFERENCES quotes (id),
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    cart TEXT NOT NULL,
    catalog_version BIGINT NOT NULL REFERENCES catalog_versions (version),
    basis TEXT NOT NULL,
    lines TEXT NOT NULL,
    total BIGINT NOT NULL,
    voucher_id UUID REFERENCES vouchers (id),
    deducted BIGINT NOT NULL,
    payable BIGINT NOT NULL CHECK (payable >= 0 AND payable = total - deducted),
    as_of BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    paid_at BIGINT,
    closed_at BIGINT,
    close_reason TEXT
);
CREATE INDEX orders_by_account ON orders (account_id, created_at, no);
CREATE UNIQUE INDEX orders_one_unpaid ON orders (sdk_app_id) WHERE status = 'unpaid';
CREATE INDEX orders_by_expiry ON orders (expires_at, no) WHERE status = 'unpaid';

-- What a paid order line gives an app, and from when to when.
CREATE TABLE entitlements (
    order_no TEXT NOT NULL REFERENCES orders (no),
    line BIGINT NOT NULL,
    sdk_app_id BIGINT NOT NULL REFERENCES apps (sdk_app_id),
    item TEXT NOT NULL,
    anchor_at BIGINT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > starts_at),
    PRIMARY KEY (order_no, line)
);
CREATE INDEX entitlements_by_app ON entitlements (sdk_app_id, ends_at);

CREATE TABLE topups (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    amount BIGINT NOT NULL CHECK (amount > 0),
    reference TEXT NOT NULL,
    state TEXT NOT NULL,
    order_no TEXT REFERENCES orders (no),
    filed_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by UUID,
    reason TEXT
);
CREATE INDEX topups_by_account ON topups (account_id, filed_at, id);
CREATE INDEX topups_open ON topups (filed_at, id) WHERE state = 'filed';

-- Double entry (docs/accounts.md): postings first, then the entry that seals them; nothing of it ever changes.
CREATE TABLE ledger_postings (
    entry_id UUID NOT NULL,
    position BIGINT NOT NULL,
    ledger_account TEXT NOT NULL,
    account_id UUID NOT NULL REFERENCES accounts (id),
    amount BIGINT NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (entry_id, position)
);
CREATE TABLE ledger_entries (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    seq BIGINT NOT NULL,
    balance_after BIGINT NOT NULL CHECK (balance_after >= 0),
    at BIGINT NOT NULL,
    UNIQUE (kind, reference),
    UNIQUE (account_id, seq)
);

CREATE FUNCTION ledger_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT COUNT(*) < 2 OR SUM(amount) <> 0 FROM ledger_postings WHERE entry_id = NEW.id) THEN
        RAISE EXCEPTION 'the postings of a ledger entry must sum to zero';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON ledger_entries
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_balances();

-- The statements of one batch run in no certain order, so an entry of the same transaction is not yet sealed.
CREATE FUNCTION ledger_postings_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_entries WHERE id = NEW.entry_id AND xmin <> pg_current_xact_id()::xid) THEN
        RAISE EXCEPTION 'a ledger entry is immutable';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_postings_sealed BEFORE INSERT ON ledger_postings
FOR EACH ROW EXECUTE FUNCTION ledger_postings_sealed();

CREATE FUNCTION immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is immutable', TG_TABLE_NAME;
END $$;
CREATE TRIGGER ledger_entries_immutable BEFORE UPDATE OR DELETE ON ledger_entries
FOR EACH ROW EXECUTE FUNCTION immutable();
CREATE TRIGGER ledger_entries_kept BEFORE TRUNCATE ON ledger_entries
FOR EACH STATEMENT EXECUTE FUNCTION immutable();
CREATE TRIGGER ledger_postings_immutable BEFORE UPDATE OR DELETE ON ledger_postings
FOR EACH ROW EXECUTE FUNCTION immutable();
CREATE TRIGGER ledger_postings_kept BEFORE TRUNCATE ON ledger_postings
FOR EACH STATEMENT EXECUTE FUNCTION immutable();

-- Who did what, one hash chain per account; nothing of it ever changes.
CREATE TABLE audit_log (
    account_id UUID NOT NULL REFERENCES accounts (id),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    result TEXT NOT NULL,
    content TEXT NOT NULL,
    row_hash TEXT NOT NULL,
    PRIMARY KEY (account_id, seq)
);
CREATE TRIGGER audit_log_immutable BEFORE UPDATE OR DELETE ON audit_log
FOR EACH ROW EXECUTE FUNCTION immutable();
CREATE TRIGGER audit_log_kept BEFORE TRUNCATE ON audit_log
FOR EACH STATEMENT EXECUTE FUNCTION immutable();


-- What is to be told to the outside, written with the change it tells of.
CREATE TABLE outbox (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    done_at BIGINT
);

-- Outcomes of writes that carry a key of their own (P14 outside buying).
CREATE TABLE idempotency (
    token TEXT NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    action TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    location TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
