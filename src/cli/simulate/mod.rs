//! `simulate`: years of customers who do whatever comes into their heads, twice at once, broken off in the middle or in a
//! process that is stopped between two statements, in a database of their own. After every step everything that must
//! hold is looked up, and the first thing that does not ends the run. A seed gives the same customers and the same acts; where an act is broken off depends on the machine.

mod acts;
mod chance;
mod stopped;
mod wishes;
mod world;

use std::{
    fmt::Write as _,
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};
use clap::Args;

use super::{open, say};
use crate::{
    config::Secret,
    random::{OsRandomness, Randomness},
    services::sandbox,
    store::{Location, Store},
};
use chance::Chance;
use world::World;

/// How a simulation goes.
#[derive(Args, Clone, Debug)]
pub(super) struct Plan {
    /// The seed that everything follows from [default: a fresh one, which is printed]
    #[arg(long)]
    seed: Option<u64>,
    /// How many years pass
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=50))]
    years: u32,
    /// How many customers there are
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    accounts: u32,
    /// End after so many seconds, though not all years are over
    #[arg(long, value_name = "SECONDS")]
    within: Option<u64>,
    /// "mainland", "international" or the path of a catalog file
    #[arg(long, value_name = "NAME|PATH", default_value = "mainland")]
    catalog: String,
    /// The address of an empty PostgreSQL database, which is filled, instead of a file that is gone afterwards
    #[arg(long, value_name = "URL")]
    database_url: Option<Secret>,
    /// What a process that is to be stopped does
    #[arg(long, hide = true)]
    task: Option<String>,
}

/// Simulates in a temporary folder, or an empty database that is filled and stays.
pub(super) async fn run(plan: &Plan) -> anyhow::Result<ExitCode> {
    if let Some(task) = &plan.task {
        return stopped::obey(task).await;
    }
    let seed = plan.seed.unwrap_or_else(|| {
        let mut bytes = [0; 4];
        OsRandomness.fill(&mut bytes);
        u64::from(u32::from_le_bytes(bytes))
    });
    say(&format!("seed {seed}: {} customers, {} years, {}", plan.accounts, plan.years, plan.catalog))?;
    if !stopped::IS_POSSIBLE {
        say("a release build can't stop a process between two statements: acts are only broken off")?;
    }
    let outcome = match &plan.database_url {
        Some(url) => on_server(plan, seed, url.reveal()).await?,
        None => in_folder(plan, seed).await?,
    };
    say(&outcome.with_context(|| format!("seed {seed}"))?)?;
    Ok(ExitCode::SUCCESS)
}

async fn in_folder(plan: &Plan, seed: u64) -> anyhow::Result<anyhow::Result<String>> {
    let folder = open::temporary();
    open::make(&folder)?;
    let outcome = live(plan, seed, &Location::Sqlite(open::file_in(&folder))).await;
    let removed = std::fs::remove_dir_all(&folder);
    removed.with_context(|| format!("cannot remove the folder {}", folder.display()))?;
    Ok(outcome)
}

async fn on_server(plan: &Plan, seed: u64, url: &str) -> anyhow::Result<anyhow::Result<String>> {
    let location = Location::Postgres(url.to_owned());
    let store = Store::open(&location).await.context("cannot open the database server")?;
    let is_new = sandbox::is_new(&store).await?;
    store.close().await;
    ensure!(is_new, "the database is in use: simulate in an empty one");
    Ok(live(plan, seed, &location).await)
}

/// Lives through the years; gives what was done.
async fn live(plan: &Plan, seed: u64, location: &Location) -> anyhow::Result<String> {
    let began = Instant::now();
    let is_over =
        |began: Instant| plan.within.is_some_and(|seconds| began.elapsed() >= Duration::from_secs(seconds));
    let mut chance = Chance::new(seed);
    let mut world = World::open(location, &plan.catalog, (seed, 0)).await?;
    world.settle(plan.accounts).await?;
    let end = world.services.catalog().catalog.calendar().months_later(world.services.now(), 12 * plan.years);
    let mut steps = 0_u64;
    while world.services.now() < end && !is_over(began) {
        steps += 1;
        let told = world.step(&mut chance).await.with_context(|| format!("step {steps}"))?;
        let broken = world.services.broken_invariants().await?;
        if !broken.is_empty() {
            let mut text = format!("step {steps} ({told}) left:");
            broken.iter().try_for_each(|broken| write!(text, " {broken};"))?;
            bail!(text);
        }
    }
    world.services.store.close().await;
    let days = world.services.now().seconds_since(world.start) / 86_400;
    Ok(format!("{steps} steps over {days} days: everything held after each. {}", world.tally()))
}
