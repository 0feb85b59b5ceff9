//! What stands on bills, to the cent, and what the debit does with them.

use im_console::{
    domain::{
        bill::{BillStatus, canonical, verify},
        money::Amount,
        product::{AddOn, Edition},
        voucher::Scope,
    },
    services::vouchers::Grant,
};
use serde_json::json;

use super::{
    LIVESTREAM, PROFESSIONAL, ULTIMATE, bill, lines, month, professional_since, standing, stops, turns,
    turns_im,
};
use crate::support::{
    tables::{execute, int, text},
    world::{World, at, on_both_databases},
};

on_both_databases! {
    u4_the_bill_of_the_june_example_comes_to_1132_85,
    u5_the_three_scenarios_of_the_next_month_policy_come_out_as_bills,
    u7_it_is_drawn_up_on_the_1st_and_closed_and_debited_on_the_3rd,
    u4_month_ends_and_a_leap_day_are_charged_by_their_own_days,
    u8_vouchers_go_first_then_the_balance,
    u8_a_small_remainder_moves_to_the_next_bill,
    u7_a_trial_costs_nothing_and_has_no_bill,
    u7_an_app_that_is_imported_during_a_month_is_charged_from_then_on,
    u7_the_numbers_of_closed_bills_have_no_gap,
    u7_a_closed_bill_is_immutable_and_its_document_recomputes,
    l1_the_last_month_of_a_deleted_app_is_billed,
}

async fn u4_the_bill_of_the_june_example_comes_to_1132_85(world: &World) {
    let customer = world.customer_with(200_000).await;
    let app = customer.trial_app("cn").await;
    turns_im(&customer, app, "2027-05-01 00:00:00").await;
    let live = [AddOn::LivestreamGroups];
    turns(&customer, app, (Edition::Professional, &live), "2027-06-10 12:00:00").await;
    turns(&customer, app, (Edition::Ultimate, &[]), "2027-06-20 00:00:00").await;
    stops(&customer, app, "2027-06-25 00:00:00").await;
    assert_eq!(world.advance_to(at("2027-07-03 00:00:00")).await, 2, "drawn up and debited");
    assert_eq!(
        lines(&customer, "2027-06").await,
        [(PROFESSIONAL, 31_635), (ULTIMATE, 49_983), (LIVESTREAM, 31_667)]
    );
    let kept = bill(&customer, "2027-06").await.unwrap();
    assert_eq!((kept.bill.total().as_minor(), kept.paid.as_minor()), (113_285, 113_285));
    assert_eq!(customer.balance().await, 200_000 - 113_285);
    assert!(bill(&customer, "2027-05").await.is_none(), "the legacy edition has no fee");
    world.advance_to(at("2027-12-31 00:00:00")).await;
    assert!(bill(&customer, "2027-07").await.is_none(), "and nothing after it stopped");
    let tables = world.tables().await;
    assert!(
        tables.rows("bill_steps").is_empty(),
        "nothing is going to be billed: {:?}",
        tables.rows("bill_steps")
    );
}

async fn u5_the_three_scenarios_of_the_next_month_policy_come_out_as_bills(world: &World) {
    let folder = tempfile::tempdir().unwrap();
    let other = super::international(world, folder.path()).await;
    let mut apps = Vec::new();
    let live = [AddOn::LivestreamGroups];
    for _ in 0..3 {
        let customer = other.customer_with(10_000_000).await;
        let app = customer.trial_app("sgp").await;
        turns_im(&customer, app, "2027-01-01 00:00:00").await;
        turns(&customer, app, (Edition::Professional, &[]), "2027-02-05 00:00:00").await;
        apps.push((customer, app));
    }
    let [(one, first), (two, second), (three, third)] = apps.as_slice() else { panic!("three") };
    turns(one, *first, (Edition::Professional, &live), "2027-02-15 00:00:00").await;
    turns(one, *first, (Edition::Professional, &[]), "2027-02-25 00:00:00").await;
    turns(two, *second, (Edition::Professional, &live), "2027-02-15 00:00:00").await;
    turns(three, *third, (Edition::Professional, &live), "2027-04-10 00:00:00").await;
    other.advance_to(at("2027-05-03 00:00:00")).await;
    for customer in [one, two, three] {
        assert_eq!(lines(customer, "2027-02").await, [], "the month of the adjustment is free");
    }
    assert_eq!(lines(one, "2027-03").await, [(PROFESSIONAL, 14_999)]);
    assert_eq!(lines(two, "2027-03").await, [(PROFESSIONAL, 14_999), (LIVESTREAM, 14_999)]);
    assert_eq!(lines(three, "2027-03").await, [(PROFESSIONAL, 14_999)]);
    assert_eq!(lines(three, "2027-04").await, [(PROFESSIONAL, 14_999), (LIVESTREAM, 14_999)]);
    other.assert_whole().await;
}

