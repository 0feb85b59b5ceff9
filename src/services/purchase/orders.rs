//! Orders: confirming a quote, paying, cancelling. Paying charges the stored lines, gives what they say and writes
//! ledger, audit and outbox in one unit; all of it happened or none of it (P12).

use super::settle::{
    Checked, Frozen, cancel, leave_unpaid, none_unpaid, pay, recompute, same_deductions, voucher_of,
};
use super::{Refused, Services, Stale, keeps_budget, may_buy};
use crate::{
    domain::{
        app::App,
        calendar::Timestamp,
        catalog::Published,
        ids::{AccountId, OrderNo, QuoteId},
        money::Amount,
        order::{CloseReason, Order, OrderState},
        quote::Quote,
    },
    services::{Actor, unit::Unit},
    store::{
        orders,
        quotes::{self, Confirmable},
        vouchers,
    },
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

impl Placed {
    /// The order.
    #[must_use]
    pub const fn no(&self) -> &OrderNo {
        match self {
            Self::Paid(no) | Self::Unpaid { no, .. } | Self::Before(no) => no,
        }
    }
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
        let opened = Unit::open_to_confirm(self, account, id, actor).await?;
        let Some((mut unit, Some(found))) = opened else { return Err(Refused::NotFound) };
        let Confirmable { quote, app, order, unpaid, newest_catalog } = found;
        if let Some(no) = order {
            return Ok(Placed::Before(no));
        }
        if unpaid.is_some() {
            none_unpaid(&mut unit, quote.app).await?;
        }
        may_buy(&unit.account)?;
        let catalog = self.catalogs.follow(&mut unit.tx, newest_catalog).await?;
        let checked = match self.check_quote(&mut unit, &quote, app, catalog).await? {
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
        let no = self.order_no(&checked.catalog, unit.now).ok_or(Refused::NotFound)?;
        let order = Order::place(no.clone(), account, &quote, &checked.catalog.catalog, unit.now);
        keeps_budget(self, &mut unit, &order).await?;
        let missing = order.payable() - unit.account.balance;
        if payment == Payment::Now && !missing.is_positive() {
            pay(&mut unit, order, checked, voucher, orders::insert).await?;
            unit.commit().await?;
            return Ok(Placed::Paid(no));
        }
        leave_unpaid(&mut unit, &order, voucher);
        unit.commit().await?;
        Ok(Placed::Unpaid { no, missing: missing.max(Amount::ZERO) })
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
        if order.state != OrderState::Unpaid || order.is_over(unit.now) {
            return Err(Refused::NotUnpaid);
        }
        may_buy(&unit.account)?;
        let checked = self.check(&mut unit, &order).await?;
        let voucher = voucher_of(&mut unit, &order).await?;
        let Some(checked) = checked else {
            let quote = quotes::find(&mut unit.tx, account, order.quote).await?.ok_or(Refused::NotFound)?;
            cancel(&mut unit, order, voucher, CloseReason::AppChanged);
            unit.commit().await?;
            let fresh = self.requote(account, &quote, actor).await?;
            return Err(Refused::Stale { why: Stale::AppChanged, old: Box::new(quote), fresh });
        };
        keeps_budget(self, &mut unit, &order).await?;
        let missing = order.payable() - unit.account.balance;
        if missing.is_positive() {
            return Err(Refused::BalanceShort { missing });
        }
        pay(&mut unit, order, checked, voucher, orders::save).await?;
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

    /// Cancels an unpaid order whose time to be paid was over at `due` (P12); no effect on any other order, nor on
    /// one that is held longer since it was found to be due.
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
            OrderState::Unpaid if reason == CloseReason::Expired && !order.is_over(unit.now) => {
                return Ok(());
            }
            OrderState::Unpaid => {}
            OrderState::Cancelled { .. } => return Ok(()),
            OrderState::Paid { .. } => return Err(Refused::NotUnpaid),
        }
        let voucher = voucher_of(&mut unit, &order).await?;
        cancel(&mut unit, order, voucher, reason);
        Ok(unit.commit().await?)
    }

    /// A fresh number for an order of `now`; none in a year that has more digits than numbers have.
    pub(in crate::services) fn order_no(&self, catalog: &Published, now: Timestamp) -> Option<OrderNo> {
        let day = catalog.catalog.calendar().local(now).format("%Y%m%d");
        OrderNo::parse(&format!("{day}{}", self.random.digits(10)))
    }

    /// Whether a quote still holds with the catalog in force, and what it comes to.
    async fn check_quote(
        &self,
        unit: &mut Unit<'_>,
        quote: &Quote,
        app: App,
        catalog: Published,
    ) -> Result<Result<Checked, Stale>, Refused> {
        if unit.now >= quote.expires_at {
            return Ok(Err(Stale::Expired));
        }
        if quote.catalog_version != catalog.version {
            return Ok(Err(Stale::CatalogChanged));
        }
        let loaded = self.at(&mut unit.tx, app, &quote.wish, unit.now).await?;
        let frozen = Frozen {
            wish: &quote.wish,
            basis: &quote.basis,
            lines: &quote.lines,
            voided: &quote.voided,
            as_of: quote.as_of,
        };
        let checked = recompute(catalog, loaded, &frozen, unit.now);
        Ok(checked.ok_or(Stale::AppChanged))
    }

    /// Whether an order's app is still what it was priced for, and what it comes to.
    async fn check(&self, unit: &mut Unit<'_>, order: &Order) -> Result<Option<Checked>, Refused> {
        let loaded = self.load(&mut unit.tx, (unit.account.id, order.app), &order.wish, unit.now).await?;
        let catalog = self.catalogs.version_in(&mut unit.tx, order.catalog_version).await?;
        let frozen = Frozen {
            wish: &order.wish,
            basis: &order.basis,
            lines: &order.lines,
            voided: &order.voided,
            as_of: order.as_of,
        };
        Ok(recompute(catalog, loaded, &frozen, unit.now))
    }
}
