//! What is listed before an app is stopped, downgraded or deleted for good, and that it holds (QU5).

use im_console::{
    domain::{
        administrator::Administrator,
        change::{Moved, Seen, Wish},
        ids::SdkAppId,
        tag::Tags,
        usage_report::UsageRow,
    },
    services::{
        Actor,
        apps::{AppRefused, ChangeFailed, Confirmation},
    },
    store::app_settings,
};

use super::{jane, path};
use crate::{
    changes::{desk, legacy},
    push::huawei,
    support::{
        app::TestApp,
        customer::{Customer, professional},
        world::{World, on_both_databases},
    },
};

on_both_databases! {
    qu5_a_downgrade_is_refused_after_anything_listed_has_changed,
    qu5_stopping_is_refused_after_anything_listed_has_changed,
    qu5_deleting_is_refused_after_anything_listed_has_changed,
}

/// Something that becomes another while a list is looked at.
#[derive(Clone, Copy, Debug)]
enum Fixture {
    Administrator,
    Tag,
    Certificate,
    Users,
    Groups,
    OtherApp,
}

const ALL: [Fixture; 6] = [
    Fixture::Administrator,
    Fixture::Tag,
    Fixture::Certificate,
    Fixture::Users,
    Fixture::Groups,
    Fixture::OtherApp,
];

impl Fixture {
    async fn happens(self, customer: &Customer, app: SdkAppId) {
        let Customer { services, account, actor } = customer;
        let key = services.form_key();
        match self {
            Self::Administrator => {
                let name = Administrator::parse("ops").unwrap();
                services.add_administrator(*account, app, (&name, key), actor).await.unwrap();
            }
            Self::Tag => {
                let rows = [("team".to_owned(), "education".to_owned())];
                services.set_tags(*account, app, (&rows, &Tags::default().digest()), actor).await.unwrap();
            }
            Self::Certificate => {
                let form = huawei("com.example.chat");
                services.add_push_certificate((*account, app), form, key, actor).await.unwrap();
            }
            Self::Users => counts(customer, app, "daily_active_users", 12).await,
            Self::Groups => counts(customer, app, "peak_groups", 1).await,
            Self::OtherApp => {
                customer.trial_app("cn").await;
            }
        }
    }
}

async fn counts(customer: &Customer, app: SdkAppId, measure: &str, value: u32) {
    let day = "2026-11-21".to_owned();
    let row = UsageRow { app: app.to_string(), day, measure: measure.to_owned(), value: value.to_string() };
    customer.services.import_usage(vec![(2, row)], &Actor::console()).await.unwrap();
}

/// Lets everything happen, one after the other: each time what was shown before is refused and nothing is done, and
/// at the end what is shown then is taken.
async fn holds(world: &World, customer: &Customer, app: SdkAppId, wish: &Wish) {
    let seen = || async { desk(customer, app).await.preview(wish).unwrap().seen() };
    let send = |seen: Seen| async move {
        let key = Some(customer.services.form_key());
        let typed = app.to_string();
        let confirmed = Confirmation { typed: &typed, seen: Some(seen), key };
        customer.services.change_app(customer.account, (app, wish), &confirmed, &customer.actor).await
    };
    for fixture in ALL {
        let shown = seen().await;
        fixture.happens(customer, app).await;
        let before = world.tables().await;
        let refused = send(shown).await;
        assert!(matches!(refused, Err(ChangeFailed::Moved(Moved::Changed, _))), "{fixture:?}: {refused:?}");
        world.tables().await.assert_same(&before);
    }
    send(seen().await).await.unwrap();
}

async fn qu5_a_downgrade_is_refused_after_anything_listed_has_changed(world: &World) {
    let customer = world.customer_with(0).await;
    let app = legacy(&customer, 1_400_900_001, "cn").await;
    world.wait(60);
    holds(world, &customer, app, &Wish::Downgrade).await;
}

