//! Orders: confirming a quote, paying, cancelling. Paying charges the stored lines, gives what they say and writes
//! ledger, audit and outbox in one unit; all of it happened or none of it (P12).

use serde_json::json;

use super::{Refused, Services, Stale, load, must_be_verified};
use crate::{
    domain::{
        app::{App, AppState, Plan},
        calendar::Timestamp,
        catalog::Published,
        ids::{AccountId, OrderNo, QuoteId},
        ledger::Entry,
        lifecycle,
        money::Amount,
        order::{CloseReason, Order, OrderState},
        purchase::{Holding, PurchaseRefused},
        quote::{self, Basis, Line, Priced, Quote},
        voucher::Voucher,
    },
    services::{
        Actor,
        audit::{Action, Event},
        unit::Unit,
    },
    store::{apps, orders, vouchers},
};

/// What a confirmation is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// Pay at once if the balance suffices; else leave the order unpaid.
    Now,
    /// Leave the order unpaid.
    Later,
}

/// What a confirmation has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    /// The order is paid and in force.
    Paid(OrderNo),
    /// The order waits to be paid.
    Unpaid {
        /// The order.
        no: OrderNo,
        /// What the balance lacks; zero when it was left unpaid on purpose.
        missing: Amount,
    },
    /// The same confirmation had been given before (P14): its order, whatever became of it.
    Before(OrderNo),
}

/// An app, what it holds, and what its order comes to at the order's own moment.
struct Checked {
    app: App,
    priced: Priced,
    catalog: Published,
}

