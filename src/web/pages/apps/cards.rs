//! One application as a card: ready words and dates, at most two warnings, and the menu of what can be done.

use std::borrow::Cow;

use crate::{
    domain::{
        app::App,
        calendar::Timestamp,
        catalog::Catalog,
        lifecycle::{self, Effect},
        purchase::sellable,
        renewal,
    },
    services::bills::MonthOfApp,
    store::app_list::Listed,
    web::{
        page::Page,
        pages::app::{actions::buy_label, badge::Badge},
        paths,
    },
};

/// Warnings that a card shows at most; the most severe come first.
const WARNINGS: usize = 2;

/// A card.
pub(super) struct Card {
    pub(super) url: String,
    pub(super) name: String,
    pub(super) badge: Badge,
    pub(super) id: String,
    pub(super) edition: Cow<'static, str>,
    pub(super) data_centre: String,
    pub(super) created: Moment,
    pub(super) end_label: Cow<'static, str>,
    pub(super) end: Option<Moment>,
    /// What this month has cost and comes to; none of what is not billed by the month.
    pub(super) month: Option<Cow<'static, str>>,
    pub(super) warnings: Vec<Cow<'static, str>>,
    pub(super) menu: Vec<MenuLink>,
}

/// A time as it is read and as machines read it.
pub(super) struct Moment {
    pub(super) text: String,
    pub(super) iso: String,
}

/// A link of a card's menu.
pub(super) struct MenuLink {
    pub(super) url: String,
    pub(super) label: Cow<'static, str>,
}

impl Card {
    pub(super) fn new(
        page: &Page,
        catalog: &Catalog,
        mut listed: Listed,
        (now, month, is_overdue): (Timestamp, Option<&MonthOfApp>, bool),
    ) -> Self {
        lifecycle::catch_up(&mut listed.app, catalog, now);
        let (t, f, app) = (page.t, page.f, &listed.app);
        let (end, stopped) = (app.plan.ends_at(), app.state.since());
        let centre = catalog.data_centre(&app.data_centre);
        let badge = Badge::of(page.t, catalog, app, now);
        let month = month.map(|month| t.apps_month_value(&f.money(month.so_far), &f.money(month.expected)));
        Self {
            url: paths::app(app.id),
            name: app.profile.name.as_str().to_owned(),
            badge: if is_overdue { badge.overdue(t, app) } else { badge },
            month,
            id: app.id.to_string(),
            edition: t.edition_label(app.plan.edition(), app.plan.billing_mode()),
            data_centre: centre
                .map_or(app.data_centre.as_str(), |centre| t.catalog_name(&centre.names))
                .to_owned(),
            created: Moment { text: f.date(app.created_at), iso: f.iso(app.created_at) },
            end_label: if end.is_none() && stopped.is_some() { t.apps_stopped() } else { t.expires_at() },
            end: end.or(stopped).map(|at| Moment { text: f.date_time_zoned(at), iso: f.iso(at) }),
            warnings: warnings(page, catalog, &listed, now),
            menu: menu(page, app),
        }
    }
}

/// What will happen next, if it hurts, and an order that waits.
fn warnings(page: &Page, catalog: &Catalog, listed: &Listed, now: Timestamp) -> Vec<Cow<'static, str>> {
    let (t, f, app) = (page.t, page.f, &listed.app);
    let next = lifecycle::next_state(app, catalog).and_then(|(at, effect)| match effect {
        Effect::Renew | Effect::EndPack => None,
        Effect::Expire => {
            lifecycle::days_left(app, catalog, now).map(|_| t.apps_warn_ends(&f.date_time_zoned(at)))
        }
        Effect::Deactivate => Some(t.apps_warn_stops(&f.date_time_zoned(at))),
        Effect::Release => Some(t.apps_warn_release(&f.date_time_zoned(at))),
    });
    let unpaid = listed.has_unpaid_order.then(|| t.apps_warn_unpaid());
    let near = catalog.calendar().days_later(now, catalog.periods.expiring_days);
    let pack = app.pack_runs_until().filter(|end| *end <= near);
    let pack = pack.map(|end| t.apps_warn_pack(&f.date_time_zoned(end)));
    next.into_iter().chain(pack).chain(unpaid).take(WARNINGS).collect()
}

fn menu(page: &Page, app: &App) -> Vec<MenuLink> {
    let t = page.t;
    let buy = sellable(app).ok().map(|sellable| buy_label(t, sellable));
    let buy = buy.map(|label| MenuLink { url: paths::buy_for(app), label });
    let renew = renewal::is_renewable(app);
    let renew = renew.then(|| MenuLink { url: paths::app_renew(app.id), label: t.renew_title() });
    let configure = MenuLink { url: paths::app(app.id), label: t.apps_configure() };
    let ahead = MenuLink { url: paths::app_forecast(app.id), label: t.ahead_link() };
    renew.into_iter().chain(buy).chain([configure, ahead]).collect()
}
