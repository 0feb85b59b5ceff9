//! What apps were from when to when: turns are written with the app, and only where it became something else (U4).

use im_console::{
    domain::{
        app::{App, AppState, Plan, StopCause},
        course::{Setup, Turn},
        product::{AddOn, BillingMode, Edition},
    },
    store::{apps, courses},
};

use super::{reading, send, writing};
use crate::support::world::{World, at, on_both_databases};

on_both_databases! {
    a_course_has_a_turn_for_each_change_and_none_for_another_save,
    of_several_turns_at_one_moment_the_last_stands,
    the_courses_of_an_account_are_those_of_all_its_apps,
}

fn postpaid(app: &App) -> App {
    App {
        plan: Plan::Postpaid { edition: Edition::Professional },
        add_ons: vec![AddOn::LivestreamGroups, AddOn::GroupsPerUser(1_000)],
        history_days: Some(30),
        ..app.clone()
    }
}

async fn saved(world: &World, app: &App, moment: &str) {
    let mut tx = writing(world).await;
    send(&mut tx, |batch| apps::save(batch, app, at(moment), None)).await;
    tx.commit().await.unwrap();
}

async fn a_course_has_a_turn_for_each_change_and_none_for_another_save(world: &World) {
    let customer = world.customer().await;
    let app = customer.app(customer.trial_app("cn").await).await;
    let mut changed = postpaid(&app);
    saved(world, &changed, "2026-12-01 00:00:00").await;
    changed.profile.introduction = "Renamed".to_owned();
    saved(world, &changed, "2026-12-02 00:00:00").await;
    changed.state = AppState::Deactivated { since: at("2026-12-03 00:00:00"), cause: StopCause::Owner };
    saved(world, &changed, "2026-12-03 00:00:00").await;
    let course = courses::of_app(&mut reading(world).await, app.id).await.unwrap();
    let before = Setup {
        edition: Edition::Professional,
        mode: Some(BillingMode::Postpaid),
        add_ons: changed.add_ons.clone(),
        history_days: Some(30),
        running: true,
    };
    let turns = [
        Turn { at: app.created_at, setup: Setup::plain(Edition::Trial, None) },
        Turn { at: at("2026-12-01 00:00:00"), setup: before.clone() },
        Turn { at: at("2026-12-03 00:00:00"), setup: Setup { running: false, ..before } },
    ];
    assert_eq!(course.turns(), turns);
    let found = apps::find(&mut reading(world).await, customer.account, app.id).await.unwrap().unwrap();
    assert_eq!((&found.add_ons, found.history_days), (&changed.add_ons, Some(30)));
    assert_eq!(found.setup(), turns[2].setup, "the app is what its last turn says");
}

async fn of_several_turns_at_one_moment_the_last_stands(world: &World) {
    let customer = world.customer().await;
    let app = customer.app(customer.trial_app("cn").await).await;
    let moment = "2026-12-01 00:00:00";
    saved(world, &App { history_days: Some(90), ..postpaid(&app) }, moment).await;
    let mut tx = writing(world).await;
    let changed = postpaid(&app);
    send(&mut tx, |batch| courses::turn(batch, &changed, at(moment))).await;
    send(&mut tx, |batch| apps::save(batch, &changed, at(moment), None)).await;
    tx.commit().await.unwrap();
    let course = courses::of_app(&mut reading(world).await, app.id).await.unwrap();
    assert_eq!(course.turns().len(), 2);
    assert_eq!(course.at(at(moment)), Some(&postpaid(&app).setup()));
}

async fn the_courses_of_an_account_are_those_of_all_its_apps(world: &World) {
    let (customer, other) = (world.customer().await, world.customer().await);
    let (first, second) = (customer.trial_app("cn").await, customer.trial_app("sgp").await);
    other.trial_app("cn").await;
    let app = customer.app(second).await;
    saved(world, &postpaid(&app), "2026-12-01 00:00:00").await;
    let mut tx = reading(world).await;
    let courses = courses::of_account(&mut tx, customer.account).await.unwrap();
    let found: Vec<_> =
        courses.iter().map(|one| (one.app, one.data_centre.as_str(), one.course.turns().len())).collect();
    assert_eq!(found, [(first, "cn", 1), (second, "sgp", 2)]);
    assert_eq!(courses[1].course, courses::of_app(&mut tx, second).await.unwrap());
}
