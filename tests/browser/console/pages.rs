//! Every page of the console, once: who sees it and where it is. A route that answers GET and is not here fails a test.

mod addresses;
mod made;

use im_console::{
    cli::demo,
    domain::ids::{AccountId, UserId},
    services::{Actor, audit::Who},
    web::{self, Audience, Route, paths},
};

pub(crate) use self::made::quotes;
use self::{
    addresses::{FIXED, OF_APPS, VARIABLE},
    made::{secrets, upgrade},
};
use super::Console;
use crate::support::Browser;

/// Who looks at a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Viewer {
    /// Nobody who is signed in.
    Stranger,
    /// The customer with an app in every state.
    Studio,
    /// The customer with three hundred apps.
    Shop,
    /// The customer who is not verified.
    Newcomer,
    /// A member of the staff.
    Operator,
}

impl Viewer {
    pub(crate) const ALL: [Self; 5] =
        [Self::Stranger, Self::Studio, Self::Shop, Self::Newcomer, Self::Operator];

    /// Signs in.
    pub(crate) async fn enter(self, console: &Console, browser: &Browser) {
        match self {
            Self::Stranger => {}
            Self::Studio => console.sign_in(browser, demo::STUDIO, paths::ACCOUNT).await,
            Self::Shop => console.sign_in(browser, demo::SHOP, paths::ACCOUNT).await,
            Self::Newcomer => console.sign_in(browser, demo::NEWCOMER, paths::ACCOUNT).await,
            Self::Operator => console.sign_in_operator(browser).await,
        }
    }

    /// Signs out.
    pub(crate) async fn leave(self, browser: &Browser) {
        if self != Self::Stranger {
            browser.click(".top form .btn").await;
            browser.find(".shell.plain").await;
        }
    }
}

/// A page and who looks at it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) viewer: Viewer,
    pub(crate) path: String,
}

/// All of them, those of one viewer together.
pub(crate) async fn all(console: &Console) -> Vec<Place> {
    let mut places = Vec::new();
    for (viewer, paths) in FIXED {
        places.extend(paths.iter().map(|path| Place { viewer: *viewer, path: (*path).to_owned() }));
    }
    for (route, names) in OF_APPS {
        for name in *names {
            let path = filled_in(route, &console.app(name).await.to_string());
            places.push(Place { viewer: Viewer::Studio, path });
        }
    }
    for (viewer, route, sql) in VARIABLE {
        let values = console.texts(sql).await;
        assert!(!values.is_empty(), "the demo has nothing for {route}");
        places.extend(values.iter().map(|value| Place { viewer: *viewer, path: filled_in(route, value) }));
    }
    let made = [quotes(console).await, vec![upgrade(console).await], secrets(console).await].concat();
    places.extend(made.into_iter().map(|path| Place { viewer: Viewer::Studio, path }));
    let routes = routes();
    places.retain(|place| place.path == "/nowhere" || routes.iter().any(|route| answers(route, &place.path)));
    places.sort_by_key(|place| Viewer::ALL.iter().position(|viewer| *viewer == place.viewer));
    places
}

/// The address with its variable part filled in.
fn filled_in(route: &str, value: &str) -> String {
    let (before, rest) = route.split_once('{').unwrap();
    let (_, after) = rest.split_once('}').unwrap();
    format!("{before}{value}{after}")
}

/// The demo's first customer.
pub(crate) async fn studio(console: &Console) -> (AccountId, Actor) {
    let ids = console
        .texts(
            "SELECT lower(hex(m.user_id)) || lower(hex(m.account_id)) FROM memberships m
             JOIN users u ON u.id = m.user_id WHERE u.email = 'demo@example.com'",
        )
        .await;
    let (user, account) = ids[0].split_at(32);
    let actor = Actor { who: Who::User(UserId(user.parse().unwrap())), ..Actor::console() };
    (AccountId(account.parse().unwrap()), actor)
}

/// The routes that show a page.
fn routes() -> Vec<Route> {
    let all = web::table().into_iter().chain(web::sandbox_table());
    all.filter(|route| route.methods.contains(&"get") && route.audience != Audience::Machine).collect()
}

fn answers(route: &Route, path: &str) -> bool {
    let path = path.split('?').next().unwrap();
    let (wanted, given): (Vec<_>, Vec<_>) = (route.path.split('/').collect(), path.split('/').collect());
    let fits = |(wanted, given): (&&str, &&str)| wanted.starts_with('{') || wanted == given;
    wanted.len() == given.len() && wanted.iter().zip(&given).all(fits)
}

#[test]
fn every_page_that_the_console_has_is_looked_at() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let console = Console::open().await;
        let places = all(&console).await;
        // Two only lead elsewhere; the summary is part of the purchase page, and files are no pages.
        let elsewhere = [paths::HOME, paths::ACCOUNT_PASSWORD, "/buy/summary"];
        let files = [paths::BILL_CSV, paths::BILL_JSON, paths::BILL_PDF, paths::FORECAST_CSV];
        for route in
            routes().iter().filter(|route| !elsewhere.contains(&route.path) && !files.contains(&route.path))
        {
            assert!(places.iter().any(|place| answers(route, &place.path)), "nobody looks at {}", route.path);
        }
    });
}
