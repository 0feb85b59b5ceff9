//! Bills, their lines, vouchers and payments, and what falls due for them (U7, U8).

use im_console::{
    domain::{
        bill::{Bill, BillNo, BillState, BillStep, BillTimes, Carried, Kept, Seal, draw_up},
        calendar::Timestamp,
        charge::Measure,
        course::{Course, Setup, Turn},
        ids::AccountId,
        money::{Amount, Currency},
        month::Month,
        postpaid::AppCourse,
        product::{BillingMode, Edition},
        usage_report::Usage,
    },
    store::{
        bill_steps,
        bills::{self, Drawn},
        invariants,
        life::{self, DueThing},
        usage,
    },
};

use super::{reading, send, writing};
use crate::support::{
    customer::{Customer, professional, voucher_over},
    world::{World, at, on_both_databases},
};

on_both_databases! {
    steps_are_scheduled_found_in_order_and_taken_once,
    a_parked_account_has_nothing_due_until_it_is_released,
    a_bill_comes_back_as_it_was_pushed_settled_and_paid,
    what_an_earlier_bill_left_over_is_found_until_it_is_taken,
    late_reports_are_found_by_the_moment_they_came,
    at_one_moment_bills_come_before_orders_and_what_debts_stop_after_apps,
    apps_stopped_for_arrears_are_found_by_account,
    no_invariant_of_bills_finds_anything_in_a_sound_database,
}

fn month(code: &str) -> Month {
    Month::parse(code).unwrap()
}

async fn steps_are_scheduled_found_in_order_and_taken_once(world: &World) {
    let customer = world.customer().await;
    let (account, january) = (customer.account, month("2027-01"));
    let [first, third] = [at("2027-02-01 00:00:00"), at("2027-02-03 00:00:00")];
    let mut tx = writing(world).await;
    send(&mut tx, |batch| bill_steps::enrol(batch, account, first)).await;
    send(&mut tx, |batch| bill_steps::schedule(batch, account, (BillStep::DrawUp, Some(january)), first))
        .await;
    send(&mut tx, |batch| bill_steps::schedule(batch, account, (BillStep::DrawUp, Some(january)), third))
        .await;
    send(&mut tx, |batch| bill_steps::schedule(batch, account, (BillStep::Deactivate, Some(january)), first))
        .await;
    send(&mut tx, |batch| bill_steps::enrol(batch, account, third)).await;
    let due = bill_steps::due(&mut tx, third, false, 9).await.unwrap();
    let enrol = (first, account, (BillStep::Enrol, None));
    assert_eq!(due, [enrol, (first, account, (BillStep::DrawUp, Some(january)))]);
    let stops = bill_steps::due(&mut tx, third, true, 9).await.unwrap();
    assert_eq!(stops, [(first, account, (BillStep::Deactivate, Some(january)))]);
    assert_eq!(bill_steps::due(&mut tx, first.plus_seconds(-1), false, 9).await.unwrap(), []);
    assert!(bill_steps::claim(&mut tx, account, (BillStep::Enrol, None)).await.unwrap());
    assert!(!bill_steps::claim(&mut tx, account, (BillStep::Enrol, None)).await.unwrap());
    send(&mut tx, |batch| bill_steps::enrol(batch, account, third)).await;
    let waiting = bill_steps::waiting(&mut tx, account).await.unwrap();
    assert_eq!(waiting.len(), 2, "no second enrolment while a bill is going to be drawn up: {waiting:?}");
    let of_month = bill_steps::of_month(&mut tx, january).await.unwrap();
    assert_eq!(of_month.iter().map(|(account, ..)| *account).collect::<Vec<_>>(), [account, account]);
}

async fn a_parked_account_has_nothing_due_until_it_is_released(world: &World) {
    let customer = world.customer().await;
    let (account, now) = (customer.account, world.services.now());
    let mut tx = writing(world).await;
    send(&mut tx, |batch| {
        bill_steps::enrol(batch, account, now);
        bill_steps::park(batch, account, ((BillStep::Enrol, None), "no reason"), now);
    })
    .await;
    assert_eq!(bill_steps::due(&mut tx, now, false, 9).await.unwrap(), []);
    let parked = bill_steps::parked(&mut tx).await.unwrap();
    assert_eq!((parked.len(), parked[0].account, parked[0].reason.as_str()), (1, account, "no reason"));
    assert!(bill_steps::release(&mut tx, account).await.unwrap());
    assert!(!bill_steps::release(&mut tx, account).await.unwrap());
    assert_eq!(bill_steps::due(&mut tx, now, false, 9).await.unwrap().len(), 1);
}

