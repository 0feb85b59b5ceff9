-- Offline push certificates (C5). What may be shown is JSON; secrets are sealed as in app_keys. A row is a draft until it
-- is saved: an uploaded file is looked at first. Numbers are never given out twice.
CREATE TABLE push_certificates (
    number INTEGER PRIMARY KEY,
    sdk_app_id INTEGER NOT NULL REFERENCES apps (sdk_app_id),
    vendor TEXT NOT NULL,
    shown TEXT NOT NULL,
    sealed TEXT NOT NULL,
    expires_at INTEGER,
    added_at INTEGER NOT NULL,
    saved_at INTEGER
) STRICT;
CREATE INDEX push_certificates_by_app ON push_certificates (sdk_app_id, number);
CREATE INDEX push_certificates_drafts ON push_certificates (added_at) WHERE saved_at IS NULL;
INSERT INTO counters (name, value) VALUES ('push_certificate', 10000);
