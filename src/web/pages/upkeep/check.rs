//! Renewing several applications together: what each comes to and until when it runs then, the total and the balance,
//! and one confirmation for all of them.

use std::{borrow::Cow, collections::BTreeMap};

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    domain::{
        entered_amount::read_whole,
        ids::SdkAppId,
        money::Amount,
        purchase::PurchaseRefused,
        renewal,
        wish::{Offer, WishRefused},
    },
    services::{
        once::FormKey,
        prepaid::PaidApp,
        purchase::{MOST_TOGETHER, NotRenewed, Together, may_choose},
    },
    web::{
        Error, State,
        extract::{Form, Query},
        flash::{Notice, see_other_with},
        page::{Page, Section},
        pages::lines::{self, LineView, Style},
        paths,
        visitor::Visitor,
    },
};

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    apps: String,
    months: String,
    total: String,
    key: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/upkeep_check.html")]
struct CheckPage {
    page: Page,
    refused: Option<Cow<'static, str>>,
    apps: Vec<AppView>,
    total: String,
    balance: String,
    balance_after: Option<String>,
    /// The form; none where something stands against it.
    form: Option<ConfirmForm>,
}

/// An application with what its renewal costs.
struct AppView {
    title: Cow<'static, str>,
    lines: Vec<LineView>,
    reason: Option<Cow<'static, str>>,
}

/// What the confirmation sends.
struct ConfirmForm {
    apps: String,
    months: u32,
    total: i64,
    key: String,
    act: Cow<'static, str>,
    asks_password: bool,
}

/// The page of what was ticked.
///
/// # Errors
/// With 404 when one of the applications is not this account's; when the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Query(ticked): Query<BTreeMap<String, String>>,
) -> Result<Response, Error> {
    let named = |(name, value): (&String, &String)| {
        let number = name.strip_prefix("app_").filter(|_| value == "yes")?;
        number.parse().ok().and_then(SdkAppId::new)
    };
    let mut apps: Vec<SdkAppId> = ticked.iter().filter_map(named).collect();
    apps.sort_unstable();
    let months = ticked.get("months").and_then(|months| number(months)).unwrap_or_default();
    let together = Together { apps, months, total: Amount::ZERO };
    let refused = may_choose(together.apps.len()).err();
    let together = if refused.is_some() { Together { apps: Vec::new(), ..together } } else { together };
    show(&state, &visitor, page, (&together, refused)).await
}

/// Renews all of them, or none.
///
/// # Errors
/// With 404 when one of the applications is not this account's, 400 for a form of another make, and with the way to
/// the password (SEC16).
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let apps: Option<Vec<SdkAppId>> =
        sent.apps.split(',').map(|id| id.parse().ok().and_then(SdkAppId::new)).collect();
    let (Some(apps), Some(months), Ok(total)) = (apps, number(&sent.months), sent.total.parse()) else {
        return Err(Error::BadRequest);
    };
    let together = Together { apps, months, total: Amount::minor(total) };
    let services = state.services();
    if together.total >= services.catalog().catalog.reauth_above {
        visitor.require_fresh(&state, &address(&together))?;
    }
    let done = match FormKey::parse(&sent.key) {
        Some(key) => services.renew_together(visitor.account(), (&together, key), &visitor.actor()).await,
        None => Err(NotRenewed::Stale),
    };
    match done {
        Ok(()) => Ok(see_other_with(paths::ORDERS, Notice::RenewedTogether)),
        Err(NotRenewed::NotFound) => Err(Error::NotFound),
        Err(NotRenewed::Store(error)) => Err(error.into()),
        Err(NotRenewed::Catalog(refused)) => Err(Error::internal(refused)),
        Err(refused) => show(&state, &visitor, page, (&together, Some(refused))).await,
    }
}

fn number(text: &str) -> Option<u32> {
    read_whole(text).and_then(|number| u32::try_from(number).ok())
}

