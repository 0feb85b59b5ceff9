-- An entitlement that pays the difference of an upgrade for the time that another one gave (R4).
ALTER TABLE entitlements ADD COLUMN is_difference BOOLEAN NOT NULL DEFAULT FALSE;
-- From when on it no longer counts, because it was refunded or became void (R4, R5).
ALTER TABLE entitlements ADD COLUMN ended_at BIGINT;

-- What becomes void with an upgrade, and what is given back for it (R4). `payable` stays what the lines cost in money.
ALTER TABLE quotes ADD COLUMN voided TEXT NOT NULL DEFAULT '[]';
ALTER TABLE quotes ADD COLUMN given_back BIGINT NOT NULL DEFAULT 0 CHECK (given_back >= 0);
ALTER TABLE orders ADD COLUMN voided TEXT NOT NULL DEFAULT '[]';
ALTER TABLE orders ADD COLUMN given_back BIGINT NOT NULL DEFAULT 0 CHECK (given_back >= 0);

-- What was given back of the money for an order's lines (R4, R5).
ALTER TABLE orders ADD COLUMN refunded BIGINT NOT NULL DEFAULT 0 CHECK (refunded >= 0 AND refunded <= payable);

-- Refunds of prepaid packages and add-ons (R5). An account has its full refund once.
CREATE TABLE refunds (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    sdk_app_id BIGINT NOT NULL REFERENCES apps (sdk_app_id),
    scope TEXT NOT NULL,
    uses_full BOOLEAN NOT NULL,
    total BIGINT NOT NULL CHECK (total >= 0),
    at BIGINT NOT NULL
);
CREATE INDEX refunds_by_app ON refunds (sdk_app_id, at);
CREATE UNIQUE INDEX refunds_one_full ON refunds (account_id) WHERE uses_full;

-- What was given back for each order line, with the rule and its values as JSON (T3). A line is refunded once.
CREATE TABLE refund_lines (
    order_no TEXT NOT NULL REFERENCES orders (no),
    line BIGINT NOT NULL,
    refund_id UUID NOT NULL REFERENCES refunds (id),
    item TEXT NOT NULL,
    cash BIGINT NOT NULL,
    rule TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount >= 0 AND amount <= cash),
    PRIMARY KEY (order_no, line)
);
CREATE INDEX refund_lines_by_refund ON refund_lines (refund_id);
