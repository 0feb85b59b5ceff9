//! The operators' queue through its pages: deciding verifications and top-ups, once, by somebody who has given the
//! password lately.

use im_console::{
    domain::{
        account::{DocumentNumber, Holder, LegalName, Verification},
        money::Amount,
    },
    services::{Actor, audit::Who, top_ups::TopUpForm, verification::VerificationForm},
    store::{accounts, audit},
};

use crate::{
    billing::assert_good,
    support::{
        app::{Build, PASSWORD, Person, TestApp},
        browser::Browser,
        page::Page,
    },
};

const GRANT: [(&str, &str); 1] = [("decision", "grant")];

/// Somebody who has submitted a verification and filed a top-up of 500, and the addresses of the two cases.
async fn waits(app: &TestApp, email: &str) -> (Person, String, String) {
    let person = app.customer(email).await;
    let actor = Actor { who: Who::User(person.user), ..Actor::console() };
    let form = VerificationForm {
        holder: Holder::Enterprise,
        legal_name: LegalName::parse("示例科技有限公司").unwrap(),
        document_no: DocumentNumber::parse("91310000MA1FL0000X").unwrap(),
    };
    let id = app.services.submit_verification(person.account, &form, &actor).await.unwrap();
    let form = TopUpForm { amount: Amount::minor(50_000), reference: "Bank slip 7".to_owned(), order: None };
    let top_up = app.services.file_top_up(person.account, form, false, &actor).await.unwrap();
    (person, format!("/operator/verifications/{id}"), format!("/operator/top-ups/{}", top_up.id))
}

async fn refuses(operator: &mut Browser, path: &str, reason: &str) -> Page {
    operator.post(path, &[("decision", "refuse"), ("reason", reason)]).await
}

async fn account(app: &TestApp, person: &Person) -> accounts::Account {
    let mut tx = app.services.store.read().await.unwrap();
    accounts::find(&mut tx, person.account).await.unwrap().unwrap()
}

#[tokio::test]
async fn the_queue_lists_what_waits_with_its_age_and_leads_to_each_case() {
    let app = TestApp::live().await;
    let (_, verification, top_up) = waits(&app, "jane@example.com").await;
    app.wait(2 * 86_400 + 5_000);
    let mut operator = app.operator("op@example.com").await;
    let page = operator.get("/operator").await;
    let cells = |table: &str, row: &str| page.texts(&format!("section[aria-labelledby={table}] tbody {row}"));
    assert_eq!(cells("verifications-title", "th"), ["示例科技有限公司"]);
    let waiting = ["2 days", "jane@example.com", "Company", "91310000MA1FL0000X"];
    assert_eq!(cells("verifications-title", "td")[..4], waiting);
    assert_eq!(cells("top-ups-title", "th"), ["Bank slip 7"]);
    assert_eq!(cells("top-ups-title", "td")[..4], ["2 days", "jane@example.com", "CNY 500.00", "–"]);
    assert_eq!(page.attributes("tbody a", "href"), [verification, top_up]);
}

#[tokio::test]
async fn m1_the_queue_counts_every_top_up_and_leads_to_those_that_no_longer_fit() {
    let app = TestApp::live().await;
    for number in 0..11 {
        let person = app.customer(&format!("jane{number}@example.com")).await;
        let actor = Actor { who: Who::User(person.user), ..Actor::console() };
        for slip in 0..5 {
            let reference = format!("slip {}", number * 5 + slip);
            let form = TopUpForm { amount: Amount::minor(50_000), reference, order: None };
            app.services.file_top_up(person.account, form, false, &actor).await.unwrap();
            app.wait(1);
        }
    }
    let mut operator = app.operator("op@example.com").await;
    let page = operator.get("/operator").await;
    let rows = |page: &Page| page.texts("section[aria-labelledby=top-ups-title] tbody th");
    assert_eq!(rows(&page)[..2], ["slip 0", "slip 1"]);
    assert_eq!(rows(&page).len(), 50);
    assert!(page.text("section[aria-labelledby=top-ups-title] header").contains("55"));
    let links = page.attributes("section[aria-labelledby=top-ups-title] .actions a", "href");
    let rest = operator.get(&links[0]).await;
    assert_eq!(rows(&rest), ["slip 50", "slip 51", "slip 52", "slip 53", "slip 54"]);
    assert!(rest.text("section[aria-labelledby=top-ups-title] header").contains("55"));
}

