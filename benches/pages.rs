//! What a signed-in customer waits for: the list of applications (24 cards of 300) and the configuration page of one,
//! over HTTP on loopback, uncompressed, with the log of a live console. Beside each, in alternating rounds and behind
//! the same loop of the same program: its query through the same pool and its template without anything around them,
//! and a handler that only answers with the same bytes. Then both pages at 1,000 requests per second.

#[path = "support/figures.rs"]
mod figures;
#[path = "support/http.rs"]
mod http;
#[path = "support/limits.rs"]
mod limits;
#[path = "support/load.rs"]
mod load;

use std::{fs::File, net::SocketAddr, path::Path, sync::Arc, sync::Mutex, time::Duration};

use axum::Router;
use im_console::{
    cli::{LOG, demo},
    clock::{Clock as _, SystemClock},
    config::{Config, Settings},
    domain::catalog,
    random::OsRandomness,
    services::{Catalogs, Passwords, Secrets, Services, sandbox, secrets::KeyRing},
    store::{Location, Store},
    web::{
        self, State,
        serve::{Limits, serve},
    },
};
use tokio::net::TcpListener;

use figures::{Rounds, say, verdict};
use http::Client;
use limits::Seen;
use load::Target;

const ROUNDS: usize = 9;
const ROUND: Duration = Duration::from_millis(1_500);
const RATE: u32 = 1_000;
/// Requests of a round at the constant rate.
const REQUESTS: u32 = 5_000;
const RATE_ROUNDS: usize = 3;

type Fault = Box<dyn std::error::Error + Send + Sync>;

/// One page, and what it is compared with.
struct Compared {
    name: &'static str,
    page: Target,
    query: Target,
    bytes: Target,
}

fn main() -> Result<(), Fault> {
    let nowhere = Mutex::new(File::options().write(true).open("/dev/null")?);
    tracing_subscriber::fmt().json().with_env_filter(LOG).with_writer(nowhere).init();
    let server = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let client = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let folder = tempfile::tempdir()?;
    let state = server.block_on(world(folder.path()))?;
    let _entered = server.enter();
    let pages = client.block_on(hosts(&server, &state))?;
    for compared in &pages {
        client.block_on(compare(compared))?;
    }
    for compared in &pages {
        client.block_on(at_constant_rate(compared))?;
    }
    Ok(())
}

/// The demo's sandbox, in which one customer has three hundred applications.
async fn world(folder: &Path) -> Result<State, Fault> {
    let [name, ..] = catalog::EMBEDDED;
    let store = Store::open(&Location::Sqlite(folder.join("bench.db"))).await?;
    let text = catalog::embedded(name).ok_or("the catalog is embedded")?;
    let catalogs = Catalogs::publish(&store, name, text, SystemClock.now()).await?;
    let sandbox = sandbox::open_sandbox(&store, demo::first(&catalogs.current().catalog)).await?;
    let config = Config::new(Settings::default())?;
    let services = Services {
        secrets: Secrets::of_ring(&store, KeyRing::fresh(&OsRandomness)).await?,
        store,
        clock: sandbox.clock(),
        system: Arc::new(SystemClock),
        random: Arc::new(OsRandomness),
        catalogs,
        passwords: Passwords::new(config.password_cost),
        sends_mail: false,
    };
    demo::build(&services, &sandbox).await?;
    Ok(State::new(config, services, Some(sandbox)))
}

