//! The pages of keys and of `UserSig`s, through HTTP (C3, C8, SEC16, SEC45).

use im_console::domain::ids::SdkAppId;

use crate::{
    apps::{customer, fill},
    support::{
        app::{PASSWORD, Person, TestApp},
        browser::Browser,
        page::Page,
    },
};

/// The fields of a form.
type Fields<'a> = &'a [(&'a str, &'a str)];

/// Somebody with one trial app called `App_1`.
async fn jane(app: &TestApp) -> (Browser, SdkAppId) {
    let person = app.customer("jane@example.com").await;
    let owner = customer(app, &person);
    let Person { browser, .. } = person;
    (browser, fill(&owner, 1).await[0])
}

/// The value beside a label.
fn beside(page: &Page, label: &str) -> String {
    let labels = page.texts("main dl.kv dt");
    let at = labels.iter().position(|found| found == label).unwrap_or_else(|| panic!("{labels:?}"));
    page.texts("main dl.kv dd").remove(at)
}

async fn revealed(browser: &mut Browser, id: SdkAppId) -> String {
    let page = browser.post(&format!("/apps/{id}/key"), &[]).await;
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    beside(&page, "Key")
}

#[tokio::test]
async fn c3_sec45_the_key_is_on_one_answer_only_and_masked_everywhere_else() {
    let app = TestApp::live().await;
    let (mut browser, id) = jane(&app).await;
    let key = revealed(&mut browser, id).await;
    assert!(key.len() == 64 && key.bytes().all(|digit| digit.is_ascii_hexdigit()), "{key}");
    let config = browser.get(&format!("/apps/{id}")).await;
    let base = config.text("section:has(#base-title)");
    assert!(
        base.contains("••••") && base.contains("HMAC-SHA256") && base.contains(&id.to_string()),
        "{base}"
    );
    let made = [("act", "make"), ("user", "user1"), ("days", "7")];
    let sig = browser.post(&format!("/apps/{id}/usersig"), &made).await.text("main code");
    let places = ["", "/key", "/key/rotate", "/key/end-older", "/usersig", "/profile", "/deactivate"];
    let mut pages = Vec::new();
    for place in places {
        pages.push(browser.get(&format!("/apps/{id}{place}")).await);
    }
    for other in ["/apps", "/account", "/nowhere"] {
        pages.push(browser.get(other).await);
    }
    pages.push(browser.post(&format!("/apps/{id}/key/rotate"), &[("typed", "App_2")]).await);
    pages.push(browser.post(&format!("/apps/{id}/usersig"), &[("act", "none")]).await);
    for page in &pages {
        assert!(!page.body.contains(&key) && !page.body.contains(&sig), "{}", page.body);
        assert!(page.headers.values().all(|value| !value.to_str().unwrap().contains(&key)));
    }
    assert!(!app.tables().await.mention(&key));
}

