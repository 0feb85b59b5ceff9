//! Tags (C6).

use im_console::{
    clock::Clock as _,
    domain::{
        bill::by_tag,
        ids::SdkAppId,
        money::Amount,
        tag::{Tags, Wrong},
    },
    services::apps::TagsRefused,
    store::app_settings,
};
use tokio::task::JoinSet;

use crate::{
    apps::{customer, fill},
    support::{
        app::{Person, TestApp},
        customer::Customer,
        world::{World, on_both_databases},
    },
};

on_both_databases! {
    c6_sec36_of_many_that_add_the_fiftieth_tag_at_once_one_does,
    c6_tags_that_were_changed_meanwhile_are_not_overwritten,
    c6_an_account_has_a_thousand_keys_also_at_the_same_time,
}

fn pairs(count: usize) -> Vec<(String, String)> {
    (0..count).map(|number| (format!("key{number}"), "value".to_owned())).collect()
}

async fn tags_of(customer: &Customer, app: SdkAppId) -> Tags {
    let mut tx = customer.services.store.read().await.unwrap();
    app_settings::find(&mut tx, app).await.unwrap().tags
}

async fn sets(
    customer: &Customer,
    app: SdkAppId,
    rows: &[(String, String)],
    seen: &Tags,
) -> Result<(), TagsRefused> {
    let seen = seen.digest();
    customer.services.set_tags(customer.account, app, (rows, &seen), &customer.actor).await
}

async fn c6_sec36_of_many_that_add_the_fiftieth_tag_at_once_one_does(world: &World) {
    let customer = world.customer().await;
    let app = customer.trial_app("cn").await;
    sets(&customer, app, &pairs(49), &Tags::default()).await.unwrap();
    let seen = tags_of(&customer, app).await;
    let mut tasks = JoinSet::new();
    for number in 0..50 {
        let (customer, seen) = (customer.clone(), seen.clone());
        tasks.spawn(async move {
            let mut rows = pairs(49);
            rows.push((format!("other{number}"), "value".to_owned()));
            sets(&customer, app, &rows, &seen).await
        });
    }
    let outcomes = tasks.join_all().await;
    let late = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Err(TagsRefused::Changed(now)) if now.len() == 50));
    assert_eq!((outcomes.iter().filter(|outcome| outcome.is_ok()).count(), late.count()), (1, 49));
    let now = tags_of(&customer, app).await;
    assert_eq!(now.len(), 50);
    let more = sets(&customer, app, &pairs(51), &now).await;
    assert!(matches!(more, Err(TagsRefused::Wrong(Wrong::TooMany))), "the fifty-first");
    assert_eq!(tags_of(&customer, app).await, now);
}

async fn c6_tags_that_were_changed_meanwhile_are_not_overwritten(world: &World) {
    let (customer, stranger) = (world.customer().await, world.customer().await);
    let app = customer.trial_app("cn").await;
    let none = Tags::default();
    sets(&customer, app, &pairs(1), &none).await.unwrap();
    let before = world.tables().await;
    sets(&customer, app, &pairs(1), &none).await.unwrap();
    assert!(matches!(sets(&customer, app, &pairs(2), &none).await, Err(TagsRefused::Changed(_))));
    assert!(matches!(sets(&stranger, app, &pairs(2), &none).await, Err(TagsRefused::NotFound)));
    assert!(world.tables().await.changed_since(&before).is_empty(), "the same again changes nothing");
}

async fn c6_an_account_has_a_thousand_keys_also_at_the_same_time(world: &World) {
    let customer = world.customer().await;
    for app in 0..20 {
        let id = customer.trial_app("cn").await;
        let keys = 0..if app == 0 { 49 } else { 50 };
        let rows: Vec<_> = keys.map(|key| (format!("{app}/{key}"), "v".to_owned())).collect();
        sets(&customer, id, &rows, &Tags::default()).await.unwrap();
    }
    let apps = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    let mut tasks = JoinSet::new();
    for app in apps {
        let customer = customer.clone();
        tasks.spawn(async move {
            let rows = [(format!("own{app}"), "v".to_owned()), ("0/0".to_owned(), "v".to_owned())];
            sets(&customer, app, &rows, &Tags::default()).await
        });
    }
    let outcomes = tasks.join_all().await;
    let full =
        |outcome: &&Result<(), TagsRefused>| matches!(outcome, Err(TagsRefused::Wrong(Wrong::TooManyKeys)));
    assert_eq!(
        (outcomes.iter().filter(|done| done.is_ok()).count(), outcomes.iter().filter(full).count()),
        (1, 1)
    );
    let known = [("1/1".to_owned(), "v".to_owned())];
    for app in apps {
        let seen = tags_of(&customer, app).await;
        sets(&customer, app, &known, &seen).await.unwrap();
    }
}

