//! Every address of the console. Nothing else writes one down, so that a route and its links cannot drift apart.

mod ahead;
mod keys;
mod messages;
mod operator;
mod push;
mod rtc;
mod team;
mod tickets;

pub use ahead::*;
pub use keys::*;
pub use messages::*;
pub use operator::*;
pub use push::*;
pub use rtc::*;
pub use team::*;
pub use tickets::*;

use crate::domain::{
    app::App,
    change::ChangeKind,
    ids::{OrderNo, QuoteId, RefundId, SdkAppId},
    month::Month,
};

/// The first page: the applications when signed in, else sign-in.
pub const HOME: &str = "/";
/// Sign-in.
pub const SIGN_IN: &str = "/sign-in";
/// Sign-up.
pub const SIGN_UP: &str = "/sign-up";
/// Ends the session (POST only).
pub const SIGN_OUT: &str = "/sign-out";
/// Where sign-out ends.
pub const SIGNED_OUT: &str = "/signed-out";
/// Asks for the password again before something sensitive.
pub const REAUTH: &str = "/reauth";
/// The account's security: password and sessions.
pub const ACCOUNT: &str = "/account";
/// Changes the password.
pub const ACCOUNT_PASSWORD: &str = "/account/password";
/// Ends one of the user's sessions (POST only).
pub const ACCOUNT_SESSION_END: &str = "/account/sessions/end";
/// Ends all other sessions of the user (POST only).
pub const ACCOUNT_SESSIONS_END: &str = "/account/sessions/end-others";
/// Real-name verification (A2).
pub const VERIFICATION: &str = "/verification";
/// The service level agreement.
pub const SLA: &str = "/sla";
/// Help.
pub const HELP: &str = "/help";
/// The applications.
pub const APPS: &str = "/apps";
/// Creates an application.
pub const APP_NEW: &str = "/apps/new";
/// The configuration page of an application.
pub const APP: &str = "/apps/{id}";
/// Edits the profile of an application.
pub const APP_PROFILE: &str = "/apps/{id}/profile";
/// Switches the automatic renewal of an application.
pub const APP_AUTO_RENEW: &str = "/apps/{id}/auto-renew";
/// Renews the package of an application by hand.
pub const APP_RENEW: &str = "/apps/{id}/renew";
/// Refunds the package of an application or an add-on.
pub const APP_REFUND: &str = "/apps/{id}/refund";
/// Takes an application to a higher package or tier.
pub const APP_UPGRADE_PACKAGE: &str = "/apps/{id}/upgrade-package";
/// Upgrades an application to postpaid (U1).
pub const APP_UPGRADE: &str = "/apps/{id}/upgrade";
/// Reconfigures a postpaid application (U2).
pub const APP_RECONFIGURE: &str = "/apps/{id}/reconfigure";
/// Sets how long an application keeps messages (U6).
pub const APP_HISTORY: &str = "/apps/{id}/history";
/// Downgrades an application to a trial (U9).
pub const APP_DOWNGRADE: &str = "/apps/{id}/downgrade";
/// Deactivates an application.
pub const APP_DEACTIVATE: &str = "/apps/{id}/deactivate";
/// Deletes an application.
pub const APP_DELETE: &str = "/apps/{id}/delete";
/// Buying a package.
pub const BUY: &str = "/buy";
/// The summary of the purchase page.
pub const BUY_SUMMARY: &str = "/buy/summary";
/// Makes an application from the purchase page (POST only).
pub const BUY_APPS: &str = "/buy/apps";
/// Makes a quote (POST only).
pub const QUOTES: &str = "/quotes";
/// A quote: the check page.
pub const QUOTE: &str = "/quotes/{id}";
/// Chooses a quote's voucher (POST only).
pub const QUOTE_VOUCHER: &str = "/quotes/{id}/voucher";
/// Confirms a quote (POST only).
pub const PLACE_ORDER: &str = "/orders";
/// An order.
pub const ORDER: &str = "/orders/{no}";
/// Pays an order (POST only).
pub const ORDER_PAY: &str = "/orders/{no}/pay";
/// Cancels an order, after asking.
pub const ORDER_CANCEL: &str = "/orders/{no}/cancel";
/// The balance and its ledger.
pub const BILLING: &str = "/billing";
/// The orders.
pub const ORDERS: &str = "/billing/orders";
/// The bills, month by month.
pub const BILLS: &str = "/billing/bills";
/// The bill of a month.
pub const BILL: &str = "/billing/bills/{month}";
/// The bill of a month as a table.
pub const BILL_CSV: &str = "/billing/bills/{month}/csv";
/// The bill of a month as a document that can be recomputed.
pub const BILL_JSON: &str = "/billing/bills/{month}/json";
/// Manages renewals.
pub const RENEWALS: &str = "/billing/renewals";
/// Renews several applications together, after showing what that comes to.
pub const RENEWALS_CHECK: &str = "/billing/renewals/check";
/// The vouchers.
pub const VOUCHERS: &str = "/billing/vouchers";
/// The top-ups.
pub const TOP_UPS: &str = "/billing/top-ups";
/// The top-up form.
pub const TOP_UP_NEW: &str = "/billing/top-ups/new";
/// A refund that was made.
pub const REFUND: &str = "/billing/refunds/{id}";
/// Every movement of the balance.
pub const LEDGER: &str = "/billing/ledger";
/// The sandbox's clock (T1).
pub const SANDBOX_CLOCK: &str = "/sandbox/clock";
/// An embedded file.
pub const STATIC: &str = "/static/{name}";
/// Whether the program runs.
pub const HEALTH: &str = "/healthz";
/// Whether the program can answer, its database included.
pub const READY: &str = "/readyz";

