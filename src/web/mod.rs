//! The console over HTTP: every route on one screen, and the layers around all of them. Reads through the store,
//! writes through the services only.

pub mod assets;
pub mod client;
pub mod cookies;
mod csrf;
mod csv;
mod download;
pub mod error;
mod escape;
pub mod extract;
pub mod flash;
pub mod form;
pub mod headers;
mod health;
mod kept;
mod limits;
pub mod list;
pub mod locale;
pub mod page;
pub mod pages;
pub mod paths;
pub mod serve;
mod session;
mod stack;
mod state;
pub mod trace;
pub mod upload;
pub mod view;
pub mod visitor;

use std::sync::LazyLock;

use axum::{Router, routing::MethodRouter};

pub use error::Error;
pub use escape::Escape;
pub use state::State;

/// Whom a route is for. Routes of customers and operators refuse everybody else before their handler runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Whoever comes, signed in as a customer or not at all.
    Everyone,
    /// Customers who are signed in.
    Customer,
    /// The operators' side before signing in.
    OperatorDoor,
    /// Operators who are signed in.
    Operator,
    /// Machines: files and probes, without a session.
    Machine,
}

/// One address of the console.
#[derive(Clone, Debug)]
pub struct Route {
    /// The address, with its variable parts in braces.
    pub path: &'static str,
    /// Whom it is for.
    pub audience: Audience,
    /// The methods it answers, in lower case; `get` answers HEAD too.
    pub methods: &'static [&'static str],
    handler: MethodRouter<State>,
}

macro_rules! routes {
    ($( $audience:ident $path:expr => { $($method:ident: $handler:expr),+ $(,)? } )*) => {
        vec![$( Route {
            path: $path,
            audience: Audience::$audience,
            methods: &[$(stringify!($method)),+],
            handler: MethodRouter::new()$(.$method($handler))+,
        } ),*]
    };
}

/// What a sandbox has besides: a live console answers these addresses like any that does not exist (T1).
#[must_use]
pub fn sandbox_table() -> Vec<Route> {
    routes! {
        Customer paths::SANDBOX_CLOCK => { get: pages::sandbox::get, post: pages::sandbox::post }
    }
}

/// Every route of a live console.
#[must_use]
pub fn table() -> Vec<Route> {
    [open(), account(), apps(), purchase_and_billing(), operators()].concat()
}

/// Whether a GET of this path has a page.
fn is_page(path: &str) -> bool {
    static PAGES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let routes = table().into_iter().chain(sandbox_table());
        routes.filter(|route| route.methods.contains(&"get")).map(|route| route.path).collect()
    });
    PAGES.iter().any(|page| paths::is_at(path, page))
}

/// What works without signing in.
fn open() -> Vec<Route> {
    routes! {
        Everyone paths::HOME => { get: pages::home::get }
        Everyone paths::SIGN_IN => { get: pages::sign_in::get, post: pages::sign_in::post }
        Everyone paths::SIGN_UP => { get: pages::sign_up::get, post: pages::sign_up::post }
        Everyone paths::SIGN_OUT => { post: pages::sign_out::post }
        Everyone paths::SIGNED_OUT => { get: pages::sign_out::get }
        Everyone paths::RESET => { get: pages::reset::get, post: pages::reset::post }
        Everyone paths::RESET_CODE => { get: pages::reset::get_code, post: pages::reset::post_code }
        Everyone paths::HELP => { get: pages::help::get }
        Everyone paths::SLA => { get: pages::sla::get }
        Machine paths::STATIC => { get: assets::get }
        Machine paths::HEALTH => { get: health::lives }
        Machine paths::READY => { get: health::is_ready }
    }
}