#[tokio::test]
async fn a2_an_approved_verification_lets_the_account_buy() {
    let app = TestApp::live().await;
    let (jane, path, _) = waits(&app, "jane@example.com").await;
    let mut operator = app.operator("op@example.com").await;
    let answer = operator.post(&path, &GRANT).await;
    assert_eq!((answer.status, answer.location().as_deref()), (303, Some("/operator")));
    let page = operator.get("/operator").await;
    assert_eq!(page.text("[role=status]"), "Success The verification is approved.");
    assert_eq!(page.texts("tbody tr").len(), 1);
    assert_eq!(account(&app, &jane).await.verification, Verification::Approved);
}

#[tokio::test]
async fn a2_a_refusal_needs_a_reason_which_the_customer_sees() {
    let app = TestApp::live().await;
    let (mut jane, path, _) = waits(&app, "jane@example.com").await;
    let mut operator = app.operator("op@example.com").await;
    let before = app.tables().await;
    let long = "x".repeat(201);
    for (reason, sentence) in [
        (" ", "Enter the reason for the refusal"),
        (long.as_str(), "The reason has at most 200 characters"),
        ("a\u{202e}b", "The reason is one line of ordinary text"),
    ] {
        let page = refuses(&mut operator, &path, reason).await;
        assert_eq!((page.status, page.text("[role=alert] a").as_str()), (422, sentence));
        assert_eq!(page.value("reason"), reason);
    }
    app.tables().await.assert_same_but_sessions(&before);
    assert_eq!(refuses(&mut operator, &path, "The name is not that of the papers").await.status, 303);
    assert_eq!(account(&app, &jane).await.verification, Verification::Refused);
    assert!(jane.browser.get("/verification").await.says("The name is not that of the papers"));
}

#[tokio::test]
async fn m1_a_confirmed_top_up_shows_the_balance_before_and_after_and_moves_it() {
    let app = TestApp::live().await;
    let (mut jane, _, path) = waits(&app, "jane@example.com").await;
    let mut operator = app.operator("op@example.com").await;
    let page = operator.get(&path).await;
    assert_eq!(page.texts("dd.num"), ["CNY 0.00", "+CNY 500.00", "CNY 500.00"]);
    assert_eq!(operator.post(&path, &GRANT).await.status, 303);
    assert_eq!(account(&app, &jane).await.balance, Amount::minor(50_000));
    assert_eq!(jane.browser.get("/billing/ledger").await.texts("tbody .r"), ["+CN¥500.00", "CN¥500.00"]);
}

#[tokio::test]
async fn m1_a_refused_top_up_moves_nothing_and_tells_why() {
    let app = TestApp::live().await;
    let (mut jane, _, path) = waits(&app, "jane@example.com").await;
    let mut operator = app.operator("op@example.com").await;
    assert_eq!(refuses(&mut operator, &path, "").await.status, 422);
    assert_eq!(refuses(&mut operator, &path, "No such transfer").await.status, 303);
    assert_eq!(account(&app, &jane).await.balance, Amount::ZERO);
    let page = jane.browser.get("/billing/top-ups").await;
    assert_eq!(page.text("tbody .badge"), "Refused");
    assert!(page.says("Reason: No such transfer"));
}

