//! What is asked for a plan: the options of the real action, each with its price.

use std::borrow::Cow;

use super::form::Shown;
use crate::{
    domain::{
        catalog::Catalog,
        product::{AddOn, AddOnKind, Edition},
        purchase::{self, Sellable},
        upgrade,
    },
    services::forecast::PlanDesk,
    web::{
        page::Page,
        pages::{
            app_change, app_refund, app_renew, app_upgrade,
            buy::{
                self,
                add_ons::{base, title},
                form::{KINDS, YES, word},
                view::Choice,
            },
            lines::Style,
        },
    },
};

/// Radio buttons.
pub(super) struct Question {
    pub(super) id: &'static str,
    pub(super) label: Cow<'static, str>,
    pub(super) choices: Vec<Choice>,
}

/// A box to tick.
pub(super) struct Tick {
    pub(super) id: &'static str,
    pub(super) label: Cow<'static, str>,
    pub(super) checked: bool,
}

/// Everything that is asked.
#[derive(Default)]
pub(super) struct Questions {
    /// The edition whose options are shown.
    pub(super) of: String,
    pub(super) radios: Vec<Question>,
    /// Label and value of the number of months.
    pub(super) months: Option<(Cow<'static, str>, String)>,
    pub(super) ticks: Vec<Tick>,
}

impl Questions {
    /// What is asked for a plan, with what was chosen.
    pub(super) fn of(page: &Page, desk: &PlanDesk, shown: &Shown) -> Self {
        let style = Style::signs(page.t, page.f);
        let catalog = &desk.change.releases.current().catalog;
        match shown {
            Shown::Purchase { entered, package, sells_packages } => {
                purchase(style, desk, (entered, *package, *sells_packages))
            }
            Shown::Renew { entered, held } => renewal(style, catalog, entered, held),
            Shown::UpgradePackage { entered } => upgraded(page, desk, entered),
            Shown::Refund { what, held } => refund(page, desk, what, held),
            Shown::Choose(picked) => {
                let blocks = app_change::choose::blocks(style, &desk.change, picked).into_iter();
                let blocks = blocks.filter(|block| !block.choices.is_empty());
                let question = |block: app_change::choose::Block| Question {
                    id: block.id,
                    label: block.label,
                    choices: block.choices,
                };
                Self {
                    of: picked.wanted.edition.to_string(),
                    radios: blocks.map(question).collect(),
                    ..Self::default()
                }
            }
            Shown::History { days } => history(style, desk, days),
            Shown::Nothing => Self::default(),
        }
    }

    /// The first control: where a refusal that belongs to no other leads.
    pub(super) fn first(&self) -> Option<&'static str> {
        self.radios.first().map(|question| question.id).or(self.months.as_ref().map(|_| "months"))
    }

    /// Whether there is a control with this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.radios.iter().any(|question| question.id == id)
            || self.ticks.iter().any(|tick| tick.id == id)
            || (id == "months" && self.months.is_some())
    }
}

fn months(style: Style, catalog: &Catalog, value: &str) -> (Cow<'static, str>, String) {
    let sold = catalog.months();
    (style.t.what_if_months(*sold.start(), *sold.end()), value.to_owned())
}

fn purchase(
    style: Style,
    desk: &PlanDesk,
    (entered, package, sells_packages): (&buy::Entered, Option<Edition>, bool),
) -> Questions {
    let (t, catalog) = (style.t, &desk.change.releases.current().catalog);
    let Some(book) = catalog.book_of(&desk.app().data_centre) else { return Questions::default() };
    let editions = book.editions().map(|(edition, offers)| Choice {
        value: edition.to_string(),
        title: t.package_of(&t.edition_name(edition)).into_owned(),
        price: t.per_month(&style.money(offers.monthly)).into_owned(),
        checked: package == Some(edition),
        ..Choice::default()
    });
    let packages = Question { id: "package", label: t.edition(), choices: editions.collect() };
    let mut radios: Vec<Question> = if sells_packages { vec![packages] } else { Vec::new() };
    let held = if sells_packages {
        Vec::new()
    } else {
        purchase::add_ons_in_force(desk.app(), desk.holdings(), desk.now)
    };
    let sellable = purchase::sellable(desk.app()).ok();
    let has_months = sellable.is_some_and(Sellable::has_months);
    let is_pack_alone = matches!(sellable, Some(Sellable::CallPack { .. }));
    let is_held = |kind: &AddOnKind| held.iter().any(|add_on| add_on.kind() == *kind);
    let is_sold = |kind: &AddOnKind| !is_pack_alone || *kind == AddOnKind::CallPack;
    let kinds = KINDS.into_iter().filter(|kind| is_sold(kind) && !is_held(kind));
    radios.extend(kinds.filter_map(|kind| add_on(style, catalog, (desk, package?), (kind, entered))));
    let renews = Tick { id: "auto_renew", label: t.config_auto_renew(), checked: entered.auto_renew == YES };
    Questions {
        of: package.map(|package| package.to_string()).unwrap_or_default(),
        radios,
        months: has_months.then(|| months(style, catalog, &entered.months)),
        ticks: if has_months { vec![renews] } else { Vec::new() },
    }
}

