-- The end of everything paid for a call pack that a postpaid app bought alone, and whether it has come (P6).
ALTER TABLE apps ADD COLUMN pack_ends_at BIGINT;
ALTER TABLE apps ADD COLUMN pack_is_over BOOLEAN NOT NULL DEFAULT FALSE;
