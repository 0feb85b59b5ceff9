//! What paying, leaving and giving up an order do: the check that what was frozen still holds, the charge of the
//! frozen lines, and everything that is put in force with it.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Loaded, Refused};
use crate::{
    domain::{
        app::{App, Plan},
        calendar::Timestamp,
        catalog::Published,
        change::history_kept,
        ids::{OrderNo, SdkAppId},
        ledger::Entry,
        lifecycle::{self, Step},
        money::Amount,
        order::{CloseReason, Order, OrderState},
        purchase::PurchaseRefused,
        quote::{Basis, Line, Quote},
        reminder,
        upgrade::Voided,
        voucher::Voucher,
        wish::{Offer, Wish},
    },
    services::{
        audit::{Action, Event},
        life, rtc,
        unit::Unit,
    },
    store::{Batch, StoreError, apps, orders, refunds, vouchers},
};

/// An app, what it holds, and what its order comes to at the order's own moment.
pub(super) struct Checked {
    pub(super) app: App,
    pub(super) missed: Vec<Step>,
    pub(super) offer: Offer,
    pub(super) catalog: Published,
}

/// What was frozen when a quote was made.
pub(super) struct Frozen<'a> {
    pub(super) wish: &'a Wish,
    pub(super) basis: &'a Basis,
    pub(super) lines: &'a [Line],
    pub(super) voided: &'a [Voided],
    pub(super) as_of: Timestamp,
}

/// Prices the frozen wish again at its own moment. None when the app is not any more what it was, or when the
/// prices differ: then nothing is charged.
pub(super) fn recompute(
    catalog: Published,
    loaded: Loaded,
    frozen: &Frozen<'_>,
    now: Timestamp,
) -> Option<Checked> {
    if Basis::of(&loaded.app, &loaded.holdings, now) != *frozen.basis {
        return None;
    }
    let offer = loaded.price(&catalog, frozen.wish, frozen.as_of).ok()?;
    let Loaded { app, missed, .. } = loaded;
    offer.is_same(frozen.lines, frozen.voided).then_some(Checked { app, missed, offer, catalog })
}

/// Whether the voucher still deducts what the quote says.
pub(super) fn same_deductions(quote: &Quote, voucher: Option<&Voucher>, now: Timestamp) -> bool {
    let mut again = quote.clone();
    let missing = quote.voucher.is_some() && voucher.is_none();
    !missing && again.take_off(voucher, now).is_ok() && again.lines == quote.lines
}

pub(super) fn leave_unpaid(unit: &mut Unit<'_>, order: &Order, voucher: Option<Voucher>) {
    orders::insert(&mut unit.batch, order);
    if let Some(voucher) = voucher {
        vouchers::save(&mut unit.batch, &Voucher { frozen_by: Some(order.no.clone()), ..voucher });
    }
    unit.audit(Event::done(
        Action::OrderPlace,
        &order.no,
        json!({ "app": order.app, "payable": order.payable() }),
    ));
}

pub(super) fn cancel(unit: &mut Unit<'_>, order: Order, voucher: Option<Voucher>, reason: CloseReason) {
    let at = unit.now;
    close(unit, order, voucher, (at, reason));
}

fn close(
    unit: &mut Unit<'_>,
    mut order: Order,
    voucher: Option<Voucher>,
    (at, reason): (Timestamp, CloseReason),
) {
    order.state = OrderState::Cancelled { at, reason };
    orders::save(&mut unit.batch, &order);
    if let Some(voucher) = voucher {
        vouchers::save(&mut unit.batch, &Voucher { frozen_by: None, ..voucher });
    }
    unit.audit(Event::done(Action::OrderCancel, &order.no, json!({ "reason": reason })));
}

/// The voucher that an order froze.
pub(super) async fn voucher_of(unit: &mut Unit<'_>, order: &Order) -> Result<Option<Voucher>, StoreError> {
    match order.voucher {
        Some(voucher) => vouchers::find(&mut unit.tx, unit.account.id, voucher).await,
        None => Ok(None),
    }
}

/// The unpaid order of an app that can still be paid. One whose time is over is given up on the way, as of its end,
/// and sent: the job that should have done it is late (P12).
async fn unpaid_of(unit: &mut Unit<'_>, app: SdkAppId) -> Result<Option<Order>, StoreError> {
    let Some(order) = orders::unpaid_of_app(&mut unit.tx, app).await? else { return Ok(None) };
    if !order.is_over(unit.now) {
        return Ok(Some(order));
    }
    let (voucher, end) = (voucher_of(unit, &order).await?, order.expires_at);
    close(unit, order, voucher, (end, CloseReason::Expired));
    unit.send().await?;
    Ok(None)
}

