//! `simulate`: years of customers who do whatever comes into their heads, twice at once or broken off in the middle, in
//! a database of their own. After every step everything that must hold is looked up, and the first thing that does not
//! ends the run. A seed gives the same customers and the same acts; where an act is broken off depends on the machine.

mod acts;
mod chance;
mod world;

use std::{
    fmt::Write as _,
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use clap::Args;

use super::{open, say};
use crate::random::{OsRandomness, Randomness};
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
}

/// Simulates in a temporary folder.
pub(super) async fn run(plan: &Plan) -> anyhow::Result<ExitCode> {
    let seed = plan.seed.unwrap_or_else(|| {
        let mut bytes = [0; 4];
        OsRandomness.fill(&mut bytes);
        u64::from(u32::from_le_bytes(bytes))
    });
    say(&format!("seed {seed}: {} customers, {} years, {}", plan.accounts, plan.years, plan.catalog))?;
    let folder = open::temporary();
    let outcome = live(plan, seed, &folder).await;
    let removed = std::fs::remove_dir_all(&folder);
    removed.with_context(|| format!("cannot remove the folder {}", folder.display()))?;
    say(&outcome.with_context(|| format!("seed {seed}"))?)?;
    Ok(ExitCode::SUCCESS)
}

/// Lives through the years; gives what was done.
async fn live(plan: &Plan, seed: u64, folder: &Path) -> anyhow::Result<String> {
    let began = Instant::now();
    let is_over =
        |began: Instant| plan.within.is_some_and(|seconds| began.elapsed() >= Duration::from_secs(seconds));
    let mut chance = Chance::new(seed);
    let mut world = World::open(folder, &plan.catalog, seed).await?;
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
    let days = world.services.now().seconds_since(world.start) / 86_400;
    Ok(format!("{steps} steps over {days} days: everything held after each. {}", world.tally()))
}
