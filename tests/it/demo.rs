//! The demo: that it can be built at all, that every rule holds on it, and that it shows what it promises (T2).

use std::sync::Arc;

use im_console::{
    cli::demo::{self, NEWCOMER, OPERATOR, SHOP, STUDIO, SignIn},
    clock::SystemClock,
    config::PasswordCost,
    domain::{
        account::{Email, Verification},
        app::{App, Status, StopCause},
        calendar::Timestamp,
        catalog::{EMBEDDED, embedded},
        ids::{AccountId, OrderNo, SdkAppId},
        order::OrderStatus,
        product::Edition,
        purchase::add_ons_in_force,
        voucher::VoucherRefused,
    },
    random::SeededRandomness,
    services::{Actor, Catalogs, Passwords, Services, sandbox},
    store::{Location, Store, accounts, apps, orders, users, verifications, vouchers},
};

use super::support::world::{World, secrets};

/// As cheap as a hash can be: what is tested here is not the hash.
const CHEAP: PasswordCost = PasswordCost { memory_kib: 8, passes: 1 };

/// A demo, built in a folder of its own.
pub(crate) struct Built {
    pub(crate) services: Services,
    pub(crate) sandbox: sandbox::Sandbox,
    pub(crate) folder: tempfile::TempDir,
}

/// Builds the demo.
pub(crate) async fn built() -> Built {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Location::Sqlite(folder.path().join("demo.db"))).await.unwrap();
    let (services, sandbox) = build_in(store).await;
    Built { services, sandbox, folder }
}

async fn build_in(store: Store) -> (Services, sandbox::Sandbox) {
    let text = embedded(EMBEDDED[0]).unwrap();
    let catalogs =
        Catalogs::publish(&store, EMBEDDED[0], text, Timestamp::from_unix(1_770_000_000)).await.unwrap();
    let sandbox = sandbox::open_sandbox(&store, demo::first(&catalogs.current().catalog)).await.unwrap();
    let services = Services {
        secrets: secrets(&store).await,
        store,
        clock: sandbox.clock(),
        system: Arc::new(SystemClock),
        random: Arc::new(SeededRandomness::new(2_026)),
        catalogs,
        passwords: Passwords::new(CHEAP),
        sends_mail: false,
    };
    demo::build(&services, &sandbox).await.unwrap();
    (services, sandbox)
}

/// Everything that should hold and does not, in words.
async fn unsound(services: &Services) -> Vec<String> {
    services.broken_invariants().await.unwrap().iter().map(ToString::to_string).collect()
}

impl Built {
    pub(crate) async fn account(&self, who: SignIn) -> AccountId {
        let mut tx = self.services.store.read().await.unwrap();
        let email = Email::parse(who.email).unwrap();
        users::by_email(&mut tx, &email).await.unwrap().unwrap().account
    }

    pub(crate) async fn apps(&self, who: SignIn) -> Vec<App> {
        let account = self.account(who).await;
        let mut tx = self.services.store.read().await.unwrap();
        let mut found = Vec::new();
        let mut number = SdkAppId::FIRST;
        let last = apps::next_number(&mut self.services.store.write().await.unwrap()).await.unwrap();
        while number.number() < last {
            found.extend(apps::find(&mut tx, account, number).await.unwrap());
            number = SdkAppId::new(number.number() + 1).unwrap();
        }
        found
    }
}

/// What a card says of an app: edition, state, and why it stopped.
fn card(app: &App) -> (Edition, Status, Option<StopCause>) {
    (app.plan.edition(), app.state.status(), app.state.cause())
}

