//! Every refusal of a purchase, named: what leads to it, and that it leaves every row as it was (P1–P12, SEC32).

use std::collections::BTreeSet;

use im_console::{
    domain::{
        app::{AppState, Plan, StopCause},
        ids::SdkAppId,
        product::{AddOn, AddOnKind, CallPack, Edition},
        purchase::{Cart, PurchaseRefused},
    },
    i18n::{Locale, Words},
    services::purchase::Refused,
    store::{Batch, apps},
};

use crate::{
    purchase::Shop,
    support::{
        customer::{Customer, add_ons, package, professional},
        tables::execute,
        world::{World, on_both_databases},
    },
};

on_both_databases! {
    p1_to_p12_every_refusal_of_a_quote_is_met_and_changes_nothing,
    p7_an_add_on_chosen_twice_is_refused_and_changes_nothing,
}

/// The name of a refusal, and whether a quote can meet it; the others are the form's own. A new one does not compile
/// until it stands here.
const fn named(refused: &PurchaseRefused) -> (&'static str, bool) {
    match refused {
        PurchaseRefused::NotVerified => ("NotVerified", true),
        PurchaseRefused::Overdue => ("Overdue", true),
        PurchaseRefused::OverBudget => ("OverBudget", false),
        PurchaseRefused::UnknownDataCentre => ("UnknownDataCentre", true),
        PurchaseRefused::OtherDataCentre => ("OtherDataCentre", false),
        PurchaseRefused::NoApp => ("NoApp", true),
        PurchaseRefused::PackageNeeded => ("PackageNeeded", true),
        PurchaseRefused::PackageHeld => ("PackageHeld", true),
        PurchaseRefused::Postpaid => ("Postpaid", true),
        PurchaseRefused::Reconfigured { .. } => ("Reconfigured", true),
        PurchaseRefused::PackRuns => ("PackRuns", true),
        PurchaseRefused::Legacy => ("Legacy", true),
        PurchaseRefused::StoppedForGood => ("StoppedForGood", true),
        PurchaseRefused::Released => ("Released", true),
        PurchaseRefused::NothingChosen => ("NothingChosen", true),
        PurchaseRefused::NotOffered { .. } => ("NotOffered", true),
        PurchaseRefused::ChosenTwice { .. } => ("ChosenTwice", true),
        PurchaseRefused::Held { .. } => ("Held", true),
        PurchaseRefused::CallPackPairing { .. } => ("CallPackPairing", true),
        PurchaseRefused::Months { .. } => ("Months", true),
        PurchaseRefused::AgreementMissing => ("AgreementMissing", false),
        PurchaseRefused::UnpaidOrder { .. } => ("UnpaidOrder", true),
    }
}

/// How many refusals a quote can meet: those with `true` above.
const OF_QUOTES: usize = 19;

/// Asks for a quote, which must be refused so, and must leave every row as it was.
async fn refuses(
    world: &World,
    customer: &Customer,
    (app, cart): (SdkAppId, Cart),
    refused: PurchaseRefused,
) -> &'static str {
    let before = world.tables().await;
    match customer.quote(app, cart).await {
        Err(Refused::Rule(found)) => assert_eq!(found, refused),
        other => panic!("{refused:?}, but {other:?}"),
    }
    world.tables().await.assert_same(&before);
    let (name, is_of_quotes) = named(&refused);
    assert!(is_of_quotes);
    name
}

