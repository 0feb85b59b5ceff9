//! Renewing a package by hand (R2, P13): for how long, with which add-ons, what it costs and until when it runs then.
//! The form in the address gives the price again without a script; sent, it makes a quote.

pub(super) mod form;

use std::borrow::Cow;

pub use self::form::Entered;
use self::form::{Read, duration, everything};
use super::{
    buy::{
        form::{Wrong, YES},
        summary::SummaryView,
        view::Choice,
    },
    lines::Style,
    quote::{Told, told},
    wishes::{Subject, quoted},
};
use crate::{
    domain::{
        app::{App, AppState},
        calendar::Timestamp,
        ids::SdkAppId,
        product::{AddOn, AddOnKind, BillingMode, Edition},
        quote::Start,
        renewal::{self, RenewalRefused},
        wish::{Offer, Time, Wish},
    },
    i18n::Words,
    services::prepaid::PaidApp,
    web::{
        Error, State,
        extract::{Form, Path, Query},
        form::Fault,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};
use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/app_renew.html")]
struct RenewPage {
    page: Page,
    title: Cow<'static, str>,
    name: String,
    app_url: String,
    path: String,
    buy_url: String,
    faults: Vec<Fault>,
    refused: Option<Told>,
    form: Option<RenewForm>,
}

/// The form and its price.
struct RenewForm {
    package: Cow<'static, str>,
    add_ons: Vec<KeptAddOn>,
    choices: Vec<Choice>,
    other: String,
    other_label: Cow<'static, str>,
    months_error: Option<Cow<'static, str>>,
    end: String,
    summary: SummaryView,
}

/// An add-on that can be left out.
struct KeptAddOn {
    id: &'static str,
    name: Cow<'static, str>,
    is_kept: bool,
    error: Option<Cow<'static, str>>,
}

/// The form, with the price of what is chosen in the address.
///
/// # Errors
/// With 404 when the app is not this account's; when the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Query(entered): Query<Entered>,
) -> Result<Response, Error> {
    let paid = load(&state, &visitor, number).await?;
    let entered = if entered == Entered::default() { everything(&held(&paid)) } else { entered };
    let shown = show(&state, page, &paid, (&entered, None));
    let status = if shown.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, shown).into_response())
}

/// Makes a quote of the form.
///
/// # Errors
/// As [`get`]. What is wrong with the form is told at its fields; what the app's state does not allow is 409.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(entered): Form<Entered>,
) -> Result<Response, Error> {
    let paid = load(&state, &visitor, number).await?;
    let published = state.services().catalog();
    let read = entered.read(&page, &published, &held(&paid));
    if read.duration.is_some() || !read.add_ons.is_empty() {
        let page = show(&state, page, &paid, (&entered, None));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let wish = Wish::Renew(read.renewal);
    let refused = match quoted(&state, &visitor, paid.app.id, wish).await? {
        Ok(to_quote) => return Ok(to_quote),
        Err(refused) => told(&page, &refused),
    };
    Ok((StatusCode::CONFLICT, show(&state, page, &paid, (&entered, Some(refused)))).into_response())
}

/// The visitor's app with this number and its paid package.
pub(super) async fn load(state: &State, visitor: &Visitor, number: i64) -> Result<PaidApp, Error> {
    let id = SdkAppId::new(number).ok_or(Error::NotFound)?;
    let found = state.services().paid_app(visitor.account(), id).await?.ok_or(Error::NotFound)?;
    let is_deleted = matches!(found.app.state, AppState::Deleted { .. });
    if is_deleted { Err(Error::NotFound) } else { Ok(found) }
}

/// The add-ons that a renewal would go on with.
fn held(paid: &PaidApp) -> Vec<AddOn> {
    renewal::renewable(&paid.prepaid()).map(|(_, add_ons)| add_ons).unwrap_or_default()
}

fn show(
    state: &State,
    page: Page,
    paid: &PaidApp,
    (entered, refused): (&Entered, Option<Told>),
) -> RenewPage {
    let page = page.at(Section::Apps);
    let held = held(paid);
    let published = state.services().catalog();
    let read = entered.read(&page, &published, &held);
    let months_error = read.duration.as_ref().map(|wrong| months_error(&page, wrong));
    let is_held = |kind: AddOnKind| held.iter().any(|add_on| add_on.kind() == kind);
    let name = |kind: AddOnKind| if is_held(kind) { format!("#{kind}") } else { "#renewed".to_owned() };
    let faults = months_error.clone().map(|text| Fault { href: "#months".to_owned(), text });
    let faults = faults.into_iter();
    let faults =
        faults.chain(read.add_ons.iter().map(|(kind, text)| Fault { href: name(*kind), text: text.clone() }));
    let faults: Vec<Fault> = faults.collect();
    let drawn = drawn(state, &page, paid, (entered, &read, months_error));
    let (form, impossible) = match drawn {
        Ok(form) => (Some(form), None),
        Err(refused) => (None, Some(told(&page, &refused.into()))),
    };
    RenewPage {
        title: page.t.renew_title(),
        name: paid.app.profile.name.as_str().to_owned(),
        app_url: paths::app(paid.app.id),
        path: paths::app_renew(paid.app.id),
        buy_url: paths::buy_for(&paid.app),
        faults: if form.is_some() { faults } else { Vec::new() },
        refused: refused.or(impossible),
        form,
        page,
    }
}

pub(super) fn months_error(page: &Page, wrong: &Wrong) -> Cow<'static, str> {
    match wrong {
        Wrong::Rule(refused) => page.t.purchase_refused(refused),
        Wrong::NoDuration => page.t.refused_no_duration(),
        Wrong::TwoDurations => page.t.refused_two_durations(),
        Wrong::Option(_) => page.t.refused_option(),
    }
}

