//! The bills of a month at the terminal, on a filled database: counted, run, and run again (U7).

use im_console::{
    domain::{
        app::{App, Plan},
        ids::SdkAppId,
        product::Edition,
    },
    store::{Batch, Location, apps},
};

use super::{shown, text, told};
use crate::support::{
    customer::Customer,
    tables::execute,
    world::{World, at, mainland},
};

/// An application that is professional and postpaid from `moment` on.
async fn professional_since(customer: &Customer, moment: &str) -> SdkAppId {
    let id = customer.trial_app("cn").await;
    let plan = Plan::Postpaid { edition: Edition::Professional };
    let app = App { plan, ..customer.app(id).await };
    let tx = customer.services.store.write().await.unwrap();
    let mut batch = Batch::new();
    apps::save(&mut batch, &app, at(moment), None);
    tx.commit_with(batch).await.unwrap();
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn u7_the_bills_of_a_month_are_counted_run_and_run_again_at_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Sqlite(folder.path().join("im-console.db"));
    let world = World::open(location.clone(), mainland(), at("2020-05-01 00:00:00")).await;
    let mut apps = Vec::new();
    for balance in [500_000, 0, 500_000] {
        let customer = world.customer_with(balance).await;
        apps.push(professional_since(&customer, "2020-05-01 00:00:00").await);
    }
    world.advance_to(at("2020-05-31 00:00:00")).await;
    let broken = format!("UPDATE app_turns SET add_ons = 'nonsense' WHERE sdk_app_id = {}", apps[2]);
    execute(&location, &broken).await.unwrap();
    world.services.store.close().await;
    let run = |more: &[&str]| {
        let place = ["bill", "run", "--month", "2020-05", "--data", shown(folder.path())];
        let ran = told(&[&place[..], more].concat());
        (ran.status.code(), text(&ran.stdout))
    };
    let (code, said) = run(&["--dry-run"]);
    assert_eq!(code, Some(1), "{said}");
    assert_eq!(
        said,
        "2020-05: 2 new bills would be drawn up, CNY 1,998.00 in all; 0 would be closed and debited\n\
         1 account is parked: the operators' page says why\n"
    );
    let (code, said) = run(&[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.starts_with("2020-05: 2 new bills drawn up, CNY 1,998.00 in all; 2 closed and debited\n1 acc"),
        "{said}"
    );
    let again = "2020-05: 0 new bills drawn up, CNY 0.00 in all; 0 closed and debited\n";
    assert_eq!(run(&[]), (Some(0), again.to_owned()));
}
