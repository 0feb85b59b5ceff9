//! The pages, through HTTP: choosing, checking, confirming, and everything that is refused.

use im_console::{
    domain::{
        app::Plan,
        change::{ChangeRefused, Wish},
        ids::SdkAppId,
        product::{AddOn, Edition},
    },
    services::apps::{ChangeFailed, Confirmation},
};

use super::{LIVE, PRO, change, legacy, reconfigure, upgrade};
use crate::support::{
    app::{Build, PASSWORD, TestApp},
    browser::Browser,
    customer::{Customer, professional},
    page::Page,
};

/// A verified customer with money, at a browser.
async fn jane(app: &TestApp) -> (Browser, Customer) {
    let person = app.verified_customer("jane@example.com").await;
    let customer = app.acting(&person);
    customer.tops_up(1_000_000).await;
    (person.browser, customer)
}

const CHOICES: [&str; 4] = ["edition", "livestream_groups", "groups_per_user", "members_per_group"];
const BOTH: [&str; 2] = ["seen", "key"];

/// The hidden fields of a check page.
fn fields<'a>(page: &Page, names: &[&'a str]) -> Vec<(&'a str, String)> {
    names.iter().map(|name| (*name, page.value(name))).collect()
}

fn pairs<'a>(fields: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

async fn checked(browser: &mut Browser, address: &str) -> Vec<(&'static str, String)> {
    let page = browser.get(address).await;
    assert_eq!(page.status, 200, "{address}: {}", page.body);
    fields(&page, &[&CHOICES[..], &BOTH[..]].concat())
}

#[tokio::test]
async fn u1_u12_an_upgrade_is_chosen_checked_and_confirmed() {
    let app = TestApp::live().await;
    let (mut browser, customer) = jane(&app).await;
    let id = legacy(&customer, 1_400_900_001, "cn").await;
    let path = format!("/apps/{id}/upgrade");
    let open = browser.get(&path).await;
    assert!(open.says("CN¥999.00 / month") && open.says("does not count as a change of this month"));
    let switched = browser.get(&format!("{path}?edition=ultimate&for=professional&step=check")).await;
    assert_eq!((switched.status, switched.value("for").as_str()), (200, "ultimate"));
    assert!(switched.says("These are now the add-ons of Ultimate"), "its add-ons come first");
    let address = format!("{path}?edition=professional&for=professional&livestream_groups=yes&step=check");
    let page = browser.get(&address).await;
    assert!(page.says("CNY 999.00 × (27 days 9 hours 55 minutes) ÷ (30 days)"), "{}", page.text("main"));
    assert!(page.says("The first bill is drawn up on 1 May 2027 and debited on 3 May 2027"));
    assert!(page.says("At once, when you confirm"));
    assert!(page.says("Can be changed once this month and set back once; after that not before 1 May 2027."));
    let month: Vec<String> = page.texts("section:has(#month-2) .total dd");
    assert_eq!(month, ["CNY 1,999.00"]);
    let form = fields(&page, &[&CHOICES[..], &BOTH[..]].concat());
    let done = browser.submit(&path, &pairs(&form)).await;
    assert!(done.says("The application is postpaid now."));
    assert_eq!(done.text("section:has(#package-title) header .badge"), "Professional, postpaid");
    assert!(done.says("Charged this month so far") && done.says("Unlimited livestream groups"));
    assert!(done.says("drawn up on 1 May 2027 and debited on 3 May 2027"));
    let again = browser.post(&path, &pairs(&form)).await;
    assert_eq!(
        again.location(),
        Some(format!("/apps/{id}")),
        "sent again it leads there and changes nothing"
    );
    assert_eq!(app.tables().await.rows("app_changes").len(), 1);
}

