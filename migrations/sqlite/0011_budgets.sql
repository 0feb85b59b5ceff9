-- What an account means to spend in a calendar month, whether paid changes beyond it are refused, and the alerts.
ALTER TABLE accounts ADD COLUMN budget INTEGER CHECK (budget > 0);
ALTER TABLE accounts ADD COLUMN budget_stops INTEGER NOT NULL DEFAULT 0;

CREATE TABLE budget_alerts (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    month TEXT NOT NULL,
    percent INTEGER NOT NULL CHECK (percent IN (50, 80, 100)),
    at INTEGER NOT NULL,
    PRIMARY KEY (account_id, month, percent)
) STRICT;
