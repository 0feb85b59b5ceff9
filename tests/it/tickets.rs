//! Requests to the staff (section 6, L1, L2): asked, answered, done and refused.

use im_console::{
    domain::{
        app::{AppState, StopCause},
        ids::{SdkAppId, TicketId},
        ticket::{Act, Against, Ticket, TicketState, Topic},
    },
    services::{
        Actor,
        tickets::{Answer, TicketForm, TicketRefused},
    },
    store::tickets,
};
use tokio::task::JoinSet;

use crate::{
    apps::{customer, fill},
    support::{
        app::{Person, TestApp},
        customer::{Customer, professional},
        world::{World, at, on_both_databases},
    },
};

on_both_databases! {
    sec36_fifty_requests_at_once_leave_five_open,
    l1_a_paid_app_is_deleted_in_its_ticket_and_the_log_names_it,
    sec38_a_ticket_is_answered_once_and_only_after_what_was_written_last_was_read,
    a_customer_waits_for_an_answer_after_five_messages,
}

fn about(topic: Topic, app: Option<SdkAppId>) -> TicketForm {
    TicketForm { topic, app, text: "Please".to_owned() }
}

async fn opens(customer: &Customer, form: &TicketForm) -> Result<TicketId, TicketRefused> {
    let key = customer.services.form_key();
    customer.services.open_ticket(customer.account, (form, key), &customer.actor).await
}

async fn stored(customer: &Customer, id: TicketId) -> Ticket {
    tickets::find(&mut customer.services.store.read().await.unwrap(), id).await.unwrap().unwrap()
}

async fn sec36_fifty_requests_at_once_leave_five_open(world: &World) {
    let customer = world.customer().await;
    let mut tasks = JoinSet::new();
    for _ in 0..50 {
        let customer = customer.clone();
        tasks.spawn(async move { opens(&customer, &about(Topic::Question, None)).await });
    }
    let outcomes = tasks.join_all().await;
    let refused =
        outcomes.iter().filter(|outcome| matches!(outcome, Err(TicketRefused::Rule(Against::TooMany))));
    assert_eq!((outcomes.iter().filter(|outcome| outcome.is_ok()).count(), refused.count()), (5, 45));
    let first = outcomes.into_iter().find_map(Result::ok).unwrap();
    customer.services.close_ticket(customer.account, first, &customer.actor).await.unwrap();
    assert!(opens(&customer, &about(Topic::Question, None)).await.is_ok(), "a closed one makes room");
}

async fn l1_a_paid_app_is_deleted_in_its_ticket_and_the_log_names_it(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let (app, trial) = (customer.trial_app("cn").await, customer.trial_app("cn").await);
    customer.buys(app, professional()).await;
    let form = about(Topic::DeleteApp, Some(app));
    assert!(matches!(opens(&customer, &form).await, Err(TicketRefused::Rule(Against::StillRunning))));
    world.advance_to(at("2027-01-05 00:00:00")).await;
    let own = opens(&customer, &about(Topic::StopApp, Some(trial))).await;
    assert!(matches!(own, Err(TicketRefused::Rule(Against::NotByTicket))));
    let id = opens(&customer, &form).await.unwrap();
    assert!(matches!(opens(&customer, &form).await, Err(TicketRefused::AlreadyOpen(open)) if open == id));
    let staff = Actor::console();
    let acts = async |act, typed: &str, seen| {
        customer.services.carry_out_ticket(id, (act, typed), seen, &staff).await
    };
    assert!(matches!(acts(Act::Delete, "Other", 1).await, Err(TicketRefused::NotConfirmed)));
    assert!(matches!(acts(Act::Stop, "Example", 1).await, Err(TicketRefused::NothingToDo)));
    assert!(matches!(acts(Act::Delete, "Example", 2).await, Err(TicketRefused::Changed)));
    acts(Act::Delete, "Example", 1).await.unwrap();
    assert!(matches!(customer.app(app).await.state, AppState::Deleted { .. }));
    assert_eq!(stored(&customer, id).await.state, TicketState::Done);
    assert!(matches!(acts(Act::Delete, "Example", 1).await, Err(TicketRefused::Changed)), "once");
    let tables = world.tables().await;
    let deleted = tables.with("audit_log", "action", &"app_delete".into());
    assert!(deleted.len() == 1 && deleted[0]["content"].to_string().contains(&id.to_string()));
}