/// The tiers of one kind of add-on; none where the edition offers none.
fn add_on(
    style: Style,
    catalog: &Catalog,
    (desk, edition): (&PlanDesk, Edition),
    (kind, entered): (AddOnKind, &buy::Entered),
) -> Option<Question> {
    let t = style.t;
    let offers = catalog.book_of(&desk.app().data_centre)?.offers(edition)?;
    let tiers: Vec<Choice> = purchase::offered(offers)
        .filter(|offer| offer.add_on.kind() == kind)
        .map(|offer| Choice {
            value: word(offer.add_on),
            title: title(style, offer.add_on),
            price: t.buy_add_on_delta(&style.money(offer.monthly)).into_owned(),
            checked: entered.tier(kind) == word(offer.add_on),
            ..Choice::default()
        })
        .collect();
    let none = Choice {
        title: base(style, &catalog.edition(edition).limits, kind),
        checked: !tiers.iter().any(|tier| tier.checked),
        ..Choice::default()
    };
    let label = match kind {
        AddOnKind::LivestreamGroups => t.limit_livestream_groups(),
        _ => t.add_on_kind_name(kind),
    };
    let is_offered = !tiers.is_empty();
    is_offered.then(|| Question {
        id: kind.as_str(),
        label,
        choices: [none].into_iter().chain(tiers).collect(),
    })
}

fn renewal(style: Style, catalog: &Catalog, entered: &app_renew::Entered, held: &[AddOn]) -> Questions {
    let tick = |add_on: &AddOn| Tick {
        id: add_on.kind().as_str(),
        label: style.t.add_on_name(*add_on),
        checked: entered.box_of(add_on.kind()) == YES,
    };
    Questions {
        months: Some(months(style, catalog, &entered.months)),
        ticks: held.iter().map(tick).collect(),
        ..Questions::default()
    }
}

fn upgraded(page: &Page, desk: &PlanDesk, entered: &app_upgrade::Entered) -> Questions {
    let targets = upgrade::targets(&desk.prepaid(), desk.now);
    let packs = upgrade::pairing_packs(&desk.prepaid(), desk.now);
    let packs = app_upgrade::packs(page, &packs, &entered.call_pack, &targets);
    let target = Question {
        id: "target",
        label: page.t.what_if_upgrade_package(),
        choices: app_upgrade::choices(page, &targets, &entered.target),
    };
    let label = page.t.add_on_kind_name(AddOnKind::CallPack);
    let pack = (!packs.is_empty()).then_some(Question { id: "call_pack", label, choices: packs });
    Questions { radios: [target].into_iter().chain(pack).collect(), ..Questions::default() }
}

fn refund(page: &Page, desk: &PlanDesk, what: &str, held: &[AddOn]) -> Questions {
    let t = page.t;
    let whole = desk.app().pack.is_none().then(|| Choice {
        value: app_refund::PACKAGE.to_owned(),
        title: t.what_if_whole().into_owned(),
        checked: what == app_refund::PACKAGE,
        ..Choice::default()
    });
    let add_on = |add_on: &AddOn| Choice {
        value: add_on.kind().to_string(),
        title: t.add_on_name(*add_on).into_owned(),
        checked: what == add_on.kind().as_str(),
        ..Choice::default()
    };
    let choices = whole.into_iter().chain(held.iter().map(add_on)).collect();
    let what = Question { id: "what", label: t.refund_what(), choices };
    Questions { radios: vec![what], ..Questions::default() }
}

fn history(style: Style, desk: &PlanDesk, days: &str) -> Questions {
    let Some(form) = app_change::HistoryForm::of(style, &desk.change) else { return Questions::default() };
    let lengths = form.lengths.into_iter().map(|length| Choice {
        checked: if days.is_empty() { length.checked } else { length.value == days },
        value: length.value,
        title: length.label.into_owned(),
        price: length.price,
        disabled: length.disabled,
        ..Choice::default()
    });
    let radios = vec![Question { id: "days", label: style.t.history_days(), choices: lengths.collect() }];
    Questions { radios, ..Questions::default() }
}
