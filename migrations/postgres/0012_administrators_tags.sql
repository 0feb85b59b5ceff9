-- Administrators of an app beside the one that every app has (C4).
CREATE TABLE app_administrators (
    sdk_app_id BIGINT NOT NULL REFERENCES apps (sdk_app_id),
    name TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (sdk_app_id, name)
);

-- Tags of an app, one value for a key (C6). The account is the app's, so that its tags are found without the apps.
CREATE TABLE app_tags (
    sdk_app_id BIGINT NOT NULL REFERENCES apps (sdk_app_id),
    account_id UUID NOT NULL REFERENCES accounts (id),
    tag_key TEXT NOT NULL,
    tag_value TEXT NOT NULL,
    PRIMARY KEY (sdk_app_id, tag_key)
);
CREATE INDEX app_tags_by_account ON app_tags (account_id, tag_key, tag_value);

-- What was done to one thing, newest first.
CREATE INDEX audit_log_by_object ON audit_log (account_id, object, seq);
