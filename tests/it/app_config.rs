//! The configuration page of an app and what can be done there, through HTTP.

use im_console::{
    domain::{
        app::{App, AppName, AppState, Origin, Plan, Profile, StopCause},
        calendar::Timestamp,
        ids::SdkAppId,
        product::{AddOn, Edition},
    },
    store::{Batch, apps as store},
};

use crate::{
    apps::{customer, fill},
    support::{
        app::{PASSWORD, Person, TestApp},
        browser::Browser,
        customer::{Customer, package, professional},
        page::Page,
    },
    validity::{dom, vnu},
};

/// A verified customer with money and one trial app called `App_1`.
async fn jane(app: &TestApp) -> (Browser, Customer, SdkAppId) {
    let Person { browser, user, account } = app.verified_customer("jane@example.com").await;
    let customer = customer(app, &Person { browser: browser.clone(), user, account });
    customer.tops_up(10_000_000).await;
    let id = fill(&customer, 1).await[0];
    (browser, customer, id)
}

async fn signed_in(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    browser.post("/sign-in", &[("email", "jane@example.com"), ("password", PASSWORD)]).await;
    browser
}

/// Puts an app into the database as an import would.
async fn brought_in(customer: &Customer, number: i64, plan: Plan, state: AppState) -> SdkAppId {
    let id = SdkAppId::new(number).unwrap();
    let name = AppName::parse(&format!("Old_{}", number % 100)).unwrap();
    let app = App {
        id,
        account: customer.account,
        profile: Profile { name, app_type: "social".to_owned(), introduction: String::new() },
        data_centre: "cn".to_owned(),
        origin: if plan == Plan::Trial { Origin::Rtc } else { Origin::Imported },
        plan,
        state,
        auto_renew: false,
        created_at: Timestamp::from_unix(1_546_272_000),
        revision: 0,
    };
    let mut tx = customer.services.store.write().await.unwrap();
    let mut batch = Batch::new();
    store::insert(&mut batch, &app);
    batch.run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// The labels of what can be done, and of what cannot.
fn actions(page: &Page) -> (Vec<String>, Vec<String>) {
    let allowed = page.texts("section:has(#package-title) header .actions > :is(a, button)");
    (allowed, page.texts("section:has(#package-title) .body:last-child h3 + dl dt"))
}

fn path(id: SdkAppId) -> String {
    format!("/apps/{id}")
}

#[tokio::test]
async fn c1_the_package_area_shows_term_add_ons_and_the_limits_that_they_raise() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    let cart = package(Edition::Professional, &[AddOn::GroupsPerUser(1_000), AddOn::LivestreamGroups], 6);
    customer.buys(id, cart).await;
    let page = browser.get(&path(id)).await;
    assert_eq!(page.text("section:has(#package-title) header .badge"), "Professional");
    assert!(page.says("3 Apr – 3 Oct 2027"));
    assert!(page.says("3 Oct 2027, 14:05 (UTC+8)"));
    assert!(page.says("Groups per user: 1,000 until 3 Oct 2027, 14:05 (UTC+8)"));
    let names = page.texts("section:has(#limits-title) dt");
    let values = page.texts("section:has(#limits-title) dd");
    let limit = |name: &str| names.iter().position(|other| other == name).map(|at| values[at].as_str());
    assert_eq!(limit("Groups per user"), Some("1,000 Raised by an add-on from 500"));
    assert_eq!(limit("Livestream groups"), Some("Unlimited Raised by an add-on from 50"));
    assert_eq!(limit("Friends per user"), Some("3,000"));
    let timeline = page.texts(".timeline time");
    assert_eq!(
        timeline[1..],
        ["3 Oct 2027, 14:05 (UTC+8)", "10 Oct 2027, 14:05 (UTC+8)", "8 Jan 2028, 14:05 (UTC+8)",]
    );
}

#[tokio::test]
async fn qu6_c1_each_state_shows_what_it_allows_and_explains_the_rest() {
    let app = TestApp::live().await;
    let (mut browser, customer, trial) = jane(&app).await;
    let now = app.services.now();
    let ids = fill(&customer, 2).await;
    customer.buys(ids[0], professional()).await;
    customer.services.deactivate_app(customer.account, ids[1], "App_2", &customer.actor).await.unwrap();
    let postpaid = Plan::Postpaid { edition: Edition::Ultimate };
    let cause = StopCause::Owner;
    let im = brought_in(&customer, 1_500_000_001, Plan::Im, AppState::Active).await;
    let stopped_im =
        brought_in(&customer, 1_500_000_002, Plan::Im, AppState::Deactivated { since: now, cause }).await;
    let rtc = brought_in(&customer, 1_500_000_003, Plan::Trial, AppState::Active).await;
    let postpaid = brought_in(&customer, 1_500_000_004, postpaid, AppState::Active).await;
    let all = ["Buy a package", "Deactivate", "Delete"];
    for (id, allowed) in [
        (trial, vec!["Buy a package", "Deactivate"]),
        (ids[0], vec!["Buy add-ons"]),
        (ids[1], vec!["Delete"]),
        (im, vec!["Deactivate"]),
        (stopped_im, vec!["Delete"]),
        (rtc, vec!["Buy a package"]),
        (postpaid, vec!["Deactivate"]),
    ] {
        let (shown, explained) = actions(&browser.get(&path(id)).await);
        assert_eq!(shown, allowed, "{id}");
        let bought = |label: &&str| *label == "Buy a package" && allowed.contains(&"Buy add-ons");
        let rest: Vec<_> =
            all.into_iter().filter(|label| !allowed.contains(label) && !bought(label)).collect();
        assert_eq!(explained, rest, "{id}");
    }
}

