//! The vouchers: usable, held by an unpaid order, used up, expired (M2).

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::IntoResponse;

use crate::{
    domain::{
        calendar::Timestamp,
        ids::{OrderNo, VoucherId},
        voucher::Voucher,
    },
    store::vouchers,
    web::{
        Error, State,
        list::Moment,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/vouchers.html")]
struct VouchersPage {
    page: Page,
    sections: Vec<Group>,
    has_none: bool,
}

/// The vouchers of one standing.
struct Group {
    id: &'static str,
    tone: &'static str,
    title: Cow<'static, str>,
    cards: Vec<Card>,
}

/// A voucher.
struct Card {
    name: String,
    remaining: String,
    face: Cow<'static, str>,
    scope: Cow<'static, str>,
    threshold: Cow<'static, str>,
    reuse: Cow<'static, str>,
    expires: Moment,
    held_by: Option<Link>,
    used_on: Vec<Link>,
}

/// A link to an order.
struct Link {
    no: String,
    url: String,
}

impl Link {
    fn to(no: &OrderNo) -> Self {
        Self { no: no.to_string(), url: paths::order(no) }
    }
}

/// What can be done with a voucher.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Available,
    Frozen,
    Used,
    Expired,
}

impl Standing {
    const ALL: [Self; 4] = [Self::Available, Self::Frozen, Self::Used, Self::Expired];

    /// A frozen voucher stays good for its order, even beyond its own end (M2); what is used up is no more expired.
    fn of(voucher: &Voucher, now: Timestamp) -> Self {
        match voucher {
            voucher if voucher.frozen_by.is_some() => Self::Frozen,
            voucher if !voucher.remaining.is_positive() => Self::Used,
            voucher if now >= voucher.expires_at => Self::Expired,
            _ => Self::Available,
        }
    }
}

/// The page.
///
/// # Errors
/// When the database fails.
pub async fn get(state: State, visitor: Visitor, page: Page) -> Result<impl IntoResponse, Error> {
    let now = state.services().now();
    let mut tx = state.services().store.read().await?;
    let vouchers = vouchers::list(&mut tx, visitor.account()).await?;
    let uses = vouchers::uses(&mut tx, visitor.account()).await?;
    let page = page.at(Section::Vouchers);
    let group = |standing: Standing| {
        let of_it = vouchers.iter().filter(|voucher| Standing::of(voucher, now) == standing);
        let cards: Vec<Card> = of_it.map(|voucher| card(&page, voucher, &uses)).collect();
        let (id, tone, title) = heading(&page, standing);
        (standing == Standing::Available || !cards.is_empty()).then_some(Group { id, tone, title, cards })
    };
    let sections = Standing::ALL.into_iter().filter_map(group).collect();
    Ok(VouchersPage { sections, has_none: vouchers.is_empty(), page })
}

fn heading(page: &Page, standing: Standing) -> (&'static str, &'static str, Cow<'static, str>) {
    match standing {
        Standing::Available => ("available", "ok", page.t.vouchers_available()),
        Standing::Frozen => ("frozen", "warn", page.t.vouchers_frozen()),
        Standing::Used => ("used", "", page.t.vouchers_used()),
        Standing::Expired => ("expired", "", page.t.vouchers_expired()),
    }
}

fn card(page: &Page, voucher: &Voucher, uses: &[(VoucherId, String)]) -> Card {
    let t = page.t;
    let used_on = uses.iter().filter(|(id, _)| *id == voucher.id).filter_map(|(_, no)| OrderNo::parse(no));
    Card {
        name: voucher.name.clone(),
        remaining: page.f.money(voucher.remaining),
        face: t.voucher_of_face(&page.f.money(voucher.face)),
        scope: t.scope_name(&voucher.scope),
        threshold: if voucher.threshold.is_positive() {
            t.voucher_from(&page.f.money(voucher.threshold))
        } else {
            t.voucher_any_total()
        },
        reuse: if voucher.reusable { t.voucher_many_times() } else { t.voucher_once() },
        expires: Moment::of(page, voucher.expires_at),
        held_by: voucher.frozen_by.as_ref().map(Link::to),
        used_on: used_on.map(|no| Link::to(&no)).collect(),
    }
}