async fn sec38_a_ticket_is_answered_once_and_only_after_what_was_written_last_was_read(world: &World) {
    let customer = world.customer().await;
    let (services, account, actor) = (&customer.services, customer.account, &customer.actor);
    let id = opens(&customer, &about(Topic::Question, None)).await.unwrap();
    let opened = stored(&customer, id).await.since;
    world.wait(60);
    services.write_to_ticket(account, id, ("And this", services.form_key()), actor).await.unwrap();
    assert_eq!(stored(&customer, id).await.since, opened, "the customer has waited since the first message");
    let answer =
        async |seen| services.answer_ticket(id, (Answer::Reply, "So"), seen, &Actor::console()).await;
    assert!(matches!(answer(1).await, Err(TicketRefused::Changed)));
    answer(2).await.unwrap();
    assert!(matches!(answer(2).await, Err(TicketRefused::Changed)));
    assert_eq!(stored(&customer, id).await.state, TicketState::Answered);
    let key = services.form_key();
    services.write_to_ticket(account, id, ("Thanks", key), actor).await.unwrap();
    services.write_to_ticket(account, id, ("Thanks", key), actor).await.unwrap();
    let again = services.write_to_ticket(account, id, ("Other", key), actor).await;
    assert!(matches!(again, Err(TicketRefused::SentBefore(_))));
    let now = stored(&customer, id).await;
    assert_eq!((now.state, now.messages), (TicketState::Open, 4));
    services.answer_ticket(id, (Answer::Refuse, "No"), 4, &Actor::console()).await.unwrap();
    let late = services.write_to_ticket(account, id, ("But", services.form_key()), actor).await;
    assert!(matches!(late, Err(TicketRefused::Rule(Against::Closed))));
    let stranger = world.customer().await;
    let theirs = services.close_ticket(stranger.account, id, &stranger.actor).await;
    assert!(matches!(theirs, Err(TicketRefused::NotFound)));
    assert_eq!(stored(&customer, id).await.state, TicketState::Refused);
}

async fn a_customer_waits_for_an_answer_after_five_messages(world: &World) {
    let customer = world.customer().await;
    let (services, account, actor) = (&customer.services, customer.account, &customer.actor);
    let id = opens(&customer, &about(Topic::Question, None)).await.unwrap();
    for _ in 0..4 {
        services.write_to_ticket(account, id, ("More", services.form_key()), actor).await.unwrap();
    }
    let sixth = services.write_to_ticket(account, id, ("More", services.form_key()), actor).await;
    assert!(matches!(sixth, Err(TicketRefused::Rule(Against::WaitForAnswer))));
    services.answer_ticket(id, (Answer::Reply, "So"), 5, &Actor::console()).await.unwrap();
    services.write_to_ticket(account, id, ("More", services.form_key()), actor).await.unwrap();
}

#[tokio::test]
async fn l2_an_app_of_the_audio_video_side_is_asked_for_stopped_and_deleted_in_its_ticket() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let customer = customer(&app, &Person { browser: browser.clone(), user, account });
    let id = crate::app_config::rtc(&customer).await;
    let page = browser.get(&format!("/apps/{id}")).await;
    let ask = format!("/tickets/new?topic=stop_app&app={id}");
    assert!(page.attributes("section:has(#package-title) dd a", "href").contains(&ask));
    let form = browser.get(&ask).await;
    let fields = [
        ("topic", "stop_app"),
        ("app", &id.to_string()),
        ("text", "It is\r\nnot needed"),
        ("key", &form.value("key")),
    ];
    let sent = browser.submit("/tickets/new", &fields).await;
    assert!(sent.says("The request has been sent") && sent.says("Waiting for our staff"));
    let ticket: TicketId =
        TicketId(sent.attributes("main form", "action")[0].split('/').nth(2).unwrap().parse().unwrap());
    let staff = Actor::console();
    app.services.carry_out_ticket(ticket, (Act::Stop, "Old_1"), 1, &staff).await.unwrap();
    let stopped = customer.app(id).await.state;
    assert!(matches!(stopped, AppState::Deactivated { cause: StopCause::Operator, .. }));
    app.services.carry_out_ticket(ticket, (Act::Delete, "Old_1"), 1, &staff).await.unwrap();
    let done = browser.get(&format!("/tickets/{ticket}")).await;
    assert!(done.says("This request is closed.") && done.texts("main form").is_empty());
    assert!(browser.get("/tickets").await.says("Done"));
}

