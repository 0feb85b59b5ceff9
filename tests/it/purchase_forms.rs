//! What the purchase form refuses, and what it leaves as it was (P1–P13, SEC31–SEC35); and that its pages are sound.

use std::collections::BTreeSet;

use im_console::{
    domain::{
        app::{AppState, Plan, StopCause},
        product::{AddOn, CallPack, Edition},
    },
    store::{Batch, apps},
};

use crate::{
    purchase::Shop,
    support::{
        app::{START, TestApp},
        customer::{package, professional},
        page::Page,
    },
    validity::dom,
};

/// The form is refused with this sentence at this place, and no row of any table is another.
#[track_caller]
fn assert_refused(page: &Page, place: &str, sentence: &str) {
    assert_eq!(page.status, 422, "{}", page.body);
    assert!(page.text("title").starts_with("Error: "));
    let told = page.texts("[role=alert] a");
    let at = page.attributes("[role=alert] a", "href");
    let found = at.iter().zip(&told).find(|(at, _)| at.as_str() == place);
    let (_, text) = found.unwrap_or_else(|| panic!("nothing at {place}: {at:?} {told:?}"));
    assert!(text.contains(sentence), "{text}");
    assert!(dom::check(&page.body).is_empty(), "{:?}", dom::check(&page.body));
}

async fn refuses(shop: &mut Shop, fields: &[(&str, &str)], place: &str, sentence: &str) {
    let before = shop.tables().await;
    let page = shop.send(fields).await;
    assert_refused(&page, place, sentence);
    let after = shop.tables().await;
    let changed = after.changed_since(&before);
    assert!(changed.is_subset(&BTreeSet::from(["sessions"])), "{changed:?}");
}

const PROFESSIONAL: (&str, &str) = ("package", "professional");

#[tokio::test]
async fn p1_an_account_that_is_not_verified_gets_the_next_step_and_nothing_is_stored() {
    let app = TestApp::live().await;
    let person = app.customer("new@example.com").await;
    let trial = app.acting(&person).trial_app("cn").await;
    let mut browser = person.browser;
    let page = browser.get("/buy").await;
    assert_eq!((page.status, page.text(".empty h2").as_str()), (200, "Verify your account to buy"));
    assert_eq!(page.attributes(".empty a.pri", "href"), ["/verification"]);
    let before = app.tables().await;
    let form =
        [("data_centre", "cn"), ("app", &trial.to_string()), PROFESSIONAL, ("months", "1"), ("sla", "yes")];
    let page = browser.post("/quotes", &form).await;
    assert_eq!((page.status, page.text(".empty h2").as_str()), (422, "Verify your account to buy"));
    assert!(!app.tables().await.changed_since(&before).contains("quotes"));
}

/// What is sent, the place of the message, and a part of it.
type Refused<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);

