//! Which applications cost money, in every data centre: this month and within the coming twelve (pages.md 1.10).

use std::{borrow::Cow, collections::BTreeMap};

use crate::{
    domain::{ids::SdkAppId, money::Amount},
    services::{bills::SoFar, forecast::Ahead},
    web::{page::Page, paths},
};

/// How many applications are shown.
const SHOWN: usize = 10;

/// The applications that cost money.
pub(super) struct Costs {
    /// The dearest first.
    pub(super) rows: Vec<Cost>,
    /// How many there are in all, where not all are shown.
    pub(super) all: Option<Cow<'static, str>>,
}

/// An application.
pub(super) struct Cost {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) data_centre: String,
    pub(super) edition: Cow<'static, str>,
    pub(super) month: String,
    pub(super) year: String,
}

impl Costs {
    /// The applications with a line this month or a charge within the coming twelve.
    pub(super) fn of(page: &Page, running: &SoFar, ahead: &Ahead) -> Self {
        let mut sums: BTreeMap<SdkAppId, (Amount, Amount)> = BTreeMap::new();
        for line in &running.lines {
            sums.entry(line.app).or_default().0 += line.amount;
        }
        for (app, of_app) in ahead.forecast.by_app(ahead.calendar()) {
            sums.entry(app).or_default().1 += of_app.total;
        }
        sums.retain(|_, (month, year)| !month.is_zero() || !year.is_zero());
        let mut ranked: Vec<(SdkAppId, (Amount, Amount))> = sums.into_iter().collect();
        ranked.sort_by_key(|(app, (month, year))| (std::cmp::Reverse((*year, *month)), *app));
        let catalog = &ahead.releases.current().catalog;
        let row = |(id, (month, year)): &(SdkAppId, (Amount, Amount))| {
            let app = &ahead.apps.iter().find(|app| app.app.id == *id)?.app;
            let centre = catalog.data_centre(&app.data_centre);
            let centre = centre.map_or(app.data_centre.as_str(), |centre| page.t.catalog_name(&centre.names));
            let is_there = !app.is_deleted();
            Some(Cost {
                name: app.profile.name.as_str().to_owned(),
                url: if is_there { paths::app_forecast(*id) } else { String::new() },
                data_centre: centre.to_owned(),
                edition: page.t.edition_label(app.plan.edition(), app.plan.billing_mode()),
                month: page.f.money(*month),
                year: page.f.money(*year),
            })
        };
        Self {
            rows: ranked.iter().take(SHOWN).filter_map(row).collect(),
            all: (ranked.len() > SHOWN).then(|| page.t.costs_all(ranked.len())),
        }
    }
}