impl Services {
    /// Confirms a quote: places the order and, if asked, pays it. The same quote buys once (P14).
    ///
    /// # Errors
    /// When the quote no longer holds, the app has another unpaid order, or the voucher can't be used.
    pub async fn confirm(
        &self,
        account: AccountId,
        id: QuoteId,
        payment: Payment,
        actor: &Actor,
    ) -> Result<Placed, Refused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(Refused::NotFound)?;
        let quote = orders::find_quote(&mut unit.tx, account, id).await?.ok_or(Refused::NotFound)?;
        let known = orders::of_quote_or_unpaid(&mut unit.tx, &quote).await?;
        if let Some(order) = known.iter().find(|order| order.quote == id) {
            return Ok(Placed::Before(order.no.clone()));
        }
        if let Some(unpaid) = known.into_iter().next() {
            return Err(PurchaseRefused::UnpaidOrder { no: unpaid.no }.into());
        }
        must_be_verified(&unit.account.verification)?;
        let checked = match self.check_quote(&mut unit, &quote).await? {
            Ok(checked) => checked,
            Err(why) => {
                drop(unit);
                let fresh = self.requote(account, &quote, actor).await?;
                return Err(Refused::Stale { why, old: Box::new(quote), fresh });
            }
        };
        let voucher = match quote.voucher {
            Some(voucher) => vouchers::find(&mut unit.tx, account, voucher).await?,
            None => None,
        };
        if !same_deductions(&quote, voucher.as_ref(), unit.now) {
            drop(unit);
            let fresh = self.requote(account, &quote, actor).await?;
            return Err(Refused::Stale { why: Stale::VoucherChanged, old: Box::new(quote), fresh });
        }
        let no = self.order_no(&checked.catalog, unit.now)?;
        let order = Order::place(no.clone(), account, &quote, &checked.catalog.catalog, unit.now);
        let missing = order.payable() - unit.account.balance;
        if payment == Payment::Now && !missing.is_positive() {
            pay(&mut unit, order, checked, voucher, orders::insert);
            unit.commit().await?;
            return Ok(Placed::Paid(no));
        }
        leave_unpaid(&mut unit, &order, voucher);
        unit.commit().await?;
        let missing = if missing.is_positive() { missing } else { Amount::ZERO };
        Ok(Placed::Unpaid { no, missing })
    }

    /// Pays an unpaid order from the balance (P12).
    ///
    /// # Errors
    /// When it is not unpaid, the balance is short, or its app has changed: then the order is cancelled, its voucher
    /// released and a fresh quote offered.
    pub async fn pay(&self, account: AccountId, no: &OrderNo, actor: &Actor) -> Result<(), Refused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(Refused::NotFound)?;
        let order = orders::find(&mut unit.tx, account, no).await?.ok_or(Refused::NotFound)?;
        if let OrderState::Paid { .. } = order.state {
            return Ok(());
        }
        if order.state != OrderState::Unpaid || unit.now >= order.expires_at {
            return Err(Refused::NotUnpaid);
        }
        must_be_verified(&unit.account.verification)?;
        let checked = self.check(&mut unit, &order).await?;
        let voucher = self.voucher_of(&mut unit, &order).await?;
        let Some(checked) = checked else {
            let quote =
                orders::find_quote(&mut unit.tx, account, order.quote).await?.ok_or(Refused::NotFound)?;
            cancel(&mut unit, order, voucher, CloseReason::AppChanged);
            unit.commit().await?;
            let fresh = self.requote(account, &quote, actor).await?;
            return Err(Refused::Stale { why: Stale::AppChanged, old: Box::new(quote), fresh });
        };
        let missing = order.payable() - unit.account.balance;
        if missing.is_positive() {
            return Err(Refused::BalanceShort { missing });
        }
        pay(&mut unit, order, checked, voucher, orders::save);
        Ok(unit.commit().await?)
    }

    /// Cancels an unpaid order and releases its voucher.
    ///
    /// # Errors
    /// When it is not unpaid.
    pub async fn cancel(&self, account: AccountId, no: &OrderNo, actor: &Actor) -> Result<(), Refused> {
        let unit = Unit::open(self, account, actor).await?.ok_or(Refused::NotFound)?;
        self.cancel_in(unit, no, CloseReason::Customer).await
    }

    /// Cancels an unpaid order whose time to be paid was over at `due` (P12); no effect on any other order.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::services) async fn cancel_expired(
        &self,
        account: AccountId,
        no: &OrderNo,
        due: Timestamp,
    ) -> Result<(), Refused> {
        let actor = Actor::console();
        let unit = Unit::open_at(self, account, &actor, due).await?.ok_or(Refused::NotFound)?;
        self.cancel_in(unit, no, CloseReason::Expired).await
    }

    async fn cancel_in(&self, mut unit: Unit<'_>, no: &OrderNo, reason: CloseReason) -> Result<(), Refused> {
        let order = orders::find(&mut unit.tx, unit.account.id, no).await?.ok_or(Refused::NotFound)?;
        match order.state {
            OrderState::Unpaid => {}
            OrderState::Cancelled { .. } => return Ok(()),
            OrderState::Paid { .. } => return Err(Refused::NotUnpaid),
        }
        let voucher = self.voucher_of(&mut unit, &order).await?;
        cancel(&mut unit, order, voucher, reason);
        Ok(unit.commit().await?)
    }

    async fn voucher_of(&self, unit: &mut Unit<'_>, order: &Order) -> Result<Option<Voucher>, Refused> {
        match order.voucher {
            Some(voucher) => Ok(vouchers::find(&mut unit.tx, unit.account.id, voucher).await?),
            None => Ok(None),
        }
    }

    fn order_no(&self, catalog: &Published, now: Timestamp) -> Result<OrderNo, Refused> {
        let day = catalog.catalog.calendar().local(now).format("%Y%m%d");
        OrderNo::parse(&format!("{day}{}", self.random.digits(10))).ok_or(Refused::NotFound)
    }

    /// Whether a quote still holds, and what it comes to.
    async fn check_quote(
        &self,
        unit: &mut Unit<'_>,
        quote: &Quote,
    ) -> Result<Result<Checked, Stale>, Refused> {
        if unit.now >= quote.expires_at {
            return Ok(Err(Stale::Expired));
        }
        if quote.catalog_version != self.catalog().version {
            return Ok(Err(Stale::CatalogChanged));
        }
        let (app, holdings) = load(&mut unit.tx, unit.account.id, quote.app).await?;
        let frozen =
            Frozen { cart: &quote.cart, basis: &quote.basis, lines: &quote.lines, as_of: quote.as_of };
        let checked = recompute(self.catalog(), app, &holdings, &frozen, unit.now);
        Ok(checked.ok_or(Stale::AppChanged))
    }

    /// Whether an order's app is still what it was priced for, and what it comes to.
    async fn check(&self, unit: &mut Unit<'_>, order: &Order) -> Result<Option<Checked>, Refused> {
        let (app, holdings) = load(&mut unit.tx, unit.account.id, order.app).await?;
        let catalog = self.catalogs.version(&self.store, order.catalog_version).await?;
        let frozen =
            Frozen { cart: &order.cart, basis: &order.basis, lines: &order.lines, as_of: order.as_of };
        Ok(recompute(catalog, app, &holdings, &frozen, unit.now))
    }
}

