-- What an account owes on overdue bills, kept beside them so that every unit that locks it knows (M1).
ALTER TABLE accounts ADD COLUMN owed INTEGER NOT NULL DEFAULT 0 CHECK (owed >= 0);

-- The last number given to a closed bill; it is raised in the transaction that closes, so none is left out.
INSERT INTO counters (name, value) VALUES ('bill', 0);

-- What falls due for an account's bills, and when (U7, U8): 'enrol' has no month.
CREATE TABLE bill_steps (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    step TEXT NOT NULL,
    month TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, step, month)
) STRICT;
CREATE INDEX bill_steps_by_due ON bill_steps (due_at, account_id);
-- Accounts that have something to bill are billed from the last month that anything is known of.
INSERT INTO bill_steps (account_id, step, month, due_at)
SELECT DISTINCT account_id, 'enrol', '', (SELECT MAX(known.at) FROM
    (SELECT MAX(at) AS at FROM app_turns UNION ALL SELECT MAX(at) AS at FROM ledger_entries) known)
FROM apps WHERE edition <> 'trial' AND status IN ('active', 'expired');

-- Accounts whose bills can't be gone on with, and why; nothing of them falls due until an operator lets them go on.
CREATE TABLE parked_accounts (
    account_id BLOB NOT NULL PRIMARY KEY REFERENCES accounts (id),
    step TEXT NOT NULL,
    month TEXT NOT NULL,
    reason TEXT NOT NULL,
    parked_at INTEGER NOT NULL
) STRICT;

-- One bill of an account and a month. `total` is the lines and what was carried over from an earlier bill; `moved` is
-- the small rest that went to the next bill.
CREATE TABLE bills (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    month TEXT NOT NULL,
    state TEXT NOT NULL,
    currency TEXT NOT NULL,
    carried_from TEXT,
    carried INTEGER NOT NULL CHECK (carried >= 0),
    total INTEGER NOT NULL CHECK (total >= 0),
    deducted INTEGER NOT NULL CHECK (deducted >= 0),
    paid INTEGER NOT NULL CHECK (paid >= 0),
    owed INTEGER NOT NULL CHECK (owed >= 0),
    moved INTEGER NOT NULL CHECK (moved >= 0),
    number INTEGER UNIQUE,
    hash TEXT,
    drawn_up_at INTEGER NOT NULL,
    debit_at INTEGER NOT NULL,
    deactivate_at INTEGER NOT NULL,
    paid_at INTEGER,
    PRIMARY KEY (account_id, month),
    CHECK (state = 'pushed' OR (number IS NOT NULL AND hash IS NOT NULL AND total = deducted + paid + owed + moved)),
    CHECK ((state = 'overdue') = (owed > 0) AND (state = 'paid') = (paid_at IS NOT NULL))
) STRICT;

-- What a bill charges for, each line with everything its amount was made from.
CREATE TABLE bill_lines (
    account_id BLOB NOT NULL,
    month TEXT NOT NULL,
    position INTEGER NOT NULL,
    sdk_app_id INTEGER NOT NULL REFERENCES apps (sdk_app_id),
    charged_month TEXT NOT NULL,
    subject TEXT NOT NULL,
    content TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    deducted INTEGER NOT NULL CHECK (deducted >= 0 AND deducted <= amount),
    PRIMARY KEY (account_id, month, position),
    FOREIGN KEY (account_id, month) REFERENCES bills (account_id, month)
) STRICT;
CREATE INDEX bill_lines_by_charged ON bill_lines (account_id, charged_month);
CREATE INDEX bill_lines_by_app ON bill_lines (sdk_app_id);

-- What the vouchers of an account took off a bill (M2).
CREATE TABLE bill_vouchers (
    account_id BLOB NOT NULL,
    month TEXT NOT NULL,
    voucher_id BLOB NOT NULL REFERENCES vouchers (id),
    deducted INTEGER NOT NULL CHECK (deducted > 0),
    PRIMARY KEY (account_id, month, voucher_id),
    FOREIGN KEY (account_id, month) REFERENCES bills (account_id, month)
) STRICT;
CREATE INDEX bill_vouchers_by_voucher ON bill_vouchers (voucher_id);