#[tokio::test]
async fn qu6_what_the_state_forbids_is_409_when_posted_and_changes_nothing() {
    let app = TestApp::live().await;
    let (mut browser, customer, trial) = jane(&app).await;
    let ids = fill(&customer, 1).await;
    customer.buys(ids[0], professional()).await;
    let rtc = brought_in(&customer, 1_500_000_003, Plan::Trial, AppState::Active).await;
    for (id, act, reason) in [
        (trial, "delete", "Deactivate it first"),
        (ids[0], "delete", "Deactivate it first"),
        (ids[0], "deactivate", "A prepaid package runs to its end"),
        (rtc, "deactivate", "Ask help and support"),
        (rtc, "delete", "Ask help and support"),
    ] {
        let before = customer.app(id).await;
        let address = format!("/apps/{id}/{act}");
        let shown = browser.get(&address).await;
        assert_eq!((shown.status, shown.attributes("main form", "action").len()), (200, 0), "{address}");
        let page = browser.post(&address, &[("typed", &id.to_string())]).await;
        assert_eq!(page.status, 409, "{address}");
        assert!(page.says(reason) && shown.says(reason), "{address}: {}", page.text("main"));
        assert_eq!(customer.app(id).await, before, "{address}");
    }
}

#[tokio::test]
async fn p13_an_expired_or_stopped_app_says_until_when_a_package_brings_it_back() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    customer.buys(id, professional()).await;
    let end = customer.app(id).await.plan.ends_at().unwrap();
    app.clock.advance_to(end);
    let page = browser.get(&path(id)).await;
    assert_eq!(page.text("main > .head .badge"), "Expired", "by the time, before any job came by");
    assert!(
        page.text("main > .note:not(.ok)")
            .contains("The application will be deactivated 10 May 2027, 14:05 (UTC+8).")
    );
    assert_eq!(actions(&page).0, ["Buy a package"]);
    app.clock.advance_to(end.plus_seconds(7 * 86_400));
    app.services.run_due(app.services.now()).await.unwrap();
    let page = browser.get(&path(id)).await;
    assert_eq!(page.text("main > .head .badge"), "Deactivated");
    assert!(
        page.text("main > .note:not(.ok)").contains("Its data are kept until 8 Aug 2027, 14:05 (UTC+8).")
    );
    assert!(page.says("The package ended and was not renewed"));
    assert_eq!(actions(&page).0, ["Buy a package"]);
    assert_eq!(page.texts(".timeline li").len(), 4);
    app.clock.advance_to(end.plus_seconds(98 * 86_400));
    app.services.run_due(app.services.now()).await.unwrap();
    let page = browser.get(&path(id)).await;
    assert_eq!(page.text("main > .head .badge"), "Data deleted");
    assert_eq!(actions(&page).0, Vec::<String>::new());
}

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
async fn qu4_deactivating_needs_the_exact_name_or_the_number() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    let address = format!("/apps/{id}/deactivate");
    for wrong in ["", "app_1", "App_", "App_1😀", "Ａpp_1", "App _1", "1400000002"] {
        let page = browser.post(&address, &[("typed", wrong)]).await;
        assert_eq!(page.status, 422, "{wrong:?}");
        assert!(page.text("#typed-error").ends_with("What you typed is not “App_1”"));
        assert_eq!(page.value("typed"), wrong);
        assert_eq!(customer.app(id).await.state, AppState::Active);
    }
    let done = browser.submit(&address, &[("typed", "  App_1 ")]).await;
    assert!(done.says("The application has been deactivated."));
    let state = AppState::Deactivated { since: app.services.now(), cause: StopCause::Owner };
    assert_eq!(customer.app(id).await.state, state);
    let by_number = fill(&customer, 1).await[0];
    let address = format!("/apps/{by_number}/deactivate");
    assert_eq!(browser.post(&address, &[("typed", &by_number.to_string())]).await.status, 303);
}

#[tokio::test]
async fn u10_the_dialog_and_its_page_list_the_same_consequences_from_live_data() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    let no = customer.leaves_unpaid(id, professional()).await;
    let dialog = browser.get(&path(id)).await.texts("dialog .note li");
    let page = browser.get(&format!("/apps/{id}/deactivate")).await;
    assert_eq!(page.texts("main .note li"), dialog);
    assert!(dialog.contains(&format!("Order {no} can no longer be paid.")), "{dialog:?}");
    assert!(dialog.last().unwrap().contains("(now 1)"), "{dialog:?}");
    browser.post(&format!("/apps/{id}/deactivate"), &[("typed", "App_1")]).await;
    let refused = customer.pays(&no).await;
    assert!(refused.is_err(), "an order for a deactivated app is not paid");
}

