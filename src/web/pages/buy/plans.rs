//! Step 3 of the purchase page: the packages with their prices, and what differs between them, from the catalog.

use super::{desk::Desk, view::Choice};
use crate::{
    domain::{
        catalog::Catalog,
        limits::{Cap, Feature, Limits},
        product::Edition,
    },
    i18n::Locale,
    web::pages::lines::Style,
};

/// What differs between the packages: a head and rows of the same width.
#[derive(Clone, Debug)]
pub(in crate::web) struct Comparison {
    /// The names of the packages.
    pub(in crate::web) head: Vec<String>,
    /// Each with what is compared and one value per package.
    pub(in crate::web) rows: Vec<(String, Vec<String>)>,
}

/// The packages for sale in the chosen data centre.
pub(super) fn packages(desk: &Desk, style: Style) -> Vec<Choice> {
    let t = style.t;
    let catalog = &desk.published.catalog;
    let Some(book) = catalog.book_of(&desk.centre.code) else { return Vec::new() };
    let choice = |(edition, offers): (Edition, &crate::domain::catalog::EditionOffers)| Choice {
        value: edition.to_string(),
        title: t.edition_name(edition).into_owned(),
        details: headline(&catalog.edition(edition).limits, style),
        price: t.per_month(&style.money(offers.monthly)).into_owned(),
        checked: desk.cart.package == Some(edition),
        ..Choice::default()
    };
    book.editions().map(choice).collect()
}

/// The limits that customers ask for first.
fn headline(limits: &Limits, style: Style) -> Vec<String> {
    let t = style.t;
    let parts = [
        (t.limit_groups_per_user(), cap(limits.groups_per_user, style)),
        (t.limit_members_per_group(), cap(limits.members_per_group, style)),
        (t.limit_livestream_groups(), cap(limits.livestream_groups, style)),
        (t.limit_history(), days(limits.history_days, style)),
    ];
    let joint = if t.locale == Locale::En { ": " } else { "：" };
    parts.map(|(name, value)| format!("{name}{joint}{value}")).into()
}

fn cap(cap: Cap, style: Style) -> String {
    match cap {
        Some(number) => style.f.number(number.into()),
        None => style.t.unlimited().into_owned(),
    }
}

fn days(days: u32, style: Style) -> String {
    style.t.limits_days(&style.f.number(days.into())).into_owned()
}

/// What differs between the packages for sale; nothing where there is one only.
pub(super) fn comparison(desk: &Desk, style: Style) -> Option<Comparison> {
    let catalog = &desk.published.catalog;
    let editions: Vec<Edition> =
        catalog.book_of(&desk.centre.code)?.editions().map(|(edition, _)| edition).collect();
    let all: Vec<Vec<(String, String)>> =
        editions.iter().map(|&edition| values(catalog, edition, style)).collect();
    let (first, rest) = all.split_first()?;
    let rows = first.iter().enumerate().filter_map(|(index, (label, value))| {
        let others = rest.iter().filter_map(|column| column.get(index).map(|(_, value)| value.clone()));
        let row: Vec<String> = [value.clone()].into_iter().chain(others).collect();
        row.iter().any(|other| other != value).then(|| (label.clone(), row))
    });
    let head = editions.iter().map(|&edition| style.t.edition_name(edition).into_owned());
    Some(Comparison { head: head.collect(), rows: rows.collect() })
}

/// Everything that can be compared, with the value of one edition.
fn values(catalog: &Catalog, edition: Edition, style: Style) -> Vec<(String, String)> {
    let t = style.t;
    let limits = &catalog.edition(edition).limits;
    let numbers = [
        (t.limit_groups_per_user(), limits.groups_per_user),
        (t.limit_members_per_group(), limits.members_per_group),
        (t.limit_livestream_groups(), limits.livestream_groups),
        (t.limit_communities(), limits.communities),
        (t.plan_members_per_community(), limits.members_per_community),
        (t.limit_contacts(), Some(limits.recent_contacts)),
        (t.plan_web_devices(), Some(limits.web_devices)),
        (t.plan_devices_per_platform(), Some(limits.devices_per_platform)),
    ];
    let numbers = numbers.map(|(label, number)| (label.into_owned(), cap(number, style)));
    let history = [(t.limit_history().into_owned(), days(limits.history_days, style))];
    let feature = |&feature: &Feature| {
        let has = if limits.has(feature) { t.yes() } else { t.no() };
        (t.feature_name(feature).into_owned(), has.into_owned())
    };
    numbers.into_iter().chain(history).chain(Feature::ALL.iter().map(feature)).collect()
}
