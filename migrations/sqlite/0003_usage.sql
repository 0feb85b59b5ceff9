-- What was counted, the highest value reported for an app, a day and a measure (U6, E2). A day is written 2026-11-22.
CREATE TABLE usage_days (
    sdk_app_id INTEGER NOT NULL REFERENCES apps (sdk_app_id),
    day TEXT NOT NULL,
    measure TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value >= 0),
    reported_at INTEGER NOT NULL,
    PRIMARY KEY (sdk_app_id, day, measure)
) STRICT;

-- The public halves of the key pairs that imported apps sign with (C3), as PEM.
CREATE TABLE public_keys (
    sdk_app_id INTEGER NOT NULL PRIMARY KEY REFERENCES apps (sdk_app_id),
    pem TEXT NOT NULL
) STRICT;
