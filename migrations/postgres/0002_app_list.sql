-- The unpaid orders of an account, however many it has paid: what the list of its apps counts.
CREATE INDEX orders_unpaid_by_account ON orders (account_id) WHERE status = 'unpaid';