#[tokio::test]
async fn l1_qu4_deleting_needs_the_name_and_a_password_given_lately_and_is_for_good() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    customer.services.deactivate_app(customer.account, id, "App_1", &customer.actor).await.unwrap();
    app.wait(11 * 60);
    let address = format!("/apps/{id}/delete");
    assert_eq!(browser.post(&address, &[("typed", "App_2")]).await.status, 422);
    let asked = browser.post(&address, &[("typed", "App_1")]).await;
    let reauth = asked.location().unwrap();
    assert_eq!(reauth, format!("/reauth?next=%2Fapps%2F{id}%2Fdelete"));
    assert!(matches!(customer.app(id).await.state, AppState::Deactivated { .. }));
    let back = browser.post("/reauth", &[("password", PASSWORD), ("next", &address)]).await;
    assert_eq!(back.location().as_deref(), Some(address.as_str()));
    assert!(
        matches!(customer.app(id).await.state, AppState::Deactivated { .. }),
        "a fresh confirmation is due"
    );
    let done = browser.submit(&address, &[("typed", "App_1")]).await;
    assert!(done.says("The application has been deleted and its place is free."));
    for gone in ["", "/profile", "/deactivate", "/delete"] {
        assert_eq!(browser.get(&format!("/apps/{id}{gone}")).await.status, 404, "{gone}");
    }
}

#[tokio::test]
async fn sec17_another_accounts_app_a_deleted_one_and_none_at_all_look_the_same() {
    let app = TestApp::live().await;
    let (mut jane_browser, jane_customer, deleted) = jane(&app).await;
    let theirs = app.customer("john@example.com").await;
    let john = customer(&app, &theirs);
    let foreign = fill(&john, 1).await[0];
    let account = jane_customer.account;
    jane_customer.services.deactivate_app(account, deleted, "App_1", &jane_customer.actor).await.unwrap();
    jane_customer.services.delete_app(account, deleted, "App_1", &jane_customer.actor).await.unwrap();
    for rest in ["", "/profile", "/deactivate", "/delete"] {
        let random = jane_browser.get(&format!("/apps/1999999999{rest}")).await;
        assert_eq!(random.status, 404);
        for id in [foreign.to_string(), deleted.to_string(), "12".to_owned(), "x".to_owned()] {
            let page = jane_browser.get(&format!("/apps/{id}{rest}")).await;
            assert_eq!((page.status, &page.bytes), (404, &random.bytes), "{id}{rest}");
            if !rest.is_empty() {
                let fields =
                    [("typed", "App_1"), ("name", "Mine"), ("app_type", "social"), ("revision", "0")];
                let posted = jane_browser.post(&format!("/apps/{id}{rest}"), &fields).await;
                assert_eq!((posted.status, &posted.bytes), (404, &random.bytes), "{id}{rest}");
            }
        }
    }
    let untouched = john.app(foreign).await;
    assert_eq!((untouched.state, untouched.revision), (AppState::Active, 0));
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

#[tokio::test]
async fn qh1_qa4_every_page_of_an_app_is_valid_in_three_languages() {
    let app = TestApp::live().await;
    let (_, customer, trial) = jane(&app).await;
    let ids = fill(&customer, 3).await;
    customer.buys(ids[0], package(Edition::Professional, &[AddOn::GroupsPerUser(1_000)], 6)).await;
    customer.buys(ids[1], package(Edition::Ultimate, &[], 1)).await;
    customer.leaves_unpaid(trial, professional()).await;
    customer.services.deactivate_app(customer.account, ids[2], "App_3", &customer.actor).await.unwrap();
    let im = brought_in(&customer, 1_500_000_001, Plan::Im, AppState::Active).await;
    app.wait(31 * 86_400);
    let mut pages = Vec::new();
    for tag in ["zh-Hans", "en", "ja"] {
        let mut browser = signed_in(&app).await.speaking(tag);
        for id in [trial, ids[0], ids[1], ids[2], im] {
            for rest in ["", "/profile", "/deactivate", "/delete"] {
                let page = browser.get(&format!("/apps/{id}{rest}")).await;
                assert_eq!(page.status, 200, "{id}{rest}");
                pages.push((format!("{tag} {id}{rest}"), page.body));
            }
        }
        let mismatch = browser.post(&format!("/apps/{trial}/deactivate"), &[("typed", "x")]).await;
        pages.push((format!("{tag} mismatch"), mismatch.body));
        let fields = [("name", "Else"), ("app_type", "games"), ("revision", "99")];
        let conflict = browser.post(&format!("/apps/{trial}/profile"), &fields).await;
        pages.push((format!("{tag} conflict"), conflict.body));
    }
    for (name, html) in &pages {
        assert_eq!(dom::check(html), Vec::<String>::new(), "{name}");
    }
    vnu::assert_valid(&pages);
}
