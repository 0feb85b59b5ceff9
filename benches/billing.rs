//! The billing run of a month (U7): bills of applications with an edition, two add-ons and one change in the month, drawn
//! up on the 1st and debited on the 3rd, with ledger, audit rows and messages. Beside it, what SQLite alone needs to
//! write the very same rows into an empty database of the same tables, in one transaction: copied from table to table,
//! the fastest that it knows, and given one by one. Prints rows per second, both ratios, applications per second for each
//! size (the time is to be linear in the number) and the most memory taken.
//!
//! Sizes are arguments: `cargo bench --bench billing -- 100000 1000000`, with the applications of one account behind a
//! stroke where they are not as many as it may have: `100000/10`.

#[path = "support/figures.rs"]
mod figures;
#[path = "support/raw_rows.rs"]
mod raw_rows;

use std::{path::Path, sync::Arc, time::Instant};

use im_console::{
    clock::{Clock as _, ManualClock, SystemClock},
    config::Config,
    domain::{
        app::{App, AppName, Plan, Profile},
        bill::BillTimes,
        calendar::Timestamp,
        catalog,
        ids::{AccountId, SdkAppId},
        money::Amount,
        month::Month,
        product::{AddOn, Edition},
    },
    random::{OsRandomness, Randomness},
    services::{Actor, Catalogs, Passwords, Secrets, Services, secrets::KeyRing, top_ups::TopUpForm},
    store::{Batch, Location, Store, accounts, apps},
};

use figures::{Rounds, say, verdict};

/// What is billed unless the command line names something else.
const USUAL: Size = Size { apps: 100_000, per_account: PER_ACCOUNT };
/// Rounds of a size that is not [`MANY`].
const ROUNDS: usize = 3;
/// From how many applications on one round has to do.
const MANY: u32 = 200_000;
/// Applications of one account: as many as it may have.
const PER_ACCOUNT: u32 = 300;
/// What the run must reach of the raw rate.
const LEAST: f64 = 0.4;
/// The most memory, in megabytes.
const MOST_MEMORY: f64 = 200.0;
/// Seconds.
const DAY: i64 = 86_400;
/// The first number of the applications.
const FIRST: i64 = 1_400_000_001;

type Fault = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Fault> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let named: Vec<Size> = std::env::args().filter_map(|argument| Size::parse(&argument)).collect();
    let sizes = if named.is_empty() { vec![USUAL] } else { named };
    for size in sizes {
        let [mut applications, mut ratio, mut by_row, mut memory] = [(); 4].map(|()| Rounds::default());
        for _ in 0..if size.apps > MANY { 1 } else { ROUNDS } {
            let folder = tempfile::tempdir()?;
            let done = runtime.block_on(run(folder.path(), size))?;
            say(&done.line())?;
            applications.add(f64::from(size.apps) / done.seconds);
            ratio.add(done.rate() / done.copied);
            by_row.add(done.rate() / done.given);
            memory.add(done.memory);
        }
        let (rate, most) = (verdict(ratio.median(), &(LEAST..)), verdict(memory.median(), &(..=MOST_MEMORY)));
        let Size { apps, per_account } = size;
        say(&format!("{apps} applications, {per_account} an account: {applications:.0}/s"))?;
        say(&format!("  ratio {ratio}, {rate}; to rows given one by one {by_row}"))?;
        say(&format!("  at most {memory:.0} MB, {most}"))?;
    }
    Ok(())
}

/// How much is billed.
#[derive(Clone, Copy)]
struct Size {
    apps: u32,
    per_account: u32,
}

impl Size {
    /// `100000`, or `100000/10`.
    fn parse(text: &str) -> Option<Self> {
        let (apps, per_account) = text.split_once('/').map_or((text, None), |(apps, own)| (apps, Some(own)));
        let per_account = per_account.map_or(Some(PER_ACCOUNT), |own| own.parse().ok())?;
        Some(Self { apps: apps.parse().ok()?, per_account })
    }
}

/// What a run came to.
struct Done {
    rows: f64,
    seconds: f64,
    /// Rows per second that SQLite alone copies from a table of the same columns.
    copied: f64,
    /// Rows per second that it takes when it is given them one by one.
    given: f64,
    /// Megabytes.
    memory: f64,
}

impl Done {
    fn rate(&self) -> f64 {
        self.rows / self.seconds
    }

    fn line(&self) -> String {
        let Self { rows, seconds, copied, given, .. } = self;
        let rate = self.rate();
        format!("  {rows} rows in {seconds:.1} s: {rate:.0}/s; raw {copied:.0}/s copied, {given:.0}/s given")
    }
}

