//! The cards and creating an app, through HTTP.

use std::collections::BTreeSet;

use im_console::{
    domain::{
        app::{AppName, Profile},
        ids::SdkAppId,
    },
    services::{Actor, audit::Who},
    store::apps,
};

use crate::{
    support::{
        app::{Person, START, TestApp},
        browser::Browser,
        customer::{Customer, professional},
        page::Page,
    },
    validity::{dom, vnu},
};

/// Texts that would change a statement if they became part of it.
pub(crate) const INJECTIONS: &[&str] = &[
    "' OR '1'='1",
    "'; DROP TABLE apps; --",
    "\" OR \"\"=\"",
    "1400000001 OR 1=1",
    "%' ESCAPE '' --",
    "_\\_",
    "newest; DELETE FROM apps",
    "name DESC, (SELECT 1)",
    "\0",
    "$1",
    "{{7*7}}",
    "<script>alert(1)</script>",
];

/// The person as the services know them.
pub(crate) fn customer(app: &TestApp, person: &Person) -> Customer {
    let actor = Actor { who: Who::User(person.user), ..Actor::console() };
    Customer { services: app.services.clone(), account: person.account, actor }
}

/// Creates `count` trial apps past the pages.
pub(crate) async fn fill(customer: &Customer, count: u32) -> Vec<SdkAppId> {
    let mut ids = Vec::new();
    for number in 1..=count {
        let name = AppName::parse(&format!("App_{number}")).unwrap();
        let profile = Profile { name, app_type: "social".to_owned(), introduction: String::new() };
        ids.push(
            customer.services.create_app(customer.account, profile, "cn", &customer.actor).await.unwrap(),
        );
    }
    ids
}

async fn held(customer: &Customer) -> i64 {
    let mut tx = customer.services.store.read().await.unwrap();
    apps::count(&mut tx, customer.account).await.unwrap()
}

fn names(page: &Page) -> Vec<String> {
    page.texts(".app h2")
}

/// The answers of a form that creates an app, with the form's own key.
async fn form(browser: &mut Browser, name: &str) -> [(&'static str, String); 5] {
    let key = browser.get("/apps/new").await.value("key");
    let (name, app_type, centre) = (name.to_owned(), "social".to_owned(), "cn".to_owned());
    [
        ("name", name),
        ("app_type", app_type),
        ("introduction", String::new()),
        ("data_centre", centre),
        ("key", key),
    ]
}

fn fields<'a>(form: &'a [(&'static str, String); 5]) -> Vec<(&'static str, &'a str)> {
    form.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[tokio::test]
async fn p3_a_new_app_is_a_trial_and_leads_on_to_its_next_steps() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    let form = form(&mut jane, "Blue_Shop").await;
    let page = jane.submit("/apps/new", &fields(&form)).await;
    assert_eq!((page.status, page.text("h1").as_str()), (200, "Blue_Shop"));
    assert!(page.says("The application has been created."));
    assert_eq!(page.text(".head .badge"), "Active");
    assert_eq!(page.texts("#steps-title, .card .rows dd:first-of-type").len(), 4);
    assert!(page.says("Verify your account"));
    let cards = jane.get("/apps").await;
    assert_eq!(names(&cards), ["Blue_Shop"]);
    assert_eq!(cards.text(".head .t3"), "1 of 300");
}

#[tokio::test]
async fn p4_a_card_shows_state_edition_number_dates_and_data_centre() {
    let app = TestApp::live().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    let customer = customer(&app, &jane);
    customer.tops_up(1_000_000).await;
    let id = fill(&customer, 1).await[0];
    customer.buys(id, professional()).await;
    app.clock.advance_to(START.plus_seconds(25 * 86_400));
    let page = jane.browser.get("/apps").await;
    assert_eq!(page.text(".app .badge"), "Expires in 5 days");
    let shown = page.texts(".app dd");
    assert_eq!(shown[1..4], ["Professional", "China", "3 Apr 2027"]);
    assert!(shown[0].contains(&id.to_string()));
    assert_eq!(shown[4], "3 May 2027, 14:05 (UTC+8)");
    assert_eq!(page.texts(".app .warns p"), ["Ends 3 May 2027, 14:05 (UTC+8), then it will be deactivated"]);
    assert_eq!(page.texts(".app .menu a"), ["Buy add-ons", "Configure"]);
    assert!(page.text("main > .note:not(.ok)").contains("1 application expires within 7 days"));
    assert_eq!(page.attributes("main > .note:not(.ok) a", "href"), ["/apps?status=expiring"]);
}

#[tokio::test]
async fn what_needs_attention_is_told_the_most_severe_first_and_leads_there() {
    let app = TestApp::live().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    let customer = customer(&app, &jane);
    customer.tops_up(1_000_000).await;
    let ids = fill(&customer, 3).await;
    customer.buys(ids[0], professional()).await;
    app.clock.advance_to(START.plus_seconds(4 * 86_400));
    customer.buys(ids[1], professional()).await;
    customer.leaves_unpaid(ids[2], professional()).await;
    assert!(
        jane.browser
            .get("/apps")
            .await
            .text("main > .note:not(.ok)")
            .contains("1 order is waiting to be paid")
    );
    app.clock.advance_to(customer.app(ids[0]).await.plan.ends_at().unwrap().plus_seconds(1));
    app.services.run_due(app.services.now()).await.unwrap();
    customer.leaves_unpaid(ids[2], professional()).await;
    let page = jane.browser.get("/apps").await;
    let links = page.attributes("main > .note:not(.ok) a", "href");
    assert_eq!(links, ["/apps?status=expired", "/apps?status=expiring", "/billing/orders?status=unpaid"]);
    assert_eq!(names(&jane.browser.get(&links[0]).await), ["App_1"]);
    assert_eq!(names(&jane.browser.get(&links[1]).await), ["App_2"]);
    assert_eq!(page.texts(".app .warns p").len(), 3);
}

#[tokio::test]
async fn qu8_any_of_300_apps_is_found_at_once_and_the_address_holds_everything() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    let ids = fill(&customer(&app, &jane), 300).await;
    let browser = &mut jane.browser;
    let page = browser.get("/apps").await;
    assert_eq!((names(&page).len(), page.text("[role=status].t3").as_str()), (24, "Showing 1–24 of 300"));
    assert_eq!(page.text(".pager [aria-current]"), "1");
    for (address, found) in [
        (format!("/apps?q={}", ids[123]), vec!["App_124"]),
        ("/apps?q=app_29".to_owned(), vec!["App_299", "App_298", "App_297"]),
        ("/apps?q=P_299&sort=name&centre=cn&edition=trial&status=active".to_owned(), vec!["App_299"]),
    ] {
        let page = browser.get(&address).await;
        assert_eq!(names(&page)[..found.len()], found, "{address}");
        assert_eq!(names(&browser.get(&address).await), names(&page), "a reload shows the same");
    }
    let beyond = browser.get("/apps?sort=name&page=999").await;
    assert_eq!((beyond.status, beyond.location().as_deref()), (303, Some("/apps?sort=name&page=13")));
    let last = browser.get("/apps?sort=name&page=13").await;
    assert_eq!(last.text("[role=status].t3"), "Showing 289–300 of 300");
    assert!(last.text("title").starts_with("Applications (page 13 of 13)"), "{}", last.text("title"));
    assert_eq!(last.attributes(".pager a[rel=prev]", "href"), ["/apps?sort=name&page=12"]);
}

#[tokio::test]
async fn qu8_each_filter_is_a_chip_that_takes_only_itself_away() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    fill(&customer(&app, &jane), 2).await;
    let page = jane.browser.get("/apps?q=app&status=active&sort=name").await;
    assert_eq!(names(&page), ["App_1", "App_2"]);
    let chips = page.attributes("a.chip", "href");
    assert_eq!(chips, ["/apps?status=active&sort=name", "/apps?q=app&sort=name"]);
    assert_eq!(page.texts("a.chip .vh")[1], "Remove filter “Status: Active”");
    assert_eq!(page.value("q"), "app");
    assert_eq!(page.attributes("#status option[selected]", "value"), ["active"]);
}