fn account() -> Vec<Route> {
    routes! {
        Customer paths::REAUTH => { get: pages::reauth::get, post: pages::reauth::post }
        Customer paths::ACCOUNT => { get: pages::account::get }
        Customer paths::ACCOUNT_PASSWORD => { get: pages::account::get_password, post: pages::account::post_password }
        Customer paths::ACCOUNT_SESSION_END => { post: pages::account::post_end }
        Customer paths::ACCOUNT_SESSIONS_END => { post: pages::account::post_end_others }
        Customer paths::MESSAGES => { get: pages::messages::get }
        Customer paths::MESSAGES_READ => { post: pages::messages::post }
        Customer paths::ACTIVITY => { get: pages::activity::get }
        Customer paths::TICKETS => { get: pages::tickets::get }
        Customer paths::TICKET_NEW => { get: pages::tickets::new::get, post: pages::tickets::new::post }
        Customer paths::TICKET => { get: pages::tickets::one::get }
        Customer paths::TICKET_MESSAGES => { post: pages::tickets::one::post_message }
        Customer paths::TICKET_CLOSE => { post: pages::tickets::one::post_close }
        Customer paths::VERIFICATION => { get: pages::verification::get, post: pages::verification::post }
    }
}

fn apps() -> Vec<Route> {
    routes! {
        Customer paths::APPS => { get: pages::apps::get }
        Customer paths::APP_NEW => { get: pages::app_new::get, post: pages::app_new::post }
        Customer paths::APP => { get: pages::app::get }
        Customer paths::APP_PROFILE => { get: pages::app_profile::get, post: pages::app_profile::post }
        Customer paths::APP_AUTO_RENEW => { post: pages::app_auto_renew::post }
        Customer paths::APP_RENEW => { get: pages::app_renew::get, post: pages::app_renew::post }
        Customer paths::APP_REFUND => { get: pages::app_refund::get, post: pages::app_refund::post }
        Customer paths::APP_UPGRADE_PACKAGE => { get: pages::app_upgrade::get, post: pages::app_upgrade::post }
        Customer paths::APP_UPGRADE => { get: pages::app_change::get_upgrade, post: pages::app_change::post_upgrade }
        Customer paths::APP_RECONFIGURE => { get: pages::app_change::get_reconfigure, post: pages::app_change::post_reconfigure }
        Customer paths::APP_HISTORY => { get: pages::app_change::history::get, post: pages::app_change::history::post }
        Customer paths::APP_DOWNGRADE => { get: pages::app_downgrade::get, post: pages::app_downgrade::post }
        Customer paths::APP_DEACTIVATE => { get: pages::app_deactivate::get, post: pages::app_deactivate::post }
        Customer paths::APP_DELETE => { get: pages::app_delete::get, post: pages::app_delete::post }
        Customer paths::APP_FORECAST => { get: pages::forecast::get_app }
        Customer paths::APP_WHAT_IF => { get: pages::what_if::get }
        Customer paths::APP_KEY => { get: pages::app_key::get, post: pages::app_key::post }
        Customer paths::APP_KEY_ROTATE => { get: pages::app_key::act::get_rotate, post: pages::app_key::act::post_rotate }
        Customer paths::APP_KEY_END => { get: pages::app_key::act::get_end, post: pages::app_key::act::post_end }
        Customer paths::APP_KEY_SWITCH => { post: pages::app_key::post_switch }
        Customer paths::APP_USER_SIG => { get: pages::app_user_sig::get, post: pages::app_user_sig::post }
        Customer paths::APP_AUDIO_VIDEO => { get: pages::app_audio_video::get }
        Customer paths::APP_AUDIO_VIDEO_ENABLE => { post: pages::app_audio_video::post_enable }
        Customer paths::APP_CALL_TRIAL => { post: pages::app_audio_video::post_trial }
        Customer paths::APP_ADMINISTRATORS => { get: pages::administrators::get, post: pages::administrators::post }
        Customer paths::APP_ADMINISTRATOR_DELETE => { get: pages::administrators::delete::get, post: pages::administrators::delete::post }
        Customer paths::APP_TAGS => { get: pages::tags::get, post: pages::tags::post }
        Customer paths::PUSH_NEW => { get: pages::push::get, post: pages::push::post }
        Customer paths::PUSH_CHECK => { get: pages::push::check::get, post: pages::push::check::post }
        Customer paths::PUSH_EDIT => { get: pages::push::edit::get, post: pages::push::edit::post }
        Customer paths::PUSH_DELETE => { get: pages::push::delete::get, post: pages::push::delete::post }
    }
}