/// The check page of these applications.
fn address(together: &Together) -> String {
    let months = together.months.to_string();
    let names: Vec<String> = together.apps.iter().map(|app| format!("app_{app}")).collect();
    let mut fields = vec![("months", months.as_str())];
    fields.extend(names.iter().map(|name| (name.as_str(), "yes")));
    paths::with_query(paths::RENEWALS_CHECK, &fields)
}

async fn show(
    state: &State,
    visitor: &Visitor,
    page: Page,
    (together, refused): (&Together, Option<NotRenewed>),
) -> Result<Response, Error> {
    let page = page.at(Section::Billing);
    let services = state.services();
    let style = Style::codes(page.t, page.f);
    let (mut apps, mut total, mut is_possible) = (Vec::new(), Amount::ZERO, !together.apps.is_empty());
    for &id in &together.apps {
        let paid = services.paid_app(visitor.account(), id).await?.ok_or(Error::NotFound)?;
        let (view, price) = view(state, style, &paid, together.months);
        is_possible &= price.is_some();
        total += price.unwrap_or_default();
        apps.push(view);
    }
    let catalog = services.catalog().catalog;
    let missing = total - visitor.balance();
    let status = match &refused {
        Some(NotRenewed::NothingChosen | NotRenewed::TooMany) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(_) => StatusCode::CONFLICT,
        None => StatusCode::OK,
    };
    let short = (is_possible && missing.is_positive()).then_some(NotRenewed::Short { missing });
    let form = (is_possible && !missing.is_positive()).then(|| ConfirmForm {
        apps: together.apps.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
        months: together.months,
        total: total.as_minor(),
        key: services.form_key().to_string(),
        act: page.t.together_pay(&style.money(total)),
        asks_password: total >= catalog.reauth_above,
    });
    let shown = CheckPage {
        refused: refused.or(short).map(|refused| sentence(&page, &refused)),
        apps,
        total: style.money(total),
        balance: style.money(visitor.balance()),
        balance_after: form.is_some().then(|| style.money(-missing)),
        form,
        page,
    };
    Ok((status, shown).into_response())
}

/// An application in words, and what its renewal costs where it can be renewed.
fn view(state: &State, style: Style, paid: &PaidApp, months: u32) -> (AppView, Option<Amount>) {
    let (services, t) = (state.services(), style.t);
    let (published, now) = (services.catalog(), services.now());
    let name = format!("{} ({})", paid.app.profile.name.as_str(), paid.app.id);
    match renewal::by_hand(&paid.prepaid(), months, &[], now) {
        Ok(priced) => {
            let offer = Offer::term(priced, months);
            let spans = offer.spans(published.catalog.calendar(), now);
            let until = spans.first().map(|given| style.f.date_time_zoned(given.span.ends_at));
            let lines = lines::views(style, &offer.lines, published.version, "");
            let title = t.together_app(&name, &until.unwrap_or_default());
            (AppView { title, lines, reason: None }, Some(offer.total()))
        }
        Err(refused) => {
            let reason = Some(t.renewal_refused(&refused));
            (AppView { title: name.into(), lines: Vec::new(), reason }, None)
        }
    }
}

/// Why none was renewed, and what to do.
fn sentence(page: &Page, refused: &NotRenewed) -> Cow<'static, str> {
    let t = page.t;
    let most = u32::try_from(MOST_TOGETHER).unwrap_or(u32::MAX);
    match refused {
        NotRenewed::NothingChosen => t.together_nothing(),
        NotRenewed::TooMany => t.together_too_many(most),
        NotRenewed::Rule(_, WishRefused::Buy(refused @ PurchaseRefused::NotVerified)) => {
            t.purchase_refused(refused)
        }
        NotRenewed::Rule(app, refused) => t.together_rule(&app.to_string(), &t.wish_refused(refused)),
        NotRenewed::Changed => t.together_changed(),
        NotRenewed::Short { missing } => t.together_short(&page.f.money_iso(*missing)),
        NotRenewed::SentBefore => t.together_sent_before(),
        NotRenewed::Stale => t.together_stale(),
        NotRenewed::NotFound | NotRenewed::Catalog(_) | NotRenewed::Store(_) => t.fault_busy_text(),
    }
}
