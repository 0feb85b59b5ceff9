//! Texts that no database and no reader can use are refused before anything is written, on every way in that is not a
//! page as well (SEC31).

use im_console::{
    domain::{
        app::{AppName, Profile},
        ids::OperatorId,
        money::Amount,
        text::TextRefused,
        voucher::GrantRefused,
    },
    services::{
        Actor,
        apps::AppRefused,
        audit::Who,
        top_ups::{Decision, TopUpRefused},
        vouchers::{Grant, NotGranted},
    },
};

use crate::support::{
    customer::voucher_over,
    world::{World, at, on_both_databases},
};

on_both_databases! {
    sec31_an_introduction_with_letters_that_nobody_can_read_is_refused,
    sec31_an_introduction_keeps_its_lines,
    m2_sec31_a_voucher_that_would_be_none_is_refused,
    sec31_the_reason_of_a_refused_top_up_is_one_line,
}

const UNREADABLE: [&str; 5] = ["\0", "a\0b", "one\ntwo\u{1b}[31m", "a\rb", "\u{202e}a"];

fn introduced(introduction: &str) -> Profile {
    Profile {
        name: AppName::parse("Example").unwrap(),
        app_type: "social".to_owned(),
        introduction: introduction.to_owned(),
    }
}

async fn sec31_an_introduction_with_letters_that_nobody_can_read_is_refused(world: &World) {
    let customer = world.customer().await;
    let app = customer.trial_app("cn").await;
    let revision = customer.app(app).await.revision;
    let (services, account, actor) = (&customer.services, customer.account, &customer.actor);
    let before = world.tables().await;
    for text in UNREADABLE {
        let created = services.create_app(account, introduced(text), "cn", actor).await;
        assert!(matches!(created, Err(AppRefused::IntroductionCharacter)), "{text:?}: {created:?}");
        let key = services.form_key();
        let created = services.create_app_once(account, (introduced(text), "cn"), key, actor).await;
        assert!(matches!(created, Err(AppRefused::IntroductionCharacter)), "{text:?}: {created:?}");
        let edited = services.edit_app(account, app, (introduced(text), revision), actor).await;
        assert!(matches!(edited, Err(AppRefused::IntroductionCharacter)), "{text:?}: {edited:?}");
    }
    let long = services.create_app(account, introduced(&"字".repeat(301)), "cn", actor).await;
    assert!(matches!(long, Err(AppRefused::Introduction)), "{long:?}");
    world.tables().await.assert_same(&before);
}

async fn sec31_an_introduction_keeps_its_lines(world: &World) {
    let customer = world.customer().await;
    let profile = introduced(" Line one\r\nline two\n");
    let app = customer.services.create_app(customer.account, profile, "cn", &customer.actor).await.unwrap();
    assert_eq!(customer.app(app).await.profile.introduction, "Line one\nline two");
}

async fn m2_sec31_a_voucher_that_would_be_none_is_refused(world: &World) {
    let customer = world.customer().await;
    let good = voucher_over(100, at("2026-12-01 00:00:00"));
    let minor = Amount::minor;
    let cases = [
        (Grant { face: Amount::ZERO, ..good.clone() }, GrantRefused::Worthless),
        (Grant { face: minor(-1), ..good.clone() }, GrantRefused::Worthless),
        (Grant { threshold: minor(-1), ..good.clone() }, GrantRefused::Threshold),
        (Grant { name: String::new(), ..good.clone() }, GrantRefused::Name(TextRefused::Missing)),
        (Grant { name: "a\0b".to_owned(), ..good.clone() }, GrantRefused::Name(TextRefused::Letters)),
        (Grant { name: "a".repeat(61), ..good.clone() }, GrantRefused::Name(TextRefused::TooLong)),
    ];
    let before = world.tables().await;
    for (grant, expected) in cases {
        let refused = customer.services.grant_voucher(customer.account, grant, &customer.actor).await;
        assert!(matches!(refused, Err(NotGranted::Refused(why)) if why == expected), "{refused:?}");
    }
    world.tables().await.assert_same(&before);
    customer.is_granted(good).await;
}

async fn sec31_the_reason_of_a_refused_top_up_is_one_line(world: &World) {
    let customer = world.customer().await;
    let filed = customer.files_top_up(5_000, None, false).await;
    let operator = OperatorId(world.services.random.uuid(world.services.now()));
    let operator = Actor { who: Who::Operator(operator), ..Actor::console() };
    let before = world.tables().await;
    for reason in UNREADABLE.into_iter().chain(["", "one\ntwo"]) {
        let decision = Decision::Refuse(reason.to_owned());
        let refused = world.services.decide_top_up(filed.id, decision, &operator).await;
        assert!(matches!(refused, Err(TopUpRefused::ReasonMissing)), "{reason:?}: {refused:?}");
    }
    world.tables().await.assert_same(&before);
}