/// The form with its price; none where no renewal at all is possible.
fn drawn(
    state: &State,
    page: &Page,
    paid: &PaidApp,
    (entered, read, months_error): (&Entered, &Read, Option<Cow<'static, str>>),
) -> Result<RenewForm, RenewalRefused> {
    let (services, prepaid) = (state.services(), paid.prepaid());
    let (published, now) = (services.catalog(), services.now());
    let style = Style::signs(page.t, page.f);
    possible(paid, now)?;
    let (edition, held) = renewal::renewable(&prepaid).ok_or(RenewalRefused::NoPackage)?;
    let months = read.renewal.months;
    let priced = match read.duration {
        Some(_) => Err(months_error.clone().unwrap_or_default().into_owned()),
        None => renewal::by_hand(&prepaid, months, &read.renewal.left_out, now)
            .map(|priced| Offer::term(priced, months))
            .map_err(|refused| page.t.renewal_refused(&refused).into_owned()),
    };
    let app = &paid.app;
    let subject = Subject {
        app: app.profile.name.as_str(),
        data_centre: &app.data_centre,
        renews: app.auto_renew,
        catalog: &published,
        now,
    };
    let (choices, other) = duration(style, &published, entered, (read, app.pack.is_none()));
    Ok(RenewForm {
        package: package(page.t, app, edition),
        add_ons: kept(page, &held, entered, read),
        choices,
        other,
        other_label: page
            .t
            .buy_duration_months(*published.catalog.months().start(), *published.catalog.months().end()),
        months_error,
        end: priced.as_ref().ok().map(|offer| end(style, offer, subject)).unwrap_or_default(),
        summary: subject.summary(
            style,
            &Wish::Renew(read.renewal.clone()),
            priced.as_ref().map_err(Clone::clone),
        ),
    })
}

/// The package that is renewed in any case; or that it is billed by the month, and a call pack alone is renewed (P6).
fn package(t: Words, app: &App, edition: Edition) -> Cow<'static, str> {
    match app.plan.billing_mode() {
        Some(mode @ BillingMode::Postpaid) => t.renew_pack_alone(&t.edition_label(edition, Some(mode))),
        _ => t.renew_package(&t.package_of(&t.edition_name(edition))),
    }
}

/// Until when it runs then.
fn end(style: Style, offer: &Offer, subject: Subject<'_>) -> String {
    let Style { t, f, .. } = style;
    let spans = offer.spans(subject.catalog.catalog.calendar(), subject.now);
    let Some(span) = spans.first().map(|given| given.span) else { return String::new() };
    let until = f.date_time_zoned(span.ends_at);
    match &offer.time {
        Time::Term(Start::Continues { .. }, _) => t.renew_continues(&f.date_long(span.starts_at), &until),
        _ => t.renew_at_payment(&until),
    }
    .into_owned()
}

/// The boxes of the add-ons.
fn kept(page: &Page, held: &[AddOn], entered: &Entered, read: &Read) -> Vec<KeptAddOn> {
    let kept = |add_on: &AddOn| KeptAddOn {
        id: add_on.kind().as_str(),
        name: page.t.add_on_name(*add_on),
        is_kept: entered.box_of(add_on.kind()) == YES,
        error: read.add_ons.iter().find(|(kind, _)| *kind == add_on.kind()).map(|(_, text)| text.clone()),
    };
    held.iter().map(kept).collect()
}

/// Whether any renewal is possible: one that lacks a price can leave that add-on out.
fn possible(paid: &PaidApp, now: Timestamp) -> Result<(), RenewalRefused> {
    let prepaid = paid.prepaid();
    let least = *prepaid.releases.at(now).catalog.months().start();
    match renewal::by_hand(&prepaid, least, &[], now) {
        Ok(_) | Err(RenewalRefused::NoPrice { .. }) => Ok(()),
        Err(refused) => Err(refused),
    }
}
