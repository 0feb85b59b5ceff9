//! What a signed-in customer waits for: the list of applications (24 cards of 300), the configuration page of one, and
//! that of one which has something to show in every section, over HTTP on loopback, uncompressed, with the log of a live console. Beside each, in alternating rounds and behind
//! the same loop of the same program: its query through the same pool and its template without anything around them,
//! and a handler that only answers with the same bytes. Then all pages at 1,000 requests per second.

#[path = "support/figures.rs"]
mod figures;
#[path = "support/filled.rs"]
mod filled;
#[path = "support/http.rs"]
mod http;
#[path = "support/limits.rs"]
mod limits;
#[path = "support/load.rs"]
mod load;

use std::{fs::File, net::SocketAddr, path::Path, sync::Arc, sync::Mutex, time::Duration};

use axum::Router;
use im_console::{
    cli::{self, LOG, demo},
    clock::{Clock as _, SystemClock},
    config::{Config, Settings},
    domain::{catalog, product::Edition},
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
    /// The page's bytes.
    size: usize,
}

fn main() -> Result<(), Fault> {
    let nowhere = Mutex::new(File::options().write(true).open("/dev/null")?);
    cli::log(LOG.into(), nowhere);
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

/// Serves the console and what its pages are compared with.
async fn hosts(server: &tokio::runtime::Runtime, state: &State) -> Result<Vec<Compared>, Fault> {
    let console = host(server, web::router(state.clone())).await?;
    let (seen, cookie) = sign_in(server, state, console, demo::SHOP).await?;
    let app = seen.app("", Some(Edition::Ultimate)).await?;
    let query = host(server, limits::query_and_template(seen, app)).await?;
    let mut pages = Vec::new();
    for (name, path) in [("/apps", "/apps".to_owned()), ("/apps/{id}", format!("/apps/{app}"))] {
        pages.push(compared(server, (name, &path), (console, query), &cookie).await?);
    }
    let (seen, cookie) = sign_in(server, state, console, demo::STUDIO).await?;
    let app = seen.app(filled::APP, None).await?;
    filled::fill(seen.services(), seen.account(), app).await?;
    let query = host(server, limits::query_and_template(seen, app)).await?;
    let name = "/apps/{id}, every section filled";
    pages.push(compared(server, (name, &format!("/apps/{app}")), (console, query), &cookie).await?);
    Ok(pages)
}

/// A customer's cookie, and what the console hands to the handlers of their pages.
async fn sign_in(
    server: &tokio::runtime::Runtime,
    state: &State,
    console: SocketAddr,
    who: demo::SignIn,
) -> Result<(Seen, String), Fault> {
    let (router, seen) = limits::seeing(state.clone());
    let door = host(server, router).await?;
    let cookie = Client::connect(console).await?.sign_in(console, (who.email, who.password)).await?;
    Ok((limits::see(seen, door, &cookie).await?, cookie))
}

/// A page beside what it is compared with, which must answer with the same.
async fn compared(
    server: &tokio::runtime::Runtime,
    (name, path): (&'static str, &str),
    (console, query): (SocketAddr, SocketAddr),
    cookie: &str,
) -> Result<Compared, Fault> {
    let page = Target { address: console, request: http::page(console, path, cookie).into() };
    let query = Target { address: query, request: http::page(query, path, cookie).into() };
    let body = same_body(&page, &query).await?;
    let size = body.len();
    let bytes = host(server, limits::same_bytes(body)).await?;
    let bytes = Target { address: bytes, request: http::page(bytes, "/", cookie).into() };
    Ok(Compared { name, page, query, bytes, size })
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
    let Compared { name, page, query, bytes, size } = compared;
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
    say(&format!("{name}: page {page:.0}/s of {size} bytes, {}", verdict(kilobytes(*size), &(..=60.0))))?;
    let kept = verdict(of_query.median(), &(0.6..));
    say(&format!("  query and template {query:.0}/s, ratio {of_query}, {kept}"))?;
    let kept = verdict(of_bytes.median(), &(0.12..));
    say(&format!("  same bytes {bytes:.0}/s, ratio {of_bytes}, {kept}"))
}

/// Thousands of bytes.
#[expect(clippy::cast_precision_loss, reason = "a size for printing")]
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1_000.0
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