async fn u7_it_is_drawn_up_on_the_1st_and_closed_and_debited_on_the_3rd(world: &World) {
    let customer = world.customer_with(500_000).await;
    professional_since(&customer, "2027-01-01 00:00:00").await;
    world.advance_to(at("2027-01-31 23:59:59")).await;
    assert!(bill(&customer, "2027-01").await.is_none());
    world.advance_to(at("2027-02-01 00:00:00")).await;
    let kept = bill(&customer, "2027-01").await.unwrap();
    assert_eq!((kept.bill.state.status(), kept.seal), (BillStatus::Pushed, None));
    world.advance_to(at("2027-02-02 23:59:59")).await;
    assert_eq!(customer.balance().await, 500_000);
    world.advance_to(at("2027-02-03 00:00:00")).await;
    let kept = bill(&customer, "2027-01").await.unwrap();
    assert_eq!(kept.bill.state.status(), BillStatus::Paid);
    assert_eq!(kept.seal.as_ref().unwrap().hash, kept.bill.hash().unwrap());
    assert_eq!(customer.balance().await, 500_000 - 99_900);
    let tables = world.tables().await;
    let [entry] = &tables.with("ledger_entries", "kind", &json!("bill"))[..] else { panic!("one entry") };
    assert_eq!((text(entry, "reference"), int(entry, "at")), ("1", at("2027-02-03 00:00:00").unix()));
    let told = |kind: &str| tables.with("outbox", "kind", &json!(kind)).len();
    assert_eq!((told("bill_drawn_up"), told("bill_paid"), told("bill_overdue")), (1, 1, 0));
}

async fn u4_month_ends_and_a_leap_day_are_charged_by_their_own_days(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let january = professional_since(&customer, "2028-01-31 00:00:00").await;
    let february = professional_since(&customer, "2028-02-29 00:00:00").await;
    world.advance_to(at("2028-03-03 00:00:00")).await;
    // 999.00 ÷ 31 and 999.00 ÷ 29.
    assert_eq!(lines(&customer, "2028-01").await, [(PROFESSIONAL, 3_223)]);
    let kept = bill(&customer, "2028-02").await.unwrap();
    let found: Vec<_> = kept.bill.lines.iter().map(|line| (line.app, line.amount.as_minor())).collect();
    assert_eq!(found, [(january, 99_900), (february, 3_445)]);
}

async fn u8_vouchers_go_first_then_the_balance(world: &World) {
    let customer = world.customer_with(500_000).await;
    professional_since(&customer, "2027-01-01 00:00:00").await;
    for (face, scope) in [(30_000, Scope::Packages), (20_000, Scope::Everything)] {
        let grant = Grant {
            name: "Bills".to_owned(),
            face: Amount::minor(face),
            threshold: Amount::ZERO,
            scope,
            reusable: false,
            expires_at: at("2027-06-01 00:00:00"),
        };
        customer.is_granted(grant).await;
    }
    world.advance_to(at("2027-02-03 00:00:00")).await;
    let kept = bill(&customer, "2027-01").await.unwrap();
    assert_eq!((kept.bill.deducted().as_minor(), kept.paid.as_minor()), (50_000, 49_900));
    assert_eq!(customer.balance().await, 500_000 - 49_900);
    let tables = world.tables().await;
    assert_eq!(tables.rows("bill_vouchers").len(), 2);
    let taken: i64 = tables
        .with("ledger_postings", "ledger_account", &json!("vouchers"))
        .iter()
        .map(|posting| int(posting, "amount"))
        .sum();
    assert_eq!(taken, 50_000);
}

async fn u8_a_small_remainder_moves_to_the_next_bill(world: &World) {
    let customer = world.customer_with(99_850).await;
    professional_since(&customer, "2027-01-01 00:00:00").await;
    world.advance_to(at("2027-02-03 00:00:00")).await;
    assert_eq!(standing(&customer, "2027-01").await, (BillStatus::Paid, 0));
    assert_eq!(bill(&customer, "2027-01").await.unwrap().moved.as_minor(), 50);
    customer.tops_up(200_000).await;
    assert_eq!(customer.balance().await, 200_000, "what moved is not owed yet");
    world.advance_to(at("2027-03-03 00:00:00")).await;
    let kept = bill(&customer, "2027-02").await.unwrap();
    assert_eq!(kept.bill.carried.unwrap().from, month("2027-01"));
    assert_eq!((kept.bill.total().as_minor(), customer.balance().await), (99_950, 200_000 - 99_950));
}

