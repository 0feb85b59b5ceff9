//! Keys and push certificates as a person keeps them: shown after the password, hidden again, rotated; uploaded, looked at,
//! replaced and deleted. Axe looks at each page on the way.

use std::{path::Path, process::Command};

use im_console::{
    cli::demo,
    domain::{
        app::{AppName, Profile},
        ids::SdkAppId,
        user_sig::{self, Claim, HmacKey, Identifier, Lifetime},
    },
    web::paths,
};
use serde_json::json;
use tempfile::TempDir;

use crate::{
    buying::shopper::{Hand, Shopper},
    console::{Console, pages},
    support::{Browser, browse},
};

/// The name of the app.
const NAME: &str = "Keeping";
/// The password of the files.
const PASSWORD: &str = "open sesame";

#[test]
fn c3_c8_a_key_is_shown_hides_itself_signs_and_is_rotated_with_scripts() {
    keep_a_key(true);
}

#[test]
fn c3_c8_a_key_is_shown_hidden_signs_and_is_rotated_without_scripts() {
    keep_a_key(false);
}

#[test]
fn c5_a_p12_is_uploaded_looked_at_replaced_and_deleted_with_scripts() {
    keep_a_certificate(true);
}

#[test]
fn c5_a_p12_is_uploaded_looked_at_replaced_and_deleted_without_scripts() {
    keep_a_certificate(false);
}

/// The demo's first customer on the page of a new app.
async fn arrived(console: &Console, browser: &Browser, scripts: bool) -> SdkAppId {
    console.speak(browser, "en").await;
    let (account, actor) = pages::studio(console).await;
    let name = AppName::parse(NAME).unwrap();
    let profile = Profile { name, app_type: "social".to_owned(), introduction: String::new() };
    let id = console.services.create_app(account, profile, "cn", &actor).await.unwrap();
    console.sign_in(browser, demo::STUDIO, &paths::app(id)).await;
    browser.scripts(scripts).await;
    id
}

/// Waits until the page says so; with scripts axe looks at it.
async fn sees(shopper: &Shopper<'_>, text: &str) {
    let said = format!("document.body && document.body.textContent.includes({text:?})");
    shopper.browser.wait_until(&said).await;
    if shopper.scripts {
        let report = shopper.browser.axe().await;
        let found: Vec<String> = report.violations.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{}: {found:?}", shopper.browser.here().await);
    }
}

#[track_caller]
fn keep_a_key(scripts: bool) {
    browse(async |browser| {
        let console = Console::open().await;
        let id = arrived(&console, &browser, scripts).await;
        let shopper = Shopper { browser: &browser, scripts, hand: Hand::Mouse };
        let address = console.url(&paths::app_key(id));
        browser.goto(&address).await;
        sees(&shopper, "Show key").await;
        console.texts("UPDATE sessions SET auth_at = auth_at - 3600 RETURNING 'a while ago'").await;
        shopper.press("form[action$='/key'] .btn.pri").await;
        browser.arrive(paths::REAUTH).await;
        shopper.write("#password", demo::STUDIO.password).await;
        shopper.press("main button.pri").await;
        browser.arrive(&paths::app_key(id)).await;
        assert_eq!(browser.count("dl.kv code").await, 0, "the password alone shows nothing");
        let first = shown(&shopper).await;
        sees(&shopper, "It is gone from the screen").await;
        let sig = signed(&console, id, &first);
        accepted(&console, &shopper, (id, &sig), true).await;
        rotate(&console, &shopper, id).await;
        let second = shown(&shopper).await;
        assert_ne!(first, second);
        for key in [&first, &second] {
            accepted(&console, &shopper, (id, &signed(&console, id, key)), true).await;
        }
        end_older(&console, &shopper, id).await;
        accepted(&console, &shopper, (id, &sig), false).await;
        browser.goto(&address).await;
        hides(&shopper).await;
    });
}

/// Shows the key and reads it.
async fn shown(shopper: &Shopper<'_>) -> String {
    shopper.press("form[action$='/key'] .btn.pri").await;
    let key = shopper.browser.text("dl.kv code").await;
    assert!(key.len() == 64 && key.bytes().all(|digit| digit.is_ascii_hexdigit()), "{key}");
    key
}

/// With scripts a key that is shown hides itself after a minute, which passes twenty times as fast here; without there is
/// the link.
async fn hides(shopper: &Shopper<'_>) {
    let faster = "const later = setTimeout; window.setTimeout = (act, wait, ...rest) => later(act, wait / 20, ...rest);";
    if shopper.scripts {
        shopper.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": faster })).await;
    }
    shopper.press("form[action$='/key'] .btn.pri").await;
    if !shopper.scripts {
        shopper.press("a[data-leave]").await;
    }
    let hidden =
        "document.querySelector(\"form[action$='/key'] .btn.pri\") && !document.querySelector('dl.kv code')";
    shopper.browser.wait_until(hidden).await;
}

