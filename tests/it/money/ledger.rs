//! The ledger and the audit log keep what was written, whoever asks (SEC48, I1, I8).

use im_console::{services::audit::first_broken, store::audit};

use crate::support::{
    customer::professional,
    tables::{execute, text},
    world::{World, on_both_databases},
};

on_both_databases! {
    sec48_ledger_and_audit_rows_can_be_neither_changed_deleted_nor_replaced,
    i1_no_posting_is_added_to_a_sealed_entry,
    p12_a_balance_below_zero_is_refused_by_the_table,
}

async fn a_paid_order(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
}

async fn sec48_ledger_and_audit_rows_can_be_neither_changed_deleted_nor_replaced(world: &World) {
    a_paid_order(world).await;
    let before = world.tables().await;
    let mut statements = vec![
        "UPDATE ledger_entries SET balance_after = 0".to_owned(),
        "UPDATE ledger_postings SET amount = amount + 1".to_owned(),
        "UPDATE audit_log SET content = ''".to_owned(),
        "DELETE FROM ledger_entries".to_owned(),
        "DELETE FROM ledger_postings".to_owned(),
        "DELETE FROM audit_log".to_owned(),
    ];
    for table in ["ledger_entries", "ledger_postings", "audit_log"] {
        if world.services.store.is_sqlite() {
            statements.push(format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"));
        } else {
            statements.push(format!("TRUNCATE {table}"));
        }
    }
    for sql in statements {
        let refused = execute(&world.location, &sql).await.unwrap_err();
        assert!(refused.contains("immutable"), "{sql}: {refused}");
    }
    world.tables().await.assert_same(&before);
}

async fn only_a_balanced_entry_is_taken(world: &World) {
    a_paid_order(world).await;
    let before = world.tables().await;
    let id = if world.services.store.is_sqlite() {
        "x'00000000000000000000000000000001'"
    } else {
        "'00000000-0000-0000-0000-000000000001'"
    };
    let entry = |id: &str| {
        format!(
            "INSERT INTO ledger_entries (id, account_id, kind, reference, seq, balance_after, at)
             SELECT {id}, id, 'order', 'x', ledger_seq + 1, balance, 0 FROM accounts WHERE balance > 0"
        )
    };
    let refused = execute(&world.location, &entry(id)).await.unwrap_err();
    assert!(refused.contains("sum to zero"), "an entry without postings: {refused}");
    let posting = format!(
        "INSERT INTO ledger_postings (entry_id, position, ledger_account, account_id, amount)
         SELECT {id}, 1, 'cash', id, 1 FROM accounts WHERE balance > 0"
    );
    execute(&world.location, &posting).await.unwrap();
    let refused = execute(&world.location, &entry(id)).await.unwrap_err();
    assert!(refused.contains("sum to zero"), "an entry with one posting: {refused}");
    let other = posting.replace(", 1, 'cash', id, 1", ", 2, 'vouchers', id, -2");
    execute(&world.location, &other).await.unwrap();
    let refused = execute(&world.location, &entry(id)).await.unwrap_err();
    assert!(refused.contains("sum to zero"), "an entry that is out by one: {refused}");
    let last = posting.replace(", 1, 'cash', id, 1", ", 3, 'cash', id, 1");
    execute(&world.location, &last).await.unwrap();
    let changed = world.tables().await;
    assert_eq!(changed.changed_since(&before).into_iter().collect::<Vec<_>>(), ["ledger_postings"]);
    execute(&world.location, &entry(id)).await.unwrap();
}

async fn i1_no_posting_is_added_to_a_sealed_entry(world: &World) {
    a_paid_order(world).await;
    let before = world.tables().await;
    let refused = execute(
        &world.location,
        "INSERT INTO ledger_postings (entry_id, position, ledger_account, account_id, amount)
         SELECT id, 9, 'cash', account_id, 1 FROM ledger_entries",
    )
    .await
    .unwrap_err();
    assert!(refused.contains("immutable"), "{refused}");
    world.tables().await.assert_same(&before);
}

async fn p12_a_balance_below_zero_is_refused_by_the_table(world: &World) {
    a_paid_order(world).await;
    execute(&world.location, "UPDATE accounts SET balance = -1").await.expect_err("a negative balance");
}

/// What is written past the services, so that not every invariant holds afterwards.
mod tampering {
    use super::*;

    #[tokio::test]
    async fn i1_an_entry_whose_postings_do_not_sum_to_zero_is_refused() {
        only_a_balanced_entry_is_taken(&World::sqlite().await).await;
        if let Some(world) = World::postgres().await {
            only_a_balanced_entry_is_taken(&world).await;
        }
    }

    #[tokio::test]
    async fn i8_the_audit_chain_names_the_first_row_that_was_changed() {
        let world = World::sqlite().await;
        a_paid_order(&world).await;
        let customer = world.customer().await.account;
        let other = world.tables().await;
        let busy = other.rows("accounts").iter().max_by_key(|row| row["audit_seq"].as_i64()).unwrap();
        let busy = text(busy, "id").parse().map(im_console::domain::ids::AccountId).unwrap();
        assert_ne!(busy, customer);
        let tamper = async |sql: &str| execute(&world.location, sql).await.unwrap();
        tamper("DROP TRIGGER audit_log_no_update").await;
        tamper("DROP TRIGGER audit_log_no_delete").await;
        let chain = async || {
            let mut tx = world.services.store.read().await.unwrap();
            audit::chain(&mut tx, busy).await.unwrap()
        };
        let whole = chain().await;
        assert!(whole.len() >= 4);
        assert_eq!(first_broken(&whole), None);
        for column in ["action", "object", "result", "content"] {
            tamper(&format!("UPDATE audit_log SET {column} = {column} || 'x' WHERE seq = 3")).await;
            assert_eq!(first_broken(&chain().await), Some(3), "{column}");
            tamper(&format!(
                "UPDATE audit_log SET {column} = substr({column}, 1, length({column}) - 1) WHERE seq = 3"
            ))
            .await;
        }
        tamper("UPDATE audit_log SET at = at + 1 WHERE seq = 2").await;
        assert_eq!(first_broken(&chain().await), Some(2));
        tamper("UPDATE audit_log SET at = at - 1 WHERE seq = 2").await;
        assert_eq!(world.services.broken_invariants().await.unwrap(), []);
        // The end of a chain is kept beside it, so that cutting it off is seen, too.
        tamper(&format!("DELETE FROM audit_log WHERE seq = {}", whole.len())).await;
        assert_eq!(first_broken(&chain().await), None);
        assert_ne!(world.services.broken_invariants().await.unwrap(), []);
        tamper("DELETE FROM audit_log WHERE seq = 1").await;
        assert_eq!(first_broken(&chain().await), Some(2));
    }
}
