//! What must hold in every database at every moment, checked on the bare rows (I1, I2, I4–I8).

use std::collections::BTreeMap;

use serde_json::Value;

use super::tables::{Row, Tables, int, text};

/// Fails with the first thing that does not hold.
#[track_caller]
pub(crate) fn assert_hold(tables: &Tables) {
    i1_every_entry_and_the_whole_ledger_sum_to_zero(tables);
    i2_balances_are_what_the_ledger_says_and_never_negative(tables);
    i3_bills_are_their_lines_and_what_the_ledger_tells(tables);
    i4_vouchers_are_used_up_to_their_face_and_frozen_by_their_unpaid_order(tables);
    i5_paid_orders_and_only_they_gave_something_and_were_charged(tables);
    i6_nothing_is_held_twice_at_a_time(tables);
    i7_no_account_has_more_apps_than_it_may(tables);
    u4_every_app_is_what_its_last_turn_says(tables);
}

fn i1_every_entry_and_the_whole_ledger_sum_to_zero(tables: &Tables) {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for posting in tables.rows("ledger_postings") {
        *sums.entry(text(posting, "entry_id")).or_default() += int(posting, "amount");
    }
    for entry in tables.rows("ledger_entries") {
        assert_eq!(sums.remove(text(entry, "id")), Some(0), "I1: {entry:?}");
    }
    assert!(sums.is_empty(), "I1: postings without an entry: {sums:?}");
}

fn i2_balances_are_what_the_ledger_says_and_never_negative(tables: &Tables) {
    for account in tables.rows("accounts") {
        let own = |row: &&Row| row["account_id"] == account["id"];
        let postings = tables.rows("ledger_postings").iter().filter(own);
        let paid_in: i64 = postings
            .filter(|posting| text(posting, "ledger_account") == "customer_balance")
            .map(|posting| -int(posting, "amount"))
            .sum();
        assert_eq!(int(account, "balance"), paid_in, "I2: {account:?}");
        let mut entries: Vec<_> = tables.rows("ledger_entries").iter().filter(own).collect();
        entries.sort_by_key(|entry| int(entry, "seq"));
        assert!(entries.iter().all(|entry| int(entry, "balance_after") >= 0), "I2: {entries:?}");
        let numbers: Vec<i64> = entries.iter().map(|entry| int(entry, "seq")).collect();
        assert_eq!(numbers, (1..=int(account, "ledger_seq")).collect::<Vec<_>>(), "I2: numbering");
        let last = entries.last().map_or(0, |entry| int(entry, "balance_after"));
        assert_eq!(last, paid_in, "I2: {entries:?}");
    }
}

fn i3_bills_are_their_lines_and_what_the_ledger_tells(tables: &Tables) {
    let mut numbers: Vec<i64> = Vec::new();
    for bill in tables.rows("bills").iter().filter(|bill| text(bill, "state") != "pushed") {
        let of_bill = |row: &&Row| row["account_id"] == bill["account_id"] && row["month"] == bill["month"];
        let sum = |table: &str, column: &str| -> i64 {
            tables.rows(table).iter().filter(of_bill).map(|row| int(row, column)).sum()
        };
        let (total, carried) = (int(bill, "total"), int(bill, "carried"));
        assert_eq!(sum("bill_lines", "amount") + carried, total, "I3: {bill:?}");
        assert_eq!(sum("bill_lines", "deducted"), int(bill, "deducted"), "I3: {bill:?}");
        assert_eq!(sum("bill_payments", "amount"), int(bill, "paid"), "I3: {bill:?}");
        let sold = total - carried;
        let no = int(bill, "number").to_string();
        let entries = tables.with("ledger_entries", "reference", &no.as_str().into());
        let entry = entries.into_iter().find(|entry| text(entry, "kind") == "bill");
        let told: i64 = entry.map_or(0, |entry| {
            let postings = tables.with("ledger_postings", "entry_id", &entry["id"]);
            let own = postings.iter().filter(|row| text(row, "ledger_account") == "postpaid_sales");
            own.map(|row| -int(row, "amount")).sum()
        });
        assert_eq!(told, sold, "I3: {bill:?}");
        numbers.push(int(bill, "number"));
    }
    numbers.sort_unstable();
    assert!((1..).zip(&numbers).all(|(place, number)| place == *number), "I3: {numbers:?}");
}