#[tokio::test]
async fn p2_to_p11_every_refusal_of_the_form_stands_at_its_field_and_changes_nothing() {
    let mut shop = Shop::open(10_000_000).await;
    let abroad = shop.customer.trial_app("sgp").await.to_string();
    let months = |entered| [PROFESSIONAL, ("months", "other"), ("other_months", entered)];
    for guess in ["1,5", "1 2", "2_4", "1²", "①", "1,000"] {
        refuses(&mut shop, &months(guess), "#months", "from 1 to 24").await;
    }
    let cases: [Refused<'_>; 19] = [
        (&[PROFESSIONAL, ("data_centre", "mars")], "#data_centre", "Choose one of the data centres"),
        (&[PROFESSIONAL, ("data_centre", "")], "#data_centre", "Choose one of the data centres"),
        (&[PROFESSIONAL, ("app", &abroad)], "#app", "This application is in another data centre"),
        (&[PROFESSIONAL, ("app", "")], "#app", "Choose the application"),
        (&[PROFESSIONAL, ("app", "140000000x")], "#app", "Choose the application"),
        (&[], "#package", "Choose the Professional or the Ultimate package"),
        (&[("package", "trial")], "#package", "Choose the Professional or the Ultimate package"),
        (&[("package", "gold")], "#package", "Choose one of the options"),
        (
            &[PROFESSIONAL, ("groups_per_user", "3000")],
            "#groups_per_user",
            "is not offered with Professional",
        ),
        (&[PROFESSIONAL, ("groups_per_user", "1e9")], "#groups_per_user", "Choose one of the options"),
        (&[PROFESSIONAL, ("call_pack", "premium")], "#call_pack", "does not go with Professional"),
        (&[PROFESSIONAL, ("months", "25")], "#months", "from 1 to 24"),
        (&[PROFESSIONAL, ("months", "other"), ("other_months", "-1")], "#months", "from 1 to 24"),
        (&[PROFESSIONAL], "#months", "Choose a duration"),
        (&[PROFESSIONAL, ("months", " ")], "#months", "Choose a duration"),
        (&[PROFESSIONAL, ("months", "6"), ("other_months", "24")], "#months", "Keep only one"),
        (&[PROFESSIONAL, ("months", "1"), ("auto_renew", "on")], "#auto_renew", "or leave it unticked"),
        (&[PROFESSIONAL, ("months", "99"), ("auto_renew", "no")], "#auto_renew", "or leave it unticked"),
        (&[PROFESSIONAL, ("months", "1"), ("sla", "")], "#sla", "tick the box to agree"),
    ];
    for (fields, place, sentence) in cases {
        refuses(&mut shop, fields, place, sentence).await;
    }
}

#[tokio::test]
async fn sec31_everything_that_is_wrong_is_told_at_once_and_what_was_entered_stays() {
    let mut shop = Shop::open(0).await;
    let fields = [
        PROFESSIONAL,
        ("call_pack", "premium"),
        ("groups_per_user", "7"),
        ("months", "other"),
        ("other_months", "99"),
        ("sla", ""),
    ];
    let page = shop.send(&fields).await;
    let places = page.attributes("[role=alert] a", "href");
    assert_eq!(places, ["#call_pack", "#groups_per_user", "#months", "#sla"]);
    assert_eq!(page.value("other_months"), "99");
    assert_eq!(page.attributes("[name=package][checked]", "value"), ["professional"]);
    assert_eq!(
        page.text("#months-error"),
        "Error: Enter the duration as a whole number of months from 1 to 24."
    );
    let counted = shop.send(&[PROFESSIONAL, ("months", "other"), ("other_months", "１２")]).await;
    assert_eq!(counted.status, 303);
}

#[tokio::test]
async fn sec20_an_add_on_chosen_twice_is_no_form_of_ours() {
    let mut shop = Shop::open(0).await;
    let before = shop.tables().await;
    let page = shop.send(&[PROFESSIONAL, ("groups_per_user", "1000"), ("groups_per_user", "3000")]).await;
    assert_eq!(page.status, 400);
    assert!(shop.tables().await.changed_since(&before).is_empty());
}

#[tokio::test]
async fn p6_a_paid_app_is_refused_packages_what_it_holds_and_nothing_at_all() {
    let mut shop = Shop::open(10_000_000).await;
    let held = [AddOn::CallPack(CallPack::Basic)];
    shop.customer.buys(shop.trial, package(Edition::Professional, &held, 6)).await;
    refuses(&mut shop, &[PROFESSIONAL, ("months", "1")], "#package", "has a package already").await;
    refuses(&mut shop, &[("call_pack", "basic")], "#call_pack", "has “Call pack” already").await;
    refuses(&mut shop, &[], "#call_pack", "Choose at least one add-on").await;
    let page = shop.browser.get(&format!("/buy?app={}", shop.trial)).await;
    assert!(page.text("#package").starts_with("This application has Professional until 3 Oct 2027."));
    assert!(page.text("#call_pack").starts_with("Bought already: Call pack: Basic."));
    assert_eq!(shop.send(&[("groups_per_user", "1000")]).await.status, 303);
}

