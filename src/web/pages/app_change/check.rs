//! The page on which a change is checked before it is confirmed (U12): what becomes another, both months before and
//! after line by line, the limits, when it takes effect and is billed, and what may be changed after it.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;

use super::title;
use crate::{
    domain::{
        bill::BillTimes,
        change::{
            Allowed, Change, ChangeKind, Changeable, Lowered, POSTPAID_KINDS, Preview, Situation, Value, Wish,
        },
        charge::ChargeLine,
        course::Setup,
        product::AddOn,
    },
    i18n::Locale,
    services::{apps::ChangeDesk, once::FormKey},
    web::{
        page::Page,
        pages::{app::limits, charges::Charges, lines::Style, refund::given_back},
        paths,
    },
};

/// What, before, after.
type Row = (Cow<'static, str>, Cow<'static, str>, Cow<'static, str>);

/// A month before and after the change.
pub(super) struct MonthView {
    title: Cow<'static, str>,
    before: Charges,
    after: Charges,
}

/// The page.
#[derive(Template, WebTemplate)]
#[template(path = "pages/app_change_check.html")]
pub(super) struct CheckPage {
    page: Page,
    title: Cow<'static, str>,
    name: String,
    id: String,
    what: Vec<Row>,
    part: Vec<Cow<'static, str>>,
    months: [MonthView; 2],
    limits: Vec<Row>,
    lowered: Vec<Cow<'static, str>>,
    bill: Cow<'static, str>,
    undo: Cow<'static, str>,
    still: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    path: String,
    back: String,
    again: String,
    fields: Vec<(&'static str, String)>,
    key: String,
    seen: String,
    act: Cow<'static, str>,
}

impl CheckPage {
    pub(super) fn new(
        page: Page,
        (desk, wish): (&ChangeDesk, &Wish),
        preview: &Preview,
        (key, fields): (FormKey, Vec<(&'static str, String)>),
        style: Style,
    ) -> Self {
        let (t, app, kind) = (page.t, &desk.app, wish.kind());
        let title = title(t, kind, app.profile.name.as_str());
        let query: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let path = paths::app_change(app.id, kind);
        let again = match wish {
            Wish::Upgrade(wanted) | Wish::Reconfigure(wanted) => {
                paths::with_query(&path, &[&query[..], &[("for", wanted.edition.as_str())]].concat())
            }
            _ => path.clone(),
        };
        Self {
            title: t.change_check_title(&title),
            name: app.profile.name.as_str().to_owned(),
            id: app.id.to_string(),
            what: what(style, &preview.change),
            part: part_of_edition(style, &preview.change),
            months: months(style, &desk.situation(), preview),
            limits: limits(style, &desk.situation(), &preview.change),
            lowered: preview.lowered.iter().map(|lowered| lowered_line(style, *lowered)).collect(),
            bill: bill(style, &desk.situation(), kind),
            undo: undo(style, kind),
            still: still(style, &desk.after(&preview.change)),
            back: paths::app(app.id),
            key: key.to_string(),
            seen: preview.seen().to_string(),
            act: match kind {
                ChangeKind::Upgrade => t.upgrade_now(),
                ChangeKind::History => t.history_now(),
                _ => t.reconfigure_now(),
            },
            path,
            again,
            fields,
            page,
        }
    }
}

/// What becomes another, and what an upgrade begins with.
fn what(style: Style, change: &Change) -> Vec<Row> {
    let t = style.t;
    let label = |setup: &Setup| t.edition_label(setup.edition, setup.mode);
    let mut rows: Vec<Row> = Vec::new();
    if label(&change.before) != label(&change.after) {
        rows.push((t.edition(), label(&change.before), label(&change.after)));
    }
    for kind in POSTPAID_KINDS {
        let (was, is) = (change.before.add_on(kind), change.after.add_on(kind));
        if was != is {
            let word = |add_on| t.change_value(Value::AddOn(kind, add_on));
            rows.push((t.add_on_kind_name(kind), word(was), word(is)));
        }
    }
    let (was, is) = (change.before.history_days, change.after.history_days);
    if was != is {
        let word = |days| t.change_value(Value::History(days));
        rows.push((t.history_days(), word(was), word(is)));
    }
    rows
}

/// What a change of edition makes void or restores, in sentences.
pub(super) fn part_of_edition(style: Style, change: &Change) -> Vec<Cow<'static, str>> {
    let t = style.t;
    let joint = if t.locale == Locale::En { "; " } else { "；" };
    let names = |add_ons: &[AddOn]| {
        add_ons.iter().map(|&add_on| t.add_on_name(add_on)).collect::<Vec<_>>().join(joint)
    };
    let voids = (!change.voided.is_empty()).then(|| t.change_voids(&names(&change.voided)));
    let restores = (!change.restored.is_empty()).then(|| t.change_restores(&names(&change.restored)));
    voids.into_iter().chain(restores).chain(given_back(style, change)).collect()
}

fn months(style: Style, situation: &Situation<'_>, preview: &Preview) -> [MonthView; 2] {
    let Style { t, f, .. } = style;
    let calendar = situation.catalog().calendar();
    let this = situation.month();
    let next = this.month.next().span(calendar);
    let days = [this, next].map(|span| f.range(span.from, span.to.plus_seconds(-1)));
    let [this_days, next_days] = days;
    let titles = [t.change_this_month(&this_days), t.change_next_month(&next_days)];
    let view = |title, before: &[ChargeLine], after: &[ChargeLine]| MonthView {
        title,
        before: Charges::of(style, before),
        after: Charges::of(style, after),
    };
    let [this_title, next_title] = titles;
    let ([this_before, next_before], [this_after, next_after]) = (&preview.before, &preview.after);
    [view(this_title, this_before, this_after), view(next_title, next_before, next_after)]
}

/// The limits that become others.
fn limits(style: Style, situation: &Situation<'_>, change: &Change) -> Vec<Row> {
    let of =
        |setup: &Setup| limits::rows((style.t, style.f), situation.catalog(), setup.edition, &setup.add_ons);
    let (before, after) = (of(&change.before), of(&change.after));
    let none = || style.t.none();
    let value_in = |rows: &[limits::LimitRow], name: &str| {
        rows.iter().find(|row| row.name == name).map_or_else(none, |row| row.value.clone())
    };
    let added = after.iter().filter(|row| before.iter().all(|other| other.name != row.name));
    let rows = before
        .iter()
        .chain(added)
        .map(|row| (row.name.clone(), value_in(&before, &row.name), value_in(&after, &row.name)));
    rows.filter(|(_, before, after)| before != after).collect()
}

/// A lowered limit with the code of what is refused from then on (U11).
pub(in crate::web::pages) fn lowered_line(style: Style, lowered: Lowered) -> Cow<'static, str> {
    let Style { t, f, .. } = style;
    let cap =
        |cap: Option<u32>| cap.map_or_else(|| t.unlimited().into_owned(), |count| f.number(i64::from(count)));
    let name = t.lowered_limit_name(lowered.limit);
    t.change_lowered_line(&name, &cap(lowered.from), &cap(lowered.to), &lowered.limit.code().to_string())
}

fn bill(style: Style, situation: &Situation<'_>, kind: ChangeKind) -> Cow<'static, str> {
    let Style { t, f, .. } = style;
    let times = BillTimes::of(situation.catalog(), situation.month().month);
    let (drawn, debit) = (f.date_long(times.drawn_up_at), f.date_long(times.debit_at));
    match kind {
        ChangeKind::Upgrade => t.change_first_bill_dates(&drawn, &debit),
        _ => t.change_bill_dates(&drawn, &debit),
    }
}

fn undo(style: Style, kind: ChangeKind) -> Cow<'static, str> {
    match kind {
        ChangeKind::Upgrade => style.t.upgrade_undo(),
        _ => style.t.reconfigure_undo(),
    }
}

/// What may be done to each item that the app can have (U3).
pub(in crate::web::pages) fn still(
    style: Style,
    desk: &ChangeDesk,
) -> Vec<(Cow<'static, str>, Cow<'static, str>)> {
    let situation = desk.situation();
    let Ok(setup) = situation.setup() else { return Vec::new() };
    let offers = situation.offers(setup.edition).ok();
    let is_there = |item: &Changeable| match item {
        Changeable::AddOn(kind) => {
            let offered = offers.is_some_and(|offers| offers.of_kind(*kind).next().is_some());
            setup.is_postpaid() && (offered || setup.add_on(*kind).is_some())
        }
        Changeable::Edition => setup.is_postpaid(),
        Changeable::History => true,
    };
    let items = situation.allowance().into_iter().filter(|(item, _)| is_there(item));
    items.map(|(item, can)| (style.t.changeable_name(item), allowed(style, &situation, can))).collect()
}

/// What may be done to an item this month, in a sentence.
pub(super) fn allowed(style: Style, situation: &Situation<'_>, allowed: Allowed) -> Cow<'static, str> {
    let Style { t, f, .. } = style;
    match allowed {
        Allowed::Freely if situation.is_first_month() => {
            t.change_allowed_and_back(&f.date_long(situation.month().to))
        }
        Allowed::Freely => t.change_allowed_once(&f.date_long(situation.month().to)),
        Allowed::OnlyBackTo(value, next_at) => {
            t.change_only_back(&t.change_value(value), &f.date_long(next_at))
        }
        Allowed::From(next_at) => t.change_used_up(&f.date_long(next_at)),
    }
}
