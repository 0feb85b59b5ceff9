-- The secret keys that apps sign with (C3), each sealed with a key that is not in this database: "id of that key:text".
-- The one of the highest number signs; an older one verifies until it retires.
CREATE TABLE app_keys (
    sdk_app_id INTEGER NOT NULL REFERENCES apps (sdk_app_id),
    number INTEGER NOT NULL,
    sealed TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    retires_at INTEGER,
    PRIMARY KEY (sdk_app_id, number)
) STRICT;
CREATE INDEX app_keys_by_end ON app_keys (retires_at) WHERE retires_at IS NOT NULL;