#[tokio::test]
async fn a_second_decision_is_409_with_what_was_decided_and_changes_nothing() {
    let app = TestApp::live().await;
    let (_, verification, top_up) = waits(&app, "jane@example.com").await;
    let mut first = app.operator("first@example.com").await;
    let mut second = app.operator("second@example.com").await;
    assert_eq!(refuses(&mut first, &verification, "Not readable").await.status, 303);
    assert_eq!(first.post(&top_up, &GRANT).await.status, 303);
    let before = app.tables().await;
    let page = second.post(&verification, &GRANT).await;
    assert_eq!((page.status, page.texts("form[action^='/operator/v']").len()), (409, 0));
    assert!(page.text("[role=alert]").contains("This has been decided already"));
    assert!(page.says("Not readable"));
    let page = refuses(&mut second, &top_up, "No such transfer").await;
    assert_eq!((page.status, page.texts("h1 + .badge")), (409, vec!["Confirmed".to_owned()]));
    app.tables().await.assert_same_but_sessions(&before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec36_a_top_up_confirmed_twenty_times_at_once_is_posted_once() {
    let app = TestApp::live().await;
    let (jane, _, path) = waits(&app, "jane@example.com").await;
    let operator = app.operator("op@example.com").await;
    let mut sending = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (mut operator, path) = (operator.clone(), path.clone());
        sending.spawn(async move { operator.post(&path, &GRANT).await.status });
    }
    let answers = sending.join_all().await;
    assert_eq!(answers.iter().filter(|&&status| status == 303).count(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|&&status| status == 409).count(), 19, "{answers:?}");
    assert_eq!(account(&app, &jane).await.balance, Amount::minor(50_000));
}

#[tokio::test]
async fn sec16_a_decision_asks_for_the_password_after_ten_minutes_and_is_not_made_by_giving_it() {
    let app = TestApp::live().await;
    let (_, verification, top_up) = waits(&app, "jane@example.com").await;
    let mut operator = app.operator("op@example.com").await;
    app.wait(601);
    let before = app.tables().await;
    for path in [&verification, &top_up] {
        let page = operator.get(path).await;
        assert_eq!(page.attributes("main form", "action").len(), 0);
        assert!(page.says("Enter your password before you decide"));
        let answer = operator.post(path, &GRANT).await;
        assert_eq!(answer.status, 303);
        assert!(answer.location().unwrap().starts_with("/operator/reauth?next=%2Foperator%2F"));
    }
    assert_eq!(app.tables().await.rows("topups"), before.rows("topups"));
    assert_eq!(app.tables().await.rows("verifications"), before.rows("verifications"));
    let answer = operator.post("/operator/reauth", &[("password", PASSWORD), ("next", &top_up)]).await;
    assert_eq!(answer.location().as_deref(), Some(top_up.as_str()));
    assert_eq!(app.tables().await.rows("topups"), before.rows("topups"));
    assert_eq!(operator.post(&top_up, &GRANT).await.status, 303);
    assert_ne!(app.tables().await.rows("topups"), before.rows("topups"));
}

#[tokio::test]
async fn sec18_only_operators_reach_the_operators_pages_and_they_reach_no_customers_page() {
    let app = TestApp::live().await;
    let (mut jane, verification, top_up) = waits(&app, "jane@example.com").await;
    let before = app.tables().await;
    for path in ["/operator", &verification, &top_up] {
        for browser in [&mut app.browser(), &mut jane.browser] {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, 303, "{path}");
            assert!(answer.location().unwrap().starts_with("/operator/sign-in?next="), "{path}");
            if path != "/operator" {
                let answer = browser.post(path, &GRANT).await;
                assert!(answer.location().unwrap().starts_with("/operator/sign-in"), "{path}");
            }
        }
    }
    app.tables().await.assert_same_but_sessions(&before);
    let mut operator = app.operator("op@example.com").await;
    for path in ["/billing", "/billing/orders", "/billing/top-ups/new", "/apps", "/account"] {
        let answer = operator.get(path).await;
        assert_eq!(answer.status, 303, "{path}");
        assert!(answer.location().unwrap().starts_with("/sign-in?next="), "{path}");
    }
}

#[tokio::test]
async fn sec8_the_one_time_secret_is_changed_before_anything_else() {
    let app = TestApp::live().await;
    let (_, verification, top_up) = waits(&app, "jane@example.com").await;
    let email = im_console::domain::account::Email::parse("op@example.com").unwrap();
    let secret = app.services.create_operator(&email, &Actor::console()).await.unwrap();
    let mut operator = app.browser();
    operator.post("/operator/sign-in", &[("email", "op@example.com"), ("password", &secret)]).await;
    for path in ["/operator", &verification, &top_up] {
        assert_eq!(operator.get(path).await.location().as_deref(), Some("/operator/account"), "{path}");
    }
    assert_eq!(operator.post(&top_up, &GRANT).await.location().as_deref(), Some("/operator/account"));
}

