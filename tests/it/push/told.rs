//! The ends of certificates are told before they come, on both databases (C5, R8).

use im_console::{
    domain::{message::Message, push::Vendor, reminder::What},
    store::messages,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    huawei,
    kept::{add, held, save},
    p12_until,
};
use crate::support::{
    customer::Customer,
    tables::text,
    world::{World, at, on_both_databases},
};

on_both_databases! {
    c5_the_end_of_a_certificate_is_told_on_four_days_in_jumps_and_in_steps,
    c5_a_certificate_that_was_replaced_deleted_or_whose_app_is_stopped_is_not_told,
}

/// The days on which something was told, and what.
async fn told(customer: &Customer) -> Vec<(String, i64)> {
    let mut tx = customer.services.store.read().await.unwrap();
    let whose = (customer.account, im_console::domain::ids::UserId(Uuid::nil()));
    let newest = (im_console::domain::calendar::Timestamp::from_unix(i64::MAX), Uuid::max());
    let kept = messages::list(&mut tx, whose, false, newest, 1_000).await.unwrap();
    let calendar = customer.services.catalog().catalog.calendar();
    let mut found = Vec::new();
    for message in kept.into_iter().rev() {
        let Message::Digest { reminders, .. } = message.message else { continue };
        for reminder in reminders {
            let What::PushEnds { number, vendor: Vendor::Apns } = reminder.what else { continue };
            found.push((calendar.local(message.at).format("%m-%d %H:%M").to_string(), number));
        }
    }
    found
}

async fn c5_the_end_of_a_certificate_is_told_on_four_days_in_jumps_and_in_steps(world: &World) {
    let same = if world.services.store.is_sqlite() {
        World::sqlite().await
    } else {
        World::postgres().await.unwrap()
    };
    let mut found = Vec::new();
    for (here, seconds) in [(world, 400 * 86_400), (&same, 3 * 31_337)] {
        let customer = here.customer_with(0).await;
        let app = customer.trial_app("cn").await;
        add(&customer, app, huawei("com.example.chat")).await.unwrap();
        let row = add(&customer, app, p12_until("20270601")).await.unwrap();
        save(&customer, row.number).await.unwrap();
        let end = at("2027-07-01 00:00:00");
        while here.services.now() < end {
            let next = here.services.now().plus_seconds(seconds);
            here.advance_to(if next < end { next } else { end }).await;
        }
        let days = ["05-02 00:00", "05-25 00:00", "05-31 00:00", "06-01 00:00"];
        let expected: Vec<_> = days.iter().map(|day| ((*day).to_owned(), row.number)).collect();
        assert_eq!(told(&customer).await, expected);
        found.push(here.tables().await.with("audit_log", "action", &json!("remind")).len());
    }
    assert_eq!(found, [4, 4]);
}

async fn c5_a_certificate_that_was_replaced_deleted_or_whose_app_is_stopped_is_not_told(world: &World) {
    let customer = world.customer_with(0).await;
    let [one, two] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    let mut numbers = Vec::new();
    for app in [one, one, two] {
        let draft = add(&customer, app, p12_until("20270601")).await.unwrap();
        numbers.push(save(&customer, draft.number).await.unwrap().number);
    }
    let (services, account, actor) = (&customer.services, customer.account, &customer.actor);
    let (_, entered) = p12_until("20270701");
    let whose = (account, numbers[0]);
    let draft =
        services.edit_push_certificate(whose, (entered, 0), services.form_key(), actor).await.unwrap();
    save(&customer, draft.number).await.unwrap();
    services.delete_push_certificate(account, numbers[1], &numbers[1].to_string(), actor).await.unwrap();
    let name = customer.app(two).await.profile.name;
    services.deactivate_app(account, two, name.as_str(), actor).await.unwrap();
    world.advance_to(at("2027-06-10 00:00:00")).await;
    assert_eq!(told(&customer).await, [("06-01 00:00".to_owned(), numbers[0])]);
    assert_eq!(held(&customer, one).await[0].number, numbers[0]);
    let tables = world.tables().await;
    let message = tables.rows("messages").iter().find(|row| text(row, "content").contains("push_ends"));
    assert!(message.is_some());
}
