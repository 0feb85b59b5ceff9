//! Forms that are sent again, late, changed, or by somebody else (SEC22, SEC38).

use std::collections::BTreeSet;

use super::{
    crawl::changed,
    forms::{Form, forms},
    seed::Who,
    world::World,
};

/// The forms that take effect once, with a field that can be changed without making the form wrong.
const ONCE: [(&str, &str, &str); 12] = [
    ("/tickets/new", "text", "Something else"),
    ("/tickets/{id}/messages", "text", "Something else"),
    ("/apps/{id}/administrators", "administrator", "other-ops"),
    ("/billing/budget", "amount", "6000"),
    ("/apps/{id}/upgrade", "groups_per_user", "1000"),
    ("/apps/{id}/reconfigure", "members_per_group", "2000"),
    ("/apps/{id}/history", "days", "90"),
    ("/apps/new", "name", "Other"),
    ("/apps/{id}/push/new", "app_id", "Other"),
    ("/push/{id}/edit", "app_id", "Other"),
    ("/buy/apps", "new_app", "Other"),
    ("/billing/top-ups/new", "amount", "2000"),
];

async fn once(world: &World) -> Vec<(Form, &'static str, &'static str)> {
    let forms = forms(world).await;
    let found = ONCE.into_iter().filter_map(|(route, field, value)| {
        forms.iter().find(|form| form.route == route).map(|form| (form.clone(), field, value))
    });
    found.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn sec38_a_form_that_is_sent_again_leads_to_the_stored_outcome() {
    let world = World::open().await;
    for (form, field, value) in once(&world).await {
        let first = form.send(&world).await;
        assert_eq!(first.status, 303, "{}: {}", form.path, first.body);
        let before = world.tables().await;
        let again = form.send(&world).await;
        assert_eq!((again.status, again.location()), (303, first.location()), "{}", form.path);
        let other = form.with(field, value).send(&world).await;
        assert!(
            other.status == 409 || other.location() == first.location(),
            "{}: {}",
            form.path,
            other.status
        );
        assert_eq!(changed(&before, &world.tables().await), BTreeSet::new(), "{}", form.path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sec22_a_key_that_is_made_up_or_too_old_is_refused() {
    let world = World::open().await;
    let before = world.tables().await;
    for (form, ..) in once(&world).await {
        for key in ["", "x", "00000000-0000-0000-0000-000000000000", "019aa000-0000-7000-8000-00000000beef"] {
            let page = form.with("key", key).send(&world).await;
            assert!([409, 422].contains(&page.status), "{} {key:?}: {}", form.path, page.status);
        }
    }
    assert_eq!(changed(&before, &world.tables().await), BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn sec22_a_key_of_somebody_else_gives_nothing_of_theirs_away() {
    let world = World::open().await;
    for (form, ..) in once(&world).await {
        let first = form.send(&world).await;
        assert_eq!(first.status, 303, "{}", form.path);
        let stranger = Form { who: Who::Empty, ..form.clone() }.send(&world).await;
        let is_theirs = first.location().is_some_and(|to| to.starts_with("/apps/"));
        assert!(!is_theirs || stranger.location() != first.location(), "{}", form.path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn p14_a_confirmation_that_is_sent_again_leads_to_the_same_order() {
    let world = World::open().await;
    let Some(form) = forms(&world).await.into_iter().find(|form| form.route == "/orders") else { return };
    let first = form.send(&world).await;
    assert_eq!(first.status, 303, "{}", first.body);
    let before = world.tables().await;
    let again = form.send(&world).await;
    assert_eq!((again.status, again.location()), (303, first.location()));
    let later = form.with("pay", "later").send(&world).await;
    assert_eq!((later.status, later.location()), (303, first.location()));
    assert_eq!(changed(&before, &world.tables().await), BTreeSet::new());
    let stranger = Form { who: Who::Other, ..form }.send(&world).await;
    assert_eq!(stranger.status, 404);
}
