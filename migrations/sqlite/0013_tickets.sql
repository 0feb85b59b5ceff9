-- What customers ask of the staff. `since` is when the state began: how long the customer of an open one has waited.
CREATE TABLE tickets (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    topic TEXT NOT NULL,
    sdk_app_id INTEGER REFERENCES apps (sdk_app_id),
    state TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    since INTEGER NOT NULL,
    messages INTEGER NOT NULL
) STRICT;
CREATE INDEX tickets_by_account ON tickets (account_id, since, id);
CREATE INDEX tickets_open ON tickets (since, id) WHERE state = 'open';
-- One request of a kind for an app at a time.
CREATE UNIQUE INDEX tickets_one_for_an_app ON tickets (sdk_app_id, topic)
    WHERE state IN ('open', 'answered') AND topic <> 'question';

CREATE TABLE ticket_messages (
    ticket_id BLOB NOT NULL REFERENCES tickets (id),
    place INTEGER NOT NULL,
    author TEXT NOT NULL,
    author_id BLOB,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (ticket_id, place)
) STRICT;