#[tokio::test]
async fn a_case_that_never_was_is_not_found_and_a_form_of_another_make_is_refused() {
    let app = TestApp::live().await;
    let (_, verification, top_up) = waits(&app, "jane@example.com").await;
    let mut operator = app.operator("op@example.com").await;
    let none = "00000000-0000-7000-8000-000000000000";
    for folder in ["verifications", "top-ups"] {
        for id in [none, "1", "nonsense"] {
            let path = format!("/operator/{folder}/{id}");
            assert_eq!(operator.get(&path).await.status, 404, "{path}");
            assert_eq!(operator.post(&path, &GRANT).await.status, 404, "{path}");
        }
    }
    for path in [&verification, &top_up] {
        assert_eq!(operator.post(path, &[("decision", "perhaps")]).await.status, 400);
        assert_eq!(operator.post(path, &[]).await.status, 400);
    }
}

#[tokio::test]
async fn sec47_reading_and_deciding_a_case_are_written_down() {
    let app = TestApp::live().await;
    let (jane, verification, top_up) = waits(&app, "jane@example.com").await;
    let mut operator = app.operator("op@example.com").await;
    operator.get("/operator").await;
    operator.get(&verification).await;
    operator.post(&verification, &GRANT).await;
    operator.get(&top_up).await;
    operator.post(&top_up, &GRANT).await;
    let mut tx = app.services.store.read().await.unwrap();
    let chain = audit::chain(&mut tx, jane.account).await.unwrap();
    let last: Vec<&str> = chain.iter().rev().take(4).map(|row| row.action.as_str()).collect();
    assert_eq!(last, ["top_up_decide", "case_read", "verification_decide", "case_read"]);
    assert!(chain.iter().rev().take(4).all(|row| row.content.contains("\"kind\":\"operator\"")));
    let house = audit::chain(&mut tx, accounts::HOUSE).await.unwrap();
    assert!(house.iter().any(|row| row.action == "queue_read"));
    assert_eq!(im_console::services::audit::first_broken(&chain), None);
}

#[tokio::test]
async fn sec47_a_log_that_was_tampered_with_is_told_with_the_row_where_its_chain_breaks() {
    let app = TestApp::on_sqlite(Build::default()).await;
    let (jane, ..) = waits(&app, "jane@example.com").await;
    let mut operator = app.operator("op@example.com").await;
    let address = "/operator/audit?of=jane%40example.com";
    let page = operator.get(address).await;
    let check = page.attributes("main a[href*='verify=yes']", "href").remove(0);
    assert!(operator.get(&check).await.says("Whole:"), "{}", operator.get(&check).await.text("main"));
    let mut tx = app.services.store.read().await.unwrap();
    let chain = audit::chain(&mut tx, jane.account).await.unwrap();
    drop(tx);
    let broken = chain.iter().find(|row| row.action == "verification_submit").unwrap().seq;
    app.execute("DROP TRIGGER audit_log_no_update").await;
    app.execute("UPDATE audit_log SET content = content || ' ' WHERE action = 'verification_submit'").await;
    let told = operator.get(&check).await;
    assert!(told.says(&format!("Broken: row {broken} does not follow")), "{}", told.text("main"));
    assert_eq!(told.texts("main .note.bad").len(), 1);
    let house = operator.get("/operator/audit?verify=yes").await;
    assert!(!house.says("Broken:"), "the chain of the house is another one");
}

#[tokio::test]
async fn qh1_the_operators_pages_are_valid_in_three_languages() {
    let app = TestApp::live().await;
    let mut operator = app.operator("op@example.com").await;
    assert_good(&operator, &["/operator"]).await;
    let (_, verification, top_up) = waits(&app, "jane@example.com").await;
    assert_good(&operator, &["/operator", &verification, &top_up]).await;
    refuses(&mut operator, &verification, "Not readable").await;
    operator.post(&top_up, &GRANT).await;
    assert_good(&operator, &[&verification, &top_up]).await;
    let (_, verification, _) = waits(&app, "other@example.com").await;
    app.wait(601);
    assert_good(&operator, &["/operator", &verification]).await;
}
