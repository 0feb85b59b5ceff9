-- What customers ask of the staff. `since` is when the state began: how long the customer of an open one has waited.
CREATE TABLE tickets (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    topic TEXT NOT NULL,
    sdk_app_id BIGINT REFERENCES apps (sdk_app_id),
    state TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    since BIGINT NOT NULL,
    messages BIGINT NOT NULL
);
CREATE INDEX tickets_by_account ON tickets (account_id, since, id);
CREATE INDEX tickets_open ON tickets (since, id) WHERE state = 'open';
-- One request of a kind for an app at a time.
CREATE UNIQUE INDEX tickets_one_for_an_app ON tickets (sdk_app_id, topic)
    WHERE state IN ('open', 'answered') AND topic <> 'question';

CREATE TABLE ticket_messages (
    ticket_id UUID NOT NULL REFERENCES tickets (id),
    place BIGINT NOT NULL,
    author TEXT NOT NULL,
    author_id UUID,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (ticket_id, place)
);