/// Bills applications for one month.
async fn run(folder: &Path, size: Size) -> Result<Done, Fault> {
    let file = folder.join("billed.db");
    let (services, clock) = open(&file).await?;
    let catalog = services.catalog().catalog;
    let month = Month::parse("2026-05").ok_or("a month")?;
    let times = BillTimes::of(&catalog, month);
    let span = month.span(catalog.calendar());
    fill(&services, size, (span.from.plus_seconds(-20 * DAY), span.from.plus_seconds(14 * DAY))).await?;
    clock.advance_to(span.to.plus_seconds(-1));
    services.run_due(services.now()).await?;
    let before = raw_rows::count(&file).await?;
    raw_rows::forget_peak()?;
    let began = Instant::now();
    clock.advance_to(times.debit_at);
    let done = services.run_due(services.now()).await?;
    let seconds = began.elapsed().as_secs_f64();
    let memory = raw_rows::peak()?;
    services.store.close().await;
    let accounts = size.apps.div_ceil(size.per_account);
    if done != 2 * accounts {
        return Err(format!("{done} steps instead of {}", 2 * accounts).into());
    }
    let rows = raw_rows::count(&file).await? - before;
    let copied = raw_rows::write_again(&file, &folder.join("copied.db"), "").await?;
    // A condition keeps SQLite from copying records as they are: it takes each row apart and puts it together.
    let given = raw_rows::write_again(&file, &folder.join("given.db"), "WHERE true").await?;
    Ok(Done { rows, seconds, copied, given, memory })
}

async fn open(file: &Path) -> Result<(Services, Arc<ManualClock>), Fault> {
    let store = Store::open(&Location::Sqlite(file.to_path_buf())).await?;
    let clock = Arc::new(ManualClock::at(Timestamp::from_unix(1_770_000_000)));
    let content = catalog::embedded("mainland").ok_or("the mainland catalog is embedded")?;
    let catalogs = Catalogs::publish(&store, "mainland.toml", content, clock.now()).await?;
    let passwords = Passwords::new(Config::LEAST_COST);
    let (system, random) = (Arc::new(SystemClock), Arc::new(OsRandomness));
    let secrets = Secrets::of_ring(&store, KeyRing::fresh(&OsRandomness)).await?;
    let services = Services {
        store,
        clock: clock.clone(),
        system,
        random,
        catalogs,
        passwords,
        secrets,
        sends_mail: false,
    };
    Ok((services, clock))
}

/// Makes accounts with money and applications: `im` first, upgraded at one moment and changed at another.
async fn fill(services: &Services, size: Size, moments: (Timestamp, Timestamp)) -> Result<(), Fault> {
    let random: &dyn Randomness = &OsRandomness;
    let mut next = FIRST;
    let last = FIRST + i64::from(size.apps);
    while next < last {
        let id = AccountId(random.uuid(services.now()));
        let end = last.min(next + i64::from(size.per_account));
        let mut tx = services.store.write().await?;
        accounts::insert(&mut tx, id, "bench", services.now()).await?;
        for stage in 0..3 {
            let mut batch = Batch::new();
            for number in next..end {
                add(&mut batch, (number, id), stage, (services.now(), moments.0, moments.1))?;
            }
            batch.run(&mut tx).await?;
        }
        tx.commit().await?;
        let amount = Amount::minor(1_000_000_000);
        let form = TopUpForm { amount, reference: "bench".into(), order: None };
        services.file_top_up(id, form, true, &Actor::console()).await?;
        next = end;
    }
    Ok(())
}

/// Adds one stage of an application's life to the batch: that it came, was upgraded, was changed.
fn add(
    batch: &mut Batch,
    (number, account): (i64, AccountId),
    stage: u8,
    (created, upgraded, changed): (Timestamp, Timestamp, Timestamp),
) -> Result<(), Fault> {
    let id = SdkAppId::new(number).ok_or("a number")?;
    let profile =
        Profile { name: AppName::parse("bench")?, app_type: "social".into(), introduction: String::new() };
    let im = App { plan: Plan::Im, ..App::new_trial(id, account, profile, "cn".into(), created) };
    let add_ons = vec![AddOn::LivestreamGroups, AddOn::GroupsPerUser(1_000)];
    let plan = Plan::Postpaid { edition: Edition::Professional };
    let professional = App { plan, add_ons, ..im.clone() };
    match stage {
        0 => apps::insert(batch, &im, created),
        1 => apps::save(batch, &professional, upgraded, None),
        _ => {
            let mut app = professional;
            app.add_ons.push(AddOn::MembersPerGroup(2_000));
            apps::save(batch, &app, changed, None);
        }
    }
    Ok(())
}