#[tokio::test]
async fn u3_what_the_month_allows_is_said_before_choosing() {
    let app = TestApp::live().await;
    let (_, customer) = jane(&app).await;
    let id = legacy(&customer, 1_400_900_001, "cn").await;
    change(&customer, id, &upgrade(PRO, &[])).await.unwrap();
    app.wait(40 * 86_400);
    let path = format!("/apps/{id}/reconfigure");
    let mut browser = app.browser();
    browser.post("/sign-in", &[("email", "jane@example.com"), ("password", PASSWORD)]).await;
    let open = browser.get(&path).await;
    assert!(open.says("Can be changed once this month; after that not before 1 Jun 2027."));
    assert_eq!(open.attributes("[name=edition][checked]", "value"), ["professional"]);
    change(&customer, id, &reconfigure(PRO, &[LIVE])).await.unwrap();
    let page = browser.get(&path).await;
    assert!(page.says("Changed this month. It can be changed again from 1 Jun 2027 on."));
    assert_eq!(page.attributes("[name=livestream_groups][disabled]", "value"), [""], "it stays as it is");
    assert!(page.attributes("[name=edition][disabled]", "value").is_empty());
    let lowering =
        "edition=professional&for=professional&livestream_groups=yes&groups_per_user=1000&step=check";
    assert_eq!(browser.get(&format!("{path}?{lowering}")).await.status, 200);
    app.clock.advance_to(app.services.now().plus_seconds(30 * 86_400));
    let lower = browser.get(&format!("{path}?edition=professional&for=professional&step=check")).await;
    assert!(lower.says("Livestream groups: Unlimited → 50; beyond that error code 10036 is returned"));
    let config = browser.get(&format!("/apps/{id}")).await;
    assert!(config.says("What can be changed this month"));
}

#[tokio::test]
async fn u12_a_form_that_shows_old_figures_is_409_with_both_and_changes_nothing() {
    let app = TestApp::live().await;
    let (mut browser, customer) = jane(&app).await;
    let id = legacy(&customer, 1_400_900_001, "cn").await;
    change(&customer, id, &upgrade(PRO, &[])).await.unwrap();
    app.wait(60);
    let path = format!("/apps/{id}/reconfigure");
    let live = format!("{path}?edition=professional&for=professional&livestream_groups=yes&step=check");
    let members = format!("{path}?edition=professional&for=professional&members_per_group=2000&step=check");
    let (first, second) = (checked(&mut browser, &live).await, checked(&mut browser, &members).await);
    assert_eq!(browser.post(&path, &pairs(&first)).await.status, 303);
    let before = app.tables().await;
    let page = browser.post(&path, &pairs(&second)).await;
    assert_eq!(page.status, 409);
    assert!(page.says("Something has changed; nothing was done"));
    let row = page.texts("tbody tr:last-child td");
    assert_eq!(
        row,
        ["CNY 1,499.00", "CNY 1,499.00"],
        "what was shown, and now: the other add-on is given up"
    );
    let rows = page.texts("tbody tr:nth-child(3) td");
    assert_eq!(rows, ["CNY 999.00", "CNY 1,999.00"]);
    app.tables().await.assert_same_but_sessions(&before);
    let again = page.attributes("main .actions a.pri", "href")[0].clone();
    assert_eq!(browser.get(&again).await.status, 200);
    let other = browser.post(&path, &pairs(&[&second[..5], &[("key", first[5].1.clone())]].concat())).await;
    assert_eq!(other.status, 409);
    assert!(other.says("This form was sent before with other answers"));
    for (field, value, status) in [("seen", "x", 400), ("key", "x", 409), ("groups_per_user", "x", 422)] {
        let mut form = second.clone();
        form.iter_mut().filter(|(name, _)| *name == field).for_each(|found| value.clone_into(&mut found.1));
        assert_eq!(browser.post(&path, &pairs(&form)).await.status, status, "{field}");
    }
    app.tables().await.assert_same_but_sessions(&before);
}

#[tokio::test]
async fn u9_qu4_a_downgrade_needs_the_name_and_a_password_given_lately() {
    let app = TestApp::live().await;
    let (mut browser, customer) = jane(&app).await;
    let id = legacy(&customer, 1_400_900_001, "cn").await;
    app.wait(11 * 60);
    let path = format!("/apps/{id}/downgrade");
    let page = browser.get(&path).await;
    assert!(page.says("it can never become postpaid"));
    assert!(page.says("Registered users: Unlimited → 100; beyond that error code 70398 is returned"));
    assert!(page.says("What this month has cost so far, CNY 0.00, is billed as usual"));
    let mut form = fields(&page, &BOTH);
    form.push(("typed", "old".to_owned()));
    let wrong = browser.post(&path, &pairs(&form)).await;
    assert_eq!((wrong.status, wrong.value("typed").as_str()), (422, "old"));
    form[2].1 = "Old".to_owned();
    let asked = browser.post(&path, &pairs(&form)).await;
    let door = asked.location().unwrap();
    assert!(door.starts_with(&format!("/reauth?next=%2Fapps%2F{id}%2Fdowngrade%3Fkept")), "{door}");
    assert_eq!(customer.app(id).await.plan, Plan::Im);
    browser.post("/reauth", &[("password", PASSWORD), ("next", &path)]).await;
    let mut form = fields(&browser.get(&path).await, &BOTH);
    form.push(("typed", "Old".to_owned()));
    let done = browser.submit(&path, &pairs(&form)).await;
    assert!(done.says("The application has been downgraded to Trial."));
    assert_eq!(customer.app(id).await.plan, Plan::Trial);
    assert!(browser.get(&path).await.says("Only an application of the legacy edition can be downgraded."));
}