/// An app that has come to be like this by ways that have no page yet.
async fn app_like(customer: &Customer, plan: Plan, state: AppState) -> SdkAppId {
    let id = customer.trial_app("cn").await;
    let mut app = customer.app(id).await;
    (app.plan, app.state) = (plan, state);
    let mut tx = customer.services.store.write().await.unwrap();
    let mut batch = Batch::new();
    apps::save(&mut batch, &app, app.created_at, None);
    batch.run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn p1_to_p12_every_refusal_of_a_quote_is_met_and_changes_nothing(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let mut met = stopped_and_other_apps(world, &customer).await;
    met.extend(carts_of_a_trial(world, &customer).await);
    met.extend(carts_of_a_paid_app(world, &customer).await);
    met.extend(carts_of_a_postpaid_app(world, &customer).await);

    let stranger = world.customer().await;
    let app = stranger.trial_app("cn").await;
    met.insert(refuses(world, &stranger, (app, professional()), PurchaseRefused::NotVerified).await);

    let debtor = world.customer().verified().await;
    let app = debtor.trial_app("cn").await;
    let owes = |amount: i64| format!("UPDATE accounts SET owed = {amount} WHERE name <> '' AND balance = 0");
    execute(&world.location, &owes(1)).await.unwrap();
    met.insert(refuses(world, &debtor, (app, professional()), PurchaseRefused::Overdue).await);
    execute(&world.location, &owes(0)).await.unwrap();

    let app = customer.trial_app("cn").await;
    let no = customer.leaves_unpaid(app, professional()).await;
    met.insert(refuses(world, &customer, (app, professional()), PurchaseRefused::UnpaidOrder { no }).await);

    let app = customer.trial_app("cn").await;
    let moved = format!("UPDATE apps SET data_centre = 'mars' WHERE sdk_app_id = {app}");
    execute(&world.location, &moved).await.unwrap();
    met.insert(refuses(world, &customer, (app, professional()), PurchaseRefused::UnknownDataCentre).await);
    let back = format!("UPDATE apps SET data_centre = 'cn' WHERE sdk_app_id = {app}");
    execute(&world.location, &back).await.unwrap();
    assert_eq!(met.len(), OF_QUOTES, "{met:?}");
}

async fn stopped_and_other_apps(world: &World, customer: &Customer) -> BTreeSet<&'static str> {
    let since = world.services.now();
    let stopped = AppState::Deactivated { since, cause: StopCause::Owner };
    let postpaid = Plan::Postpaid { edition: Edition::Ultimate };
    let cases = [
        (postpaid, AppState::Active, PurchaseRefused::Postpaid),
        (Plan::Im, AppState::Active, PurchaseRefused::Legacy),
        (Plan::Trial, stopped, PurchaseRefused::StoppedForGood),
        (Plan::Trial, AppState::Released { since, cause: StopCause::Arrears }, PurchaseRefused::Released),
        (Plan::Trial, AppState::Deleted { since }, PurchaseRefused::NoApp),
    ];
    let mut met = BTreeSet::new();
    for (plan, state, refused) in cases {
        let app = app_like(customer, plan, state).await;
        met.insert(refuses(world, customer, (app, professional()), refused).await);
    }
    met
}

async fn carts_of_a_trial(world: &World, customer: &Customer) -> BTreeSet<&'static str> {
    let app = customer.trial_app("cn").await;
    let professional = |add_on, months| package(Edition::Professional, &[add_on], months);
    let (tier, pack) = (AddOn::GroupsPerUser(3_000), CallPack::Premium);
    let not_offered = PurchaseRefused::NotOffered { add_on: tier, edition: Edition::Professional };
    let pairing = PurchaseRefused::CallPackPairing { pack, edition: Edition::Professional };
    let cases = [
        (add_ons(&[AddOn::LivestreamGroups]), PurchaseRefused::PackageNeeded),
        (package(Edition::Trial, &[], 1), PurchaseRefused::PackageNeeded),
        (package(Edition::Im, &[], 1), PurchaseRefused::PackageNeeded),
        (professional(tier, 1), not_offered),
        (professional(AddOn::CallPack(pack), 1), pairing),
        (professional(AddOn::LivestreamGroups, 0), PurchaseRefused::Months { found: 0, least: 1, most: 24 }),
        (
            professional(AddOn::LivestreamGroups, 25),
            PurchaseRefused::Months { found: 25, least: 1, most: 24 },
        ),
    ];
    let mut met = BTreeSet::new();
    for (cart, refused) in cases {
        met.insert(refuses(world, customer, (app, cart), refused).await);
    }
    met
}

