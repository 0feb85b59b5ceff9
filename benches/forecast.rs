//! What the forecast of an account with three hundred applications costs: as the demo has it, loaded from the database
//! and computed; and computed alone where every one of them is billed or renews itself each month. The aim is 50 ms each.

#[path = "support/figures.rs"]
mod figures;

use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use im_console::{
    cli::demo,
    clock::{Clock as _, SystemClock},
    config::{Config, Settings},
    domain::{
        account::Email,
        app::{AppState, Plan},
        catalog,
        course::{Course, Setup, Turn},
        forecast::{self, Outlook},
        product::{AddOn, BillingMode, Edition},
    },
    random::OsRandomness,
    services::{Catalogs, Passwords, Secrets, Services, sandbox, secrets::KeyRing},
    store::{Location, Store, users},
};

use figures::{Rounds, say, verdict};

const ROUNDS: usize = 21;
/// In milliseconds.
const AIM: f64 = 50.0;

type Fault = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Fault> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(run())
}

async fn run() -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let services = demo_in(folder.path()).await?;
    let email = Email::parse(demo::SHOP.email).map_err(|_| "an address")?;
    let found = users::by_email(&mut services.store.read().await?, &email).await?.ok_or("the customer")?;
    let account = found.account;
    let (mut loaded, mut computed) = (Rounds::default(), Rounds::default());
    let mut ahead = services.account_ahead(account).await?;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        ahead = services.account_ahead(account).await?;
        loaded.add(milliseconds(start.elapsed()));
    }
    report(&format!("{} apps, loaded and computed", ahead.apps.len()), &loaded)?;
    let busy: Vec<Outlook> = ahead.apps.iter().map(|app| costing(app, ahead.now)).collect();
    let mut events = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        events = black_box(forecast::forecast(&ahead.releases, &busy, ahead.now)).events.len();
        computed.add(milliseconds(start.elapsed()));
    }
    report(&format!("{} apps that all cost something, {events} events, computed", busy.len()), &computed)
}

fn report(what: &str, rounds: &Rounds) -> Result<(), Fault> {
    say(&format!("{what}: {rounds:.1} ms; {}", verdict(rounds.median(), &(..=AIM))))
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The demo's sandbox, in which one customer has three hundred applications.
async fn demo_in(folder: &std::path::Path) -> Result<Services, Fault> {
    let [name, ..] = catalog::EMBEDDED;
    let store = Store::open(&Location::Sqlite(folder.join("bench.db"))).await?;
    let text = catalog::embedded(name).ok_or("the catalog is embedded")?;
    let catalogs = Catalogs::publish(&store, name, text, SystemClock.now()).await?;
    let sandbox = sandbox::open_sandbox(&store, demo::first(&catalogs.current().catalog)).await?;
    let secrets = Secrets::of_ring(&store, KeyRing::fresh(&OsRandomness)).await?;
    let services = Services {
        store,
        clock: sandbox.clock(),
        system: Arc::new(SystemClock),
        random: Arc::new(OsRandomness),
        catalogs,
        passwords: Passwords::new(Config::new(Settings::default())?.password_cost),
        secrets,
        sends_mail: false,
    };
    demo::build(&services, &sandbox).await?;
    Ok(services)
}

/// The app as one that costs something each month: a running term renews itself, all others are billed.
fn costing(outlook: &Outlook, now: im_console::domain::calendar::Timestamp) -> Outlook {
    let mut busy = outlook.clone();
    if matches!((busy.app.state, busy.app.plan), (AppState::Active, Plan::Prepaid { .. })) {
        busy.app.auto_renew = true;
        return busy;
    }
    let edition = Edition::Professional;
    let setup = Setup {
        add_ons: vec![AddOn::LivestreamGroups],
        history_days: Some(30),
        ..Setup::plain(edition, Some(BillingMode::Postpaid))
    };
    busy.app.state = AppState::Active;
    busy.app.plan = Plan::Postpaid { edition };
    busy.course = Course::new(vec![Turn { at: now.plus_seconds(-90 * 86_400), setup }]);
    busy
}
