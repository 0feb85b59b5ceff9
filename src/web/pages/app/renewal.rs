//! Automatic renewal: the switch with what switching it means for the balance, and on which day (P9), and the attempts
//! that were made (R2).

use std::borrow::Cow;

use crate::{
    domain::{
        app::App,
        calendar::Timestamp,
        catalog::Catalog,
        renewal::{self, Attempt, Hindrance, Outcome},
    },
    store::{StoreError, Tx, app_page::AppAround, renewals},
    web::{page::Page, paths},
};

/// How many attempts are shown: more than one term can have.
const SHOWN: u32 = 10;

/// The switch.
pub(in crate::web::pages) struct Renewal {
    /// How it stands and what the button would change, with the amount and the day.
    pub(in crate::web::pages) text: Cow<'static, str>,
    /// The act.
    pub(in crate::web::pages) act: Cow<'static, str>,
    /// What the act sets it to.
    pub(in crate::web::pages) value: &'static str,
    pub(in crate::web::pages) path: String,
    pub(in crate::web::pages) revision: i64,
}

/// An attempt that was made.
pub(super) struct Tried {
    pub(super) when: String,
    pub(super) iso: String,
    pub(super) text: Cow<'static, str>,
    /// Number and address of the order that it made.
    pub(super) order: Option<(String, String)>,
}

impl Renewal {
    /// The switch of an app whose term runs, or which is being renewed after its end. What is not sold any more can be
    /// switched off only.
    pub(in crate::web::pages) fn of(
        page: &Page,
        catalog: &Catalog,
        around: &AppAround,
        now: Timestamp,
    ) -> Option<Self> {
        let (t, f, app) = (page.t, page.f, &around.app);
        let (text, act, value) = if let Some(end) = renewal::continues(app, now) {
            let date = f.date_long(end);
            let monthly = renewal::monthly(catalog, app, &around.holdings, now).map(|price| f.money(price));
            match (app.auto_renew, monthly) {
                (true, Some(price)) if app.pack.is_some() => {
                    (t.pack_renewal_on(&price, &date), t.renewal_switch_off(), "off")
                }
                (false, Some(price)) if app.pack.is_some() => {
                    (t.pack_renewal_off(&price, &date), t.renewal_switch_on(), "on")
                }
                (true, Some(price)) => (t.renewal_on(&price, &date), t.renewal_switch_off(), "off"),
                (true, None) => (t.renewal_on_unpriced(&date), t.renewal_switch_off(), "off"),
                (false, Some(price)) => (t.renewal_off(&price, &date), t.renewal_switch_on(), "on"),
                (false, None) => return None,
            }
        } else {
            let next = f.date_time_zoned(renewal::attempt_due(app, catalog)?);
            let text =
                if app.pack.is_some() { t.pack_renewal_trying(&next) } else { t.renewal_trying(&next) };
            (text, t.renewal_switch_off(), "off")
        };
        Some(Self { text, act, value, path: paths::app_auto_renew(app.id), revision: app.revision })
    }
}

/// The latest attempts to renew an app that renews itself, or was to.
pub(super) async fn attempts(tx: &mut Tx, app: &App) -> Result<Vec<Attempt>, StoreError> {
    if !app.auto_renew && app.renewals_tried == 0 {
        return Ok(Vec::new());
    }
    renewals::latest(tx, app.id, SHOWN).await
}

impl Tried {
    pub(super) fn of(page: &Page, Attempt { at, outcome }: &Attempt) -> Self {
        let (t, f) = (page.t, page.f);
        let text = match outcome {
            Outcome::Renewed(_) => t.renewal_done(),
            Outcome::Short(missing) => t.renewal_short(&f.money(*missing)),
            Outcome::Hindered(Hindrance::NotSold) => t.renewal_not_sold(),
            Outcome::Hindered(Hindrance::Overdue) => t.renewal_overdue(),
            Outcome::Hindered(Hindrance::Unverified) => t.renewal_unverified(),
        };
        let order = match outcome {
            Outcome::Renewed(no) => Some((no.to_string(), paths::order(no))),
            Outcome::Short(_) | Outcome::Hindered(_) => None,
        };
        Self { when: f.date_time_zoned(*at), iso: f.iso(*at), text, order }
    }
}