async fn qu5_stopping_is_refused_after_anything_listed_has_changed(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    holds(world, &customer, app, &Wish::Deactivate).await;
    let second = customer.trial_app("cn").await;
    let shown = desk(&customer, second).await.preview(&Wish::Deactivate).unwrap().seen();
    customer.leaves_unpaid(second, professional()).await;
    let typed = second.to_string();
    let confirmed = Confirmation { typed: &typed, seen: Some(shown), key: None };
    let wish = (second, &Wish::Deactivate);
    let refused = customer.services.change_app(customer.account, wish, &confirmed, &customer.actor).await;
    assert!(
        matches!(refused, Err(ChangeFailed::Moved(Moved::Changed, _))),
        "an order that waits: {refused:?}"
    );
}

async fn qu5_deleting_is_refused_after_anything_listed_has_changed(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let (services, account, typed) = (&customer.services, customer.account, app.to_string());
    Fixture::Tag.happens(&customer, app).await;
    services.deactivate_app(account, app, &typed, &customer.actor).await.unwrap();
    let send = async |seen: &Seen| {
        services.delete_shown_app(account, app, (&typed, Some(seen)), &customer.actor).await
    };
    for fixture in [Fixture::Users, Fixture::OtherApp] {
        let shown = desk(&customer, app).await.deletion_seen();
        fixture.happens(&customer, app).await;
        let before = world.tables().await;
        let refused = send(&shown).await;
        assert!(matches!(refused, Err(AppRefused::Moved(Moved::Changed))), "{fixture:?}: {refused:?}");
        world.tables().await.assert_same(&before);
    }
    let shown = desk(&customer, app).await.deletion_seen();
    world.wait(16 * 60);
    assert!(matches!(send(&shown).await, Err(AppRefused::Moved(Moved::Expired))), "shown too long ago");
    send(&desk(&customer, app).await.deletion_seen()).await.unwrap();
    let mut tx = services.store.read().await.unwrap();
    assert_eq!(app_settings::find(&mut tx, app).await.unwrap().tags, Tags::default());
}

#[tokio::test]
async fn qu5_the_dialog_lists_what_is_there_and_a_changed_list_comes_back_with_409() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    for fixture in [Fixture::Administrator, Fixture::Tag, Fixture::Certificate, Fixture::Users] {
        fixture.happens(&customer, id).await;
    }
    let address = format!("/apps/{id}/deactivate");
    let page = browser.get(&address).await;
    let listed = page.texts("main .note li");
    assert_eq!(browser.get(&path(id)).await.texts("dialog .note li"), listed);
    let users = "12 users signed in on 21 Nov 2026, the latest day that was reported.";
    for sentence in [
        users,
        "Administrators: 2, push certificates: 1, tags: 1. They stay with it.",
        "A trial application has no package fee; deactivating it costs nothing.",
        "Nothing is paid ahead on it, so nothing is refunded.",
    ] {
        assert!(listed.iter().any(|line| line == sentence), "{sentence}: {listed:?}");
    }
    let form = [("typed", "App_1"), ("seen", &page.value("seen")), ("key", &page.value("key"))];
    Fixture::Groups.happens(&customer, id).await;
    let before = app.tables().await;
    let refused = browser.post(&address, &form).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text("[role=alert]").contains("Something in this list has changed"), "{}", refused.body);
    let groups = "It had 1 group on 21 Nov 2026, the latest day that was reported.";
    assert!(refused.texts("main .note li").iter().any(|line| line == groups), "{}", refused.text("main"));
    app.tables().await.assert_same_but_sessions(&before);
    let form = [("typed", "App_1"), ("seen", &refused.value("seen")), ("key", &refused.value("key"))];
    assert!(browser.submit(&address, &form).await.says("The application has been deactivated."));
    let page = browser.get(&format!("/apps/{id}/delete")).await;
    let listed = page.texts("main .note li");
    let destroyed = "Administrators: 2, push certificates: 1, tags: 1. They are destroyed with it.";
    assert!(listed.iter().any(|line| line == destroyed), "{listed:?}");
    counts(&customer, id, "daily_active_users", 13).await;
    let form = [("typed", "App_1"), ("seen", &page.value("seen"))];
    let refused = browser.post(&format!("/apps/{id}/delete"), &form).await;
    assert_eq!(refused.status, 409);
    assert!(refused.says("13 users signed in"), "{}", refused.text("main"));
    assert_eq!(browser.post(&format!("/apps/{id}/delete"), &[("typed", "App_1")]).await.status, 400);
}
