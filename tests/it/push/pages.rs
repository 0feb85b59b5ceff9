//! The pages of push certificates, through HTTP (C5, SEC41–SEC45).

use axum::{body::Body, http::Method};
use im_console::domain::ids::SdkAppId;

use super::{
    SECRET,
    files::{Making, PASSWORD, PLAIN, p12},
    p8_file,
};
use crate::{
    apps::{customer, fill},
    support::{
        app::{Person, TestApp},
        browser::Browser,
        page::Page,
    },
};

pub(super) async fn jane(app: &TestApp) -> (Browser, SdkAppId) {
    let person = app.customer("jane@example.com").await;
    let owner = customer(app, &person);
    let Person { browser, .. } = person;
    (browser, fill(&owner, 1).await[0])
}

/// Sends a form with a file as browsers do.
pub(super) async fn upload(
    browser: &mut Browser,
    path: &str,
    fields: &[(&str, &str)],
    file: (&str, &[u8]),
) -> Page {
    let mut body = Vec::new();
    for (name, text) in fields {
        let part = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
        body.extend(part.into_bytes());
    }
    let head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=";
    body.extend(
        format!("{head}\"{}\"\r\nContent-Type: application/octet-stream\r\n\r\n", file.0).into_bytes(),
    );
    body.extend(file.1);
    body.extend(b"\r\n--edge--\r\n");
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=edge")];
    browser.send(Method::POST, path, &headers, Body::from(body)).await
}

/// The fields of the form for a `.p12` file.
pub(super) async fn apns(browser: &mut Browser, id: SdkAppId) -> [(&'static str, String); 4] {
    let key = browser.get(&format!("/apps/{id}/push/new?vendor=apns")).await.value("key");
    let texts = [("vendor", "apns"), ("password", PASSWORD), ("environment", "production")];
    let [vendor, password, environment] = texts.map(|(name, text)| (name, text.to_owned()));
    [vendor, password, environment, ("key", key)]
}

pub(super) fn pairs<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    fields.iter().map(|(name, text)| (*name, text.as_str())).collect()
}

#[tokio::test]
async fn c5_a_p12_is_uploaded_checked_saved_listed_and_deleted() {
    let app = TestApp::live().await;
    let (mut browser, id) = jane(&app).await;
    let address = format!("/apps/{id}/push/new");
    let choose = browser.get(&address).await;
    assert_eq!(choose.texts("main ul.stack a").len(), 9);
    let fields = apns(&mut browser, id).await;
    let file = p12(&PLAIN);
    let answer = upload(&mut browser, &address, &pairs(&fields), ("push.p12", &file)).await;
    assert_eq!(answer.status, 303, "{}", answer.text("main"));
    let check = answer.location().unwrap().clone();
    let page = browser.get(&check).await;
    for said in ["com.example.chat", "Apple Push Services", "Production", "SHA-256"] {
        assert!(page.says(said), "{said}: {}", page.text("main"));
    }
    assert!(!browser.get(&format!("/apps/{id}")).await.says("com.example.chat"));
    let listed = browser.submit(&check, &[("key", &page.value("key"))]).await;
    let section = listed.text("section:has(#push-title)");
    assert!(section.contains("com.example.chat") && section.contains("days left"), "{section}");
    assert!(listed.says("The certificate was added."));
    let delete = listed.attributes("section:has(#push-title) dl a[href$='/delete']", "href").remove(0);
    let number = delete.split('/').nth(2).unwrap().to_owned();
    let warned = browser.get(&delete).await;
    assert!(warned.says("no offline pushes any more") && warned.says(&number));
    let wrong = browser.post(&delete, &[("typed", "App_2")]).await;
    assert_eq!((wrong.status, wrong.value("typed")), (422, "App_2".to_owned()));
    let done = browser.submit(&delete, &[("typed", &number)]).await;
    assert!(done.says("The certificate was deleted.") && done.says("No certificates yet."));
    assert_eq!(browser.get(&delete).await.status, 404);
}