/// A bill of January 2027 over 999.00 for one app.
async fn drawn(world: &World, customer: &Customer, carried: Option<Carried>) -> Bill {
    let app = customer.trial_app("cn").await;
    let setup = Setup::plain(Edition::Professional, Some(BillingMode::Postpaid));
    let course = Course::new(vec![Turn { at: at("2027-01-01 00:00:00"), setup }]);
    let app = AppCourse { app, data_centre: "cn", course: &course };
    let months = [im_console::domain::bill::AppMonth { app, readings: &[] }];
    let releases = world.services.catalogs.releases(&mut reading(world).await).await.unwrap();
    draw_up(&releases, (customer.account, month("2027-01")), &months, Vec::new(), carried).unwrap()
}

async fn a_bill_comes_back_as_it_was_pushed_settled_and_paid(world: &World) {
    let customer = world.customer().await;
    let voucher = customer.is_granted(voucher_over(1_000, at("2028-01-01 00:00:00"))).await;
    let bill = drawn(world, &customer, None).await;
    let (account, january) = (customer.account, bill.month);
    let mut tx = writing(world).await;
    for _ in 0..2 {
        bills::clear(&mut tx, account, january).await.unwrap();
        send(&mut tx, |batch| bills::push(batch, &bill)).await;
    }
    let pushed = Kept { bill: bill.clone(), seal: None, paid: Amount::ZERO, moved: Amount::ZERO };
    assert_eq!(bills::find(&mut tx, account, january).await.unwrap(), Some(pushed));
    assert_eq!(bills::find(&mut tx, account, january.next()).await.unwrap(), None);
    let drawn_up = Drawn { hash: bill.hash().ok(), total: bill.total() };
    assert_eq!(bills::drawn(&mut tx, account, january).await.unwrap(), Some(drawn_up));
    assert_eq!(bills::drawn(&mut tx, account, january.next()).await.unwrap(), None);
    assert_eq!(bills::billed(&mut tx, account, january).await.unwrap(), [], "not before it is closed");
    let mut debited = bill.closed();
    let vouchers = im_console::store::vouchers::list(&mut tx, account).await.unwrap();
    let days = world.services.catalog().catalog.bill_days;
    let done = debited.debit(&vouchers, Amount::minor(900), days, debited.times.debit_at).unwrap();
    bills::clear(&mut tx, account, january).await.unwrap();
    send(&mut tx, |batch| bills::push(batch, &debited)).await;
    let no = bills::next_number(&mut tx).await.unwrap();
    assert_eq!(no, BillNo(1));
    let hash = debited.hash().unwrap();
    let mut kept =
        Kept { bill: debited, seal: Some(Seal { no, hash }), paid: done.from_balance, moved: Amount::ZERO };
    send(&mut tx, |batch| {
        bills::settle(batch, &kept);
        bills::pay(batch, &kept.bill, (0, Amount::minor(900)), kept.bill.times.debit_at);
        bills::take(batch, &kept.bill, voucher, Amount::minor(1_000));
    })
    .await;
    assert_eq!(bills::find(&mut tx, account, january).await.unwrap().as_ref(), Some(&kept));
    assert_eq!(bills::billed(&mut tx, account, january).await.unwrap(), kept.bill.lines);
    let on_it: std::collections::BTreeSet<i64> =
        kept.bill.lines.iter().map(|line| line.app.number()).collect();
    let overdue = bills::overdue_apps(&mut tx, account).await.unwrap().into_iter().collect();
    assert_eq!((kept.bill.state.status().as_str(), on_it), ("overdue", overdue));
    let taken = bills::vouchers(&mut tx, account, january).await.unwrap();
    assert_eq!(taken, [(voucher, "Welcome".to_owned(), Amount::minor(1_000))]);
    let overdue = bills::overdue(&mut tx, account).await.unwrap();
    assert_eq!((overdue[0].total.as_minor(), overdue[0].deducted.as_minor()), (99_900, 1_000));
    let later = at("2027-02-05 00:00:00");
    let owed = kept.bill.owed();
    kept.bill = kept.bill.paid(owed, later);
    kept.paid += owed;
    send(&mut tx, |batch| {
        bills::settle(batch, &kept);
        bills::pay(batch, &kept.bill, (1, owed), later);
    })
    .await;
    assert_eq!(kept.bill.state, BillState::Paid { at: later });
    let payments = bills::payments(&mut tx, account, january).await.unwrap();
    assert_eq!(payments, [(0, Amount::minor(900), kept.bill.times.debit_at), (1, owed, later)]);
    assert_eq!(bills::overdue(&mut tx, account).await.unwrap(), []);
    let heads = bills::heads(&mut tx, account, january.next(), 9).await.unwrap();
    assert_eq!(heads.iter().map(|head| head.kept.bill.month).collect::<Vec<_>>(), [january]);
    assert_eq!(bills::heads(&mut tx, account, january, 9).await.unwrap(), []);
}

