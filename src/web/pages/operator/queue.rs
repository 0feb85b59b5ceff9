//! What waits for an operator: verifications and top-ups, the longest waiting first.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::IntoResponse;
use serde_json::json;

use crate::{
    domain::{account::Holder, calendar::Timestamp, top_up::TopUp},
    services::audit::{Action, Event},
    store::{
        accounts::HOUSE,
        topups,
        verifications::{self, StoredVerification},
    },
    web::{
        Error, State,
        page::{Page, Section},
        paths,
        visitor::OperatorVisitor,
    },
};

/// The most verifications that are listed; deciding them brings the rest up.
const MOST: u32 = 200;

#[derive(Template, WebTemplate)]
#[template(path = "pages/operator/queue.html")]
struct QueuePage {
    page: Page,
    verifications: Vec<VerificationRow>,
    top_ups: Vec<TopUpRow>,
}

/// A verification that waits.
struct VerificationRow {
    age: Cow<'static, str>,
    account: String,
    holder: Cow<'static, str>,
    legal_name: String,
    document_no: String,
    url: String,
}

/// A top-up that waits.
struct TopUpRow {
    age: Cow<'static, str>,
    account: String,
    amount: String,
    reference: String,
    order: Option<String>,
    url: String,
}

/// The queue. That it was read is written down (SEC47).
///
/// # Errors
/// When the database fails.
pub async fn get(state: State, visitor: OperatorVisitor, page: Page) -> Result<impl IntoResponse, Error> {
    let now = state.services().now();
    let mut tx = state.services().store.read().await?;
    let verifications = verifications::waiting(&mut tx, MOST).await?;
    let top_ups = topups::open(&mut tx).await?;
    drop(tx);
    let detail = json!({ "verifications": verifications.len(), "top_ups": top_ups.len() });
    let read = Event::done(Action::QueueRead, &"queue", detail);
    state.services().note(HOUSE, &visitor.actor(), read).await?;
    let page = page.at(Section::OperatorQueue);
    Ok(QueuePage {
        verifications: verifications.into_iter().map(|waiting| verification(&page, waiting, now)).collect(),
        top_ups: top_ups.into_iter().map(|waiting| top_up(&page, waiting, now)).collect(),
        page,
    })
}

fn verification(
    page: &Page,
    (found, account): (StoredVerification, String),
    now: Timestamp,
) -> VerificationRow {
    VerificationRow {
        age: age(page, now.seconds_since(found.submitted_at)),
        account,
        holder: Holder::parse(&found.holder).map(|holder| page.t.holder_name(holder)).unwrap_or_default(),
        legal_name: found.legal_name,
        document_no: found.document_no,
        url: paths::operator_verification(found.id),
    }
}

fn top_up(page: &Page, (found, account): (TopUp, String), now: Timestamp) -> TopUpRow {
    TopUpRow {
        age: age(page, now.seconds_since(found.filed_at)),
        account,
        amount: page.f.money_iso(found.amount),
        reference: found.reference,
        order: found.order.map(|no| no.to_string()),
        url: paths::operator_top_up(found.id),
    }
}

/// A time of waiting in its largest unit: days, else hours, else minutes.
fn age(page: &Page, seconds: i64) -> Cow<'static, str> {
    let unit = [86_400, 3_600, 60].into_iter().find(|unit| seconds >= *unit);
    match unit {
        Some(unit) => page.f.duration_days(seconds - seconds % unit).into(),
        None => page.t.ops_just_now(),
    }
}