-- What was paid in money: 0 is the debit, the others are credits that came later (M1).
CREATE TABLE bill_payments (
    account_id BLOB NOT NULL,
    month TEXT NOT NULL,
    position INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    at INTEGER NOT NULL,
    PRIMARY KEY (account_id, month, position),
    FOREIGN KEY (account_id, month) REFERENCES bills (account_id, month)
) STRICT;

-- Late reports of an app's use, without reading all of them (U7).
CREATE INDEX usage_days_by_report ON usage_days (sdk_app_id, reported_at);

-- A closed bill is paid and changes in nothing else; one that is paid changes no more.
CREATE TRIGGER bills_closed BEFORE UPDATE ON bills
WHEN OLD.state <> 'pushed' AND (OLD.state = 'paid' OR NEW.state NOT IN ('overdue', 'paid')
    OR (NEW.account_id, NEW.month, NEW.currency, NEW.carried, NEW.total, NEW.deducted, NEW.moved, NEW.number, NEW.hash,
        NEW.drawn_up_at, NEW.debit_at, NEW.deactivate_at)
    <> (OLD.account_id, OLD.month, OLD.currency, OLD.carried, OLD.total, OLD.deducted, OLD.moved, OLD.number, OLD.hash,
        OLD.drawn_up_at, OLD.debit_at, OLD.deactivate_at)
    OR NEW.carried_from IS NOT OLD.carried_from OR NEW.paid <= OLD.paid)
BEGIN SELECT RAISE(ABORT, 'a closed bill is immutable'); END;
CREATE TRIGGER bills_kept BEFORE DELETE ON bills WHEN OLD.state <> 'pushed'
BEGIN SELECT RAISE(ABORT, 'a closed bill is immutable'); END;
-- INSERT OR REPLACE deletes without a delete trigger.
CREATE TRIGGER bills_no_replace BEFORE INSERT ON bills
WHEN EXISTS (SELECT 1 FROM bills WHERE state <> 'pushed'
             AND ((account_id = NEW.account_id AND month = NEW.month) OR number = NEW.number))
BEGIN SELECT RAISE(ABORT, 'a closed bill is immutable'); END;
CREATE TRIGGER bill_lines_sealed BEFORE INSERT ON bill_lines
WHEN EXISTS (SELECT 1 FROM bills WHERE account_id = NEW.account_id AND month = NEW.month AND state <> 'pushed')
BEGIN SELECT RAISE(ABORT, 'the lines of a closed bill are immutable'); END;
CREATE TRIGGER bill_lines_no_update BEFORE UPDATE ON bill_lines
BEGIN SELECT RAISE(ABORT, 'the lines of a bill are immutable'); END;
CREATE TRIGGER bill_lines_no_delete BEFORE DELETE ON bill_lines
WHEN EXISTS (SELECT 1 FROM bills WHERE account_id = OLD.account_id AND month = OLD.month AND state <> 'pushed')
BEGIN SELECT RAISE(ABORT, 'the lines of a closed bill are immutable'); END;
CREATE TRIGGER bill_vouchers_no_replace BEFORE INSERT ON bill_vouchers
WHEN EXISTS (SELECT 1 FROM bill_vouchers
             WHERE account_id = NEW.account_id AND month = NEW.month AND voucher_id = NEW.voucher_id)
BEGIN SELECT RAISE(ABORT, 'the vouchers of a bill are immutable'); END;
CREATE TRIGGER bill_vouchers_no_update BEFORE UPDATE ON bill_vouchers
BEGIN SELECT RAISE(ABORT, 'the vouchers of a bill are immutable'); END;
CREATE TRIGGER bill_vouchers_no_delete BEFORE DELETE ON bill_vouchers
BEGIN SELECT RAISE(ABORT, 'the vouchers of a bill are immutable'); END;
CREATE TRIGGER bill_payments_no_replace BEFORE INSERT ON bill_payments
WHEN EXISTS (SELECT 1 FROM bill_payments
             WHERE account_id = NEW.account_id AND month = NEW.month AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'a payment of a bill is immutable'); END;
CREATE TRIGGER bill_payments_no_update BEFORE UPDATE ON bill_payments
BEGIN SELECT RAISE(ABORT, 'a payment of a bill is immutable'); END;
CREATE TRIGGER bill_payments_no_delete BEFORE DELETE ON bill_payments
BEGIN SELECT RAISE(ABORT, 'a payment of a bill is immutable'); END;
