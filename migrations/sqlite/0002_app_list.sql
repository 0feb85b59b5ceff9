-- The unpaid orders of an account, however many it has paid: what the list of its apps counts.
CREATE INDEX orders_unpaid_by_account ON orders (account_id) WHERE status = 'unpaid';
-- The apps of an account by where they stand: what the list of its apps counts.
CREATE INDEX apps_by_standing ON apps (account_id, status, term_ends_at);