async fn what_an_earlier_bill_left_over_is_found_until_it_is_taken(world: &World) {
    let customer = world.customer().await;
    let mut bill = drawn(world, &customer, None).await.closed();
    let (account, january) = (customer.account, bill.month);
    let days = world.services.catalog().catalog.bill_days;
    let done = bill.debit(&[], Amount::minor(99_890), days, bill.times.debit_at).unwrap();
    let mut tx = writing(world).await;
    send(&mut tx, |batch| bills::push(batch, &bill)).await;
    let seal = Some(Seal { no: bills::next_number(&mut tx).await.unwrap(), hash: bill.hash().unwrap() });
    let kept = Kept { bill, seal, paid: done.from_balance, moved: Amount::minor(10) };
    send(&mut tx, |batch| bills::settle(batch, &kept)).await;
    let left = bills::carried_into(&mut tx, account, january.next()).await.unwrap();
    assert_eq!(left, kept.carried_on());
    assert_eq!(bills::carried_into(&mut tx, account, january).await.unwrap(), None);
    let next = Bill {
        month: january.next(),
        carried: left,
        lines: Vec::new(),
        state: BillState::Pushed,
        ..kept.bill
    };
    send(&mut tx, |batch| bills::push(batch, &next)).await;
    assert_eq!(bills::carried_into(&mut tx, account, january.next()).await.unwrap(), left, "by itself");
    assert_eq!(bills::carried_into(&mut tx, account, january.next().next()).await.unwrap(), None, "once");
}

async fn late_reports_are_found_by_the_moment_they_came(world: &World) {
    let customer = world.customer().await;
    let app = customer.trial_app("cn").await;
    let day = |text: &str| text.parse().unwrap();
    let used = |text: &str| Usage { app, day: day(text), measure: Measure::DailyActiveUsers, value: 1 };
    let came = at("2027-03-05 00:00:00");
    let mut tx = writing(world).await;
    for text in ["2027-01-05", "2027-01-06", "2027-02-01", "2027-03-01"] {
        send(&mut tx, |batch| usage::report(batch, &used(text), came)).await;
    }
    let late = usage::late(&mut tx, customer.account, came, day("2027-03-01")).await.unwrap();
    assert_eq!(late, [(app, month("2027-01")), (app, month("2027-02"))]);
    assert_eq!(
        usage::late(&mut tx, customer.account, came.plus_seconds(1), day("2027-03-01")).await.unwrap(),
        []
    );
    assert_eq!(
        usage::late(&mut tx, AccountId(uuid::Uuid::nil()), came, day("2027-03-01")).await.unwrap(),
        []
    );
}

