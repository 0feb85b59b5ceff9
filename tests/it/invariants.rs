//! Each invariant is broken by hand in a copy of the demo's database, past every trigger and check, and found.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use im_console::{
    services::{Catalogs, Services},
    store::{Location, Store},
};
use sqlx::{Connection as _, Executor as _, SqliteConnection, sqlite::SqliteConnectOptions};

use super::demo::{Built, built};
use crate::support::world::SECRETS_KEY;

async fn raw(file: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(file).foreign_keys(false);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// A whole copy of the demo's database in one file.
async fn copied(demo: &Built) -> PathBuf {
    let file = demo.folder.path().join("copy.db");
    let mut connection = raw(&demo.folder.path().join("demo.db")).await;
    sqlx::query("VACUUM INTO $1").bind(file.to_str().unwrap()).execute(&mut connection).await.unwrap();
    file
}

/// What is found after `sql` was run without triggers and checks.
async fn found(demo: &Built, base: &Path, sql: &'static str) -> Vec<String> {
    let file = demo.folder.path().join("broken.db");
    std::fs::copy(base, &file).unwrap();
    let mut connection = raw(&file).await;
    let triggers: Vec<(String,)> = sqlx::query_as("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    for (trigger,) in triggers {
        connection.execute(sqlx::AssertSqlSafe(format!("DROP TRIGGER {trigger}"))).await.unwrap();
    }
    connection.execute("PRAGMA ignore_check_constraints = ON").await.unwrap();
    let changed = connection.execute(sql).await.unwrap().rows_affected();
    assert!(changed > 0, "nothing was broken by {sql}");
    connection.close().await.unwrap();
    let store = Store::open(&Location::Sqlite(file.clone())).await.unwrap();
    let catalogs = Catalogs::newest(&store).await.unwrap();
    let services = Services { store, catalogs, ..demo.services.clone() };
    let broken = services.broken_invariants().await.unwrap();
    services.store.close().await;
    drop(services);
    for suffix in ["", "-wal", "-shm"] {
        let _may_be_missing = std::fs::remove_file(format!("{}{suffix}", file.display()));
    }
    broken.iter().map(ToString::to_string).collect()
}

const FAULTS: [(&str, &str, &str); 34] = [
    ("I1", "sum to", "UPDATE ledger_postings SET amount = amount + 1 WHERE rowid = 1"),
    ("I1", "sum to", "DELETE FROM ledger_entries WHERE rowid = 3"),
    ("I1", "the balance of account", "UPDATE accounts SET balance = balance + 1 WHERE name = 'demo@example.com'"),
    ("I1", "does not follow", "UPDATE ledger_entries SET balance_after = balance_after + 1 WHERE rowid = 4"),
    (
        "I1",
        "the ledger and order",
        "UPDATE ledger_entries SET reference = '200001010000000000' WHERE rowid = (SELECT MAX(rowid) FROM ledger_entries WHERE kind = 'order')",
    ),
    ("I1", "the ledger and top-up", "UPDATE topups SET amount = amount + 1 WHERE rowid = 1"),
    ("I1", "the ledger and top-up", "DELETE FROM topups WHERE rowid = 1"),
    ("I2", "overdrawn", "UPDATE accounts SET balance = -1 WHERE name = 'new@example.com'"),
    ("I1", "the ledger and the bill", "UPDATE bills SET number = number + 900 WHERE number = 1"),
    ("I1", "the ledger and the bill", "DELETE FROM bill_payments WHERE rowid = 1"),
    ("I1", "owes is not", "UPDATE accounts SET owed = 5 WHERE name = 'demo@example.com'"),
    ("I3", "is not the sum of its lines", "UPDATE bill_lines SET amount = amount + 1 WHERE rowid = 1"),
    ("I3", "is not what it was closed as", "UPDATE bills SET hash = 'x' WHERE number = 1"),
    (
        "I3",
        "is not what its arithmetic gives",
        "UPDATE bill_lines SET content = REPLACE(content, '\"amount\":', '\"amount\":1')",
    ),
    (
        "I1",
        "is not what its price gives",
        "UPDATE orders SET lines = REPLACE(lines, '\"amount\":', '\"amount\":1') WHERE rowid = 1",
    ),
    ("SEC44", "does not open", "UPDATE app_keys SET sealed = SUBSTR(sealed, 1, 40) WHERE rowid = 1"),
    (
        "SEC44",
        "key 1 of app 1400000001 does not open",
        "UPDATE app_keys SET sealed = (SELECT o.sealed FROM app_keys o WHERE o.sdk_app_id > 1400000001 LIMIT 1) WHERE sdk_app_id = 1400000001 AND number = 1",
    ),
    ("I3", "have a gap at", "UPDATE counters SET value = value + 1 WHERE name = 'bill'"),
    ("I8", "bill 1 of account", "UPDATE audit_log SET action = 'bill_pay' WHERE action = 'bill_debit'"),
    ("I4", "voucher", "UPDATE vouchers SET remaining = remaining + 1 WHERE name = 'Groups and members'"),
    ("I4", "voucher", "UPDATE vouchers SET face = 1 WHERE name = 'Spring 2026'"),
    ("I4", "voucher", "UPDATE vouchers SET frozen_by = NULL WHERE frozen_by IS NOT NULL"),
    ("I5", "is paid and did not give", "DELETE FROM entitlements WHERE rowid = 5"),
    ("I5", "is paid and did not give", "UPDATE entitlements SET item = 'package:ultimate' WHERE rowid = 1"),
    ("I5", "the end of app", "UPDATE apps SET term_ends_at = term_ends_at + 1 WHERE name = 'Harbor_Live'"),
    ("I5", "is unpaid and did not give", "UPDATE orders SET status = 'unpaid' WHERE rowid = 1"),
    (
        "I6",
        "the same thing for the same time",
        "UPDATE entitlements SET starts_at = starts_at - 864000 WHERE rowid = (SELECT e.rowid FROM entitlements e
             JOIN apps a ON a.sdk_app_id = e.sdk_app_id WHERE a.name = 'Polaris_Games' AND e.item = 'package:ultimate')",
    ),
    (
        "I7",
        "has 301 apps",
        "UPDATE apps SET account_id = (SELECT id FROM accounts WHERE name = 'many@example.com') WHERE name = 'Harbor_Live'",
    ),
    ("U4", "is not what its course says", "UPDATE app_turns SET edition = 'im' WHERE rowid = (SELECT MAX(rowid) FROM app_turns)"),
    ("U4", "is not what its course says", "DELETE FROM app_turns WHERE rowid = (SELECT MAX(rowid) FROM app_turns)"),
    (
        "R7",
        "is a second digest",
        "INSERT INTO messages SELECT randomblob(16), account_id, 'again', content, created_at FROM messages WHERE cause LIKE 'digest/%' LIMIT 1",
    ),
    (
        "R7",
        "of an app of another",
        "UPDATE messages SET account_id = (SELECT id FROM accounts WHERE name = 'new@example.com') WHERE cause LIKE 'expire/%'",
    ),
    ("I8", "is broken at row 3", "UPDATE audit_log SET content = '{}' WHERE seq = 3"),
    (
        "I8",
        "is broken at row",
        "DELETE FROM audit_log WHERE rowid = (SELECT l.rowid FROM audit_log l JOIN accounts a
             ON a.id = l.account_id AND a.audit_seq = l.seq WHERE a.name = 'many@example.com')",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn i1_to_i8_whatever_is_broken_by_hand_is_found_and_named() {
    let demo = built().await;
    let base = copied(&demo).await;
    for (invariant, words, sql) in FAULTS {
        let broken = found(&demo, &base, sql).await;
        let named = broken.iter().any(|line| line.starts_with(invariant) && line.contains(words));
        assert!(named, "after {sql}:\n{}", broken.join("\n"));
    }
    let unaudited =
        found(&demo, &base, "UPDATE audit_log SET action = 'quote' WHERE action = 'order_pay'").await;
    assert!(unaudited.iter().any(|line| line.starts_with("I8") && line.contains("has no audit row")));
}

