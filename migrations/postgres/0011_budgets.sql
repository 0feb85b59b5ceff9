-- What an account means to spend in a calendar month, whether paid changes beyond it are refused, and the alerts.
ALTER TABLE accounts ADD COLUMN budget BIGINT CHECK (budget > 0);
ALTER TABLE accounts ADD COLUMN budget_stops BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE budget_alerts (
    account_id UUID NOT NULL REFERENCES accounts (id),
    month TEXT NOT NULL,
    percent BIGINT NOT NULL CHECK (percent IN (50, 80, 100)),
    at BIGINT NOT NULL,
    PRIMARY KEY (account_id, month, percent)
);
