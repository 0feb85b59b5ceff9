//! Editing the profile (C2).

use im_console::domain::app::App;

use super::jane;
use crate::support::app::TestApp;

#[tokio::test]
async fn c2_the_profile_is_edited_and_a_change_in_between_is_shown_with_both_versions() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    let address = format!("/apps/{id}/profile");
    let shown = browser.get(&address).await;
    let revision = shown.value("revision");
    assert_eq!(shown.value("name"), "App_1");
    let edit = |name: &'static str, revision: &str| {
        vec![
            ("name", name.to_owned()),
            ("app_type", "games".to_owned()),
            ("introduction", "Line one\r\nline two".to_owned()),
            ("revision", revision.to_owned()),
        ]
    };
    let send = |edit: &[(&'static str, String)]| {
        edit.iter().map(|(name, value)| (*name, value.clone())).collect::<Vec<_>>()
    };
    let fields = send(&edit("Mine", &revision));
    let pairs: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let saved = browser.submit(&address, &pairs).await;
    assert!(saved.says("The profile has been saved.") && saved.says("Line one"));
    assert_eq!(customer.app(id).await.profile.introduction, "Line one\nline two");
    let fields = send(&edit("Late", &revision));
    let pairs: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let conflict = browser.post(&address, &pairs).await;
    assert_eq!(conflict.status, 409);
    assert_eq!(conflict.texts("tbody tr:first-child td"), ["Mine", "Late"]);
    assert_eq!(conflict.value("name"), "Late");
    assert_eq!(customer.app(id).await.profile.name.as_str(), "Mine");
    let fields = send(&edit("Late", &conflict.value("revision")));
    let pairs: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(browser.submit(&address, &pairs).await.text("h1"), "Late");
}

#[tokio::test]
async fn c2_a_profile_with_faults_comes_back_with_its_answers() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    let address = format!("/apps/{id}/profile");
    let fields = [("name", "much_too_long_a_name"), ("app_type", ""), ("revision", "0")];
    let page = browser.post(&address, &fields).await;
    assert_eq!((page.status, page.value("name").as_str()), (422, "much_too_long_a_name"));
    assert_eq!(page.attributes("[role=alert] a", "href"), ["#name", "#app_type"]);
    assert_eq!(customer.app(id).await.profile.name.as_str(), "App_1");
    assert_eq!(browser.post(&address, &[("name", "x"), ("revision", "new")]).await.status, 400);
}

#[tokio::test]
async fn sec19_the_profile_form_changes_nothing_but_the_profile() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    let before = customer.app(id).await;
    let mut fields = vec![("name", "New"), ("app_type", "games"), ("revision", "0")];
    fields
        .extend(["account_id", "edition", "status", "data_centre", "term_ends_at"].map(|name| (name, "sgp")));
    assert_eq!(browser.post(&format!("/apps/{id}/profile"), &fields).await.status, 303);
    let after = customer.app(id).await;
    let profile = after.profile.clone();
    assert_eq!(App { profile, revision: after.revision, ..before }, after);
}