/// The longest address that is carried along in a `next` parameter, in bytes.
const NEXT_BYTES: usize = 1_000;

/// `text` if it is an address of this site that may be gone to after signing in or re-authenticating: a path, not
/// `//elsewhere`, `/\elsewhere` or anything with a scheme (SEC28).
#[must_use]
pub fn same_site(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('/')?;
    let plain = text.len() <= NEXT_BYTES && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (plain && !rest.starts_with('/')).then_some(text)
}

/// Whether a path is one of those that `route` stands for, whose variable parts are in braces.
#[must_use]
pub fn is_at(path: &str, route: &str) -> bool {
    let (parts, places) = (path.split('/'), route.split('/'));
    let fits = |(part, place): (&str, &str)| part == place || (place.starts_with('{') && !part.is_empty());
    parts.clone().count() == places.clone().count() && parts.zip(places).all(fits)
}

/// A path, and those above it: `/a/b/c`, `/a/b`, `/a`.
pub fn upwards(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| {
        path.rsplit_once('/').map(|(above, _)| above).filter(|above| !above.is_empty())
    })
}

/// `path` with `next` in its query, percent-encoded; without it when `next` does not lead to this site.
#[must_use]
pub fn with_next(path: &str, next: &str) -> String {
    match same_site(next) {
        Some(next) => {
            let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
            format!("{path}?{query}")
        }
        None => path.to_owned(),
    }
}

/// `path` with the parameters that are not empty, percent-encoded.
#[must_use]
pub fn with_query(path: &str, parameters: &[(&str, &str)]) -> String {
    let given = parameters.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// One quote.
#[must_use]
pub fn quote(id: QuoteId) -> String {
    format!("/quotes/{id}")
}

/// One order.
#[must_use]
pub fn order(no: &OrderNo) -> String {
    format!("/orders/{no}")
}

/// One refund.
#[must_use]
pub fn refund(id: RefundId) -> String {
    format!("/billing/refunds/{id}")
}

/// The bill of a month.
#[must_use]
pub fn bill(month: Month) -> String {
    format!("{BILLS}/{month}")
}

/// The orders that wait to be paid.
#[must_use]
pub fn orders_unpaid() -> String {
    with_query(ORDERS, &[("status", "unpaid")])
}

/// The orders of one application.
#[must_use]
pub fn orders_of(id: SdkAppId) -> String {
    with_query(ORDERS, &[("app", &id.to_string())])
}

/// One application.
#[must_use]
pub fn app(id: SdkAppId) -> String {
    format!("/apps/{id}")
}

/// The top-up form for an unpaid order.
#[must_use]
pub fn top_up_for(no: &OrderNo) -> String {
    with_query(TOP_UP_NEW, &[("order", no.as_str())])
}

/// Edits the profile of an application.
#[must_use]
pub fn app_profile(id: SdkAppId) -> String {
    format!("/apps/{id}/profile")
}

/// Switches the automatic renewal of an application.
#[must_use]
pub fn app_auto_renew(id: SdkAppId) -> String {
    format!("/apps/{id}/auto-renew")
}

/// Renews the package of an application by hand.
#[must_use]
pub fn app_renew(id: SdkAppId) -> String {
    format!("/apps/{id}/renew")
}

/// Refunds the package of an application or an add-on.
#[must_use]
pub fn app_refund(id: SdkAppId) -> String {
    format!("/apps/{id}/refund")
}

/// Takes an application to a higher package or tier.
#[must_use]
pub fn app_upgrade_package(id: SdkAppId) -> String {
    format!("/apps/{id}/upgrade-package")
}

/// Where an application is changed in this way.
#[must_use]
pub fn app_change(id: SdkAppId, kind: ChangeKind) -> String {
    format!("/apps/{id}/{kind}")
}

/// Deactivates an application.
#[must_use]
pub fn app_deactivate(id: SdkAppId) -> String {
    format!("/apps/{id}/deactivate")
}

/// Deletes an application.
#[must_use]
pub fn app_delete(id: SdkAppId) -> String {
    format!("/apps/{id}/delete")
}

/// The purchase page with an application chosen.
#[must_use]
pub fn buy_for(app: &App) -> String {
    with_query(BUY, &[("data_centre", &app.data_centre), ("app", &app.id.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec28_only_paths_of_this_site_are_followed() {
        for good in ["/", "/apps", "/apps/1400000001?tab=a#b", "/buy?app=1&months=6"] {
            assert_eq!(same_site(good), Some(good));
        }
        let bad = [
            "",
            "apps",
            "//evil.example",
            "/\\evil.example",
            "https:/evil",
            "https://evil.example",
            "javascript:alert(1)",
            "/a\\b",
            "/a\nb",
            "/a\tb",
            "/a b",
            "\\/evil",
            " /apps",
            "/中",
        ];
        for bad in bad {
            assert_eq!(same_site(bad), None, "{bad:?}");
        }
        assert_eq!(same_site(&format!("/{}", "a".repeat(NEXT_BYTES))), None);
    }

    #[test]
    fn sec28_a_next_is_encoded_as_one_value() {
        assert_eq!(with_next("/sign-in", "/buy?a=1&b=2"), "/sign-in?next=%2Fbuy%3Fa%3D1%26b%3D2");
        assert_eq!(with_next("/sign-in", "//evil"), "/sign-in");
    }
}
