//! Creating an app: once, within the limit, and with every fault told at once (P3, A3, SEC36, SEC38).

use std::collections::BTreeSet;

use im_console::domain::ids::SdkAppId;

use super::{customer, fields, fill, form, held, names};
use crate::app_config::{confirming, pairs};
use crate::{
    support::{app::TestApp, customer::professional},
    validity::{dom, vnu},
};

#[tokio::test]
async fn p3_a_new_app_is_a_trial_and_leads_on_to_its_next_steps() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    let form = form(&mut jane, "Blue_Shop").await;
    let page = jane.submit("/apps/new", &fields(&form)).await;
    assert_eq!((page.status, page.text("h1").as_str()), (200, "Blue_Shop"));
    assert!(page.says("The application has been created."));
    assert_eq!(page.text(".head .badge"), "Active");
    assert_eq!(page.texts("#steps-title, [aria-labelledby=steps-title] .rows dd:first-of-type").len(), 4);
    assert!(page.says("Verify your account"));
    let cards = jane.get("/apps").await;
    assert_eq!(names(&cards), ["Blue_Shop"]);
    assert_eq!(cards.text(".head .t3"), "1 of 300");
}

#[tokio::test]
async fn a3_qu9_the_301st_app_is_refused_and_a_deleted_one_makes_room() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    let customer = customer(&app, &jane);
    let ids = fill(&customer, 299).await;
    let (one, other) = (form(&mut jane.browser, "Last").await, form(&mut jane.browser, "Over").await);
    assert_eq!(jane.browser.post("/apps/new", &fields(&one)).await.status, 303);
    let refused = jane.browser.post("/apps/new", &fields(&other)).await;
    assert_eq!((refused.status, held(&customer).await), (409, 300));
    assert!(refused.says("delete an application that has been deactivated"));
    let stoppable = refused.attributes("main .rows a", "href");
    assert_eq!(stoppable[0], format!("/apps/{}/deactivate", ids[0]));
    let form_of_stop = confirming(&mut jane.browser, &stoppable[0], "App_1").await;
    let deactivated = jane.browser.post(&stoppable[0], &pairs(&form_of_stop)).await;
    assert_eq!(deactivated.status, 303);
    let full = jane.browser.get("/apps/new").await;
    let deletable = full.attributes("main .rows a", "href");
    assert_eq!(deletable[0], format!("/apps/{}/delete", ids[0]));
    let form_of_delete = confirming(&mut jane.browser, &deletable[0], "App_1").await;
    assert_eq!(jane.browser.post(&deletable[0], &pairs(&form_of_delete)).await.status, 303);
    assert_eq!(held(&customer).await, 299);
    let again = form(&mut jane.browser, "Over").await;
    assert_eq!(jane.browser.submit("/apps/new", &fields(&again)).await.text("h1"), "Over");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec36_fifty_posts_at_once_fill_the_last_place_once() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    let customer = customer(&app, &jane);
    fill(&customer, 299).await;
    let mut forms = Vec::new();
    for number in 0..50 {
        forms.push(form(&mut jane.browser, &format!("Last_{number}")).await);
    }
    let post = |form: [(&'static str, String); 5]| {
        let mut browser = jane.browser.clone();
        tokio::spawn(async move { browser.post("/apps/new", &fields(&form)).await.status })
    };
    let posts: Vec<_> = forms.into_iter().map(post).collect();
    let mut created = 0;
    for post in posts {
        match post.await.unwrap() {
            303 => created += 1,
            status => assert_eq!(status, 409),
        }
    }
    assert_eq!((created, held(&customer).await), (1, 300));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec38_one_form_sent_twenty_times_creates_one_app() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    let form = form(&mut jane.browser, "Once").await;
    let posts = (0..20).map(|_| {
        let (mut browser, form) = (jane.browser.clone(), form.clone());
        tokio::spawn(async move { browser.post("/apps/new", &fields(&form)).await.location() })
    });
    let mut led_to = BTreeSet::new();
    for post in posts.collect::<Vec<_>>() {
        led_to.insert(post.await.unwrap().unwrap());
    }
    assert_eq!((led_to.len(), held(&customer(&app, &jane)).await), (1, 1));
    let mut other = form.clone();
    other[0].1 = "Other".to_owned();
    let sent_before = jane.browser.post("/apps/new", &fields(&other)).await;
    assert_eq!(sent_before.location(), led_to.pop_first());
}

