//! A prepaid app with its paid lines, for the tests of renewals, upgrades and refunds.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::PaidLine;
use crate::domain::{
    app::{App, AppName, AppState, Plan, Profile},
    calendar::{Calendar, TermMonths, Timestamp},
    catalog::{Catalog, Published, Releases, embedded},
    ids::{AccountId, OrderNo, SdkAppId},
    money::Amount,
    product::{Edition, Item},
    quote::{Line, Priced, Start},
    renewal::Prepaid,
};

pub(in crate::domain) const SHANGHAI: Calendar = Calendar::new(chrono_tz::Asia::Shanghai);

pub(in crate::domain) fn at(text: &str) -> Timestamp {
    SHANGHAI.moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

pub(in crate::domain) fn mainland() -> Releases {
    let catalog = Catalog::parse("mainland", embedded("mainland").unwrap()).unwrap();
    Releases::only(Published { version: 1, catalog: Arc::new(catalog) })
}

/// A customer's app; every purchase adds its lines.
pub(in crate::domain) struct Owned {
    pub(in crate::domain) app: App,
    pub(in crate::domain) lines: Vec<PaidLine>,
    pub(in crate::domain) releases: Releases,
    orders: u32,
}

impl Owned {
    /// A new app without a package.
    pub(in crate::domain) fn new() -> Self {
        let profile = Profile {
            name: AppName::parse("Chat").unwrap(),
            app_type: "social".into(),
            introduction: String::new(),
        };
        let account = AccountId(uuid::Uuid::nil());
        let created = at("2027-01-01 00:00");
        let app = App::new_trial(SdkAppId::FIRST, account, profile, "cn".into(), created);
        Self { app, lines: Vec::new(), releases: mainland(), orders: 0 }
    }

    /// An app that bought these items for so many months at `paid`, at list price with the shipped discounts.
    pub(in crate::domain) fn bought(paid: &str, edition: Edition, items: &[Item], months: u32) -> Self {
        let mut owned = Self::new();
        let all = [Item::Package(edition)].into_iter().chain(items.iter().copied());
        let catalog = owned.releases.current().catalog.clone();
        let line = |item| {
            let monthly = catalog.book_of("cn").unwrap().monthly(edition, item).unwrap();
            let percent = catalog.discount_percent_of(item, months);
            Line::priced(item, monthly, TermMonths::whole(months), percent)
        };
        let lines = all.map(line).collect();
        owned.pay(&Priced { edition, start: Start::AtPayment, lines }, months, paid);
        owned
    }

    /// Pays what was priced, as the services do.
    pub(in crate::domain) fn pay(&mut self, priced: &Priced, months: u32, paid: &str) -> OrderNo {
        let span = priced.start.span(SHANGHAI, months, at(paid));
        let order = self.next_order();
        for (position, line) in (1..).zip(&priced.lines) {
            self.lines.push(PaidLine {
                order: order.clone(),
                position,
                catalog_version: self.releases.current().version,
                line: line.clone(),
                anchor: span.anchor,
                starts_at: span.starts_at,
                ends_at: span.ends_at,
                is_difference: false,
            });
        }
        self.app.plan = Plan::Prepaid { edition: priced.edition, ends_at: span.ends_at };
        self.app.state = AppState::Active;
        order
    }

    /// The number of another order.
    pub(in crate::domain) fn next_order(&mut self) -> OrderNo {
        self.orders += 1;
        OrderNo::parse(&format!("{:018}", self.orders)).unwrap()
    }

    pub(in crate::domain) fn prepaid(&self) -> Prepaid<'_> {
        Prepaid { app: &self.app, lines: &self.lines, releases: &self.releases, has_overdue: false }
    }
}

/// Minor units of some amounts.
pub(in crate::domain) fn minor(amounts: impl IntoIterator<Item = Amount>) -> Vec<i64> {
    amounts.into_iter().map(Amount::as_minor).collect()
}