async fn at_one_moment_bills_come_before_orders_and_what_debts_stop_after_apps(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let [paid, waits] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    customer.buys(paid, professional()).await;
    let no = customer.leaves_unpaid(waits, professional()).await;
    world.services.run_due(world.services.now()).await.unwrap();
    let (moment, january) = (at("2026-12-22 10:00:00"), Some(month("2027-01")));
    let order = format!("UPDATE orders SET expires_at = {} WHERE no = '{no}'", moment.unix());
    crate::support::tables::execute(&world.location, &order).await.unwrap();
    crate::support::tables::execute(&world.location, "DELETE FROM bill_steps").await.unwrap();
    let reminder = format!("UPDATE accounts SET next_reminder_at = {} WHERE name = 'Example'", moment.unix());
    crate::support::tables::execute(&world.location, &reminder).await.unwrap();
    let mut tx = writing(world).await;
    send(&mut tx, |batch| {
        for step in [BillStep::Deactivate, BillStep::Debit, BillStep::DrawUp] {
            bill_steps::schedule(batch, customer.account, (step, january), moment);
        }
    })
    .await;
    let mut found = Vec::new();
    while let Some(due) = life::oldest(&mut tx, moment, &found).await.unwrap() {
        found.push(due);
    }
    let order: Vec<_> = found.into_iter().map(|due| due.what).collect();
    let step = |step| DueThing::Bill((step, january));
    let [drawn, debited, stopped] = [BillStep::DrawUp, BillStep::Debit, BillStep::Deactivate].map(step);
    assert_eq!(
        order,
        [drawn, debited, DueThing::Order(no), DueThing::App(paid), stopped, DueThing::Reminder]
    );
}

async fn apps_stopped_for_arrears_are_found_by_account(world: &World) {
    use im_console::domain::app::{App, AppState, StopCause};
    let (customer, other) = (world.customer().await, world.customer().await);
    let [stopped, ended] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    let since: Timestamp = at("2027-01-10 00:00:00");
    for (id, cause) in [(stopped, StopCause::Arrears), (ended, StopCause::Expiry)] {
        let app = App { state: AppState::Deactivated { since, cause }, ..customer.app(id).await };
        let mut tx = writing(world).await;
        send(&mut tx, |batch| im_console::store::apps::save(batch, &app, since, None)).await;
        tx.commit().await.unwrap();
    }
    let mut tx = reading(world).await;
    let found = life::stopped_for_arrears(&mut tx, customer.account).await.unwrap();
    assert_eq!(found.iter().map(|app| app.id).collect::<Vec<_>>(), [stopped]);
    assert_eq!(life::stopped_for_arrears(&mut tx, other.account).await.unwrap(), []);
}

async fn no_invariant_of_bills_finds_anything_in_a_sound_database(world: &World) {
    let mut tx = reading(world).await;
    assert_eq!(invariants::bills_beside_the_ledger(&mut tx).await.unwrap(), []);
    assert_eq!(invariants::bills_beside_their_parts(&mut tx).await.unwrap(), []);
    assert_eq!(invariants::other_debts(&mut tx).await.unwrap(), []);
    assert_eq!(invariants::missing_numbers(&mut tx).await.unwrap(), Vec::<i64>::new());
    assert_eq!(invariants::closed_bills(&mut tx, 0, 9).await.unwrap(), []);
    drop(tx);
    let customer = world.customer().await;
    let mut bill = drawn(world, &customer, None).await.closed();
    let times: BillTimes = bill.times;
    assert_eq!(bill.currency, Currency::Cny);
    let days = world.services.catalog().catalog.bill_days;
    bill.debit(&[], Amount::ZERO, days, times.debit_at).unwrap();
    let mut tx = writing(world).await;
    send(&mut tx, |batch| bills::push(batch, &bill)).await;
    let seal = Some(Seal { no: bills::next_number(&mut tx).await.unwrap(), hash: bill.hash().unwrap() });
    let kept = Kept { bill, seal, paid: Amount::ZERO, moved: Amount::ZERO };
    send(&mut tx, |batch| bills::settle(batch, &kept)).await;
    let key = (customer.account, "2027-01".to_owned());
    assert_eq!(invariants::bills_beside_the_ledger(&mut tx).await.unwrap(), [key]);
    assert_eq!(invariants::other_debts(&mut tx).await.unwrap(), [customer.account]);
    let closed = invariants::closed_bills(&mut tx, 0, 9).await.unwrap();
    assert_eq!(closed, [(1, customer.account, month("2027-01"))]);
}