/// Lets a year pass in a demo, and holds it to every invariant before and after.
async fn holds_for_a_year(services: &Services, sandbox: &sandbox::Sandbox) {
    assert_eq!(unsound(services).await, Vec::<String>::new());
    let later = services.now().plus_seconds(366 * 86_400);
    assert!(sandbox.advance(services, later, &Actor::console()).await.unwrap() > 100);
    assert_eq!(unsound(services).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn t2_the_demo_keeps_every_invariant_then_and_a_year_later() {
    let demo = built().await;
    holds_for_a_year(&demo.services, &demo.sandbox).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn t2_the_demo_keeps_every_invariant_on_postgresql_too() {
    let Some(world) = World::postgres().await else { return };
    let (services, sandbox) = build_in(Store::open(&world.location).await.unwrap()).await;
    holds_for_a_year(&services, &sandbox).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn t2_the_demo_shows_apps_in_every_edition_and_state() {
    let demo = built().await;
    let now = demo.services.now();
    assert_eq!(now, demo::today(&demo.services.catalog().catalog));
    let apps = demo.apps(STUDIO).await;
    let cards: Vec<_> = apps.iter().map(card).collect();
    let (trial, professional, ultimate) = (Edition::Trial, Edition::Professional, Edition::Ultimate);
    for shown in [
        (trial, Status::Active, None),
        (professional, Status::Active, None),
        (ultimate, Status::Active, None),
        (professional, Status::Expired, Some(StopCause::Expiry)),
        (professional, Status::Deactivated, Some(StopCause::Expiry)),
        (professional, Status::Released, Some(StopCause::Expiry)),
        (ultimate, Status::Expired, Some(StopCause::Refund)),
        (trial, Status::Deactivated, Some(StopCause::Owner)),
        (trial, Status::Deleted, None),
    ] {
        assert!(cards.contains(&shown), "{shown:?}");
    }
    let soon = now.plus_seconds(7 * 86_400);
    assert!(
        apps.iter().any(|app| app.plan.ends_at().is_some_and(|end| now < end && end <= soon)),
        "expiring"
    );
    let centres: std::collections::BTreeSet<_> = apps.iter().map(|app| app.data_centre.as_str()).collect();
    assert!(centres.len() >= 5, "{centres:?}");
    let mut tx = demo.services.store.read().await.unwrap();
    let mut most = 0;
    for app in &apps {
        let holdings = apps::holdings(&mut tx, app.id).await.unwrap();
        most = most.max(add_ons_in_force(app, &holdings, now).len());
    }
    assert!(most >= 2, "an app with two add-ons");
    drop(tx);
    let crowd = demo.apps(SHOP).await;
    assert_eq!(crowd.len(), 300);
    let kinds: std::collections::BTreeSet<_> = crowd.iter().map(|app| format!("{:?}", card(app))).collect();
    assert!(kinds.len() >= 7, "{kinds:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn t2_the_demo_has_money_vouchers_of_every_kind_and_orders_in_every_state() {
    let demo = built().await;
    let account = demo.account(STUDIO).await;
    let now = demo.services.now();
    let mut tx = demo.services.store.read().await.unwrap();
    assert!(accounts::find(&mut tx, account).await.unwrap().unwrap().balance.as_minor() > 2_000_000);
    let owned = vouchers::list(&mut tx, account).await.unwrap();
    let lines: Vec<_> = [
        (im_console::domain::product::Item::Package(Edition::Ultimate), 3_000_000),
        (im_console::domain::product::Item::parse("groups_per_user:3000").unwrap(), 100_000),
    ]
    .map(|(item, price)| (item, im_console::domain::money::Amount::minor(price)))
    .to_vec();
    let refused: Vec<_> = owned.iter().map(|voucher| voucher.deductions(&lines, now).err()).collect();
    assert!(refused.contains(&Some(VoucherRefused::UsedUp)));
    assert!(refused.iter().any(|why| matches!(why, Some(VoucherRefused::Expired { .. }))));
    assert!(refused.iter().any(|why| matches!(why, Some(VoucherRefused::Frozen { .. }))));
    assert!(refused.iter().filter(|why| why.is_none()).count() >= 3);
    assert!(owned.iter().any(|voucher| voucher.remaining.is_positive() && voucher.remaining < voucher.face));
    for status in OrderStatus::ALL {
        let last = OrderNo::parse("999999999999999999").unwrap();
        let page = orders::list(&mut tx, (account, now), (Some(*status), None), (now, last.as_str()), 50)
            .await
            .unwrap();
        assert!(!page.is_empty(), "{status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn t2_everybody_who_is_printed_can_sign_in_and_one_waits_for_the_operator() {
    let demo = built().await;
    let nobody = Actor::console();
    for who in [STUDIO, SHOP, NEWCOMER] {
        let email = Email::parse(who.email).unwrap();
        demo.services.sign_in(&email, who.password, &nobody).await.unwrap();
    }
    let operator = Email::parse(OPERATOR.email).unwrap();
    demo.services.sign_in_operator(&operator, OPERATOR.password, &nobody).await.unwrap();
    let mut tx = demo.services.store.read().await.unwrap();
    let waiting = verifications::newest(&mut tx, demo.account(NEWCOMER).await).await.unwrap().unwrap();
    assert_eq!(waiting.state, Verification::Submitted);
}