#[tokio::test]
async fn sec16_a_key_and_a_user_sig_take_a_password_given_lately() {
    let app = TestApp::live().await;
    let (mut browser, id) = jane(&app).await;
    app.wait(11 * 60);
    let before = app.tables().await;
    let made = [("act", "make"), ("user", "user1"), ("days", "7")];
    let form_key = app.services.form_key().to_string();
    let typed = [("typed", "App_1"), ("key", form_key.as_str())];
    let asked: [(&str, Fields<'_>, &str); 5] = [
        ("/key", &[], "key"),
        ("/key/rotate", &typed, "key%2Frotate"),
        ("/key/end-older", &typed, "key%2Fend-older"),
        ("/key/switch", &[], "key"),
        ("/usersig", &made, "usersig"),
    ];
    for (place, fields, next) in asked {
        let page = browser.post(&format!("/apps/{id}{place}"), fields).await;
        let door = page.location().unwrap();
        assert!(door.starts_with(&format!("/reauth?next=%2Fapps%2F{id}%2F{next}")), "{door}");
    }
    let waiting = browser.get(&format!("/apps/{id}/usersig")).await;
    assert!(waiting.texts("main form").is_empty() && waiting.says("Enter the password"));
    let keys = |tables: &crate::support::tables::Tables| tables.rows("app_keys").to_vec();
    assert_eq!(keys(&app.tables().await), keys(&before));
    browser.post("/reauth", &[("password", PASSWORD), ("next", "/apps")]).await;
    revealed(&mut browser, id).await;
}

#[tokio::test]
async fn c3_a_key_is_rotated_by_name_and_its_overlap_ended() {
    let app = TestApp::live().await;
    let (mut browser, id) = jane(&app).await;
    let old = revealed(&mut browser, id).await;
    let address = format!("/apps/{id}/key/rotate");
    let page = browser.get(&address).await;
    assert_eq!(
        browser.get(&format!("/apps/{id}/key")).await.texts("dialog .note li"),
        page.texts("main .note li")
    );
    let wrong = browser.post(&address, &[("typed", "App_2"), ("key", &page.value("key"))]).await;
    assert_eq!((wrong.status, wrong.value("typed")), (422, "App_2".to_owned()));
    let stale = browser.post(&address, &[("typed", "App_1"), ("key", "none")]).await;
    assert_eq!(stale.status, 409);
    let done = browser.submit(&address, &[("typed", "App_1"), ("key", &page.value("key"))]).await;
    assert!(
        done.says("The new key is made.") && beside(&done, "Older key").starts_with("Still verifies, until")
    );
    assert_ne!(revealed(&mut browser, id).await, old);
    let again = browser.get(&address).await;
    assert!(again.says("An older key still verifies until") && again.texts("main form").is_empty());
    let fresh = app.services.form_key().to_string();
    assert_eq!(browser.post(&address, &[("typed", "App_1"), ("key", &fresh)]).await.status, 409);
    let end = format!("/apps/{id}/key/end-older");
    let key = browser.get(&end).await.value("key");
    let done = browser.submit(&end, &[("typed", "App_1"), ("key", &key)]).await;
    assert!(done.says("The older key has ended.") && !done.says("Still verifies"));
    assert!(browser.get(&end).await.says("No older key verifies any more."));
}

#[tokio::test]
async fn c8_a_user_sig_is_made_and_checked_and_the_wrong_part_is_told_with_its_code() {
    let app = TestApp::live().await;
    let (mut browser, id) = jane(&app).await;
    let address = format!("/apps/{id}/usersig");
    let made = browser.post(&address, &[("act", "make"), ("user", "user1"), ("days", "7")]).await;
    assert!(made.says("Made for user1, valid until 10 Apr 2027"), "{}", made.text("main"));
    let sig = made.text("main code");
    let mut answers = Vec::new();
    for user in ["user1", "user2"] {
        let fields = [("act", "check"), ("check_user", user), ("sig", sig.as_str())];
        answers.push(browser.post(&address, &fields).await);
    }
    assert_eq!((answers[0].status, answers[1].status), (200, 200));
    assert!(answers[0].says("This UserSig is valid.") && beside(&answers[0], "User ID") == "user1");
    assert!(answers[1].says("refused with code 70013. The user ID differs"));
    let refused: [(Fields<'_>, &str, &str); 6] = [
        (&[("act", "make"), ("user", ""), ("days", "7")], "#user-error", "Enter a user ID"),
        (
            &[("act", "make"), ("user", "用户"), ("days", "7")],
            "#user-error",
            "printable ASCII characters only",
        ),
        (
            &[("act", "make"), ("user", "u"), ("days", "18251")],
            "#days-error",
            "a whole number of days from 1 to 18250",
        ),
        (&[("act", "check"), ("check_user", "u"), ("sig", "")], "#sig-error", "code 70002"),
        (&[("act", "check"), ("check_user", "u"), ("sig", "e w")], "#sig-error", "code 70003"),
        (&[("act", "check"), ("check_user", ""), ("sig", "AAAA")], "#sig-error", "does not unpack"),
    ];
    for (fields, place, text) in refused {
        let page = browser.post(&address, fields).await;
        assert_eq!(page.status, 422, "{fields:?}");
        assert!(page.text(place).contains(text), "{} lacks {text}", page.text(place));
    }
    assert_eq!(browser.post(&address, &[("act", "forge")]).await.status, 400);
    app.wait(8 * 86_400);
    browser = app.browser();
    browser.post("/sign-in", &[("email", "jane@example.com"), ("password", PASSWORD)]).await;
    let late = browser.post(&address, &[("act", "check"), ("check_user", "user1"), ("sig", &sig)]).await;
    assert!(
        late.says("code 70001") && late.says("It has expired: it was valid until"),
        "{}",
        late.text("main")
    );
}
