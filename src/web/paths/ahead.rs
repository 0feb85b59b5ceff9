//! The addresses of what looks ahead, forecasts, "what if" and the budget; and of the bill as PDF.

use super::with_query;
use crate::domain::ids::SdkAppId;

/// The coming twelve months of an application (T4).
pub const APP_FORECAST: &str = "/apps/{id}/forecast";
/// What something planned would change in them.
pub const APP_WHAT_IF: &str = "/apps/{id}/what-if";
/// The coming twelve months of the account.
pub const FORECAST: &str = "/billing/forecast";
/// The same as a table.
pub const FORECAST_CSV: &str = "/billing/forecast/csv";

/// The bill of a month as PDF.
pub const BILL_PDF: &str = "/billing/bills/{month}/pdf";
/// The budget of the account.
pub const BUDGET: &str = "/billing/budget";

/// The coming twelve months of an application.
#[must_use]
pub fn app_forecast(id: SdkAppId) -> String {
    format!("/apps/{id}/forecast")
}

/// What something planned would change in them.
#[must_use]
pub fn app_what_if(id: SdkAppId) -> String {
    format!("/apps/{id}/what-if")
}

/// The top-up form with an amount filled in.
#[must_use]
pub fn top_up_of(amount: &str) -> String {
    with_query(super::TOP_UP_NEW, &[("amount", amount)])
}

/// The lines of one application as a table.
#[must_use]
pub fn app_forecast_csv(id: SdkAppId) -> String {
    with_query(FORECAST_CSV, &[("app", &id.to_string())])
}
