//! The pages that change a certificate, and where its end is shown, through HTTP (C5, SEC45, S4).

use im_console::domain::ids::SdkAppId;

use super::{
    SECRET,
    files::{Making, PASSWORD, PLAIN, p12},
    pages::{apns, jane, pairs, upload},
};
use crate::{
    apps::{customer, fill},
    support::{
        app::{PASSWORD as SIGN_IN, TestApp},
        browser::Browser,
    },
};

/// Adds a certificate of vivo and gives the address of its form.
async fn vivo(browser: &mut Browser, id: SdkAppId) -> String {
    let address = format!("/apps/{id}/push/new");
    let key = browser.get(&format!("{address}?vendor=vivo")).await.value("key");
    let fields = [
        ("vendor", "vivo"),
        ("app_key", "K1"),
        ("app_id", "A1"),
        ("secret", SECRET),
        ("click", "app"),
        ("key", &key),
    ];
    let listed = browser.submit(&address, &fields).await;
    listed.attributes("section:has(#push-title) dl a[href$='/edit']", "href").remove(0)
}

/// Uploads a `.p12` file for a new certificate and saves it; gives the address of its form.
async fn apple(browser: &mut Browser, id: SdkAppId, making: &Making<'_>) -> String {
    let fields = apns(browser, id).await;
    let address = format!("/apps/{id}/push/new");
    let answer = upload(browser, &address, &pairs(&fields), ("push.p12", &p12(making))).await;
    let check = answer.location().unwrap().clone();
    let key = browser.get(&check).await.value("key");
    let listed = browser.submit(&check, &[("key", &key)]).await;
    listed.attributes("section:has(#push-title) dl a[href$='/edit']", "href").remove(0)
}

#[tokio::test]
async fn c5_a_certificate_is_edited_and_a_change_in_between_is_shown_beside_ones_own() {
    let app = TestApp::live().await;
    let (mut browser, id) = jane(&app).await;
    let edit = vivo(&mut browser, id).await;
    let form = browser.get(&edit).await;
    assert_eq!((form.value("app_key").as_str(), form.value("secret").as_str()), ("K1", ""));
    assert!(form.text("#secret-hint").contains("keep what is saved") && !form.body.contains(SECRET));
    assert!(form.says("The certificate ID stays"));
    let (key, revision) = (form.value("key"), form.value("revision"));
    let fields = |app_id, key, revision| {
        [
            ("app_key", "K1"),
            ("app_id", app_id),
            ("secret", ""),
            ("click", "app"),
            ("key", key),
            ("revision", revision),
        ]
    };
    let wrong = browser.post(&edit, &fields("a b", &key, &revision)).await;
    assert!(wrong.status == 422 && wrong.text("#app_id-error").contains("letters, digits"));
    let done = browser.submit(&edit, &fields("A2", &key, &revision)).await;
    let section = done.text("section:has(#push-title)");
    assert!(done.says("The certificate was changed.") && section.contains("A2") && section.contains("abcd"));
    let fresh = app.services.form_key().to_string();
    let late = browser.post(&edit, &fields("A3", &fresh, &revision)).await;
    assert_eq!((late.status, late.value("app_id").as_str()), (409, "A3"));
    assert_eq!(late.texts("table tr:nth-child(2) td"), ["A2", "A3"], "{}", late.text("main"));
    let (key, revision) = (late.value("key"), late.value("revision"));
    let done = browser.submit(&edit, &fields("A3", &key, &revision)).await;
    assert!(
        done.says("The certificate was changed.") && done.text("section:has(#push-title)").contains("A3")
    );
    assert_eq!(browser.post(&edit, &fields("A4", &key, "x")).await.status, 400);
    let person = app.customer("somebody@example.com").await;
    let mut stranger = person.browser;
    assert_eq!(stranger.get(&edit).await.status, 404);
    assert_eq!(stranger.post(&edit, &fields("A4", &key, "2")).await.status, 404);
}

#[tokio::test]
async fn c5_another_p12_is_shown_beside_the_one_that_it_replaces_and_one_for_another_app_is_refused() {
    let app = TestApp::live().await;
    let (mut browser, id) = jane(&app).await;
    let edit = apple(&mut browser, id, &Making { until: "20280101", ..PLAIN }).await;
    let form = browser.get(&edit).await;
    assert!(form.text("#file-hint").contains("Choose none to keep the one that is saved"));
    assert!(form.says("1 Jan 2028") && form.says("com.example.chat") && !form.body.contains(PASSWORD));
    let (key, revision) = (form.value("key"), form.value("revision"));
    let fields =
        [("password", PASSWORD), ("environment", "production"), ("key", &key), ("revision", &revision)];
    let other = p12(&Making { bundle: "com.example.other", ..PLAIN });
    let wrong = upload(&mut browser, &edit, &fields, ("push.p12", &other)).await;
    let said = wrong.text("#file-error");
    assert!(
        wrong.status == 422 && said.contains("com.example.other, and the certificate for com.example.chat")
    );
    let answer = upload(&mut browser, &edit, &fields, ("push.p12", &p12(&PLAIN))).await;
    let check = answer.location().unwrap().clone();
    let page = browser.get(&check).await;
    let ends = page.texts("table td");
    assert!(
        ends.iter().any(|text| text.contains("2028")) && ends.iter().any(|text| text.contains("2029")),
        "{ends:?}"
    );
    assert_eq!(page.texts("thead th"), ["Item", "Now", "New file"]);
    let done = browser.submit(&check, &[("key", &page.value("key"))]).await;
    let number = edit.split('/').nth(2).unwrap();
    let section = done.text("section:has(#push-title)");
    assert!(
        done.says("The certificate was changed.") && section.contains(number) && section.contains("2029")
    );
    assert_eq!(browser.get(&check).await.status, 404);
}

#[tokio::test]
async fn c5_the_end_of_a_certificate_is_shown_on_its_row_its_section_and_above_the_list_of_apps() {
    let app = TestApp::live().await;
    let person = app.customer("jane@example.com").await;
    let id = fill(&customer(&app, &person), 2).await[0];
    let mut browser = person.browser;
    assert!(!browser.get("/apps").await.says("push certificate"));
    apple(&mut browser, id, &Making { until: "20270420", ..PLAIN }).await;
    let config = browser.get(&format!("/apps/{id}")).await;
    assert!(config.text("section:has(#push-title) .note").contains("1 certificate expires within 30 days"));
    let list = browser.get("/apps").await;
    assert!(
        list.text("main .note").contains("1 application has a push certificate that expires within 30 days")
    );
    assert_eq!(list.attributes("main .note a", "href"), ["/apps?ends=push"]);
    let narrowed = browser.get("/apps?ends=push").await;
    assert_eq!(narrowed.texts("li.app").len(), 1);
    assert!(narrowed.text(".chips").contains("Push certificate within 30 days"));
    app.wait(20 * 86_400);
    browser.post("/sign-in", &[("email", "jane@example.com"), ("password", SIGN_IN)]).await;
    assert!(browser.get(&format!("/apps/{id}")).await.text("section:has(#push-title)").contains("Expired"));
    assert!(browser.get("/apps").await.says("push certificate"), "one that has expired is told, too");
    let delete = config.attributes("section:has(#push-title) dl a[href$='/delete']", "href").remove(0);
    let asked = browser.get(&delete).await;
    assert!(asked.says("no pushes use it") && asked.texts("main #typed").is_empty());
    assert!(browser.submit(&delete, &[]).await.says("The certificate was deleted."));
}