/// Serves the console and what it is compared with; gives the pages, which must be the same everywhere.
async fn hosts(server: &tokio::runtime::Runtime, state: &State) -> Result<[Compared; 2], Fault> {
    let (router, seen) = limits::seeing(state.clone());
    let (door, console) = (host(server, router).await?, host(server, web::router(state.clone())).await?);
    let mut client = Client::connect(console).await?;
    let cookie = client.sign_in(console, (demo::SHOP.email, demo::SHOP.password)).await?;
    let seen: Seen = limits::see(seen, door, &cookie).await?;
    let app = seen.app_with_package().await?;
    let query = host(server, limits::query_and_template(seen, app)).await?;
    let own = format!("/apps/{app}");
    let mut pages = Vec::new();
    for (name, path) in [("/apps", "/apps"), ("/apps/{id}", own.as_str())] {
        let page = Target { address: console, request: http::page(console, path, &cookie).into() };
        let query = Target { address: query, request: http::page(query, path, &cookie).into() };
        let body = same_body(&page, &query).await?;
        let bytes = host(server, limits::same_bytes(body)).await?;
        let bytes = Target { address: bytes, request: http::page(bytes, "/", &cookie).into() };
        pages.push(Compared { name, page, query, bytes });
    }
    pages.try_into().map_err(|_| "two pages".into())
}

/// Serves `router` as the console is served.
async fn host(server: &tokio::runtime::Runtime, router: Router) -> Result<SocketAddr, Fault> {
    let listener = TcpListener::bind("127.0.0.1:0").await?.into_std()?;
    let address = listener.local_addr()?;
    server.spawn(async move {
        let Ok(listener) = TcpListener::from_std(listener) else { return };
        serve(listener, router, Limits::default(), std::future::pending()).await;
    });
    Ok(address)
}

/// The page's bytes, once it is sure that what it is compared with answers with the same.
async fn same_body(page: &Target, query: &Target) -> Result<Vec<u8>, Fault> {
    let mut bodies = Vec::new();
    for target in [page, query] {
        let mut client = Client::connect(target.address).await?;
        bodies.push(client.get(&target.request).await?.to_vec());
    }
    if bodies.first() != bodies.last() {
        return Err("the page and what it is compared with differ".into());
    }
    bodies.pop().ok_or_else(|| "no page".into())
}

async fn compare(compared: &Compared) -> Result<(), Fault> {
    let Compared { name, page, query, bytes } = compared;
    let targets = [page, query, bytes];
    let (mut rates, mut of_query, mut of_bytes) =
        ([(); 3].map(|()| Rounds::default()), Rounds::default(), Rounds::default());
    for target in targets {
        load::fastest(target, ROUND / 3).await?;
    }
    for round in 0..ROUNDS {
        let mut now = [0.0; 3];
        for place in 0..targets.len() {
            let turn = (round + place) % targets.len();
            if let (Some(target), Some(rate)) = (targets.get(turn), now.get_mut(turn)) {
                *rate = load::fastest(target, ROUND).await?;
            }
        }
        let [page, query, bytes] = now;
        rates.iter_mut().zip(now).for_each(|(rounds, rate)| rounds.add(rate));
        of_query.add(page / query);
        of_bytes.add(page / bytes);
    }
    let [page, query, bytes] = &rates;
    say(&format!("{name}: page {page:.0}/s"))?;
    let kept = verdict(of_query.median(), &(0.6..));
    say(&format!("  query and template {query:.0}/s, ratio {of_query}, {kept}"))?;
    let kept = verdict(of_bytes.median(), &(0.12..));
    say(&format!("  same bytes {bytes:.0}/s, ratio {of_bytes}, {kept}"))
}

/// The slowest hundredth at the constant rate, beside that of the handler that only has the bytes.
async fn at_constant_rate(compared: &Compared) -> Result<(), Fault> {
    let (mut page, mut bytes) = (Rounds::default(), Rounds::default());
    for _ in 0..RATE_ROUNDS {
        for (target, rounds) in [(&compared.page, &mut page), (&compared.bytes, &mut bytes)] {
            let taken = load::constant(target, RATE, REQUESTS).await?;
            rounds.add(load::slowest_hundredth(taken));
        }
    }
    let kept = verdict(page.median(), &(..=10.0));
    say(&format!("{} at {RATE}/s: p99 {page} ms, {kept}; same bytes {bytes} ms", compared.name))
}