async fn carts_of_a_paid_app(world: &World, customer: &Customer) -> BTreeSet<&'static str> {
    let app = customer.trial_app("cn").await;
    let held = AddOn::GroupsPerUser(1_000);
    customer.buys(app, package(Edition::Professional, &[held], 3)).await;
    let twice = [AddOn::LivestreamGroups, AddOn::LivestreamGroups];
    let cases = [
        (professional(), PurchaseRefused::PackageHeld),
        (add_ons(&[]), PurchaseRefused::NothingChosen),
        (add_ons(&[held]), PurchaseRefused::Held { kind: AddOnKind::GroupsPerUser }),
        (add_ons(&twice), PurchaseRefused::ChosenTwice { kind: AddOnKind::LivestreamGroups }),
    ];
    let mut met = BTreeSet::new();
    for (cart, refused) in cases {
        met.insert(refuses(world, customer, (app, cart), refused).await);
    }
    met
}

async fn carts_of_a_postpaid_app(world: &World, customer: &Customer) -> BTreeSet<&'static str> {
    let app = app_like(customer, Plan::Postpaid { edition: Edition::Ultimate }, AppState::Active).await;
    let pack = |pack| Cart { months: 2, ..add_ons(&[AddOn::CallPack(pack)]) };
    let pairing = PurchaseRefused::CallPackPairing { pack: CallPack::Basic, edition: Edition::Ultimate };
    let monthly = PurchaseRefused::Reconfigured { kind: AddOnKind::GroupsPerUser };
    let mut met = BTreeSet::new();
    for (cart, refused) in [
        (Cart { months: 2, ..add_ons(&[AddOn::GroupsPerUser(3_000)]) }, monthly),
        (pack(CallPack::Basic), pairing),
        (
            Cart { months: 25, ..pack(CallPack::Premium) },
            PurchaseRefused::Months { found: 25, least: 1, most: 24 },
        ),
        (add_ons(&[]), PurchaseRefused::NothingChosen),
    ] {
        met.insert(refuses(world, customer, (app, cart), refused).await);
    }
    customer.buys(app, pack(CallPack::Premium)).await;
    met.insert(refuses(world, customer, (app, pack(CallPack::Premium)), PurchaseRefused::PackRuns).await);
    met
}

async fn p7_an_add_on_chosen_twice_is_refused_and_changes_nothing(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    let pairs = [
        [AddOn::LivestreamGroups, AddOn::LivestreamGroups],
        [AddOn::GroupsPerUser(1_000), AddOn::GroupsPerUser(1_000)],
        [AddOn::GroupsPerUser(1_000), AddOn::GroupsPerUser(3_000)],
        [AddOn::CallPack(CallPack::Basic), AddOn::CallPack(CallPack::Advanced)],
    ];
    for pair in pairs {
        let cart = package(Edition::Professional, &pair, 1);
        let refused = PurchaseRefused::ChosenTwice { kind: pair[0].kind() };
        refuses(world, &customer, (app, cart), refused).await;
    }
}

#[tokio::test]
async fn p2_p11_the_refusals_that_only_the_form_knows_are_told_and_change_nothing() {
    let mut shop = Shop::open(1_000_000).await;
    let abroad = shop.customer.trial_app("sgp").await.to_string();
    let package = ("package", "professional");
    let cases: [(&[(&str, &str)], PurchaseRefused); 2] = [
        (&[package, ("months", "1"), ("app", &abroad)], PurchaseRefused::OtherDataCentre),
        (&[package, ("months", "1"), ("sla", "")], PurchaseRefused::AgreementMissing),
    ];
    for (fields, refused) in cases {
        assert!(!named(&refused).1);
        let before = shop.tables().await;
        let page = shop.send(fields).await;
        let sentence = Words::of(Locale::En).purchase_refused(&refused).into_owned();
        assert_eq!((page.status, page.texts("[role=alert] a")), (422, vec![sentence]));
        shop.tables().await.assert_same_but_sessions(&before);
    }
}
