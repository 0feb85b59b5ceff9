-- When it is looked next whether something of an account is to be reminded of (R7). Packages from before are looked at
-- a week before they end.
ALTER TABLE accounts ADD COLUMN next_reminder_at INTEGER;
UPDATE accounts SET next_reminder_at = (
    SELECT MIN(p.term_ends_at) - 604800 FROM apps p
    WHERE p.account_id = accounts.id AND p.billing_mode = 'prepaid' AND p.status IN ('active', 'expired')
);
CREATE INDEX accounts_by_reminder ON accounts (next_reminder_at, id) WHERE next_reminder_at IS NOT NULL;

-- The terms whose covered automatic renewal was told: that is told once (R7).
CREATE TABLE told_renewals (
    sdk_app_id INTEGER NOT NULL REFERENCES apps (sdk_app_id),
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (sdk_app_id, ends_at)
) STRICT;

-- What accounts are told. The content is values, never sentences; a cause is told once.
CREATE TABLE messages (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    cause TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (account_id, cause)
) STRICT;
CREATE INDEX messages_by_account ON messages (account_id, created_at, id);

-- What each user has not read yet.
CREATE TABLE unread_messages (
    user_id BLOB NOT NULL REFERENCES users (id),
    account_id BLOB NOT NULL REFERENCES accounts (id),
    message_id BLOB NOT NULL REFERENCES messages (id),
    PRIMARY KEY (user_id, account_id, message_id)
) STRICT;

-- Messages that are still to be mailed to a user; taken away when sent or given up. Times are the system clock's.
CREATE TABLE mails (
    message_id BLOB NOT NULL REFERENCES messages (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    queued_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (user_id, message_id)
) STRICT;
CREATE INDEX mails_by_due ON mails (due_at, message_id, user_id);

-- Addresses, known or not, for which a new password was asked; a job finds out whose they are (SEC10).
CREATE TABLE reset_requests (
    email TEXT NOT NULL PRIMARY KEY,
    asked_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL
) STRICT;

-- The digests of codes that set a new password once (SEC10).
CREATE TABLE reset_codes (
    code_hash TEXT NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX reset_codes_by_user ON reset_codes (user_id);