#[tokio::test]
async fn u10_stopping_a_postpaid_app_shows_its_last_bill_and_holds_it() {
    let app = TestApp::live().await;
    let (mut browser, customer) = jane(&app).await;
    let id = legacy(&customer, 1_400_900_001, "cn").await;
    change(&customer, id, &upgrade(PRO, &[])).await.unwrap();
    app.wait(5 * 60);
    let path = format!("/apps/{id}/deactivate");
    let dialog = browser.get(&format!("/apps/{id}")).await;
    let page = browser.get(&path).await;
    assert_eq!(page.texts("main .note li"), dialog.texts("dialog .note li"));
    assert!(page.says("This month has cost CNY 0.12 so far; the last bill is drawn up on 1 May 2027."));
    let mut form = fields(&page, &BOTH);
    assert_eq!(browser.post(&path, &[("typed", "Old")]).await.status, 409, "a form without what was shown");
    form.push(("typed", "Olt".to_owned()));
    assert_eq!(browser.post(&path, &pairs(&form)).await.status, 422);
    form[2].1 = "Old".to_owned();
    change(&customer, id, &Wish::History(Some(30))).await.unwrap();
    assert_eq!(browser.post(&path, &pairs(&form)).await.status, 409, "QU5: the bill is another one now");
    let mut form = fields(&browser.get(&path).await, &BOTH);
    form.push(("typed", "Old".to_owned()));
    assert!(browser.submit(&path, &pairs(&form)).await.says("The application has been deactivated."));
}

#[tokio::test]
async fn u6_the_history_is_set_from_the_configuration_page() {
    let app = TestApp::live().await;
    let (mut browser, customer) = jane(&app).await;
    let id = customer.trial_app("cn").await;
    customer.buys(id, professional()).await;
    let config = browser.get(&format!("/apps/{id}")).await;
    let lengths = config.attributes("form[action$=history] [name=days]", "value");
    assert_eq!(lengths, ["own", "30", "90", "180", "360"]);
    assert_eq!(browser.get(&format!("/apps/{id}/history?days=own")).await.status, 422, "nothing changes");
    let page = browser.get(&format!("/apps/{id}/history?days=90")).await;
    assert!(page.says("CNY 1,000.00 × 1 month = CNY 1,000.00"));
    let form = fields(&page, &["days", "seen", "key"]);
    let done = browser.submit(&format!("/apps/{id}/history"), &pairs(&form)).await;
    assert!(done.says("The message history has been changed."));
    assert!(done.says("90 days, charged by the month"));
    assert!(done.texts("form[action$=history]").is_empty(), "not again this month");
}

#[tokio::test]
async fn k1_u1_content_security_is_chosen_where_the_catalog_has_it() {
    let app = TestApp::build(Build { catalog: "international", ..Build::default() }).await;
    let (mut browser, customer) = jane(&app).await;
    let id = legacy(&customer, 1_400_900_001, "sgp").await;
    let path = format!("/apps/{id}/upgrade");
    assert_eq!(browser.get(&path).await.attributes("[name=content_security]", "value"), ["", "yes"]);
    let address = format!("{path}?edition=ultimate&for=ultimate&content_security=yes&step=check");
    let page = browser.get(&address).await;
    assert_eq!(page.texts("section:has(#month-1) .total dd"), ["USD 0.00"], "the month of leaving is free");
    let form = fields(&page, &[&CHOICES[..], &["content_security"], &BOTH[..]].concat());
    assert_eq!(browser.post(&path, &pairs(&form)).await.status, 303);
    assert_eq!(customer.app(id).await.add_ons, [AddOn::ContentSecurity]);
}