#[tokio::test]
async fn p6_and_p13_apps_that_may_not_buy_are_refused_and_listed_with_the_reason() {
    let mut shop = Shop::open(10_000_000).await;
    let stopped = |cause| AppState::Deactivated { since: START, cause };
    let postpaid = Plan::Postpaid { edition: Edition::Professional };
    let states = [
        (Plan::Im, AppState::Active, "An application of the legacy edition cannot buy"),
        (Plan::Trial, stopped(StopCause::Owner), "was deactivated for good"),
        (postpaid, AppState::Released { since: START, cause: StopCause::Arrears }, "was removed at the end"),
    ];
    for (plan, state, sentence) in states {
        let id = app_that_is(&shop, plan, state).await;
        refuses(&mut shop, &[PROFESSIONAL, ("months", "1"), ("app", &id)], "#app", sentence).await;
        let page = shop.browser.get("/buy").await;
        assert!(page.texts("#part-apps details p").iter().any(|reason| reason.contains(sentence)));
        assert!(!page.attributes("#app option", "value").contains(&id));
    }
    let id = app_that_is(&shop, postpaid, AppState::Active).await;
    let package = [PROFESSIONAL, ("months", "1"), ("app", &id)];
    refuses(&mut shop, &package, "#package", "only a call pack can be bought here").await;
}

/// An app that is written down as this.
async fn app_that_is(shop: &Shop, plan: Plan, state: AppState) -> String {
    let id = shop.customer.trial_app("cn").await;
    let mut app = shop.customer.app(id).await;
    (app.plan, app.state) = (plan, state);
    let mut tx = shop.app.services.store.write().await.unwrap();
    let mut batch = Batch::new();
    apps::save(&mut batch, &app, app.created_at, None);
    batch.run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    id.to_string()
}

#[tokio::test]
async fn p12_an_app_with_an_unpaid_order_is_refused_with_the_way_to_it() {
    let mut shop = Shop::open(0).await;
    let no = shop.customer.leaves_unpaid(shop.trial, professional()).await;
    refuses(&mut shop, &[PROFESSIONAL, ("months", "1")], "#app", "has an unpaid order").await;
    let page = shop.browser.get(&format!("/buy?app={}", shop.trial)).await;
    assert_eq!(page.attributes("#part-app a", "href"), [format!("/orders/{no}")]);
}

#[tokio::test]
async fn m2_a_voucher_that_can_not_be_used_is_told_at_the_choice() {
    let mut shop = Shop::open(1_000_000).await;
    let grant = crate::support::customer::voucher_over(5_000, START.plus_seconds(300));
    let voucher = shop.customer.is_granted(grant).await.to_string();
    let quote = shop.quote(&[PROFESSIONAL, ("months", "1")]).await;
    assert!(shop.browser.get(&quote).await.says("Welcome: CNY 50.00 off, pay CNY 949.00"));
    shop.app.wait(300);
    let page = shop.browser.post(&format!("{quote}/voucher"), &[("voucher", &voucher)]).await;
    assert_refused(&page, "#voucher", "Expired on 3 Apr 2027");
    let foreign = shop.browser.post(&format!("{quote}/voucher"), &[("voucher", "nonsense")]).await;
    assert_eq!(foreign.status, 404);
}

#[tokio::test]
async fn qn3_the_first_button_is_safe_so_that_enter_never_buys() {
    let mut shop = Shop::open(0).await;
    let page = shop.browser.get("/buy").await;
    let owned = "#buy button:not([form]):not([type=button])";
    assert_eq!(page.texts(owned), ["Update price", "Next: check the order"]);
    assert_eq!(page.attributes(owned, "formmethod"), ["get", ""]);
    assert_eq!(page.attributes(owned, "formaction"), ["/buy", ""]);
    let renewal = page.attributes("[name=auto_renew]", "checked");
    assert_eq!(page.attributes("[name=auto_renew][checked], [name=sla][checked]", "name").len(), 0);
    assert_eq!(renewal.len(), 1);
}

