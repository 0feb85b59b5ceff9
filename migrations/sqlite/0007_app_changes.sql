-- What owners changed on their apps by themselves, each with what it used up of its month's allowance (U3). An app's
-- revision tells its changes apart: several may be made in one second.
CREATE TABLE app_changes (
    sdk_app_id INTEGER NOT NULL REFERENCES apps (sdk_app_id),
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (sdk_app_id, revision)
) STRICT;
CREATE INDEX app_changes_by_time ON app_changes (sdk_app_id, at);
