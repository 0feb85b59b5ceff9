//! Reports of use before and after the debit (U7).

use im_console::domain::{
    bill::BillStatus,
    charge::{Arithmetic, Measure, Subject},
};

use super::{bill, lines, month, professional_since, reports, standing, stops};
use crate::support::world::{World, at, on_both_databases};

on_both_databases! {
    u7_what_is_reported_before_the_debit_counts_and_the_bill_is_drawn_up_again,
    u7_a_report_after_the_debit_is_a_correction_on_the_next_bill,
    u7_a_correction_comes_even_when_no_app_runs_any_more,
    u7_a_late_report_of_a_month_without_a_bill_makes_one_before_the_debit,
}

const USERS: Subject = Subject::Usage(Measure::DailyActiveUsers);

async fn u7_what_is_reported_before_the_debit_counts_and_the_bill_is_drawn_up_again(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = professional_since(&customer, "2027-01-01 00:00:00").await;
    world.advance_to(at("2027-02-01 00:00:00")).await;
    assert_eq!(lines(&customer, "2027-01").await.len(), 1);
    world.advance_to(at("2027-02-02 12:00:00")).await;
    reports(&customer.services, app, "2027-01-31", 15_000).await;
    let drawn = lines(&customer, "2027-01").await;
    assert_eq!(drawn.len(), 2, "at once, so that the page shows it");
    assert_eq!(drawn[1].0, USERS);
    reports(&customer.services, app, "2027-01-31", 14_000).await;
    assert_eq!(lines(&customer, "2027-01").await, drawn, "the higher counts");
    world.advance_to(at("2027-02-03 00:00:00")).await;
    assert_eq!(lines(&customer, "2027-01").await, drawn);
    assert_eq!(standing(&customer, "2027-01").await, (BillStatus::Paid, 0));
}

async fn u7_a_report_after_the_debit_is_a_correction_on_the_next_bill(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = professional_since(&customer, "2027-01-01 00:00:00").await;
    world.advance_to(at("2027-01-20 00:00:00")).await;
    reports(&customer.services, app, "2027-01-10", 15_000).await;
    world.advance_to(at("2027-02-03 00:00:00")).await;
    let closed = bill(&customer, "2027-01").await.unwrap();
    world.advance_to(at("2027-02-03 00:00:01")).await;
    reports(&customer.services, app, "2027-01-11", 35_000).await;
    assert_eq!(bill(&customer, "2027-01").await.unwrap(), closed, "a closed bill never changes");
    world.advance_to(at("2027-03-03 00:00:00")).await;
    let kept = bill(&customer, "2027-02").await.unwrap();
    let corrected: Vec<_> = kept.bill.lines.iter().filter(|line| line.month == month("2027-01")).collect();
    let [line] = corrected.as_slice() else { panic!("{kept:?}") };
    let Arithmetic::Correction { billed, .. } = &line.arithmetic else { panic!("{line:?}") };
    assert_eq!(*billed, closed.bill.lines[1].amount);
    world.advance_to(at("2027-04-03 00:00:00")).await;
    assert_eq!(lines(&customer, "2027-03").await.len(), 1, "corrected once");
}

async fn u7_a_correction_comes_even_when_no_app_runs_any_more(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = professional_since(&customer, "2027-01-01 00:00:00").await;
    stops(&customer, app, "2027-01-20 00:00:00").await;
    world.advance_to(at("2027-05-05 00:00:00")).await;
    assert!(world.tables().await.rows("bill_steps").is_empty());
    reports(&customer.services, app, "2027-01-11", 35_000).await;
    world.advance_to(at("2027-06-03 00:00:00")).await;
    let kept = bill(&customer, "2027-05").await.unwrap();
    assert_eq!(kept.bill.lines.iter().map(|line| line.month).collect::<Vec<_>>(), [month("2027-01")]);
    assert_eq!(kept.bill.state.status(), BillStatus::Paid);
}

async fn u7_a_late_report_of_a_month_without_a_bill_makes_one_before_the_debit(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    super::turns_im(&customer, app, "2027-01-01 00:00:00").await;
    world.advance_to(at("2027-02-01 12:00:00")).await;
    assert!(bill(&customer, "2027-01").await.is_none());
    reports(&customer.services, app, "2027-01-11", 35_000).await;
    assert_eq!(standing(&customer, "2027-01").await, (BillStatus::Pushed, 0));
    world.advance_to(at("2027-02-03 00:00:00")).await;
    assert_eq!(standing(&customer, "2027-01").await, (BillStatus::Paid, 0));
}
