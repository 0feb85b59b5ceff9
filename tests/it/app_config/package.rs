//! What the page shows and allows in each state (C1, QU6, P13).

use im_console::domain::{
    app::{AppState, Plan, StopCause},
    product::{AddOn, Edition},
};

use super::{actions, brought_in, confirming, jane, pairs, path, signed_in};
use crate::{
    apps::fill,
    support::{
        app::TestApp,
        customer::{package, professional},
    },
    validity::{dom, vnu},
};

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
    let (buy, stop, delete) = ("Buy a package", "Deactivate", "Delete");
    let (up, other, down) = ("Upgrade to postpaid", "Reconfigure", "Downgrade to Trial");
    for (id, allowed, rest) in [
        (trial, vec![buy, stop], vec![up, other, delete]),
        (ids[0], vec!["Buy add-ons", "Renew", "Upgrade the package", "Refund"], vec![stop, delete]),
        (ids[1], vec![delete], vec![buy, stop]),
        (im, vec![up, down, stop], vec![buy, delete]),
        (stopped_im, vec![delete], vec![buy, stop]),
        (rtc, vec![buy], vec![up, other, stop, delete]),
        (postpaid, vec!["Buy a call pack", other, stop], vec![down, delete]),
    ] {
        let (shown, explained) = actions(&browser.get(&path(id)).await);
        assert_eq!(shown, allowed, "{id}");
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
    assert_eq!(actions(&page).0, ["Buy a package", "Renew"]);
    app.clock.advance_to(end.plus_seconds(7 * 86_400));
    app.services.run_due(app.services.now()).await.unwrap();
    let page = browser.get(&path(id)).await;
    assert_eq!(page.text("main > .head .badge"), "Deactivated");
    assert!(
        page.text("main > .note:not(.ok)").contains("Its data are kept until 8 Aug 2027, 14:05 (UTC+8).")
    );
    assert!(page.says("The package ended and was not renewed"));
    assert_eq!(actions(&page).0, ["Buy a package", "Renew"]);
    assert_eq!(page.texts(".timeline li").len(), 4);
    app.clock.advance_to(end.plus_seconds(98 * 86_400));
    app.services.run_due(app.services.now()).await.unwrap();
    let page = browser.get(&path(id)).await;
    assert_eq!(page.text("main > .head .badge"), "Data deleted");
    assert_eq!(actions(&page).0, Vec::<String>::new());
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
        let address = format!("/apps/{trial}/deactivate");
        let form = confirming(&mut browser, &address, "x").await;
        let mismatch = browser.post(&address, &pairs(&form)).await;
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
