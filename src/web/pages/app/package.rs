//! The package area: what the application runs on, until when, what it holds beside, and what that allows it.

use std::borrow::Cow;

use super::limits::{self, LimitRow};
use crate::{
    domain::{
        app::AppState,
        calendar::Timestamp,
        catalog::Catalog,
        product::Item,
        purchase::{Holding, add_ons_in_force, raised},
    },
    store::app_page::AppAround,
    web::{page::Page, pages::app::standing::Moment, paths},
};

/// The package area.
pub(super) struct Package {
    pub(super) edition: Cow<'static, str>,
    pub(super) mode: Option<Cow<'static, str>>,
    pub(super) term: Option<String>,
    pub(super) end: Option<String>,
    pub(super) auto_renew: Option<Cow<'static, str>>,
    pub(super) cause: Option<Cow<'static, str>>,
    pub(super) since: Option<String>,
    pub(super) add_ons: Option<Vec<HeldAddOn>>,
    pub(super) unpaid: Option<Unpaid>,
    pub(super) limits: Vec<LimitRow>,
    pub(super) features: Vec<Cow<'static, str>>,
    pub(super) timeline: Vec<Moment>,
}

/// An add-on and until when it is held.
pub(super) struct HeldAddOn {
    pub(super) name: Cow<'static, str>,
    pub(super) span: Cow<'static, str>,
}

/// An order that waits to be paid.
pub(super) struct Unpaid {
    pub(super) text: Cow<'static, str>,
    pub(super) url: String,
}

impl Package {
    pub(super) fn new(page: &Page, catalog: &Catalog, around: &AppAround, now: Timestamp) -> Self {
        let (t, f, app) = (page.t, page.f, &around.app);
        let edition = app.plan.edition();
        let works = matches!(app.state, AppState::Active | AppState::Expired { .. });
        let add_ons = if works { add_ons_in_force(app, &around.holdings, now) } else { Vec::new() };
        let has_term = app.plan.ends_at().is_some() || app.pack_runs_until().is_some();
        let is_active = app.state == AppState::Active;
        let auto_renew = || if app.auto_renew { t.config_auto_renew_on() } else { t.config_auto_renew_off() };
        Self {
            edition: t.edition_label(edition, app.plan.billing_mode()),
            mode: app.plan.billing_mode().map(|mode| t.mode_name(mode)),
            term: is_active.then(|| term(page, around)).flatten(),
            end: app.plan.ends_at().map(|end| f.date_time_zoned(end)),
            auto_renew: (has_term && is_active).then(auto_renew),
            cause: app.state.cause().map(|cause| t.stop_cause(cause)),
            since: app.state.since().map(|since| f.date_time_zoned(since)),
            add_ons: (has_term && works).then(|| held(page, &raised(&around.holdings), now)),
            unpaid: around
                .unpaid
                .as_ref()
                .map(|no| Unpaid { text: t.config_unpaid_order(no.as_str()), url: paths::order(no) }),
            limits: if works { limits::rows((t, f), catalog, edition, &add_ons) } else { Vec::new() },
            features: if works {
                limits::features(t, &catalog.limits(edition, &add_ons))
            } else {
                Vec::new()
            },
            timeline: super::standing::timeline(page, catalog, app),
        }
    }
}

/// The days from the first to the last that are paid for the package.
fn term(page: &Page, around: &AppAround) -> Option<String> {
    let packages = around.holdings.iter().filter(|holding| matches!(holding.item, Item::Package(_)));
    let start = packages.map(|holding| holding.starts_at).min()?;
    Some(page.f.range(start, around.app.plan.ends_at()?))
}

/// The add-ons that are held, each with its span; what ends at the same time is listed once.
fn held(page: &Page, holdings: &[Holding], now: Timestamp) -> Vec<HeldAddOn> {
    let t = page.t;
    let add_on = |holding: &Holding| match holding.item {
        Item::AddOn(add_on) => {
            let until = t.config_until(&page.f.date_time_zoned(holding.ends_at));
            let span = if holding.starts_at > now {
                format!("{} {until}", t.config_from(&page.f.date(holding.starts_at))).into()
            } else {
                until
            };
            Some(HeldAddOn { name: t.add_on_name(add_on), span })
        }
        Item::Package(_) => None,
    };
    holdings.iter().filter_map(add_on).collect()
}
