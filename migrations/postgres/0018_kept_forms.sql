-- Forms that arrived when a password had to come first: given back to whom they are of, for a quarter of an hour. Neither
-- secrets nor files are among the fields. Times are the system clock's.
CREATE TABLE kept_forms (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    owner_id UUID NOT NULL,
    address TEXT NOT NULL,
    content TEXT NOT NULL,
    until_at BIGINT NOT NULL
);
CREATE INDEX kept_forms_by_owner ON kept_forms (owner_id, kind, until_at);
