//! Where the purchase page begins: which data centre, and which app, what was entered means (P2, P3).

use super::{desk::Mode, form::Entered};
use crate::{
    domain::{
        app::App,
        catalog::{DataCentre, Published},
        purchase::{self, PurchaseRefused},
    },
    web::Error,
};

/// The data centre that was chosen; else the one of the app that was asked for; else the first. With what is wrong.
pub(super) fn centre(
    published: &Published,
    entered: &Entered,
    asked: Option<&App>,
    mode: Mode,
) -> Result<(DataCentre, Option<PurchaseRefused>), Error> {
    let catalog = &published.catalog;
    let code = match (entered.data_centre.as_str(), asked) {
        ("", Some(app)) if mode == Mode::Look => app.data_centre.as_str(),
        (code, _) => code,
    };
    let is_left_out = code.is_empty() && mode == Mode::Look;
    let found = catalog.data_centre(code);
    let wrong = (found.is_none() && !is_left_out).then_some(PurchaseRefused::UnknownDataCentre);
    let centre = found.or(catalog.data_centres.first()).cloned().ok_or(Error::NotFound)?;
    Ok((centre, wrong))
}

/// The app that was asked for, if it is in the data centre; when a page is looked at, the only one that can buy.
pub(super) fn pick(
    asked: Option<App>,
    centre: &DataCentre,
    owned: &[App],
    mode: Mode,
) -> Result<Option<App>, PurchaseRefused> {
    match (asked, mode) {
        (Some(app), _) if app.data_centre == centre.code => Ok(Some(app)),
        (_, Mode::Look) => {
            let mut buyers = owned.iter().filter(|app| purchase::sellable(app).is_ok());
            Ok(buyers.next().filter(|_| buyers.next().is_none()).cloned())
        }
        (Some(_), Mode::Send) => Err(PurchaseRefused::OtherDataCentre),
        (None, Mode::Send) => Err(PurchaseRefused::NoApp),
    }
}