#[tokio::test]
async fn c6_sec41_fifty_tags_as_long_as_they_may_be_are_saved_by_the_form_and_more_is_told() {
    let app = TestApp::live().await;
    let person = app.verified_customer("jane@example.com").await;
    let customer = customer(&app, &person);
    let mut browser = person.browser;
    let id = fill(&customer, 1).await[0];
    let address = format!("/apps/{id}/tags");
    let action = browser.get(&address).await.attributes("main form[method=post]", "action")[0].clone();
    let (wide, row) = ("𠀀".repeat(255), |row: usize| format!("{row:02}{}", "键".repeat(125)));
    let names: Vec<_> = (1..=50).map(|row| (format!("key_{row}"), format!("value_{row}"))).collect();
    let keys: Vec<_> = (1..=50).map(row).collect();
    let fields: Vec<_> = names
        .iter()
        .zip(&keys)
        .flat_map(|((key_name, value_name), key)| {
            [(key_name.as_str(), key.as_str()), (value_name.as_str(), wide.as_str())]
        })
        .collect();
    let saved = browser.submit(&action, &fields).await;
    assert!(saved.says("The tags have been saved."), "{} {}", saved.status, saved.text("main"));
    assert_eq!(tags_of(&customer, id).await.len(), 50);
    assert_eq!(browser.post(&action, &[("key_1", &"x".repeat(300_000))]).await.status, 413);
}

#[tokio::test]
async fn c6_tags_are_edited_in_rows_that_say_what_is_wrong_with_them() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let customer = customer(&app, &Person { browser: browser.clone(), user, account });
    let id = fill(&customer, 1).await[0];
    let address = format!("/apps/{id}/tags");
    let shown = browser.get(&address).await;
    assert_eq!(shown.attributes("main input", "name").len(), 6, "three empty rows");
    let action = shown.attributes("main form[method=post]", "action")[0].clone();
    let entered =
        [("key_1", "team"), ("value_1", "教育"), ("key_2", "team"), ("value_2", ""), ("key_3", "qcs:x")];
    let more = browser.post(&action, &[&entered[..], &[("add", "row")]].concat()).await;
    assert_eq!((more.status, more.attributes("main input", "name").len()), (200, 8));
    assert_eq!(more.value("value_1"), "教育", "a row more, and nothing lost");
    let wrong = browser.post(&action, &entered).await;
    assert_eq!(wrong.status, 422);
    let faults = wrong.attributes("[role=alert] a", "href");
    assert_eq!(faults, ["#key_2", "#value_2", "#key_3", "#value_3"]);
    assert!(wrong.says("Tag 2 has the same key as tag 1") && wrong.says("Enter the value of tag 2"));
    assert_eq!(tags_of(&customer, id).await, Tags::default());
    let fields = [("key_1", "team"), ("value_1", "教育"), ("key_2", "cost.centre"), ("value_2", "a:b")];
    let saved = browser.submit(&action, &fields).await;
    assert!(saved.says("The tags have been saved."));
    let chips = saved.attributes("section:has(#tags-title) .chips a", "href");
    assert_eq!(chips, ["/apps?tag=cost.centre%3Aa%3Ab", "/apps?tag=team%3A%E6%95%99%E8%82%B2"]);
    let late = browser.post(&action, &[("key_1", "mine"), ("value_1", "1")]).await;
    assert_eq!((late.status, late.value("key_1").as_str()), (409, "mine"));
    assert_eq!(late.texts("[role=alert] li"), ["cost.centre:a:b", "team:教育"]);
    let action = late.attributes("main form[method=post]", "action")[0].clone();
    assert!(browser.submit(&action, &[("key_1", "mine"), ("value_1", "1")]).await.says("have been saved"));
}

