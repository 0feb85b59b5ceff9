-- An entitlement that pays the difference of an upgrade for the time that another one gave (R4).
ALTER TABLE entitlements ADD COLUMN is_difference INTEGER NOT NULL DEFAULT 0;
-- From when on it no longer counts, because it was refunded or became void (R4, R5).
ALTER TABLE entitlements ADD COLUMN ended_at INTEGER;

-- What becomes void with an upgrade, and what is given back for it (R4). `payable` stays what the lines cost in money.
ALTER TABLE quotes ADD COLUMN voided TEXT NOT NULL DEFAULT '[]';
ALTER TABLE quotes ADD COLUMN given_back INTEGER NOT NULL DEFAULT 0 CHECK (given_back >= 0);
ALTER TABLE orders ADD COLUMN voided TEXT NOT NULL DEFAULT '[]';
ALTER TABLE orders ADD COLUMN given_back INTEGER NOT NULL DEFAULT 0 CHECK (given_back >= 0);

-- What was given back of the money for an order's lines (R4, R5).
ALTER TABLE orders ADD COLUMN refunded INTEGER NOT NULL DEFAULT 0 CHECK (refunded >= 0 AND refunded <= payable);

-- Refunds of prepaid packages and add-ons (R5). An account has its full refund once.
CREATE TABLE refunds (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    sdk_app_id INTEGER NOT NULL REFERENCES apps (sdk_app_id),
    scope TEXT NOT NULL,
    uses_full INTEGER NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX refunds_by_app ON refunds (sdk_app_id, at);
CREATE UNIQUE INDEX refunds_one_full ON refunds (account_id) WHERE uses_full;

-- What was given back for each order line, with the rule and its values as JSON (T3). A line is refunded once.
CREATE TABLE refund_lines (
    order_no TEXT NOT NULL REFERENCES orders (no),
    line INTEGER NOT NULL,
    refund_id BLOB NOT NULL REFERENCES refunds (id),
    item TEXT NOT NULL,
    cash INTEGER NOT NULL,
    rule TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0 AND amount <= cash),
    PRIMARY KEY (order_no, line)
) STRICT;
CREATE INDEX refund_lines_by_refund ON refund_lines (refund_id);
