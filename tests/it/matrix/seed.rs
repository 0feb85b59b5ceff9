//! The demo with everybody signed in, made once for all tests: each test opens a copy of its file.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, OnceLock},
    thread,
};

use im_console::{
    cli::demo::{NEWCOMER, OPERATOR, SHOP, STUDIO, SignIn},
    clock::ManualClock,
    config::{Config, Settings},
    domain::{
        account::Email,
        app::{AppName, Profile},
        ids::{SdkAppId, VoucherId},
        product::{AddOn, Edition},
    },
    services::{Actor, Services, audit},
    store::{Location, upkeep, users, vouchers},
    web::{self, State},
};
use tempfile::TempDir;
use tokio::runtime::Builder;

use super::known::Known;
use crate::{
    demo::{Built, built},
    support::{
        app::{PASSWORD, START},
        browser::Browser,
        customer::{Customer, package},
        tables::{Tables, execute},
    },
};

/// Somebody at a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Who {
    /// Not signed in.
    Nobody,
    /// The customer who owns what the tests name.
    Owner,
    /// The customer with three hundred apps.
    Other,
    /// The customer whose verification waits.
    Newcomer,
    /// A customer who has nothing at all.
    Empty,
    /// A member of the staff.
    Operator,
}

/// The address of the customer who has nothing.
pub(super) const EMPTY: &str = "empty@example.com";

/// The file, the cookies of everybody, and the names of what is in it.
pub(super) struct Seed {
    pub(super) file: PathBuf,
    pub(super) cookies: BTreeMap<Who, (&'static str, String)>,
    pub(super) known: Known,
    _folder: TempDir,
    /// A code that sets a new password of the customer without anything.
    pub(super) code: String,
}

/// The one seed of this process. It is made in a runtime of its own, which outlives no test.
pub(super) fn seed() -> &'static Seed {
    static SEED: OnceLock<Seed> = OnceLock::new();
    SEED.get_or_init(|| {
        let made =
            thread::spawn(|| Builder::new_multi_thread().enable_all().build().unwrap().block_on(make()));
        made.join().unwrap()
    })
}

/// A configuration in which nobody is told to sign in less often.
pub(super) fn config() -> Config {
    Config::new(Settings { sign_in_burst: Some(100_000), ..Settings::default() }).unwrap()
}

async fn make() -> Seed {
    let demo = built().await;
    let services = Services { system: Arc::new(ManualClock::at(START)), ..demo.services.clone() };
    let state = State::new(config(), services.clone(), Some(demo.sandbox.clone()));
    let browser = || Browser::new(web::router(state.clone()));
    let mut empty = browser();
    assert_eq!(empty.post("/sign-up", &[("email", EMPTY), ("password", PASSWORD)]).await.status, 303);
    let second = browser();
    sign_in(second, "/sign-in", STUDIO).await;
    let mut operator = sign_in(browser(), "/operator/sign-in", OPERATOR).await;
    more(&demo, &services, &mut operator).await;
    let mut cookies = BTreeMap::new();
    let customer = "__Host-sid";
    for (who, person) in [(Who::Owner, STUDIO), (Who::Other, SHOP), (Who::Newcomer, NEWCOMER)] {
        let signed_in = sign_in(browser(), "/sign-in", person).await;
        cookies.insert(who, (customer, signed_in.cookie(customer).unwrap().to_owned()));
    }
    cookies.insert(Who::Empty, (customer, empty.cookie(customer).unwrap().to_owned()));
    cookies.insert(Who::Operator, ("__Host-op", operator.cookie("__Host-op").unwrap().to_owned()));
    let location = Location::Sqlite(demo.folder.path().join("demo.db"));
    let parked =
        "INSERT INTO parked_accounts SELECT id, 'debit', '2026-10', 'a row that cannot be read', 1795000000
                  FROM accounts WHERE name = 'new@example.com'";
    assert_eq!(execute(&location, parked).await.unwrap(), 1);
    let issued = services.issue_reset(&Email::parse(EMPTY).unwrap(), &Actor::console()).await.unwrap();
    let code = issued.unwrap().code.readable();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("seed.db");
    execute(&location, &format!("VACUUM INTO '{}'", file.display())).await.unwrap();
    let known = Known::of(&Tables::read(&location).await);
    Seed { file, cookies, known, code, _folder: folder }
}

async fn sign_in(mut browser: Browser, path: &str, who: SignIn) -> Browser {
    let answer = browser.post(path, &[("email", who.email), ("password", who.password)]).await;
    assert_eq!(answer.status, 303, "{}: {}", who.email, answer.body);
    browser
}

/// What the demo's story has no example of: quotes that wait, top-ups that wait or were refused.
async fn more(demo: &Built, services: &Services, operator: &mut Browser) {
    let account = demo.account(STUDIO).await;
    let mut tx = services.store.read().await.unwrap();
    let email = Email::parse(STUDIO.email).unwrap();
    let user = users::by_email(&mut tx, &email).await.unwrap().unwrap().user;
    let owned = vouchers::list(&mut tx, account).await.unwrap();
    drop(tx);
    let voucher = owned.iter().find(|voucher| voucher.name == "Thank you").unwrap().id;
    let actor = Actor { who: audit::Who::User(user), ..Actor::console() };
    let studio = Customer { services: services.clone(), account, actor };
    quotes(&studio, voucher).await;
    let refused = studio.files_top_up(7_700, None, false).await;
    let path = format!("/operator/top-ups/{}", refused.id);
    let answer = operator.post(&path, &[("decision", "refuse"), ("reason", "No such transfer")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    studio.files_top_up(123_400, None, false).await;
}

/// Push certificates: one that is saved, one that was uploaded only, and one that was uploaded to take the place of
/// another one, of an app whose other draft it would be.
async fn push(studio: &Customer, app: SdkAppId, other: SdkAppId) {
    let (services, account, actor) = (&studio.services, studio.account, &studio.actor);
    let add = async |app, form| {
        services.add_push_certificate((account, app), form, services.form_key(), actor).await.unwrap()
    };
    add(app, crate::push::huawei("com.example.chat")).await;
    add(app, crate::push::p8()).await;
    let draft = add(other, crate::push::p8()).await;
    let saved =
        services.save_push_certificate((account, draft.number), services.form_key(), actor).await.unwrap();
    let (whose, form) = ((account, saved.number), (crate::push::other_p8().1, saved.revision));
    services.edit_push_certificate(whose, form, services.form_key(), actor).await.unwrap();
}

async fn quotes(studio: &Customer, voucher: VoucherId) {
    let add_ons = [AddOn::GroupsPerUser(1_000)];
    let app = probe(studio).await;
    let kept = upkeep::list(&mut studio.services.store.read().await.unwrap(), studio.account).await.unwrap();
    push(studio, app, kept[0].app.id).await;
    let cart = package(Edition::Professional, &add_ons, 3);
    studio.quote(app, cart.clone()).await.unwrap();
    studio.quote_with(app, cart, voucher).await;
}

/// A trial app that nothing was bought for.
async fn probe(owner: &Customer) -> SdkAppId {
    let profile = Profile {
        name: AppName::parse("Probe").unwrap(),
        app_type: "social".to_owned(),
        introduction: "Only here to be looked at".to_owned(),
    };
    owner.services.create_app(owner.account, profile, "cn", &owner.actor).await.unwrap()
}