fn purchase_and_billing() -> Vec<Route> {
    routes! {
        Customer paths::BUY => { get: pages::buy::get }
        Customer paths::BUY_SUMMARY => { get: pages::buy::summary }
        Customer paths::BUY_APPS => { post: pages::buy::post_app }
        Customer paths::QUOTES => { post: pages::buy::post }
        Customer paths::QUOTE => { get: pages::quote::get }
        Customer paths::QUOTE_VOUCHER => { post: pages::quote::post_voucher }
        Customer paths::PLACE_ORDER => { post: pages::quote::post_order }
        Customer paths::ORDER => { get: pages::order::get }
        Customer paths::ORDER_PAY => { post: pages::order::post_pay }
        Customer paths::ORDER_CANCEL => { get: pages::order::get_cancel, post: pages::order::post_cancel }
        Customer paths::BILLING => { get: pages::billing::get }
        Customer paths::FORECAST => { get: pages::forecast::get_account }
        Customer paths::FORECAST_CSV => { get: pages::forecast::get_csv }
        Customer paths::BUDGET => { get: pages::budget::get, post: pages::budget::post }
        Customer paths::BILLS => { get: pages::bills::get }
        Customer paths::BILL => { get: pages::bill::get }
        Customer paths::BILL_CSV => { get: pages::bill::get_csv }
        Customer paths::BILL_PDF => { get: pages::bill::get_pdf }
        Customer paths::BILL_JSON => { get: pages::bill::get_json }
        Customer paths::ORDERS => { get: pages::orders_list::get }
        Customer paths::REFUND => { get: pages::refund::get }
        Customer paths::RENEWALS => { get: pages::upkeep::get }
        Customer paths::RENEWALS_CHECK => { get: pages::upkeep::check::get, post: pages::upkeep::check::post }
        Customer paths::LEDGER => { get: pages::ledger::get }
        Customer paths::TOP_UPS => { get: pages::top_ups::get }
        Customer paths::TOP_UP_NEW => { get: pages::top_up_new::get, post: pages::top_up_new::post }
        Customer paths::VOUCHERS => { get: pages::vouchers::get }
    }
}

fn operators() -> Vec<Route> {
    routes! {
        OperatorDoor paths::OPERATOR_SIGN_IN => { get: pages::sign_in::get_operator, post: pages::sign_in::post_operator }
        OperatorDoor paths::OPERATOR_SIGN_OUT => { post: pages::sign_out::post_operator }
        Operator paths::OPERATOR_REAUTH => { get: pages::reauth::get_operator, post: pages::reauth::post_operator }
        Operator paths::OPERATOR_ACCOUNT => { get: pages::operator_account::get, post: pages::operator_account::post }
        Operator paths::OPERATOR => { get: pages::operator::queue::get }
        Operator paths::OPERATOR_PARKED => { post: pages::operator::parked::post }
        Operator paths::OPERATOR_VERIFICATION => { get: pages::operator::verification::get, post: pages::operator::verification::post }
        Operator paths::OPERATOR_TICKET => { get: pages::operator::ticket::get, post: pages::operator::ticket::post }
        Operator paths::OPERATOR_TICKET_ACT => { post: pages::operator::ticket::post_act }
        Operator paths::OPERATOR_AUDIT => { get: pages::operator::audit::get }
        Operator paths::OPERATOR_TOP_UP => { get: pages::operator::top_up::get, post: pages::operator::top_up::post }
    }
}

/// The console.
pub fn router(state: State) -> Router {
    router_with(state, Router::new())
}

/// The console with further routes behind the same layers; tests put handlers there that fail.
pub fn router_with(state: State, more: Router<State>) -> Router {
    let extra = if state.sandbox().is_some() { sandbox_table() } else { Vec::new() };
    let routes = table().into_iter().chain(extra).collect();
    stack::build(state, routes, more)
}