/// What `im-console doctor` answers to a backup: its exit code and what it prints.
fn examined(backup: &Path, keys: Option<&str>) -> (Option<i32>, String) {
    let mut doctor = Command::new(env!("CARGO_BIN_EXE_im-console"));
    let told = doctor.arg("doctor").arg(backup).envs(keys.map(|keys| ("IM_CONSOLE_SECRETS_KEY", keys)));
    let told = told.output().unwrap();
    assert!(told.stderr.is_empty(), "{}", String::from_utf8_lossy(&told.stderr));
    (told.status.code(), String::from_utf8(told.stdout).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn i1_to_i8_the_doctor_names_what_is_broken_in_a_backup_and_leaves_it_as_it_is() {
    let demo = built().await;
    let backup = copied(&demo).await;
    let before = std::fs::read(&backup).unwrap();
    assert_eq!(examined(&backup, Some(SECRETS_KEY)), (Some(0), "everything holds\n".to_owned()));
    let (code, told) = examined(&backup, None);
    assert_eq!((code, told.lines().count()), (Some(0), 2));
    assert!(told.contains("no secret was opened"), "{told}");
    let (code, told) = examined(&backup, Some(&"0f".repeat(32)));
    assert!(code == Some(1) && told.contains("SEC44: key 1 of app "), "{code:?} {told}");
    assert!(std::fs::read(&backup).unwrap() == before, "the backup was changed");
    let mut connection = raw(&backup).await;
    let sql = "UPDATE accounts SET balance = balance + 1 WHERE name = 'demo@example.com'";
    connection.execute(sql).await.unwrap();
    connection.close().await.unwrap();
    let (code, told) = examined(&backup, Some(SECRETS_KEY));
    assert!(code == Some(1) && told.starts_with("I1: the balance of account"), "{code:?} {told}");
}
