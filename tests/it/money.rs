//! Money: the ledger, top-ups and vouchers, at the services and in the bare tables, on both databases.

mod ledger;
mod parallel;
mod top_ups;
mod vouchers;
