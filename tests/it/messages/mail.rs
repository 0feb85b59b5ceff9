//! Messages by mail (R7), through a real mail server on loopback.

use im_console::{
    jobs::post,
    services::{Services, mails as services_mails},
    store::{mails, users},
};

use super::sink::{Sink, header, text};
use crate::support::{
    app::{Build, PASSWORD, TestApp},
    tables::int,
};

async fn console() -> TestApp {
    TestApp::build(Build { sends_mail: true, ..Build::default() }).await
}

/// How many mails wait.
async fn waiting(app: &TestApp) -> usize {
    app.tables().await.rows("mails").len()
}

#[tokio::test]
async fn r7_a_message_is_mailed_once_with_the_words_of_the_page() {
    let (app, sink) = (console().await, Sink::start().await);
    let jane = app.verified_customer("jane@example.com").await;
    post::tick(&app.services, &sink.post()).await;
    sink.taken();
    app.acting(&jane).tops_up(5_000).await;
    assert_eq!(waiting(&app).await, 1);
    post::tick(&app.services, &sink.post()).await;
    let mails = sink.taken();
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!(header(mail, "To"), "jane@example.com");
    assert_eq!(header(mail, "From"), "\"IM Console\" <console@example.com>");
    assert_eq!(header(mail, "Auto-Submitted"), "auto-generated");
    let said = text(mail);
    assert!(said.contains("CN¥50.00") && said.contains("https://console.example.com/messages"), "{said}");
    assert_eq!(waiting(&app).await, 0);
    post::tick(&app.services, &sink.post()).await;
    assert!(sink.taken().is_empty(), "once");
}

#[tokio::test]
async fn r7_a_server_that_is_away_delays_mail_and_loses_none() {
    let (app, sink) = (console().await, Sink::start().await);
    let jane = app.verified_customer("jane@example.com").await;
    let before = waiting(&app).await;
    let carrier = sink.post();
    let port = sink.stop().await;
    for amount in [5_000, 6_000] {
        app.acting(&jane).tops_up(amount).await;
    }
    post::tick(&app.services, &carrier).await;
    assert_eq!(waiting(&app).await, before + 2, "nothing is lost");
    let tried: i64 = app.tables().await.rows("mails").iter().map(|mail| int(mail, "attempts")).sum();
    assert_eq!(tried, 1, "the first failure ends it");
    let sink = Sink::on(port).await;
    post::tick(&app.services, &carrier).await;
    assert_eq!(sink.taken().len(), before + 1, "the one that failed waits a minute");
    app.wait(60);
    post::tick(&app.services, &carrier).await;
    assert_eq!((sink.taken().len(), waiting(&app).await), (1, 0));
}

#[tokio::test]
async fn r7_a_busy_server_gets_the_same_mail_again_and_a_refused_one_is_dropped() {
    let (app, sink) = (console().await, Sink::start().await);
    let jane = app.verified_customer("jane@example.com").await;
    post::tick(&app.services, &sink.post()).await;
    sink.taken();
    app.acting(&jane).tops_up(5_000).await;
    sink.answers("451 later");
    post::tick(&app.services, &sink.post()).await;
    assert_eq!((sink.taken().len(), waiting(&app).await), (0, 1));
    sink.answers("535 who are you");
    app.wait(60);
    post::tick(&app.services, &sink.post()).await;
    assert_eq!((sink.taken().len(), waiting(&app).await), (0, 1), "for the operator to mend");
    sink.answers("550 nobody here");
    app.wait(120);
    post::tick(&app.services, &sink.post()).await;
    assert_eq!((sink.taken().len(), waiting(&app).await), (0, 0), "it never can be delivered");
    let page = jane.browser.clone().get("/messages").await;
    assert!(page.says("CN¥50.00") && page.says("also sent by mail to jane@example.com"));
}

#[tokio::test]
async fn r7_mail_that_cannot_be_sent_for_three_days_is_given_up_and_the_queue_is_bounded() {
    let (app, sink) = (console().await, Sink::start().await);
    let jane = app.verified_customer("jane@example.com").await;
    for _ in 0..mails::WAITING + 5 {
        app.acting(&jane).tops_up(5_000).await;
    }
    assert_eq!(i64::try_from(waiting(&app).await).unwrap(), mails::WAITING);
    app.wait(3 * 86_400 + 1);
    post::tick(&app.services, &sink.post()).await;
    assert_eq!((sink.taken().len(), waiting(&app).await), (0, 0));
}

#[tokio::test]
async fn r7_without_a_server_nothing_waits_and_the_pages_say_so() {
    let app = TestApp::live().await;
    let jane = app.verified_customer("jane@example.com").await;
    app.acting(&jane).tops_up(5_000).await;
    assert_eq!(waiting(&app).await, 0);
    for path in ["/messages", "/account"] {
        assert!(jane.browser.clone().get(path).await.says("This console sends no mail"), "{path}");
    }
}

#[tokio::test]
async fn r7_commands_beside_the_console_know_whether_it_sends_mail() {
    let app = console().await;
    assert!(!services_mails::is_on(&app.services.store).await.unwrap(), "nobody said so yet");
    app.services.keep_mail_setting().await.unwrap();
    assert!(services_mails::is_on(&app.services.store).await.unwrap());
    Services { sends_mail: false, ..app.services.clone() }.keep_mail_setting().await.unwrap();
    assert!(!services_mails::is_on(&app.services.store).await.unwrap());
}

#[tokio::test]
async fn r7_mail_to_a_user_who_is_shut_out_goes_away_and_holds_up_nobody() {
    let (app, sink) = (console().await, Sink::start().await);
    let jane = app.verified_customer("jane@example.com").await;
    let joe = app.verified_customer("joe@example.com").await;
    post::tick(&app.services, &sink.post()).await;
    sink.taken();
    for _ in 0..60 {
        app.acting(&jane).tops_up(5_000).await;
    }
    app.wait(1);
    app.acting(&joe).tops_up(5_000).await;
    let mut tx = app.services.store.write().await.unwrap();
    users::set_disabled(&mut tx, jane.user, Some(app.services.system.now())).await.unwrap();
    tx.commit().await.unwrap();
    for _ in 0..2 {
        post::tick(&app.services, &sink.post()).await;
    }
    let to: Vec<String> = sink.taken().iter().map(|mail| header(mail, "To")).collect();
    assert_eq!((to, waiting(&app).await), (vec!["joe@example.com".to_owned()], 0));
}

#[tokio::test]
async fn sec6_a_change_of_the_password_is_told_in_the_message_centre_and_by_mail() {
    let (app, sink) = (console().await, Sink::start().await);
    let jane = app.customer("jane@example.com").await;
    let mut browser = jane.browser;
    let new = "another long passphrase";
    for (old, new, everywhere) in [(PASSWORD, new, true), (new, PASSWORD, false)] {
        let mut form = vec![("current_password", old), ("new_password", new)];
        if everywhere {
            form.push(("end_others", "yes"));
        }
        assert_eq!(browser.post("/account/password", &form).await.status, 303);
        post::tick(&app.services, &sink.post()).await;
        let mails = sink.taken();
        let [mail] = mails.as_slice() else { panic!("{mails:?}") };
        let said =
            if everywhere { "Every other device was signed out" } else { "Other devices stay signed in" };
        assert!(
            text(mail).contains("Your password was changed") && text(mail).contains(said),
            "{}",
            text(mail)
        );
        assert!(browser.get("/messages").await.says(said));
    }
}