/// App, act, fields, and the status and sentence of the answer.
type Case<'a> = (SdkAppId, &'a str, &'a [(&'a str, &'a str)], u16, &'a str);

/// A form with figures that were never shown: a rule speaks first.
async fn posted(browser: &mut Browser, app: &TestApp, path: &str, more: &[(&str, &str)]) -> Page {
    let key = app.services.form_key().to_string();
    let fields = [&[("seen", "1.x.0.0.0.0"), ("key", key.as_str())], more].concat();
    browser.post(path, &fields).await
}

#[tokio::test]
async fn u1_to_u10_every_refusal_is_met_with_its_own_sentence_and_changes_nothing() {
    let app = TestApp::live().await;
    let (mut browser, customer) = jane(&app).await;
    let im = legacy(&customer, 1_400_900_001, "cn").await;
    let postpaid = legacy(&customer, 1_400_900_002, "cn").await;
    let stopped = legacy(&customer, 1_400_900_003, "cn").await;
    let downgraded = legacy(&customer, 1_400_900_004, "cn").await;
    change(&customer, postpaid, &upgrade(PRO, &[])).await.unwrap();
    change(&customer, stopped, &Wish::Deactivate).await.unwrap();
    app.wait(1);
    change(&customer, downgraded, &Wish::Downgrade).await.unwrap();
    change(&customer, postpaid, &Wish::History(Some(30))).await.unwrap();
    let (trial, prepaid) = (customer.trial_app("cn").await, customer.trial_app("cn").await);
    customer.buys(prepaid, professional()).await;
    let before = app.tables().await;
    let pro: &[(&str, &str)] = &[("edition", "professional")];
    let cases: [Case<'_>; 14] = [
        (stopped, "upgrade", pro, 409, "The application is not in use"),
        (trial, "upgrade", pro, 409, "A Trial application cannot become postpaid"),
        (downgraded, "upgrade", pro, 409, "was downgraded to Trial"),
        (im, "reconfigure", pro, 409, "Only a postpaid application can be reconfigured."),
        (postpaid, "reconfigure", pro, 409, "Everything is as it is now."),
        (postpaid, "reconfigure", &[("edition", "trial")], 422, "Choose one of the options"),
        (im, "upgrade", &[("edition", "ultimate"), ("livestream_groups", "yes")], 422, "is not offered with"),
        (im, "history", &[("days", "30")], 409, "A longer history needs"),
        (postpaid, "history", &[("days", "60")], 422, "Choose one of the lengths"),
        (postpaid, "history", &[("days", "90")], 409, "was changed this month"),
        (postpaid, "downgrade", &[("typed", "Old")], 409, "Only an application of the legacy edition"),
        (prepaid, "deactivate", &[("typed", "Example")], 409, "A prepaid package runs to its end"),
        (stopped, "deactivate", &[("typed", "Old")], 409, "is deactivated already"),
        (im, "deactivate", &[("typed", "Young")], 422, "What you typed is not"),
    ];
    for (id, act, more, status, sentence) in cases {
        let page = posted(&mut browser, &app, &format!("/apps/{id}/{act}"), more).await;
        assert_eq!(page.status, status, "{act} {more:?}");
        assert!(page.says(sentence), "{act} {more:?}: {}", page.text("main"));
    }
    let twice = [LIVE, AddOn::LivestreamGroups];
    let (wish, confirmed) = (upgrade(PRO, &twice), Confirmation::default());
    let services = &customer.services;
    let done = services.change_app(customer.account, (im, &wish), &confirmed, &customer.actor).await;
    assert!(matches!(done, Err(ChangeFailed::Rule(ChangeRefused::ChosenTwice { .. }))));
    app.tables().await.assert_same_but_sessions(&before);
    let newcomer = app.customer("john@example.com").await;
    let john = app.acting(&newcomer);
    let theirs = legacy(&john, 1_400_900_009, "cn").await;
    let mut browser = newcomer.browser;
    let page = posted(&mut browser, &app, &format!("/apps/{theirs}/upgrade"), pro).await;
    assert!(page.status == 409 && page.says("has not been verified yet"));
    assert_eq!(john.app(theirs).await.plan.edition(), Edition::Im);
}
