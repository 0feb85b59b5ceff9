//! What an application in use is billed by the month for: the charge so far, the bill's days, use against the free
//! quotas, the history, and what may still be changed this month (U3–U6, pages.md 1.7).

use std::borrow::Cow;

use crate::{
    domain::{
        app::{App, AppState, Plan},
        bill::BillTimes,
        charge::Measure,
        usage::QuotaUse,
    },
    services::apps::ChangeDesk,
    web::{
        page::Page,
        pages::{
            app_change::{HistoryForm, still},
            charges::Charges,
            lines::Style,
        },
        view::{Meter, Usage},
    },
};

/// The part of the page.
pub(super) struct Charged {
    /// The charge of this month so far, with its time; none where a prepaid app has none.
    pub(super) so_far: Option<Cow<'static, str>>,
    /// When the month's bill is drawn up and debited.
    pub(super) bill: Cow<'static, str>,
    /// The lines of the charge.
    pub(super) charges: Charges,
    /// The postpaid add-ons; none for an app that can't have any.
    pub(super) add_ons: Option<Vec<Cow<'static, str>>>,
    /// Use against the free quotas.
    pub(super) meters: Vec<Meter>,
    /// The length of the history.
    pub(super) history: Option<HistoryForm>,
    /// What may be changed this month; empty for an app that is not postpaid.
    pub(super) still: Vec<(Cow<'static, str>, Cow<'static, str>)>,
}

/// Whether the page has this part: the app is in use and can be charged for by the month.
pub(super) fn is_charged(app: &App) -> bool {
    app.state == AppState::Active && app.plan != Plan::Trial
}

/// Whether an app of this kind always has a month's bill.
const fn is_billed(app: &App) -> bool {
    matches!(app.plan, Plan::Im | Plan::Postpaid { .. })
}

impl Charged {
    pub(super) fn of(page: &Page, desk: &ChangeDesk) -> Self {
        let (t, f, style) = (page.t, page.f, Style::signs(page.t, page.f));
        let situation = desk.situation();
        let lines = desk.charged_so_far();
        let charges = Charges::of(style, &lines);
        let times = BillTimes::of(situation.catalog(), situation.month().month);
        let is_postpaid = matches!(desk.app.plan, Plan::Postpaid { .. });
        let as_of = t.charged_as_of(&charges.total, &f.date_time_zoned(situation.now));
        let names = || desk.app.add_ons.iter().map(|&add_on| t.add_on_name(add_on)).collect();
        Self {
            so_far: (is_billed(&desk.app) || !lines.is_empty()).then_some(as_of),
            bill: t.change_bill_dates(&f.date_long(times.drawn_up_at), &f.date_long(times.debit_at)),
            add_ons: is_postpaid.then(names),
            meters: desk.quotas().into_iter().map(|used| meter(page, used)).collect(),
            history: HistoryForm::of(style, desk),
            still: if is_postpaid { still(style, desk) } else { Vec::new() },
            charges,
        }
    }
}

fn meter(page: &Page, QuotaUse { measure, used, free }: QuotaUse) -> Meter {
    let id = match measure {
        Measure::DailyActiveUsers => "daily-active-users",
        Measure::PeakGroups => "peak-groups",
        Measure::CallMinutes => "call-minutes",
    };
    let label = page.t.measure_name(measure).into_owned();
    let meter = Meter::new(page.t, page.f, Usage { id, label, used, limit: free });
    let state = match meter.tone {
        "bad" => page.t.usage_used_up().into_owned(),
        "warn" => page.t.usage_nearly_up().into_owned(),
        _ => String::new(),
    };
    // Nothing is refused above a free quota, so reaching it is no fault.
    Meter { state, tone: if meter.tone.is_empty() { "" } else { "warn" }, ..meter }
}