async fn u7_a_trial_costs_nothing_and_has_no_bill(world: &World) {
    let customer = world.customer_with(500_000).await;
    customer.trial_app("cn").await;
    assert_eq!(world.advance_to(at("2027-06-30 00:00:00")).await, 0);
    let tables = world.tables().await;
    assert!(tables.rows("bill_steps").is_empty() && tables.rows("bills").is_empty());
}

async fn u7_an_app_that_is_imported_during_a_month_is_charged_from_then_on(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    turns_im(&customer, app, "2027-01-15 12:00:00").await;
    world.wait_until(at("2027-01-20 12:00:00"));
    super::reports(&customer.services, app, "2027-01-10", 90_000).await;
    super::reports(&customer.services, app, "2027-01-15", 25_000).await;
    world.advance_to(at("2027-02-03 00:00:00")).await;
    let kept = bill(&customer, "2027-01").await.unwrap();
    let [line] = kept.bill.lines.as_slice() else { panic!("{kept:?}") };
    let im_console::domain::charge::Arithmetic::Blocks { peak, .. } = line.arithmetic else {
        panic!("{line:?}")
    };
    assert_eq!(peak.value, 25_000, "what was used before it was the legacy edition's does not count");
}

async fn u7_the_numbers_of_closed_bills_have_no_gap(world: &World) {
    for balance in [500_000, 0, 99_850] {
        let customer = world.customer().verified().with_balance(balance).await;
        professional_since(&customer, "2027-01-01 00:00:00").await;
    }
    world.advance_to(at("2027-04-03 00:00:00")).await;
    let tables = world.tables().await;
    let mut numbers: Vec<i64> = tables.rows("bills").iter().map(|row| int(row, "number")).collect();
    numbers.sort_unstable();
    // The one that owes was stopped on 10 February, but was charged for February until then.
    assert_eq!(numbers, (1..=i64::try_from(numbers.len()).unwrap()).collect::<Vec<_>>());
    assert!(numbers.len() >= 8, "{numbers:?}");
}

async fn u7_a_closed_bill_is_immutable_and_its_document_recomputes(world: &World) {
    let customer = world.customer().verified().await;
    let app = professional_since(&customer, "2027-01-01 00:00:00").await;
    world.advance_to(at("2027-02-03 00:00:00")).await;
    let kept = bill(&customer, "2027-01").await.unwrap();
    let document = kept.document().unwrap();
    assert_eq!(verify(&document).unwrap(), []);
    assert!(canonical(&document).unwrap().contains(&app.to_string()));
    for sql in [
        "UPDATE bills SET total = total + 1, owed = owed + 1",
        "UPDATE bills SET hash = 'x'",
        "UPDATE bills SET state = 'pushed', owed = 0",
        "UPDATE bills SET number = 2",
        "DELETE FROM bills",
        "UPDATE bill_lines SET content = '{}'",
        "DELETE FROM bill_lines",
        "INSERT INTO bill_lines SELECT account_id, month, 9, sdk_app_id, charged_month, subject, content, 0, 0 FROM bill_lines",
    ] {
        let refused = execute(&world.location, sql).await.unwrap_err();
        assert!(refused.contains("immutable"), "{sql}: {refused}");
    }
    customer.tops_up(500_000).await;
    let refused = execute(&world.location, "UPDATE bills SET paid_at = 1").await.unwrap_err();
    assert!(refused.contains("immutable"), "{refused}");
    let refused = execute(&world.location, "UPDATE bill_payments SET amount = 1").await.unwrap_err();
    assert!(refused.contains("immutable"), "{refused}");
}

async fn l1_the_last_month_of_a_deleted_app_is_billed(world: &World) {
    let customer = world.customer_with(500_000).await;
    let app = professional_since(&customer, "2027-01-01 00:00:00").await;
    stops(&customer, app, "2027-01-11 00:00:00").await;
    let deleted = im_console::domain::app::App {
        state: im_console::domain::app::AppState::Deleted { since: at("2027-01-12 00:00:00") },
        ..customer.app(app).await
    };
    super::is_from(&customer, &deleted, "2027-01-12 00:00:00").await;
    world.advance_to(at("2027-02-03 00:00:00")).await;
    // 999.00 × 10 ÷ 31.
    assert_eq!(lines(&customer, "2027-01").await, [(PROFESSIONAL, 32_226)]);
}
