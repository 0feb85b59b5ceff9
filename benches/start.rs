//! What the program takes of a machine: the time from its start to its first answer on an existing data folder, its
//! memory at rest, under page load and with a hundred people signing in at once, what others wait for meanwhile, and
//! the size of the binary. The program is the one that is shipped, as a process of its own.

#[path = "support/figures.rs"]
mod figures;
#[path = "support/http.rs"]
mod http;
#[path = "support/load.rs"]
mod load;
#[path = "support/program.rs"]
mod program;
#[path = "support/town.rs"]
mod town;

use std::{
    net::{IpAddr, SocketAddr},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use sqlx::{ConnectOptions as _, Connection as _, sqlite::SqliteConnectOptions};
use tokio::{sync::Barrier, task::JoinSet};

use figures::{Rounds, say, verdict};
use http::Client;
use load::Target;
use program::Program;

const STARTS: usize = 21;
const LOAD: Duration = Duration::from_secs(5);
/// Requests per second, and how many, of those who only look at a page while others sign in.
const RATE: u32 = 100;
const REQUESTS: u32 = 200;
const MEGABYTE: f64 = 1_000_000.0;

type Fault = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let services = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    services.block_on(town::build(&folder.path().join(program::FILE)))?;
    drop(services);
    let size = megabytes(std::fs::metadata(program::PATH)?.len())?;
    say(&format!("binary: {size:.1} MB, {}", verdict(size, &(..=20.0))))?;
    let client = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    client.block_on(async {
        starts(folder.path()).await?;
        memory(folder.path()).await
    })
}

/// Starts the program again and again; in turn, a run that only prints its version and an opening of the database.
async fn starts(folder: &Path) -> Result<(), Fault> {
    let [mut ready, mut version, mut opening] = [(); 3].map(|()| Rounds::default());
    for _ in 0..STARTS {
        let (program, taken) = Program::start(folder).await?;
        ready.add(milliseconds(taken));
        program.stop()?;
        let began = Instant::now();
        Command::new(program::PATH).arg("--version").stdout(Stdio::null()).status()?;
        version.add(milliseconds(began.elapsed()));
        let began = Instant::now();
        open(&folder.join(program::FILE)).await?;
        opening.add(milliseconds(began.elapsed()));
    }
    say(&format!("start to ready: {ready:.1} ms, {}", verdict(ready.median(), &(..=150.0))))?;
    say(&format!("  a run of --version {version:.1} ms, opening the database {opening:.1} ms"))
}

async fn open(file: &Path) -> Result<(), Fault> {
    let mut connection = SqliteConnectOptions::new().filename(file).connect().await?;
    sqlx::query("SELECT COUNT(*) FROM accounts").execute(&mut connection).await?;
    Ok(connection.close().await?)
}

async fn memory(folder: &Path) -> Result<(), Fault> {
    let (program, _) = Program::start(folder).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    tell("at rest", program.memory("VmRSS")?, 30.0)?;
    let address = program.address;
    let mut client = Client::connect(address).await?;
    let cookie = client.sign_in(address, (town::SHOP, town::PASSWORD)).await?;
    let target = Target { address, request: http::page(address, "/apps", &cookie).into() };
    let rate = load::fastest(&target, LOAD).await?;
    say(&format!("page load: {rate:.0} lists of 24 applications per second"))?;
    tell("under page load, at most", program.memory("VmHWM")?, 80.0)?;
    let calm = load::slowest_hundredth(load::constant(&target, RATE, REQUESTS).await?);
    let (slowest, meanwhile) = tokio::try_join!(sign_ins(address), load::constant(&target, RATE, REQUESTS))?;
    let people = town::PEOPLE;
    say(&format!("{people} sign-ins at once: the last is in after {:.0} ms", milliseconds(slowest)))?;
    let busy = load::slowest_hundredth(meanwhile);
    say(&format!("a page meanwhile, {RATE}/s: p99 {busy:.1} ms; without them {calm:.1} ms"))?;
    tell("with sign-ins, at most", program.memory("VmHWM")?, 80.0)?;
    tell("afterwards", program.memory("VmRSS")?, 80.0)?;
    program.stop()
}

/// Signs everybody in at once, each from an address of their own; gives how long the last one waits.
async fn sign_ins(address: SocketAddr) -> Result<Duration, Fault> {
    let together = Arc::new(Barrier::new(usize::from(town::PEOPLE)));
    let mut tasks = JoinSet::new();
    for person in 1..=town::PEOPLE {
        let (own, together) = (IpAddr::from([127, 0, 1, person]), Arc::clone(&together));
        tasks.spawn(async move {
            let mut client = Client::connect_from(own, address).await?;
            together.wait().await;
            let began = Instant::now();
            client.sign_in(address, (&town::email(person), town::PASSWORD)).await?;
            Ok::<_, Fault>(began.elapsed())
        });
    }
    let mut slowest = Duration::ZERO;
    while let Some(done) = tasks.join_next().await {
        slowest = slowest.max(done??);
    }
    Ok(slowest)
}

fn tell(when: &str, bytes: u64, most: f64) -> Result<(), Fault> {
    let used = megabytes(bytes)?;
    say(&format!("memory {when}: {used:.1} MB, {}", verdict(used, &(..=most))))
}

fn megabytes(bytes: u64) -> Result<f64, Fault> {
    Ok(f64::from(u32::try_from(bytes)?) / MEGABYTE)
}

fn milliseconds(taken: Duration) -> f64 {
    taken.as_secs_f64() * 1_000.0
}