fn i4_vouchers_are_used_up_to_their_face_and_frozen_by_their_unpaid_order(tables: &Tables) {
    for voucher in tables.rows("vouchers") {
        let orders = tables.with("orders", "voucher_id", &voucher["id"]);
        let in_state = |status: &str| -> Vec<&&Row> {
            orders.iter().filter(|order| text(order, "status") == status).collect()
        };
        let unasked = tables.with("order_vouchers", "voucher_id", &voucher["id"]);
        let billed = tables.with("bill_vouchers", "voucher_id", &voucher["id"]);
        let used = in_state("paid").iter().map(|order| int(order, "deducted")).sum::<i64>()
            + billed.iter().map(|taken| int(taken, "deducted")).sum::<i64>()
            + unasked.iter().map(|taken| int(taken, "deducted")).sum::<i64>();
        let left = int(voucher, "face") - used;
        let reusable = matches!(voucher["reusable"], Value::Bool(true)) || voucher["reusable"] == 1;
        let expected = if reusable || used == 0 { left } else { 0 };
        assert_eq!(int(voucher, "remaining"), expected, "I4: {voucher:?}");
        assert!(left >= 0, "I4: {voucher:?}");
        let holder = in_state("unpaid").first().map_or(Value::Null, |order| order["no"].clone());
        assert_eq!(voucher["frozen_by"], holder, "I4: {voucher:?}");
        assert!(in_state("unpaid").len() <= 1, "I4: {voucher:?}");
    }
}

fn i5_paid_orders_and_only_they_gave_something_and_were_charged(tables: &Tables) {
    for order in tables.rows("orders") {
        let lines: Vec<Row> = serde_json::from_str(text(order, "lines")).unwrap();
        let sum = |column: &str| -> i64 { lines.iter().map(|line| int(line, column)).sum() };
        let given_back = int(order, "given_back");
        let (total, payable) = (int(order, "total"), int(order, "payable"));
        assert_eq!((total, int(order, "deducted")), (sum("amount"), sum("deducted")), "I5: {order:?}");
        let paid = text(order, "status") == "paid";
        let given = tables.with("entitlements", "order_no", &order["no"]);
        assert_eq!(given.len(), if paid { lines.len() } else { 0 }, "I5: {order:?}");
        let entries = tables.with("ledger_entries", "reference", &order["no"]);
        let moves = total != given_back || int(order, "deducted") > 0;
        assert_eq!(entries.len(), usize::from(paid && moves), "I5: {order:?}");
        for entry in entries {
            let postings = tables.with("ledger_postings", "entry_id", &entry["id"]);
            let of = |name: &str| -> i64 {
                let own = postings.iter().filter(|row| text(row, "ledger_account") == name);
                own.map(|row| int(row, "amount")).sum()
            };
            let expected = (payable - given_back, given_back - total);
            assert_eq!((of("customer_balance"), of("prepaid_sales")), expected, "I5: {order:?}");
        }
        let told = tables.rows("outbox").iter().filter(|message| {
            text(message, "kind") == "order_paid" && text(message, "content").contains(text(order, "no"))
        });
        assert_eq!(told.count(), usize::from(paid), "I5: {order:?}");
    }
}

fn i6_nothing_is_held_twice_at_a_time(tables: &Tables) {
    let kind = |row: &Row| text(row, "item").split(':').next().unwrap_or_default().to_owned();
    let is_own = |row: &&Row| !matches!(row["is_difference"], Value::Bool(true)) && row["is_difference"] != 1;
    let all: Vec<&Row> = tables.rows("entitlements").iter().filter(is_own).collect();
    let ended = |row: &Row| row["ended_at"].as_i64().unwrap_or_else(|| int(row, "ends_at"));
    for (index, one) in all.iter().enumerate() {
        for other in &all[index + 1..] {
            let same = one["sdk_app_id"] == other["sdk_app_id"] && kind(one) == kind(other);
            let apart = ended(one) <= int(other, "starts_at") || ended(other) <= int(one, "starts_at");
            assert!(!same || apart, "I6: {one:?} and {other:?}");
        }
    }
    for app in tables.rows("apps") {
        let held = tables.with("entitlements", "sdk_app_id", &app["sdk_app_id"]);
        let end = held.iter().filter(|row| kind(row) == "package").map(|row| ended(row)).max();
        assert_eq!(app["term_ends_at"].as_i64(), end, "I6: {app:?}");
        let unpaid = tables.with("orders", "sdk_app_id", &app["sdk_app_id"]);
        let unpaid = unpaid.iter().filter(|order| text(order, "status") == "unpaid").count();
        assert!(unpaid <= 1, "P12: {unpaid} unpaid orders of {app:?}");
    }
}

fn i7_no_account_has_more_apps_than_it_may(tables: &Tables) {
    for account in tables.rows("accounts") {
        let apps = tables.with("apps", "account_id", &account["id"]);
        let living = apps.iter().filter(|app| text(app, "status") != "deleted").count();
        assert!(living <= 300, "I7: {living} apps");
    }
}

fn u4_every_app_is_what_its_last_turn_says(tables: &Tables) {
    for app in tables.rows("apps") {
        let turns = tables.with("app_turns", "sdk_app_id", &app["sdk_app_id"]);
        let last = turns.into_iter().max_by_key(|turn| int(turn, "at")).unwrap();
        for column in ["edition", "billing_mode", "add_ons", "history_days"] {
            assert_eq!(app[column], last[column], "U4: {column} of {app:?}");
        }
        let is_running = last["running"] == true || last["running"] == 1;
        assert_eq!(is_running, matches!(text(app, "status"), "active" | "expired"), "U4: {app:?}");
    }
}
