-- How often the automatic renewal of the running term was tried (R2).
ALTER TABLE apps ADD COLUMN renewals_tried INTEGER NOT NULL DEFAULT 0;

-- What the clock has for an app next, for the order of things that fall due at one moment (D2).
ALTER TABLE apps ADD COLUMN next_effect TEXT;
UPDATE apps SET next_effect = CASE status WHEN 'active' THEN 'expire' WHEN 'expired' THEN 'deactivate' ELSE 'release' END
WHERE next_due_at IS NOT NULL;

-- Every attempt at an automatic renewal: the order that it made, or why it made none.
CREATE TABLE renewals (
    sdk_app_id INTEGER NOT NULL REFERENCES apps (sdk_app_id),
    tried_at INTEGER NOT NULL,
    order_no TEXT REFERENCES orders (no),
    missing INTEGER CHECK (missing > 0),
    reason TEXT,
    PRIMARY KEY (sdk_app_id, tried_at)
) STRICT;

-- The vouchers that paid for an order without being chosen: an automatic renewal takes several (M2).
CREATE TABLE order_vouchers (
    order_no TEXT NOT NULL REFERENCES orders (no),
    voucher_id BLOB NOT NULL REFERENCES vouchers (id),
    deducted INTEGER NOT NULL CHECK (deducted > 0),
    PRIMARY KEY (order_no, voucher_id)
) STRICT;
CREATE INDEX order_vouchers_by_voucher ON order_vouchers (voucher_id);
