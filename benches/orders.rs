//! An order, confirmed and paid through the service, beside the very same rows written raw: one round trip and one
//! commit each, with a connection for each client. Durable on both sides (`synchronous=FULL`). Both take turns, each
//! round on a fresh copy of the same database. Prints orders per second and the ratio.

#[path = "support/figures.rs"]
mod figures;
#[path = "support/raw_orders.rs"]
mod raw_orders;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use im_console::{
    clock::{Clock, ManualClock, SystemClock},
    config::Config,
    domain::{
        account::Verification,
        app::{App, AppName, Profile},
        calendar::Timestamp,
        catalog,
        ids::{AccountId, QuoteId, SdkAppId},
        money::Amount,
        product::{AddOn, Edition},
        purchase::Cart,
    },
    random::{OsRandomness, Randomness},
    services::{
        Actor, Catalogs, Passwords, Secrets, Services,
        purchase::{Payment, Placed},
        secrets::KeyRing,
        top_ups::TopUpForm,
    },
    store::{Location, Store},
};

use figures::{Rounds, say, verdict};
use raw_orders::Rows;

const ORDERS: usize = 1_920;
const ROUNDS: usize = 7;
/// How many clients, and what the service must reach of the raw rate.
const CLIENTS: [(usize, f64); 2] = [(1, 0.6), (32, 1.2)];

type Fault = Box<dyn std::error::Error + Send + Sync>;
type Quotes = Vec<(AccountId, Vec<QuoteId>)>;

fn main() -> Result<(), Fault> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    for (clients, least) in CLIENTS {
        let folder = tempfile::tempdir()?;
        let bench = runtime.block_on(Bench::new(folder.path(), clients))?;
        let [mut service, mut raw, mut ratio] = [(); 3].map(|()| Rounds::default());
        for round in 0..ROUNDS {
            let (of_service, of_raw) = runtime.block_on(bench.round(round))?;
            service.add(of_service);
            raw.add(of_raw);
            ratio.add(of_service / of_raw);
        }
        let kept = verdict(ratio.median(), &(least..));
        say(&format!(
            "orders, {clients:2} clients: service {service:.0}/s, raw {raw:.0}/s, ratio {ratio}, {kept}"
        ))?;
    }
    Ok(())
}

/// A database in which every order is quoted and none is placed, and the rows that placing them all leaves.
struct Bench {
    folder: PathBuf,
    quotes: Quotes,
    rows: Arc<[Rows]>,
    clients: usize,
}

impl Bench {
    async fn new(folder: &Path, clients: usize) -> Result<Self, Fault> {
        let folder = folder.to_path_buf();
        let services = open(&folder.join("quoted.db")).await?;
        let quotes = prepare(&services, clients).await?;
        services.store.close().await;
        drop(services);
        raw_orders::copy(&folder.join("quoted.db"), &folder.join("start.db")).await?;
        let bench = Self { folder, quotes, rows: Arc::new([]), clients };
        bench.service("model.db").await?;
        let rows = raw_orders::read(&bench.folder.join("model.db")).await?.into();
        Ok(Self { rows, ..bench })
    }

    /// Orders per second through the service and raw, one after the other.
    async fn round(&self, round: usize) -> Result<(f64, f64), Fault> {
        if round.is_multiple_of(2) {
            let service = self.service(&format!("service{round}.db")).await?;
            Ok((service, self.raw(&format!("raw{round}.db")).await?))
        } else {
            let raw = self.raw(&format!("raw{round}.db")).await?;
            Ok((self.service(&format!("service{round}.db")).await?, raw))
        }
    }

    fn copy(&self, name: &str) -> Result<PathBuf, Fault> {
        let file = self.folder.join(name);
        std::fs::copy(self.folder.join("start.db"), &file)?;
        std::fs::File::open(&file)?.sync_all()?;
        Ok(file)
    }

    async fn service(&self, name: &str) -> Result<f64, Fault> {
        let services = open(&self.copy(name)?).await?;
        let rate = through_service(&services, self.quotes.clone()).await?;
        services.store.close().await;
        Ok(rate)
    }

