//! The coming twelve months (T4): of one application, line by line with the arithmetic; of the account, application by
//! application and month by month; and the lines as a table.

mod account;
mod csv;
pub(in crate::web) mod view;

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::IntoResponse;

pub use self::account::{get as get_account, get_csv};
use self::view::{MonthView, Totals, assumed, months};
use super::overdue::Overdue;
use crate::{
    domain::{forecast, ids::SdkAppId},
    services::forecast::Ahead,
    web::{
        Error, State,
        extract::Path,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/app_forecast.html")]
struct ForecastPage {
    page: Page,
    overdue: Option<Overdue>,
    name: String,
    app_url: String,
    lead: Cow<'static, str>,
    assumed: Cow<'static, str>,
    totals: Totals,
    by_month: Vec<(String, String)>,
    months: Vec<MonthView>,
    what_if_url: String,
    csv_url: String,
}

/// The page of one application.
///
/// # Errors
/// With 404 when the app is not this account's or is deleted.
pub async fn get_app(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<impl IntoResponse, Error> {
    let id = SdkAppId::new(number).ok_or(Error::NotFound)?;
    let ahead = state.services().app_ahead(visitor.account(), id).await?.ok_or(Error::NotFound)?;
    let overdue = Overdue::for_visitor(&state, &visitor, &page).await?;
    let page = page.at(Section::Apps);
    let outlook = ahead.apps.first().ok_or(Error::NotFound)?;
    let calendar = ahead.calendar();
    Ok(ForecastPage {
        overdue,
        name: outlook.app.profile.name.as_str().to_owned(),
        app_url: paths::app(id),
        lead: page.t.ahead_lead(&page.f.date_time_zoned(ahead.now)),
        assumed: assumed(&page, outlook.assumption),
        totals: Totals::of(&page, &ahead.forecast),
        by_month: by_month(&page, &ahead),
        months: months(&page, calendar, &ahead.forecast),
        what_if_url: paths::app_what_if(id),
        csv_url: paths::app_forecast_csv(id),
        page,
    })
}

/// What each month comes to, those that cost nothing too.
fn by_month(page: &Page, ahead: &Ahead) -> Vec<(String, String)> {
    let f = page.f;
    let months = forecast::months(ahead.calendar(), ahead.now).into_iter();
    months.map(|month| (f.calendar_month(month), f.money(ahead.forecast.in_month(month)))).collect()
}