#[tokio::test]
async fn sec38_a_form_that_is_a_day_old_or_has_no_key_keeps_its_answers_and_gets_a_new_key() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    let mut old = form(&mut jane.browser, "Late").await;
    app.wait(86_400);
    let mut jane_again = app.browser();
    let signed_in = [("email", "jane@example.com"), ("password", crate::support::app::PASSWORD)];
    jane_again.post("/sign-in", &signed_in).await;
    for key in [old[4].1.clone(), "forged".to_owned()] {
        old[4].1 = key;
        let page = jane_again.post("/apps/new", &fields(&old)).await;
        assert_eq!((page.status, page.value("name").as_str()), (409, "Late"));
        assert_eq!(held(&customer(&app, &jane)).await, 0);
        let fresh = page.value("key");
        assert_ne!(fresh, old[4].1);
    }
    old[4].1 = jane_again.get("/apps/new").await.value("key");
    assert_eq!(jane_again.post("/apps/new", &fields(&old)).await.status, 303);
}

#[tokio::test]
async fn qa5_every_fault_of_the_form_is_told_at_once_and_the_answers_stay() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    let empty = jane.post("/apps/new", &[]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.text("title").starts_with("Error: "));
    assert_eq!(empty.attributes("[role=alert] a", "href"), ["#name", "#app_type", "#data_centre"]);
    let long = "x".repeat(301);
    let bad = [
        ("name", "no blanks"),
        ("app_type", "gold"),
        ("introduction", long.as_str()),
        ("data_centre", "mars"),
        ("key", "k"),
    ];
    let page = jane.post("/apps/new", &bad).await;
    assert_eq!(page.texts("[role=alert] a").len(), 4);
    assert_eq!(page.value("name"), "no blanks");
    assert!(page.body.contains(&long));
    assert!(page.text("#name-error").ends_with("use underscores instead"));
    let control = [("name", "ok"), ("introduction", "a\0b"), ("app_type", "social"), ("data_centre", "cn")];
    assert!(jane.post("/apps/new", &control).await.text("#introduction-error").contains("cannot be shown"));
}

#[tokio::test]
async fn sec19_fields_that_are_not_asked_for_change_nothing() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    let form = form(&mut jane.browser, "Mine").await;
    let mut sent = fields(&form);
    let extra = ["account_id", "sdk_app_id", "edition", "status", "origin", "created_at", "term_ends_at"];
    sent.extend(extra.map(|name| (name, "ultimate")));
    let page = jane.browser.submit("/apps/new", &sent).await;
    assert_eq!(page.text("section:has(#package-title) header .badge"), "Trial");
    let app = customer(&app, &jane).app(SdkAppId::FIRST).await;
    assert_eq!((app.account, app.plan.ends_at()), (jane.account, None));
}

#[tokio::test]
async fn qh1_qa4_cards_forms_and_the_limit_are_valid_in_three_languages() {
    let app = TestApp::live().await;
    let jane = app.verified_customer("jane@example.com").await;
    let mut pages = Vec::new();
    for tag in ["zh-Hans", "en", "ja"] {
        let mut browser = jane.browser.clone().speaking(tag);
        pages.push((format!("{tag} none"), browser.get("/apps").await.body));
        pages.push((format!("{tag} new"), browser.get("/apps/new").await.body));
        pages.push((format!("{tag} faults"), browser.post("/apps/new", &[]).await.body));
    }
    let customer = customer(&app, &jane);
    customer.tops_up(1_000_000).await;
    let ids = fill(&customer, 300).await;
    customer.buys(ids[299], professional()).await;
    customer.leaves_unpaid(ids[298], professional()).await;
    customer.services.deactivate_app(customer.account, ids[0], "App_1", &customer.actor).await.unwrap();
    app.wait(25 * 86_400);
    for tag in ["zh-Hans", "en", "ja"] {
        let mut browser = app.browser().speaking(tag);
        let signed_in = [("email", "jane@example.com"), ("password", crate::support::app::PASSWORD)];
        browser.post("/sign-in", &signed_in).await;
        for address in ["/apps", "/apps?q=nothing&status=expired", "/apps?page=5&sort=name", "/apps/new"] {
            pages.push((format!("{tag} {address}"), browser.get(address).await.body));
        }
    }
    for (name, html) in &pages {
        assert_eq!(dom::check(html), Vec::<String>::new(), "{name}");
    }
    vnu::assert_valid(&pages);
}