#[tokio::test]
async fn qu11_no_app_yet_no_match_and_no_room_are_three_pages_that_each_lead_on() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    let none = jane.browser.get("/apps").await;
    assert_eq!(none.text(".empty h2"), "No applications yet");
    assert_eq!(none.attributes(".empty a", "href"), ["/apps/new"]);
    let customer = customer(&app, &jane);
    fill(&customer, 300).await;
    let no_match = jane.browser.get("/apps?q=nothing").await;
    assert_eq!(no_match.text(".empty h2"), "No application matches “nothing”");
    assert_eq!(no_match.attributes(".empty a", "href"), ["/apps"]);
    let filtered = jane.browser.get("/apps?status=expired").await;
    assert_eq!(filtered.text(".empty h2"), "No application matches these filters");
    let full = jane.browser.get("/apps/new").await;
    assert_eq!(full.text("h1"), "You have reached the limit of 300 applications");
    assert!(!full.attributes("main a[href$='/deactivate']", "href").is_empty());
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
    let deactivated = jane.browser.post(&stoppable[0], &[("typed", "App_1")]).await;
    assert_eq!(deactivated.status, 303);
    let full = jane.browser.get("/apps/new").await;
    let deletable = full.attributes("main .rows a", "href");
    assert_eq!(deletable[0], format!("/apps/{}/delete", ids[0]));
    assert_eq!(jane.browser.post(&deletable[0], &[("typed", "App_1")]).await.status, 303);
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
async fn sec29_an_injected_search_filter_or_order_is_only_text() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    fill(&customer(&app, &jane), 2).await;
    for text in INJECTIONS {
        for name in ["q", "sort", "status", "edition", "centre", "ends", "page"] {
            let query = form_urlencoded::Serializer::new(String::new()).append_pair(name, text).finish();
            let page = jane.browser.visit(&format!("/apps?{query}")).await;
            assert_eq!(page.status, 200, "{name}={text:?}");
            let expected = if name == "q" && *text != "\0" { 0 } else { 2 };
            assert_eq!(names(&page).len(), expected, "{name}={text:?}");
            assert!(!page.body.contains("<script>alert"), "{name}={text:?}");
        }
    }
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