/// What was frozen when a quote was made.
struct Frozen<'a> {
    cart: &'a crate::domain::purchase::Cart,
    basis: &'a Basis,
    lines: &'a [Line],
    as_of: Timestamp,
}

/// Prices the frozen cart again at its own moment. None when the app is not any more what it was, or when the
/// prices differ: then nothing is charged.
fn recompute(
    catalog: Published,
    app: App,
    holdings: &[Holding],
    frozen: &Frozen<'_>,
    now: Timestamp,
) -> Option<Checked> {
    if Basis::of(&app, holdings, now) != *frozen.basis {
        return None;
    }
    let priced = quote::price(&catalog.catalog, &app, holdings, frozen.cart, frozen.as_of).ok()?;
    let same = priced.lines.len() == frozen.lines.len()
        && priced
            .lines
            .iter()
            .zip(frozen.lines)
            .all(|(now, then)| now.item == then.item && now.amount == then.amount);
    same.then_some(Checked { app, priced, catalog })
}

/// Whether the voucher still deducts what the quote says.
fn same_deductions(quote: &Quote, voucher: Option<&Voucher>, now: Timestamp) -> bool {
    let mut again = quote.clone();
    let missing = quote.voucher.is_some() && voucher.is_none();
    !missing && super::quotes::apply_voucher(&mut again, voucher, now).is_ok() && again.lines == quote.lines
}

fn leave_unpaid(unit: &mut Unit<'_>, order: &Order, voucher: Option<Voucher>) {
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

fn cancel(unit: &mut Unit<'_>, mut order: Order, voucher: Option<Voucher>, reason: CloseReason) {
    order.state = OrderState::Cancelled { at: unit.now, reason };
    orders::save(&mut unit.batch, &order);
    if let Some(voucher) = voucher {
        vouchers::save(&mut unit.batch, &Voucher { frozen_by: None, ..voucher });
    }
    unit.audit(Event::done(Action::OrderCancel, &order.no, json!({ "reason": reason })));
}

/// Charges an order's frozen lines and puts them in force at the unit's moment.
fn pay(
    unit: &mut Unit<'_>,
    mut order: Order,
    checked: Checked,
    voucher: Option<Voucher>,
    write: fn(&mut crate::store::Batch, &Order),
) {
    let now = unit.now;
    order.state = OrderState::Paid { at: now };
    write(&mut unit.batch, &order);
    if let Some(voucher) = voucher {
        let remaining = voucher.left_after(order.deducted());
        vouchers::save(&mut unit.batch, &Voucher { remaining, frozen_by: None, ..voucher });
    }
    let Checked { mut app, priced, catalog } = checked;
    let span = priced.start.span(catalog.catalog.calendar(), order.cart.months, now);
    for (number, line) in (1_u32..).zip(&order.lines) {
        apps::give(&mut unit.batch, (&order.no, number), app.id, line.item, span);
    }
    if order.cart.package.is_some() {
        app.plan = Plan::Prepaid { edition: priced.edition, ends_at: span.ends_at };
        app.state = AppState::Active;
        app.auto_renew = order.cart.auto_renew;
    }
    let due = lifecycle::next(&app, &catalog.catalog).map(|(due, _)| due);
    apps::save(&mut unit.batch, &app, due);
    unit.post(&Entry::order(order.no.to_string(), order.payable(), order.deducted()));
    let detail = json!({ "app": app.id, "payable": order.payable(), "voucher": order.voucher });
    unit.audit(Event::done(Action::OrderPay, &order.no, detail));
    unit.tell("order_paid", &json!({ "order": order.no, "app": app.id, "edition": priced.edition }));
}