    async fn raw(&self, name: &str) -> Result<f64, Fault> {
        raw_orders::write_all(&self.copy(name)?, &self.rows, self.clients).await
    }
}

async fn open(path: &Path) -> Result<Services, Fault> {
    let store = Store::open(&Location::Sqlite(path.to_path_buf())).await?;
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::at(Timestamp::from_unix(1_790_000_000)));
    let content = catalog::embedded("mainland").ok_or("the mainland catalog is embedded")?;
    let catalogs = Catalogs::publish(&store, "mainland.toml", content, clock.now()).await?;
    let passwords = Passwords::new(Config::LEAST_COST);
    let (system, random) = (Arc::new(SystemClock), Arc::new(OsRandomness));
    let secrets = Secrets::of_ring(&store, KeyRing::parse(&"c0ffee00".repeat(8))?).await?;
    let sends_mail = false;
    Ok(Services { store, clock, system, random, catalogs, passwords, secrets, sends_mail })
}

/// One account per client, with money and a quote for each of its orders.
async fn prepare(services: &Services, clients: usize) -> Result<Quotes, Fault> {
    let random: &dyn Randomness = &OsRandomness;
    let actor = Actor::console();
    let mut all = Vec::new();
    for _ in 0..clients {
        let id = AccountId(random.uuid(services.now()));
        let mut tx = services.store.write().await?;
        im_console::store::accounts::insert(&mut tx, id, "bench", services.now()).await?;
        let account = im_console::store::accounts::lock(&mut tx, id).await?.ok_or("the account is there")?;
        let approved =
            im_console::store::accounts::LockedAccount { verification: Verification::Approved, ..account };
        let mut batch = im_console::store::Batch::new();
        im_console::store::accounts::save(&mut batch, &approved);
        batch.run(&mut tx).await?;
        tx.commit().await?;
        for _ in 0..10 {
            let form =
                TopUpForm { amount: Amount::minor(1_000_000_000), reference: "bench".into(), order: None };
            services.file_top_up(id, form, true, &actor).await?;
        }
        let mut quotes = Vec::new();
        for _ in 0..ORDERS / clients {
            quotes.push(quote(services, id, &actor).await?);
        }
        all.push((id, quotes));
    }
    Ok(all)
}

async fn quote(services: &Services, account: AccountId, actor: &Actor) -> Result<QuoteId, Fault> {
    let mut tx = services.store.write().await?;
    let number = im_console::store::apps::next_number(&mut tx).await?;
    let id = SdkAppId::new(number).ok_or("a number")?;
    let profile =
        Profile { name: AppName::parse("bench")?, app_type: "social".into(), introduction: String::new() };
    let created_at = services.now().plus_seconds(-1);
    let app = App::new_trial(id, account, profile, "cn".into(), created_at);
    let mut batch = im_console::store::Batch::new();
    im_console::store::apps::insert(&mut batch, &app, app.created_at);
    batch.run(&mut tx).await?;
    tx.commit().await?;
    let cart = Cart {
        package: Some(Edition::Professional),
        add_ons: vec![AddOn::LivestreamGroups, AddOn::GroupsPerUser(1_000)],
        months: 6,
        auto_renew: false,
    };
    Ok(services.quote(account, app.id, cart, actor).await?.id)
}

async fn through_service(services: &Services, quotes: Quotes) -> Result<f64, Fault> {
    let (began, count) = (Instant::now(), quotes.iter().map(|(_, quotes)| quotes.len()).sum());
    let mut tasks = Vec::new();
    for (account, quotes) in quotes {
        let services = services.clone();
        tasks.push(tokio::spawn(async move {
            for quote in quotes {
                match services.confirm(account, quote, Payment::Now, &Actor::console()).await? {
                    Placed::Paid(_) => {}
                    other => return Err(Fault::from(format!("not paid: {other:?}"))),
                }
            }
            Ok::<(), Fault>(())
        }));
    }
    for task in tasks {
        task.await??;
    }
    Ok(raw_orders::rate(count, began))
}