#[tokio::test]
async fn qn3_page_and_fragment_show_the_same_summary_for_fifty_selections() {
    let mut shop = Shop::open(10_000_000).await;
    let paid = shop.customer.trial_app("cn").await;
    shop.customer.buys(paid, package(Edition::Ultimate, &[], 5)).await;
    shop.app.clock.advance_to(START.plus_seconds(12_345));
    let (trial, paid) = (shop.trial.to_string(), paid.to_string());
    for index in 0..50_usize {
        let pick = |values: &[&str], step: usize| values[(index / step) % values.len()].to_owned();
        let query = format!(
            "/buy?data_centre={}&app={}&package={}&call_pack={}&groups_per_user={}&members_per_group={}&livestream_groups={}&months={}&auto_renew={}",
            pick(&["cn", "cn", "cn", "sgp", "ger"], 1),
            pick(&[&trial, &paid, ""], 2),
            pick(&["professional", "ultimate", ""], 3),
            pick(&["", "basic", "premium", "advanced"], 1),
            pick(&["", "1000", "3000"], 4),
            pick(&["2000", "", "6000"], 5),
            pick(&["", "yes"], 7),
            pick(&["1", "6", "12", "24", "7", "99"], 1),
            pick(&["", "yes"], 2),
        );
        let page = shop.browser.get(&query).await;
        let part = shop.browser.get(&query.replace("/buy?", "/buy/summary?")).await;
        assert_eq!(page.text("#summary"), part.text("#summary"), "{query}");
        assert_eq!(page.texts(".totals dd").len() % 3, 0);
        let faults = dom::check(&page.body);
        assert!(faults.is_empty(), "{query}: {faults:?}");
    }
}

#[tokio::test]
async fn ql1_the_pages_of_the_purchase_are_sound_in_three_languages() {
    let mut shop = Shop::open(1_000_000).await;
    let grant = crate::support::customer::voucher_over(5_000, START.plus_seconds(86_400));
    shop.customer.is_granted(grant).await;
    let quote = shop.quote(&[PROFESSIONAL, ("call_pack", "basic"), ("months", "6")]).await;
    let unpaid = shop.confirm(&quote, "later").await.location().unwrap();
    shop.trial = shop.customer.trial_app("cn").await;
    let quote = shop.quote(&[PROFESSIONAL, ("months", "6"), ("auto_renew", "yes")]).await;
    let second = shop.customer.trial_app("cn").await;
    let mut pages = vec!["/buy".to_owned(), format!("/buy?app={second}&package=ultimate&months=7")];
    pages.extend([quote.clone(), unpaid.clone(), format!("{unpaid}/cancel")]);
    let paid = shop.quote(&[PROFESSIONAL, ("months", "1")]).await;
    pages.push(shop.confirm(&paid, "now").await.location().unwrap());
    for tag in ["zh", "en", "ja"] {
        let mut browser = shop.browser.clone().speaking(tag);
        for address in &pages {
            let page = browser.get(address).await;
            assert_eq!(page.status, 200, "{address}");
            let faults = dom::check(&page.body);
            assert!(faults.is_empty(), "{tag} {address}: {faults:?}");
            assert!(tag != "ja" || !page.body.contains('¥'), "{address}");
        }
    }
}

#[tokio::test]
async fn sec27_control_characters_come_back_as_a_sign_and_never_as_they_are() {
    let mut shop = Shop::open(0).await;
    let form = [PROFESSIONAL, ("months", "other"), ("other_months", "\0\u{1b}")];
    let page = shop.send(&form).await;
    assert_eq!((page.status, page.value("other_months").as_str()), (422, "\u{fffd}\u{fffd}"));
    let mut bodies = vec![page.body];
    for address in ["/buy?months=%00", "/buy/summary?months=%00", "/apps?q=%00%7F", "/reauth?next=%00"] {
        bodies.push(shop.browser.get(address).await.body);
    }
    bodies.push(shop.app.browser().get("/sign-in?next=%00").await.body);
    bodies.push(shop.app.browser().post("/sign-in", &[("email", "a\0"), ("next", "\u{1}")]).await.body);
    for body in bodies {
        let is_stray = |letter: char| letter.is_control() && !letter.is_whitespace();
        assert!(!body.contains(is_stray), "{body:?}");
    }
}