/// Refuses to go on beside an unpaid order of the app (P12).
pub(super) async fn none_unpaid(unit: &mut Unit<'_>, app: SdkAppId) -> Result<(), Refused> {
    match unpaid_of(unit, app).await? {
        Some(order) => Err(PurchaseRefused::UnpaidOrder { no: order.no }.into()),
        None => Ok(()),
    }
}

/// Gives up the unpaid order of an app that is stopped or deleted: nothing can be put in force there any more (P12).
pub(in crate::services) async fn give_up_order_of(
    unit: &mut Unit<'_>,
    app: SdkAppId,
) -> Result<(), StoreError> {
    let Some(order) = unpaid_of(unit, app).await? else { return Ok(()) };
    let voucher = voucher_of(unit, &order).await?;
    cancel(unit, order, voucher, CloseReason::AppChanged);
    Ok(())
}

/// Charges an order's frozen lines and puts them in force at the unit's moment.
pub(super) async fn pay(
    unit: &mut Unit<'_>,
    mut order: Order,
    checked: Checked,
    voucher: Option<Voucher>,
    write: fn(&mut Batch, &Order),
) -> Result<(), StoreError> {
    let Checked { mut app, missed, offer, catalog } = checked;
    life::record(unit, &app, &missed).await?;
    order.state = OrderState::Paid { at: unit.now };
    write(&mut unit.batch, &order);
    if let Some(voucher) = voucher {
        let remaining = voucher.left_after(order.deducted());
        vouchers::save(&mut unit.batch, &Voucher { remaining, frozen_by: None, ..voucher });
    }
    put_in_force(unit, &mut app, &order, (&offer, &catalog));
    apps::save(&mut unit.batch, &app, unit.now, lifecycle::next(&app, &catalog.catalog));
    unit.account.remind(reminder::next(&app, &catalog.catalog, unit.now));
    Ok(())
}

/// Gives what a paid order's lines say from the unit's moment on, ends what becomes void, and charges the difference;
/// the app is the caller's to save.
pub(in crate::services) fn put_in_force(
    unit: &mut Unit<'_>,
    app: &mut App,
    order: &Order,
    (offer, catalog): (&Offer, &Published),
) {
    let spans = offer.spans(catalog.catalog.calendar(), unit.now);
    for ((number, line), given) in (1_u32..).zip(&order.lines).zip(&spans) {
        apps::give(&mut unit.batch, (&order.no, number), app.id, line.item, *given);
    }
    rtc::switched_on_by(unit, order);
    let before = app.plan.edition();
    for (no, amount) in returns(order.voided.iter().map(|void| (&void.order, void.amount))) {
        orders::refund(&mut unit.batch, no, amount);
    }
    for void in &order.voided {
        refunds::end(&mut unit.batch, (&void.order, void.position), unit.now);
    }
    match (app.plan, spans.first()) {
        (_, Some(given)) if offer.has_term() => {
            app.hold_package(offer.edition, given.span.ends_at);
            app.auto_renew = order.wish.auto_renew(app);
        }
        (Plan::Postpaid { .. }, Some(given)) => {
            app.hold_pack(given.span.ends_at);
            app.auto_renew = order.wish.auto_renew(app);
        }
        (Plan::Prepaid { ends_at, .. }, _) => app.plan = Plan::Prepaid { edition: offer.edition, ends_at },
        _ => (),
    }
    app.history_days = history_kept(&catalog.catalog, before, app);
    let from_balance = order.payable() - order.returned();
    unit.post(&Entry::order(order.no.to_string(), from_balance, order.deducted()));
    let detail = json!({ "app": app.id, "payable": from_balance, "voucher": order.voucher });
    unit.audit(Event::done(Action::OrderPay, &order.no, detail));
    unit.tell("order_paid", &json!({ "order": order.no, "app": app.id, "edition": offer.edition }));
}

/// What is given back of each order, each order once.
pub(in crate::services) fn returns<'a>(
    lines: impl Iterator<Item = (&'a OrderNo, Amount)>,
) -> BTreeMap<&'a OrderNo, Amount> {
    let mut sums = BTreeMap::new();
    for (order, amount) in lines.filter(|(_, amount)| amount.is_positive()) {
        *sums.entry(order).or_insert(Amount::ZERO) += amount;
    }
    sums
}
