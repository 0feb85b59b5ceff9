//! The switch of automatic renewal: what switching it means for the balance, and on which day (P9).

use std::borrow::Cow;

use crate::{
    domain::{calendar::Timestamp, catalog::Catalog, renewal},
    store::app_page::AppAround,
    web::{page::Page, paths},
};

/// The switch.
pub(super) struct Renewal {
    /// How it stands and what the button would change, with the amount and the day.
    pub(super) text: Cow<'static, str>,
    /// The act.
    pub(super) act: Cow<'static, str>,
    /// What the act sets it to.
    pub(super) value: &'static str,
    pub(super) path: String,
    pub(super) revision: i64,
}

impl Renewal {
    /// The switch of an app whose term runs. What is not sold any more can be switched off only.
    pub(super) fn of(page: &Page, catalog: &Catalog, around: &AppAround, now: Timestamp) -> Option<Self> {
        let (t, f, app) = (page.t, page.f, &around.app);
        let date = f.date_long(renewal::continues(app, now)?);
        let monthly = renewal::monthly(catalog, app, &around.holdings, now).map(|price| f.money(price));
        let (text, act, value) = match (app.auto_renew, monthly) {
            (true, Some(price)) => (t.renewal_on(&price, &date), t.renewal_switch_off(), "off"),
            (true, None) => (t.renewal_on_unpriced(&date), t.renewal_switch_off(), "off"),
            (false, Some(price)) => (t.renewal_off(&price, &date), t.renewal_switch_on(), "on"),
            (false, None) => return None,
        };
        Some(Self { text, act, value, path: paths::app_auto_renew(app.id), revision: app.revision })
    }
}
