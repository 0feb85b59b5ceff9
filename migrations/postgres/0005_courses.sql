-- The postpaid add-ons of an app, by code with commas between them, and the days for which it keeps messages where more
-- than the edition's own were chosen (U1, U6).
ALTER TABLE apps ADD COLUMN add_ons TEXT NOT NULL DEFAULT '';
ALTER TABLE apps ADD COLUMN history_days BIGINT;

-- What an app was from when on: months are charged by it (U4-U6). Of one moment there is one row.
CREATE TABLE app_turns (
    sdk_app_id BIGINT NOT NULL REFERENCES apps (sdk_app_id),
    at BIGINT NOT NULL,
    edition TEXT NOT NULL,
    billing_mode TEXT,
    add_ons TEXT NOT NULL,
    history_days BIGINT,
    running BOOLEAN NOT NULL,
    PRIMARY KEY (sdk_app_id, at)
);
INSERT INTO app_turns (sdk_app_id, at, edition, billing_mode, add_ons, running)
SELECT sdk_app_id, created_at, edition, billing_mode, '', TRUE FROM apps;
INSERT INTO app_turns (sdk_app_id, at, edition, billing_mode, add_ons, running)
SELECT sdk_app_id, stopped_at, edition, billing_mode, '', FALSE FROM apps
WHERE status IN ('deactivated', 'released', 'deleted') AND stopped_at > created_at;
