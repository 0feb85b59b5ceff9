//! Every page of the console, once: who sees it and where it is. A route that answers GET and is not here fails a test.

use im_console::{
    cli::demo,
    domain::{
        ids::{AccountId, SdkAppId, UserId},
        product::Edition,
        purchase::Cart,
        push::{Entered, Field, File, Vendor},
        upgrade::Target,
        wish::Wish,
    },
    services::{Actor, audit::Who, keys::KeyConfirmation},
    web::{self, Audience, Route, paths},
};

use p256::{
    ecdsa::SigningKey,
    pkcs8::{EncodePrivateKey as _, LineEnding},
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

/// Pages whose address has no variable part.
const FIXED: &[(Viewer, &[&str])] = &[
    (
        Viewer::Stranger,
        &[
            "/sign-in",
            "/sign-in?next=/buy",
            "/sign-up",
            "/reset",
            "/reset/code",
            "/signed-out",
            "/help",
            "/sla",
            "/nowhere",
            "/operator/sign-in",
        ],
    ),
    (
        Viewer::Studio,
        &[
            "/apps",
            "/apps?q=nothing",
            "/apps/new",
            "/buy",
            "/billing",
            "/billing/bills",
            "/billing/bills/2026-11",
            "/billing/orders",
            "/billing/orders?status=canceled",
            "/billing/ledger",
            "/billing/top-ups",
            "/billing/top-ups/new",
            "/billing/vouchers",
            "/billing/renewals",
            "/billing/renewals?tab=automatic",
            "/billing/renewals?tab=ended",
            "/billing/renewals/check",
            "/billing/forecast",
            "/billing/budget",
            "/account",
            "/messages",
            "/messages?show=unread",
            "/messages?before=1.00000000-0000-0000-0000-000000000000",
            "/account/activity",
            "/account/activity?action=app_delete&by=visitor",
            "/tickets",
            "/tickets/new",
            "/verification",
            "/reauth",
            "/sandbox/clock",
            "/nowhere",
        ],
    ),
    (Viewer::Shop, &["/apps", "/apps/new", "/billing/renewals", "/billing/forecast"]),
    (
        Viewer::Newcomer,
        &[
            "/apps",
            "/buy",
            "/billing",
            "/billing/bills",
            "/billing/orders",
            "/billing/ledger",
            "/billing/top-ups",
            "/billing/vouchers",
            "/messages",
            "/tickets",
            "/verification",
        ],
    ),
    (Viewer::Operator, &["/operator", "/operator/account", "/operator/reauth", "/operator/audit?verify=yes"]),
];

/// Routes with a variable part, who sees them, and what stands there.
const VARIABLE: &[(Viewer, &str, &str)] = &[
    (
        Viewer::Studio,
        "/apps/{id}",
        "SELECT CAST(MAX(sdk_app_id) AS TEXT) FROM apps a WHERE account_id = (SELECT account_id FROM apps WHERE name = '云上课堂')
         AND status <> 'deleted' GROUP BY status, edition, billing_mode, EXISTS (SELECT 1 FROM orders o WHERE o.sdk_app_id = a.sdk_app_id AND o.status = 'unpaid')",
    ),
    (Viewer::Studio, "/apps/{id}/profile", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '云上课堂'"),
    (Viewer::Studio, "/apps/{id}/deactivate", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '星海社区'"),
    (Viewer::Studio, "/apps/{id}/deactivate", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '老友圈'"),
    (Viewer::Studio, "/apps/{id}/upgrade", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('老友圈', '星海社区')"),
    (
        Viewer::Studio,
        "/apps/{id}/upgrade?edition=professional&for=professional&livestream_groups=yes&step=check",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '老友圈'",
    ),
    (
        Viewer::Studio,
        "/apps/{id}/reconfigure",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('星河直播', 'Tide_Chat')",
    ),
    (
        Viewer::Studio,
        "/apps/{id}/reconfigure?edition=ultimate&for=ultimate&step=check",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = 'Tide_Chat'",
    ),
    (Viewer::Studio, "/apps/{id}/history", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('云上课堂', 'Tide_Chat')"),
    (Viewer::Studio, "/apps/{id}/history?days=30", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '云上课堂'"),
    (Viewer::Studio, "/apps/{id}/downgrade", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('老友圈', '云上课堂')"),
    (
        Viewer::Studio,
        "/apps/{id}/audio-video",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('云上课堂', '星海社区', '试播间')",
    ),
    (Viewer::Studio, "/apps/{id}/delete", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '试播间'"),
    (
        Viewer::Studio,
        "/apps/{id}/renew",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('云上课堂', '夜读会', '星海社区')",
    ),
    (
        Viewer::Studio,
        "/apps/{id}/upgrade-package",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('云上课堂', '夜读会')",
    ),
    (
        Viewer::Studio,
        "/apps/{id}/refund",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('云上课堂', '校园社团', '夜读会')",
    ),
    (
        Viewer::Studio,
        "/apps/{id}/refund?what=groups_per_user",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '云上课堂'",
    ),
    (
        Viewer::Studio,
        "/billing/renewals/check?months=6&app_{id}=yes",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('云上课堂', '星海社区')",
    ),
    (
        Viewer::Studio,
        "/billing/refunds/{id}",
        "SELECT lower(hex(id)) FROM refunds WHERE account_id = (SELECT account_id FROM apps WHERE name = '云上课堂')",
    ),
    (
        Viewer::Studio,
        "/orders/{no}",
        "SELECT MAX(no) FROM orders WHERE account_id = (SELECT account_id FROM apps WHERE name = '云上课堂')
         GROUP BY kind, status, refunded > 0, voucher_id IS NULL",
    ),
    (
        Viewer::Studio,
        "/billing/bills/{month}",
        "SELECT month FROM bills WHERE account_id = (SELECT account_id FROM apps WHERE name = '云上课堂')",
    ),
    (
        Viewer::Studio,
        "/orders/{no}/cancel",
        "SELECT MAX(no) FROM orders WHERE status = 'unpaid' AND sdk_app_id = (SELECT sdk_app_id FROM apps WHERE name = '拼团助手')",
    ),
    (
        Viewer::Studio,
        "/buy?app={id}",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('云上课堂', '星海社区')",
    ),
    (
        Viewer::Studio,
        "/apps/{id}/administrators",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('云上课堂', '试播间')",
    ),
    (
        Viewer::Studio,
        "/apps/{id}/administrators/delete?name=lessons-ops",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '云上课堂'",
    ),
    (
        Viewer::Studio,
        "/apps/{id}/forecast",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('云上课堂', 'Tide_Chat', '试播间')",
    ),
    (
        Viewer::Studio,
        "/apps/{id}/what-if",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('云上课堂', 'Tide_Chat', '试播间')",
    ),
    (
        Viewer::Studio,
        "/apps/{id}/what-if?plan=renew&step=compare&months=12",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '云上课堂'",
    ),
    (
        Viewer::Studio,
        "/apps/{id}/key",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name IN ('云上课堂', '老友圈')",
    ),
    (Viewer::Studio, "/apps/{id}/key/rotate", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '云上课堂'"),
    (Viewer::Studio, "/apps/{id}/usersig", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '云上课堂'"),
    (Viewer::Studio, "/apps/{id}/push/new", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '云上课堂'"),
    (Viewer::Studio, "/apps/{id}/push/new?vendor=apns", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '云上课堂'"),
    (Viewer::Studio, "/apps/{id}/push/new?vendor=vivo", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '云上课堂'"),
    (Viewer::Studio, "/apps/{id}/tags", "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '云上课堂'"),
    (Viewer::Studio, "/billing/bills/{month}?group=tag:team", "SELECT MAX(month) FROM bills"),
    (
        Viewer::Studio,
        "/tickets/new?topic=delete_app&app={id}",
        "SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '旧版客服'",
    ),
    (Viewer::Studio, "/tickets/{id}", "SELECT lower(hex(id)) FROM tickets"),
    (Viewer::Operator, "/operator/tickets/{id}", "SELECT lower(hex(id)) FROM tickets"),
    (Viewer::Operator, "/operator/verifications/{id}", "SELECT lower(hex(id)) FROM verifications"),
    (Viewer::Operator, "/operator/top-ups/{id}", "SELECT lower(hex(id)) FROM topups LIMIT 1"),
];

/// All of them, those of one viewer together.
pub(crate) async fn all(console: &Console) -> Vec<Place> {
    let mut places = Vec::new();
    for (viewer, paths) in FIXED {
        places.extend(paths.iter().map(|path| Place { viewer: *viewer, path: (*path).to_owned() }));
    }
    for (viewer, route, sql) in VARIABLE {
        let values = console.texts(sql).await;
        assert!(!values.is_empty(), "the demo has nothing for {route}");
        let (before, rest) = route.split_once('{').unwrap();
        let (_, after) = rest.split_once('}').unwrap();
        places.extend(
            values.iter().map(|value| Place { viewer: *viewer, path: format!("{before}{value}{after}") }),
        );
    }
    let made = [quotes(console).await, vec![upgrade(console).await], secrets(console).await].concat();
    places.extend(made.into_iter().map(|path| Place { viewer: Viewer::Studio, path }));
    let routes = routes();
    places.retain(|place| place.path == "/nowhere" || routes.iter().any(|route| answers(route, &place.path)));
    places.sort_by_key(|place| Viewer::ALL.iter().position(|viewer| *viewer == place.viewer));
    places
}

/// The check pages of a quote that can be paid and of one that costs more than there is.
pub(crate) async fn quotes(console: &Console) -> Vec<String> {
    let (account, actor) = studio(console).await;
    let app = console.texts("SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '星海社区'").await;
    let app = SdkAppId::new(app[0].parse().unwrap()).unwrap();
    let mut paths = Vec::new();
    for (edition, months) in [(Edition::Professional, 1), (Edition::Ultimate, 24)] {
        let cart = Cart { package: Some(edition), add_ons: vec![], months, auto_renew: false };
        let quote = console.services.quote(account, app, cart, &actor).await.unwrap();
        paths.push(format!("/quotes/{}", quote.id));
    }
    paths
}

/// The check page of an upgrade that gives something back.
async fn upgrade(console: &Console) -> String {
    let (account, actor) = studio(console).await;
    let app = console.texts("SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '云上课堂'").await;
    let app = SdkAppId::new(app[0].parse().unwrap()).unwrap();
    let wish = Wish::Upgrade(Target::Ultimate(None));
    let quote = console.services.quote(account, app, wish, &actor).await.unwrap();
    format!("/quotes/{}", quote.id)
}

/// The end of an older key, a push certificate to check, and the deletion of one.
async fn secrets(console: &Console) -> Vec<String> {
    let (account, actor) = studio(console).await;
    let app = console.texts("SELECT CAST(sdk_app_id AS TEXT) FROM apps WHERE name = '夜读会'").await;
    let app = SdkAppId::new(app[0].parse().unwrap()).unwrap();
    let services = &console.services;
    let typed = app.to_string();
    let confirmed = KeyConfirmation { typed: &typed, key: services.form_key() };
    services.rotate_key(account, app, confirmed, &actor).await.unwrap();
    let pem = SigningKey::from_slice(&[7; 32]).unwrap().to_pkcs8_pem(LineEnding::LF).unwrap().to_string();
    let apple = [
        (Field::KeyId, "ABC123DEFG"),
        (Field::TeamId, "TEAM123456"),
        (Field::Bundle, "com.example.chat"),
        (Field::Environment, "production"),
    ];
    let file = Some(File { name: "AuthKey.p8".to_owned(), bytes: pem.into_bytes() });
    let huawei = [
        (Field::Package, "com.example.chat"),
        (Field::AppId, "A101"),
        (Field::Secret, "not-4-everyone-to-see"),
        (Field::Click, "app"),
    ];
    let forms = [(Vendor::ApnsKey, apple, file, "check"), (Vendor::Huawei, huawei, None, "delete")];
    let mut paths = vec![format!("/apps/{app}/key/end-older")];
    for (vendor, texts, file, page) in forms {
        let texts = texts.map(|(field, text)| (field, text.to_owned())).into();
        let (form, key) = ((vendor, Entered { texts, file }), services.form_key());
        let row = services.add_push_certificate((account, app), form, key, &actor).await.unwrap();
        paths.push(format!("/push/{}/{page}", row.number));
    }
    paths
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