#[tokio::test]
async fn c6_cards_are_filtered_by_key_or_by_key_and_value_and_keep_the_rest_of_the_address() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let customer = customer(&app, &Person { browser: browser.clone(), user, account });
    let ids = fill(&customer, 30).await;
    let tag = |value: &str| [("team".to_owned(), value.to_owned())];
    for (index, id) in ids.iter().enumerate() {
        let value = if index < 26 { "a" } else { "b_1" };
        sets(&customer, *id, &tag(value), &Tags::default()).await.unwrap();
    }
    let page = browser.get("/apps?tag=team%3Aa&sort=name").await;
    assert!(page.says("Showing 1–24 of 26"), "{}", page.text("main"));
    assert_eq!(page.value("tag"), "team:a");
    let next = page.attributes(".pager a[rel=next]", "href");
    assert_eq!(next, ["/apps?tag=team%3Aa&sort=name&page=2"]);
    assert_eq!(browser.get(&next[0]).await.texts("li.app").len(), 2);
    assert!(browser.get("/apps?tag=team").await.says("of 30"));
    assert!(browser.get("/apps?tag=team%3Ab_1").await.says("of 4"));
    assert!(browser.get("/apps?tag=team%3Ab%25").await.says("No matches"), "a sign is a sign");
    assert!(browser.get("/apps?tag=Team").await.says("No matches"), "upper and lower case differ");
}

#[tokio::test]
async fn c6_a_bill_is_grouped_by_a_tag_and_the_groups_come_to_its_lines() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let customer = customer(&app, &Person { browser: browser.clone(), user, account });
    customer.tops_up(10_000_000).await;
    let ids = fill(&customer, 3).await;
    for id in &ids {
        customer.buys(*id, crate::support::customer::professional()).await;
        app.services.import_usage(vec![usage(&app, *id)], &customer.actor).await.unwrap();
    }
    app.clock.advance_to(app.clock.now().plus_seconds(2 * 86_400));
    let rows = [("team".to_owned(), "a".to_owned())];
    sets(&customer, ids[0], &rows, &Tags::default()).await.unwrap();
    sets(&customer, ids[2], &rows, &Tags::default()).await.unwrap();
    let page = browser.get("/billing/bills/2027-04?group=tag%3Ateam").await;
    let groups = page.texts("section:has(#groups-title) tbody th");
    assert_eq!(groups, ["a", "Untagged", "All lines"], "{}", page.text("main"));
    let amounts = page.texts("section:has(#groups-title) tbody td.r");
    let lines = app.services.month_so_far(account).await.unwrap().lines;
    let values = [(ids[0].number(), "a".to_owned()), (ids[2].number(), "a".to_owned())].into();
    let grouped = by_tag(&lines, &values);
    let sum: Amount = grouped.iter().map(|group| group.amount).sum();
    assert_eq!(sum, lines.iter().map(|line| line.amount).sum());
    assert!(sum.is_positive() && amounts.len() == 3);
    assert_eq!(grouped[0].amount.as_minor(), 2 * grouped[1].amount.as_minor());
    assert!(page.texts(".total dd").contains(&amounts[2]), "{amounts:?} {:?}", page.texts(".total dd"));
    assert!(browser.get("/billing/bills/2027-04?group=tag%3Anone").await.texts("#groups-title").is_empty());
}

/// So many users in an app on the day the clock shows that they cost something.
fn usage(app: &TestApp, id: SdkAppId) -> (u64, im_console::domain::usage_report::UsageRow) {
    let calendar = app.services.catalog().catalog.calendar();
    let row = im_console::domain::usage_report::UsageRow {
        app: id.to_string(),
        day: calendar.local(app.services.now()).date_naive().to_string(),
        measure: "daily_active_users".to_owned(),
        value: "25000".to_owned(),
    };
    (1, row)
}
