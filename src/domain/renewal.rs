//! Automatic renewal of a package that runs (P9, R2): whether it can be switched, what it would charge and when first.

use super::{
    app::{App, AppState, Plan},
    calendar::Timestamp,
    catalog::Catalog,
    money::Amount,
    product::Item,
    purchase::{Holding, add_ons_in_force},
};

/// The end of the term that automatic renewal would continue; none where no term runs. It is charged first on the day
/// of that end (R2).
#[must_use]
pub fn continues(app: &App, now: Timestamp) -> Option<Timestamp> {
    match (app.state, app.plan) {
        (AppState::Active, Plan::Prepaid { ends_at, .. }) => Some(ends_at).filter(|end| *end > now),
        _ => None,
    }
}

/// What a month more of everything that `app` holds at the end of its term costs at today's prices; none where no term
/// runs or something of it is not sold any more.
#[must_use]
pub fn monthly(catalog: &Catalog, app: &App, holdings: &[Holding], now: Timestamp) -> Option<Amount> {
    let last_moment = continues(app, now)?.plus_seconds(-1);
    let (book, edition) = (catalog.book_of(&app.data_centre)?, app.plan.edition());
    let add_ons = add_ons_in_force(app, holdings, last_moment).into_iter().map(Item::AddOn);
    let items = [Item::Package(edition)].into_iter().chain(add_ons);
    let prices: Option<Vec<Amount>> = items.map(|item| book.monthly(edition, item)).collect();
    Some(prices?.into_iter().sum())
}
