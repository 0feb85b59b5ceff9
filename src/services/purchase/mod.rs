//! Buying, renewing by hand and upgrading: from a wish to a quote (`quotes`), from a quote to an order, from an order to a package in force
//! (`orders`). A quote is the key under which it buys once (P14); what is charged is what it says (P15).

mod orders;
mod quotes;
mod settle;
mod together;

pub use orders::{Payment, Placed};
pub use quotes::{QuoteView, VoucherChoice};
pub(super) use settle::{give_up_order_of, put_in_force, returns};
pub use together::{MOST_TOGETHER, NotRenewed, Together, may_choose};

use super::{Services, catalogs::CatalogRefused, from_store, prepaid::Paid, unit::Unit};
use crate::{
    domain::{
        account::Verification,
        app::App,
        calendar::Timestamp,
        catalog::Published,
        ids::{AccountId, SdkAppId},
        lifecycle::{self, Step},
        order::Order,
        purchase::{Holding, PurchaseRefused},
        quote::Quote,
        renewal::RenewalRefused,
        upgrade::UpgradeRefused,
        voucher::VoucherRefused,
        wish::{self, Offer, Shop, Wish, WishRefused},
    },
    store::{StoreError, Tx, accounts::LockedAccount, apps},
};

/// Why a quote no longer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// Its fifteen minutes are over (P15).
    Expired,
    /// The app, its edition or its end changed (P12).
    AppChanged,
    /// A new catalog was published, with other prices (P15).
    CatalogChanged,
    /// The chosen voucher can't be used any more.
    VoucherChanged,
}

/// Why a quote, a choice of voucher, an order or a payment was refused. Nothing was changed, but for what a case
/// says.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such app, quote, voucher or order in this account.
    #[error("not found")]
    NotFound,
    /// A rule of purchase (P1–P13).
    #[error(transparent)]
    Rule(#[from] PurchaseRefused),
    /// A rule of renewals (R2).
    #[error(transparent)]
    Renewal(#[from] RenewalRefused),
    /// A rule of upgrades (R4).
    #[error(transparent)]
    Upgrade(#[from] UpgradeRefused),
    /// A rule of vouchers (M2).
    #[error(transparent)]
    Voucher(#[from] VoucherRefused),
    /// The price has changed (P15): nothing was charged; a fresh quote is there to be looked at.
    #[error("the quote no longer holds")]
    Stale {
        /// Why.
        why: Stale,
        /// What was confirmed.
        old: Box<Quote>,
        /// What it is now, already stored; or why there is nothing to buy any more.
        fresh: Result<Box<Quote>, WishRefused>,
    },
    /// The order is not unpaid any more.
    #[error("the order is not unpaid")]
    NotUnpaid,
    /// The balance does not suffice to pay the order, which stays unpaid.
    #[error("the balance is short")]
    BalanceShort {
        /// What is missing.
        missing: crate::domain::money::Amount,
    },
    /// A catalog version can't be read.
    #[error(transparent)]
    Catalog(#[from] CatalogRefused),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(Refused);

impl From<WishRefused> for Refused {
    fn from(refused: WishRefused) -> Self {
        match refused {
            WishRefused::Buy(refused) => refused.into(),
            WishRefused::Renew(refused) => refused.into(),
            WishRefused::Upgrade(refused) => refused.into(),
        }
    }
}

impl TryFrom<Refused> for WishRefused {
    type Error = Refused;

    /// The rule that refused a wish; whatever else it was, otherwise.
    fn try_from(refused: Refused) -> Result<Self, Refused> {
        match refused {
            Refused::Rule(rule) => Ok(rule.into()),
            Refused::Renewal(rule) => Ok(rule.into()),
            Refused::Upgrade(rule) => Ok(rule.into()),
            other => Err(other),
        }
    }
}

/// An app as time has left it, though a job may be late.
struct Loaded {
    app: App,
    holdings: Vec<Holding>,
    /// Its paid package, where the wish needs it.
    paid: Option<Paid>,
    /// What no job has done to it yet.
    missed: Vec<Step>,
}

impl Loaded {
    /// What `wish` comes to when `sold` is what is sold.
    fn price(&self, sold: &Published, wish: &Wish, as_of: Timestamp) -> Result<Offer, WishRefused> {
        let paid = self.paid.as_ref().map(|paid| paid.sold_by(sold.version));
        let prepaid = paid.as_ref().map(|paid| paid.of(&self.app));
        let (catalog, app, holdings) = (&sold.catalog, &self.app, self.holdings.as_slice());
        wish::price(&Shop { catalog, app, holdings, prepaid }, wish, as_of)
    }
}

/// Refuses an order that the budget of the month has no room for (see [`crate::domain::budget`]).
async fn keeps_budget(services: &Services, unit: &mut Unit<'_>, order: &Order) -> Result<(), Refused> {
    let cost = order.payable() - order.returned();
    match services.standing_in(unit).await? {
        Some(standing) => Ok(standing.allows_order(&order.wish, cost)?),
        None => Ok(()),
    }
}

/// What an app holds; nothing is asked of an app that never had a package or a call pack.
pub(super) async fn holdings_of(tx: &mut Tx, app: &App) -> Result<Vec<Holding>, StoreError> {
    if app.paid_until().is_none() {
        return Ok(Vec::new());
    }
    apps::holdings(tx, app.id).await
}

/// Refuses what costs money to accounts that are not verified (P1) or have an overdue bill (M1).
fn may_buy(account: &LockedAccount) -> Result<(), PurchaseRefused> {
    may_spend(account.verification, account.has_overdue())
}

/// The same by the state of the verification and whether anything is overdue.
pub(super) fn may_spend(verification: Verification, has_overdue: bool) -> Result<(), PurchaseRefused> {
    if !verification.is_approved() {
        return Err(PurchaseRefused::NotVerified);
    }
    if has_overdue { Err(PurchaseRefused::Overdue) } else { Ok(()) }
}

impl Services {
    /// Finds an app with what pricing `wish` needs, as it stands at `now`.
    async fn load(
        &self,
        tx: &mut Tx,
        (account, id): (AccountId, SdkAppId),
        wish: &Wish,
        now: Timestamp,
    ) -> Result<Loaded, Refused> {
        let app = apps::find(tx, account, id).await?.ok_or(Refused::NotFound)?;
        Ok(self.at(tx, app, wish, now).await?)
    }

    /// An app that was found with what pricing `wish` needs, as it stands at `now`.
    async fn at(&self, tx: &mut Tx, mut app: App, wish: &Wish, now: Timestamp) -> Result<Loaded, StoreError> {
        let holdings = holdings_of(tx, &app).await?;
        let missed = lifecycle::catch_up(&mut app, &self.catalog().catalog, now);
        let paid = match wish {
            Wish::Buy(_) | Wish::CallPack(_) => None,
            Wish::Renew(_) | Wish::Upgrade(_) => Some(self.paid(tx, &app).await?),
        };
        Ok(Loaded { app, holdings, paid, missed })
    }

    /// The fresh quote that takes the place of one that no longer holds: the same wish now, with the same voucher
    /// where it can still be used.
    async fn requote(
        &self,
        account: AccountId,
        old: &Quote,
        actor: &super::Actor,
    ) -> Result<Result<Box<Quote>, WishRefused>, Refused> {
        let quoted = self.quote_again(account, (old.app, old.voucher), old.wish.clone(), actor);
        match Box::pin(quoted).await {
            Ok(quote) => Ok(Ok(Box::new(quote))),
            Err(refused) => WishRefused::try_from(refused).map(Err),
        }
    }
}
