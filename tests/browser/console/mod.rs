//! The console as a person meets it in a browser: the demo's story in a database of its own for each test, behind the
//! real router. The story is told once for the whole run.

pub(crate) mod pages;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header::COOKIE},
};
use im_console::{
    cli::demo::{self, SignIn},
    clock::{Clock as _, SystemClock},
    config::{Config, PasswordCost, Settings},
    domain::{catalog::embedded, ids::SdkAppId},
    random::OsRandomness,
    services::{Catalogs, Passwords, Secrets, Services, sandbox, secrets::KeyRing},
    store::{Location, Store},
    web::{self, State},
};
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;
use tokio::{fs, sync::OnceCell};
use tower::ServiceExt as _;

use crate::support::{
    Browser,
    server::{TestServer, serve},
};

/// The demo's database file, as it is after the story.
static STORY: OnceCell<Vec<u8>> = OnceCell::const_new();
/// Hashing that takes no time.
const CHEAP: PasswordCost = PasswordCost { memory_kib: 64, passes: 1 };
const CATALOG: &str = "mainland";

/// A console with the demo in it.
pub(crate) struct Console {
    pub(crate) services: Services,
    /// What is served: further servers may stand before it.
    pub(crate) router: Router,
    server: TestServer,
    folder: TempDir,
}

impl Console {
    /// With the whole demo.
    pub(crate) async fn open() -> Self {
        let folder = TempDir::new().unwrap();
        let story = STORY.get_or_init(tell).await;
        fs::write(file_in(folder.path()), story).await.unwrap();
        Self::on(folder).await
    }

    /// A new sandbox, in which nobody is yet.
    pub(crate) async fn empty() -> Self {
        Self::on(TempDir::new().unwrap()).await
    }

    async fn on(folder: TempDir) -> Self {
        let (services, sandbox) = services(folder.path()).await;
        let config = Config::new(Settings { sign_in_burst: Some(1_000), ..Settings::default() }).unwrap();
        let router = web::router(State::new(config, services.clone(), Some(sandbox)));
        Self { server: serve(router.clone()).await, services, router, folder }
    }

    /// The same console with something between it and the browser.
    pub(crate) async fn behind(mut self, put_between: impl FnOnce(Router) -> Router) -> Self {
        self.server = serve(put_between(self.router.clone())).await;
        self
    }

    /// The full address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        self.server.url(path)
    }

    /// The first column of what a query finds, as text.
    pub(crate) async fn texts(&self, sql: &'static str) -> Vec<String> {
        let rows: Vec<(String,)> = sqlx::query_as(sql).fetch_all(&mut self.database().await).await.unwrap();
        rows.into_iter().map(|(text,)| text).collect()
    }

    /// The app of this name.
    pub(crate) async fn app(&self, name: &str) -> SdkAppId {
        let find = sqlx::query_as("SELECT sdk_app_id FROM apps WHERE name = $1");
        let (id,): (i64,) = find.bind(name).fetch_one(&mut self.database().await).await.unwrap();
        SdkAppId::new(id).unwrap()
    }

    async fn database(&self) -> SqliteConnection {
        let url = format!("sqlite://{}", file_in(self.folder.path()).display());
        SqliteConnection::connect(&url).await.unwrap()
    }

    /// A file that the page offers, as the browser's session gets it.
    pub(crate) async fn download(&self, browser: &Browser, path: &str) -> Vec<u8> {
        let cookies = browser.cdp("Network.getAllCookies", json!({})).await;
        let cookies = cookies["cookies"].as_array().unwrap();
        let pair = |cookie: &Value| {
            format!("{}={}", cookie["name"].as_str().unwrap(), cookie["value"].as_str().unwrap())
        };
        let cookies = cookies.iter().map(pair).collect::<Vec<_>>().join("; ");
        let request = Request::get(path).header(COOKIE, cookies).body(Body::empty()).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()
    }

    /// Signs in through the page and lands where `next` leads.
    pub(crate) async fn sign_in(&self, browser: &Browser, who: SignIn, next: &str) {
        browser.goto(&self.url(&web::paths::with_next(web::paths::SIGN_IN, next))).await;
        enter(browser, who).await;
        browser.arrive(next).await;
    }

    /// Signs an operator in.
    pub(crate) async fn sign_in_operator(&self, browser: &Browser) {
        browser.goto(&self.url(web::paths::OPERATOR_SIGN_IN)).await;
        enter(browser, demo::OPERATOR).await;
        browser.find(".top.ops form .btn").await;
    }

    /// Switches the language as the links on every page do.
    pub(crate) async fn speak(&self, browser: &Browser, tag: &str) {
        browser.goto(&self.url(&web::paths::with_query(web::paths::HELP, &[("lang", tag)]))).await;
        browser.find(&format!("html[lang='{tag}']")).await;
    }
}

/// Fills in the sign-in form and sends it.
pub(crate) async fn enter(browser: &Browser, who: SignIn) {
    browser.fill("#email", who.email).await;
    browser.fill("#password", who.password).await;
    browser.click("main button.pri").await;
}

fn file_in(folder: &Path) -> PathBuf {
    folder.join("im-console.db")
}

async fn services(folder: &Path) -> (Services, sandbox::Sandbox) {
    let store = Store::open(&Location::Sqlite(file_in(folder))).await.unwrap();
    let text = embedded(CATALOG).unwrap();
    let system = Arc::new(SystemClock);
    let catalogs = Catalogs::publish(&store, CATALOG, text, system.now()).await.unwrap();
    let sandbox = sandbox::open_sandbox(&store, demo::first(&catalogs.current().catalog)).await.unwrap();
    let ring = KeyRing::parse(&"c0ffee00".repeat(8)).unwrap();
    let services = Services {
        secrets: Secrets::of_ring(&store, ring).await.unwrap(),
        store,
        clock: sandbox.clock(),
        system,
        random: Arc::new(OsRandomness),
        catalogs,
        passwords: Passwords::new(CHEAP),
        sends_mail: true,
    };
    (services, sandbox)
}

async fn tell() -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let (services, sandbox) = services(folder.path()).await;
    demo::build(&services, &sandbox).await.unwrap();
    services.store.close().await;
    let whole = folder.path().join("whole.db");
    let url = format!("sqlite://{}", file_in(folder.path()).display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    sqlx::query("VACUUM INTO $1").bind(whole.to_str()).execute(&mut connection).await.unwrap();
    fs::read(whole).await.unwrap()
}
