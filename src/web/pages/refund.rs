//! A refund that was made, line by line with the arithmetic of each amount (T3); and how such lines are written, here
//! and on the page that asks for the refund.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::IntoResponse;
use uuid::Uuid;

use super::lines::{Style, time};
use crate::{
    domain::{
        change::{Change, ChangeKind},
        ids::RefundId,
        money::Amount,
        refund::{RefundLine, RefundRule},
    },
    store::{apps, refunds},
    web::{
        Error, State,
        extract::Path,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// Lines with their sum.
pub(in crate::web) struct LinesView {
    pub(in crate::web) rows: Vec<Row>,
    pub(in crate::web) total: String,
}

/// A line.
pub(in crate::web) struct Row {
    pub(in crate::web) item: Cow<'static, str>,
    pub(in crate::web) order: String,
    pub(in crate::web) order_url: String,
    pub(in crate::web) cash: String,
    pub(in crate::web) rule: Cow<'static, str>,
    /// The used time and what it is worth.
    pub(in crate::web) used: String,
    pub(in crate::web) amount: String,
}

impl LinesView {
    /// Puts lines into words; `full_days` are those of the full refund.
    pub(in crate::web) fn of(style: Style, lines: &[RefundLine], full_days: u32) -> Self {
        let total: Amount = lines.iter().map(|line| line.amount).sum();
        let rows = lines.iter().map(|line| Row::of(style, line, full_days)).collect();
        Self { rows, total: style.money(total) }
    }
}

impl Row {
    fn of(style: Style, line: &RefundLine, full_days: u32) -> Self {
        let t = style.t;
        let rule = match line.rule {
            RefundRule::Full => t.refund_rule_full(full_days),
            RefundRule::NotBegun => t.refund_rule_not_begun(),
            RefundRule::Running { .. } => t.refund_rule_running(),
            RefundRule::Finished => t.refund_rule_finished(),
            RefundRule::Void { .. } => t.refund_rule_void(),
        };
        let used = match line.rule {
            RefundRule::Running { monthly, of, left, used_value } => {
                let months = format!("({} − ({}))", time(style, of), time(style, left));
                format!("{} × {months} = {}", style.money(monthly), style.money(used_value))
            }
            RefundRule::Void { of, left } => {
                format!("{} × ({}) ÷ ({})", style.money(line.cash), time(style, left), time(style, of))
            }
            RefundRule::Full | RefundRule::NotBegun | RefundRule::Finished => String::new(),
        };
        Self {
            item: t.item_name(line.item),
            order: line.order.to_string(),
            order_url: paths::order(&line.order),
            cash: style.money(line.cash),
            rule,
            used,
            amount: style.money(line.amount),
        }
    }
}

/// What a change gives back of a call pack that was bought alone, a sentence with its arithmetic for each line.
pub(in crate::web) fn given_back(style: Style, change: &Change) -> Vec<Cow<'static, str>> {
    let t = style.t;
    let sentence = |line: &RefundLine| {
        let (item, cash, amount) = (t.item_name(line.item), style.money(line.cash), style.money(line.amount));
        let used = Row::of(style, line, 0).used;
        let formula = match line.rule {
            RefundRule::Void { .. } => format!("{used} = {amount}"),
            RefundRule::Running { .. } => format!("{cash} − ({used}) → {amount}"),
            RefundRule::Full | RefundRule::NotBegun | RefundRule::Finished => amount,
        };
        match change.kind {
            ChangeKind::Deactivate => t.pack_stopped(&item, &formula),
            _ => t.pack_void(&item, &formula),
        }
    };
    change.given_back.iter().map(sentence).collect()
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/refund.html")]
struct RefundedPage {
    page: Page,
    at: String,
    app: String,
    app_url: String,
    full: Option<Cow<'static, str>>,
    lines: LinesView,
}

/// The page.
///
/// # Errors
/// With 404 when the refund is not this account's; when the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Error> {
    let services = state.services();
    let mut tx = services.store.read().await?;
    let refund = refunds::find(&mut tx, visitor.account(), RefundId(id)).await?.ok_or(Error::NotFound)?;
    let app = apps::find(&mut tx, visitor.account(), refund.app).await?.ok_or(Error::NotFound)?;
    drop(tx);
    let page = page.at(Section::Billing);
    let is_there = !matches!(app.state, crate::domain::app::AppState::Deleted { .. });
    Ok(RefundedPage {
        at: page.f.date_time_zoned(refund.at),
        app: format!("{} ({})", app.profile.name.as_str(), app.id),
        app_url: if is_there { paths::app(app.id) } else { String::new() },
        full: refund.uses_full.then(|| page.t.refund_uses_full()),
        lines: LinesView::of(
            Style::codes(page.t, page.f),
            &refund.lines,
            services.catalog().catalog.refunds.full_days,
        ),
        page,
    })
}