#[tokio::test]
async fn c5_every_fault_of_an_upload_has_its_own_sentence_and_keeps_the_form() {
    let app = TestApp::live().await;
    let (mut browser, id) = jane(&app).await;
    let address = format!("/apps/{id}/push/new");
    let fields = apns(&mut browser, id).await;
    let file = p12(&PLAIN);
    let before = app.tables().await;
    let over = p12(&Making { until: "20270101", ..PLAIN });
    let none = p12(&Making { extensions: &[], ..PLAIN });
    let early = p12(&Making { from: "20280101", ..PLAIN });
    let older = [&[0x30, 0x80], &file[4..], &[0, 0]].concat();
    let cases: [(&str, &[u8], &str); 8] = [
        ("push.p12", &over, "The certificate expired on"),
        ("push.p12", &early, "The certificate is good from 1 Jan 2028"),
        ("push.p12", &older, "Convert it with openssl pkcs12 -in old.p12"),
        ("push.p12", &none, "not an Apple certificate for push"),
        ("push.p12", b"PK\x03\x04", "can’t be read"),
        ("push.p8", &file, "another type"),
        ("push.p12", &vec![0; 40_000], "too large"),
        ("push.p12", b"", "Enter or choose this"),
    ];
    for (name, bytes, said) in cases {
        let page = upload(&mut browser, &address, &pairs(&fields), (name, bytes)).await;
        assert_eq!(page.status, 422, "{said}");
        assert!(page.text("#file-error").contains(said), "{}", page.text("main"));
        assert!(!page.body.contains(PASSWORD));
    }
    let wrong =
        fields.clone().map(|(name, text)| (name, if name == "password" { "x".to_owned() } else { text }));
    let page = upload(&mut browser, &address, &pairs(&wrong), ("push.p12", &file)).await;
    assert!(page.status == 422 && page.text("#password-error").contains("does not open"));
    let large = upload(&mut browser, &address, &pairs(&fields), ("push.p12", &vec![0; 300_000])).await;
    assert_eq!(large.status, 413);
    let twice = [pairs(&fields), pairs(&fields)].concat();
    assert_eq!(upload(&mut browser, &address, &twice, ("push.p12", &file)).await.status, 400);
    assert_eq!(app.tables().await.rows("push_certificates"), before.rows("push_certificates"));
}

#[tokio::test]
async fn sec45_the_secrets_of_certificates_are_on_no_answer() {
    let app = TestApp::live().await;
    let (mut browser, id) = jane(&app).await;
    let address = format!("/apps/{id}/push/new");
    let key = browser.get(&format!("{address}?vendor=vivo")).await.value("key");
    let fields = [
        ("vendor", "vivo"),
        ("app_key", "K1"),
        ("app_id", "A1"),
        ("secret", SECRET),
        ("click", "app"),
        ("key", key.as_str()),
    ];
    let mut wrong = fields;
    wrong[1].1 = "a b";
    let mut pages = vec![browser.post(&address, &wrong).await, browser.submit(&address, &fields).await];
    assert_eq!((pages[0].status, pages[1].says("Key ends in abcd")), (422, true));
    let p8 = [
        ("vendor", "apns-key"),
        ("key_id", "ABC123DEFG"),
        ("team_id", "TEAM123456"),
        ("bundle", "com.example.chat"),
        ("environment", "production"),
        ("mutable_content", "yes"),
        ("key", &browser.get(&format!("{address}?vendor=apns-key")).await.value("key")),
    ];
    let answer = upload(&mut browser, &address, &p8, ("AuthKey.p8", p8_file().as_bytes())).await;
    let check = answer.location().unwrap().clone();
    let shown = browser.get(&check).await;
    let key = shown.value("key");
    pages.extend([shown, browser.submit(&check, &[("key", &key)]).await]);
    assert!(pages[3].says("com.example.chat") && pages[3].says("Key ends in DEFG"));
    let inside = p8_file().lines().nth(1).unwrap().to_owned();
    for page in &pages {
        assert!(!page.body.contains(SECRET) && !page.body.contains(&inside));
    }
    assert!(!app.tables().await.mention(SECRET) && !app.tables().await.mention(&inside));
}