/// A `UserSig` that somebody's server makes with a key.
fn signed(console: &Console, app: SdkAppId, key: &str) -> String {
    let bytes: Vec<u8> =
        (0..64).step_by(2).map(|at| u8::from_str_radix(&key[at..at + 2], 16).unwrap()).collect();
    let user = Identifier::parse("user1").unwrap();
    let (made_at, lifetime) = (console.services.system.now(), Lifetime::days(1).unwrap());
    let claim = Claim { app, user: &user, made_at, lifetime, userbuf: None };
    user_sig::make(&HmacKey::of(bytes.try_into().unwrap()), &claim)
}

/// What the console's checker says of it.
async fn accepted(console: &Console, shopper: &Shopper<'_>, (id, sig): (SdkAppId, &str), is_right: bool) {
    shopper.browser.goto(&console.url(&paths::app_user_sig(id))).await;
    shopper.write("#check_user", "user1").await;
    shopper.write("#sig", sig).await;
    shopper.press("button[value=check]").await;
    sees(shopper, if is_right { "This UserSig is valid." } else { "code 70009" }).await;
}

async fn rotate(console: &Console, shopper: &Shopper<'_>, id: SdkAppId) {
    shopper.browser.goto(&console.url(&paths::app_key_rotate(id))).await;
    sees(shopper, "Type").await;
    shopper.write("#typed", NAME).await;
    shopper.press("main form .btn.bad").await;
    sees(shopper, "The new key is made.").await;
    sees(shopper, "Still verifies, until").await;
}

async fn end_older(console: &Console, shopper: &Shopper<'_>, id: SdkAppId) {
    shopper.browser.goto(&console.url(&paths::app_key_end(id))).await;
    shopper.write("#typed", &id.to_string()).await;
    shopper.press("main form .btn.bad").await;
    sees(shopper, "The older key has ended.").await;
}

/// Files of a certificate for push, made with the openssl command: `days` from now it ends.
fn p12(folder: &TempDir, name: &str, days: &str) -> String {
    let run = |arguments: &[&str]| {
        let done = Command::new("openssl").current_dir(folder.path()).args(arguments).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    let subject = "/CN=Apple Push Services: com.example.keeping/UID=com.example.keeping";
    let extension = "1.2.840.113635.100.6.3.2=DER:0500";
    let made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-out", "cert"];
    run(&[&made[..], &["-subj", subject, "-days", days, "-addext", extension]].concat());
    let password = format!("pass:{PASSWORD}");
    run(&["pkcs12", "-export", "-in", "cert", "-inkey", "key", "-out", name, "-passout", &password]);
    let file: &Path = &folder.path().join(name);
    file.to_str().unwrap().to_owned()
}

#[track_caller]
fn keep_a_certificate(scripts: bool) {
    browse(async |browser| {
        let console = Console::open().await;
        arrived(&console, &browser, scripts).await;
        let shopper = Shopper { browser: &browser, scripts, hand: Hand::Mouse };
        let folder = TempDir::new().unwrap();
        let (first, second) = (p12(&folder, "first.p12", "400"), p12(&folder, "second.p12", "800"));
        shopper.press("a[href$='/push/new']").await;
        sees(&shopper, "Choose the vendor").await;
        shopper.press("a[href$='vendor=apns']").await;
        sees(&shopper, "Password of the file").await;
        upload(&shopper, &first, "not it").await;
        sees(&shopper, "This password does not open the file.").await;
        upload(&shopper, &first, PASSWORD).await;
        sees(&shopper, "It is not saved yet.").await;
        let check = browser.text("main dl.kv").await;
        assert!(check.contains("Apple Push Services: com.example.keeping"), "{check}");
        shopper.press("main form .btn.pri").await;
        sees(&shopper, "The certificate was added.").await;
        sees(&shopper, "com.example.keeping").await;
        shopper.press("a[href$='/edit']").await;
        sees(&shopper, "Leave it empty to keep what is saved").await;
        shopper.tick("#mutable_content").await;
        shopper.press("main form .btn.pri").await;
        sees(&shopper, "The certificate was changed.").await;
        shopper.press("a[href$='/edit']").await;
        browser.find("#mutable_content:checked").await;
        upload(&shopper, &second, "").await;
        sees(&shopper, "New file").await;
        shopper.press("main form .btn.pri").await;
        sees(&shopper, "The certificate was changed.").await;
        shopper.press("a[href$='/delete']").await;
        sees(&shopper, "no offline pushes any more").await;
        shopper.write("#typed", NAME).await;
        shopper.press("main form .btn.bad").await;
        sees(&shopper, "The certificate was deleted.").await;
        sees(&shopper, "No certificates yet.").await;
    });
}

/// Chooses a file, enters its password and sends the form.
async fn upload(shopper: &Shopper<'_>, file: &str, password: &str) {
    shopper.browser.find("#file").await.send_keys(file).await.unwrap();
    if !password.is_empty() {
        shopper.write("#password", password).await;
    }
    if shopper.browser.count("#environment").await > 0 {
        shopper.browser.click("input[name=environment][value=production]").await;
    }
    shopper.press("main form .btn.pri").await;
}
