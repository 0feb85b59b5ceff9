-- What an account owes on overdue bills, kept beside them so that every unit that locks it knows (M1).
ALTER TABLE accounts ADD COLUMN owed BIGINT NOT NULL DEFAULT 0 CHECK (owed >= 0);

-- The last number given to a closed bill; it is raised in the transaction that closes, so none is left out.
INSERT INTO counters (name, value) VALUES ('bill', 0);

-- What falls due for an account's bills, and when (U7, U8): 'enrol' has no month.
CREATE TABLE bill_steps (
    account_id UUID NOT NULL REFERENCES accounts (id),
    step TEXT NOT NULL,
    month TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, step, month)
);
CREATE INDEX bill_steps_by_due ON bill_steps (due_at, account_id);
-- Accounts that have something to bill are billed from the last month that anything is known of.
INSERT INTO bill_steps (account_id, step, month, due_at)
SELECT DISTINCT account_id, 'enrol', '', (SELECT MAX(known.at) FROM
    (SELECT MAX(at) AS at FROM app_turns UNION ALL SELECT MAX(at) AS at FROM ledger_entries) known)
FROM apps WHERE edition <> 'trial' AND status IN ('active', 'expired');

-- Accounts whose bills can't be gone on with, and why; nothing of them falls due until an operator lets them go on.
CREATE TABLE parked_accounts (
    account_id UUID NOT NULL PRIMARY KEY REFERENCES accounts (id),
    step TEXT NOT NULL,
    month TEXT NOT NULL,
    reason TEXT NOT NULL,
    parked_at BIGINT NOT NULL
);

-- One bill of an account and a month. `total` is the lines and what was carried over from an earlier bill; `moved` is
-- the small rest that went to the next bill.
CREATE TABLE bills (
    account_id UUID NOT NULL REFERENCES accounts (id),
    month TEXT NOT NULL,
    state TEXT NOT NULL,
    currency TEXT NOT NULL,
    carried_from TEXT,
    carried BIGINT NOT NULL CHECK (carried >= 0),
    total BIGINT NOT NULL CHECK (total >= 0),
    deducted BIGINT NOT NULL CHECK (deducted >= 0),
    paid BIGINT NOT NULL CHECK (paid >= 0),
    owed BIGINT NOT NULL CHECK (owed >= 0),
    moved BIGINT NOT NULL CHECK (moved >= 0),
    number BIGINT UNIQUE,
    hash TEXT,
    drawn_up_at BIGINT NOT NULL,
    debit_at BIGINT NOT NULL,
    deactivate_at BIGINT NOT NULL,
    paid_at BIGINT,
    PRIMARY KEY (account_id, month),
    CHECK (state = 'pushed' OR (number IS NOT NULL AND hash IS NOT NULL AND total = deducted + paid + owed + moved)),
    CHECK ((state = 'overdue') = (owed > 0) AND (state = 'paid') = (paid_at IS NOT NULL))
);

-- What a bill charges for, each line with everything its amount was made from.
CREATE TABLE bill_lines (
    account_id UUID NOT NULL,
    month TEXT NOT NULL,
    position BIGINT NOT NULL,
    sdk_app_id BIGINT NOT NULL REFERENCES apps (sdk_app_id),
    charged_month TEXT NOT NULL,
    subject TEXT NOT NULL,
    content TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount >= 0),
    deducted BIGINT NOT NULL CHECK (deducted >= 0 AND deducted <= amount),
    PRIMARY KEY (account_id, month, position),
    FOREIGN KEY (account_id, month) REFERENCES bills (account_id, month)
);
CREATE INDEX bill_lines_by_charged ON bill_lines (account_id, charged_month);
CREATE INDEX bill_lines_by_app ON bill_lines (sdk_app_id);

-- What the vouchers of an account took off a bill (M2).
CREATE TABLE bill_vouchers (
    account_id UUID NOT NULL,
    month TEXT NOT NULL,
    voucher_id UUID NOT NULL REFERENCES vouchers (id),
    deducted BIGINT NOT NULL CHECK (deducted > 0),
    PRIMARY KEY (account_id, month, voucher_id),
    FOREIGN KEY (account_id, month) REFERENCES bills (account_id, month)
);
CREATE INDEX bill_vouchers_by_voucher ON bill_vouchers (voucher_id);

-- What was paid in money: 0 is the debit, the others are credits that came later (M1).
CREATE TABLE bill_payments (
    account_id UUID NOT NULL,
    month TEXT NOT NULL,
    position BIGINT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    at BIGINT NOT NULL,
    PRIMARY KEY (account_id, month, position),
    FOREIGN KEY (account_id, month) REFERENCES bills (account_id, month)
);

-- Late reports of an app's use, without reading all of them (U7).
CREATE INDEX usage_days_by_report ON usage_days (sdk_app_id, reported_at);

-- A closed bill is paid and changes in nothing else; one that is paid changes no more.
CREATE FUNCTION bills_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'pushed' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.state = 'paid' OR NEW.state NOT IN ('overdue', 'paid')
        OR (NEW.account_id, NEW.month, NEW.currency, NEW.carried, NEW.total, NEW.deducted, NEW.moved, NEW.number,
            NEW.hash, NEW.drawn_up_at, NEW.debit_at, NEW.deactivate_at)
        <> (OLD.account_id, OLD.month, OLD.currency, OLD.carried, OLD.total, OLD.deducted, OLD.moved, OLD.number,
            OLD.hash, OLD.drawn_up_at, OLD.debit_at, OLD.deactivate_at)
        OR NEW.carried_from IS DISTINCT FROM OLD.carried_from OR NEW.paid <= OLD.paid THEN
        RAISE EXCEPTION 'a closed bill is immutable';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bills_closed BEFORE UPDATE OR DELETE ON bills
FOR EACH ROW EXECUTE FUNCTION bills_closed();
CREATE TRIGGER bills_kept BEFORE TRUNCATE ON bills
FOR EACH STATEMENT EXECUTE FUNCTION immutable();

CREATE FUNCTION bill_lines_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    line bill_lines%ROWTYPE;
BEGIN
    line := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    IF EXISTS (SELECT 1 FROM bills WHERE account_id = line.account_id AND month = line.month AND state <> 'pushed') THEN
        RAISE EXCEPTION 'the lines of a closed bill are immutable';
    END IF;
    RETURN line;
END $$;
CREATE TRIGGER bill_lines_sealed BEFORE INSERT OR DELETE ON bill_lines
FOR EACH ROW EXECUTE FUNCTION bill_lines_sealed();
CREATE TRIGGER bill_lines_immutable BEFORE UPDATE ON bill_lines
FOR EACH ROW EXECUTE FUNCTION immutable();
CREATE TRIGGER bill_lines_kept BEFORE TRUNCATE ON bill_lines
FOR EACH STATEMENT EXECUTE FUNCTION immutable();
CREATE TRIGGER bill_vouchers_immutable BEFORE UPDATE OR DELETE ON bill_vouchers
FOR EACH ROW EXECUTE FUNCTION immutable();
CREATE TRIGGER bill_vouchers_kept BEFORE TRUNCATE ON bill_vouchers
FOR EACH STATEMENT EXECUTE FUNCTION immutable();
CREATE TRIGGER bill_payments_immutable BEFORE UPDATE OR DELETE ON bill_payments
FOR EACH ROW EXECUTE FUNCTION immutable();
CREATE TRIGGER bill_payments_kept BEFORE TRUNCATE ON bill_payments
FOR EACH STATEMENT EXECUTE FUNCTION immutable();