#[tokio::test]
async fn an_operator_answers_a_ticket_and_does_what_it_asks_for_on_its_page() {
    let app = TestApp::live().await;
    let person = app.verified_customer("jane@example.com").await;
    let customer = customer(&app, &person);
    let id = crate::app_config::rtc(&customer).await;
    let ticket = opens(&customer, &about(Topic::StopApp, Some(id))).await.unwrap();
    let mut operator = app.operator("op@example.com").await;
    let queue = operator.get("/operator").await;
    let address = format!("/operator/tickets/{ticket}");
    assert!(queue.attributes("main a", "href").contains(&address), "{}", queue.text("main"));
    let page = operator.get(&address).await;
    assert!(page.says("Please") && page.says("Old_1"));
    let seen = page.value("seen");
    let reply = |decision, text| [("decision", decision), ("text", text), ("seen", seen.as_str())];
    let empty = operator.post(&address, &reply("reply", " ")).await;
    assert!(empty.status == 422 && !empty.text("#text-error").is_empty());
    assert_eq!(operator.post(&address, &reply("perhaps", "x")).await.status, 400);
    let act = format!("{address}/act");
    let stop = |decision, typed| [("decision", decision), ("typed", typed), ("seen", seen.as_str())];
    let wrong = operator.post(&act, &stop("stop", "Old_2")).await;
    assert_eq!((wrong.status, wrong.value("typed").as_str()), (422, "Old_2"));
    assert_eq!(operator.post(&act, &stop("delete", "Old_1")).await.status, 409);
    assert!(matches!(customer.app(id).await.state, AppState::Active), "nothing was done");
    let done = operator.submit(&act, &stop("stop", "Old_1")).await;
    assert!(done.says("What was asked for has been done to the application."), "{}", done.text("main"));
    assert!(matches!(customer.app(id).await.state, AppState::Deactivated { cause: StopCause::Operator, .. }));
    let tables = app.tables().await;
    assert_eq!(tables.with("audit_log", "action", &"ticket_carry_out".into()).len(), 1);
    let question = opens(&customer, &about(Topic::Question, None)).await.unwrap();
    let address = format!("/operator/tickets/{question}");
    let seen = operator.get(&address).await.value("seen");
    let answered = operator
        .submit(&address, &[("decision", "done"), ("text", "It is <b>so</b>"), ("seen", &seen)])
        .await;
    assert!(answered.says("The request has been answered."));
    assert!(operator.get(&address).await.says("It is <b>so</b>"));
    let late = operator.post(&address, &[("decision", "reply"), ("text", "And"), ("seen", &seen)]).await;
    assert_eq!(late.status, 409);
    assert_eq!(stored(&customer, question).await.state, TicketState::Done);
}

#[tokio::test]
async fn each_refusal_of_a_request_has_its_sentence_and_keeps_what_was_entered() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let customer = customer(&app, &Person { browser: browser.clone(), user, account });
    let id = fill(&customer, 1).await[0].to_string();
    let long = "x".repeat(2_001);
    for (topic, about, text, said) in [
        ("", "", "Hello", "Choose what it is about"),
        ("question", "1499999999", "Hello", "There is no such application"),
        ("question", "", " ", "Enter a message"),
        ("question", "", long.as_str(), "at most 2000 characters"),
        ("question", "", "a\u{202e}b", "cannot be shown"),
        ("delete_app", "", "Hello", "Choose the application"),
        ("delete_app", id.as_str(), "Hello", "Deactivate it first"),
        ("stop_app", id.as_str(), "Hello", "from audio and video"),
    ] {
        let key = browser.get("/tickets/new").await.value("key");
        let fields = [("topic", topic), ("app", about), ("text", text), ("key", &key)];
        let page = browser.post("/tickets/new", &fields).await;
        assert_eq!(page.status, 422, "{said}");
        assert!(page.says(said), "{said}: {}", page.text("main"));
    }
    customer
        .services
        .deactivate_app(account, id.parse().ok().and_then(SdkAppId::new).unwrap(), "App_1", &customer.actor)
        .await
        .unwrap();
    let key = browser.get("/tickets/new").await.value("key");
    let fields = [("topic", "delete_app"), ("app", id.as_str()), ("text", "Hello"), ("key", &key)];
    let page = browser.post("/tickets/new", &fields).await;
    assert!(page.status == 422 && page.says("delete this application yourself"));
    assert_eq!(page.texts("textarea"), ["Hello"]);
    assert!(browser.post("/tickets/new", &fields[..3]).await.says("too old"));
    assert!(app.tables().await.rows("tickets").is_empty());
}
