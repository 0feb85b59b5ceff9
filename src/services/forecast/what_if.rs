//! "What if" (T4): something planned is decided and priced by the rules of the real action, in the order in which that
//! asks them, and both courses are computed. Nothing is stored.

use super::past_of;
use crate::{
    domain::{
        app::App,
        calendar::Timestamp,
        change::{self, ChangeRefused},
        forecast::{self, Comparison, Outlook, Planned},
        ids::{AccountId, OrderNo, SdkAppId},
        purchase::{Holding, PurchaseRefused},
        quote::Priced,
        refund::{self, FirstOrder, RefundRefused, RefundScope},
        upgrade::Upgrade,
        wish::{self, Offer, Shop, Time, Wish, WishRefused},
    },
    services::{
        Services,
        apps::{ChangeDesk, desk_of},
        budgets::Standing,
        prepaid::Paid,
        purchase,
    },
    store::{StoreError, accounts, apps, orders, refunds},
};

/// What is planned for an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// A purchase, a renewal or an upgrade within the term (P5–P10, R2, R4).
    Order(Wish),
    /// A change of what is billed by the month (U1, U2, U6, U9, U10).
    Change(change::Wish),
    /// A refund (R5).
    Refund(RefundScope),
}

/// Why it could not be done now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntentRefused {
    /// A rule of purchases, renewals and upgrades.
    #[error(transparent)]
    Order(#[from] WishRefused),
    /// A rule of changes.
    #[error(transparent)]
    Change(#[from] ChangeRefused),
    /// A rule of refunds.
    #[error(transparent)]
    Refund(#[from] RefundRefused),
}

/// Everything that a plan for an app is decided by, as of one moment.
#[derive(Clone, Debug)]
pub struct PlanDesk {
    /// What the changes of the app are decided by.
    pub change: ChangeDesk,
    /// The app as it goes on.
    pub outlook: Outlook,
    /// The moment.
    pub now: Timestamp,
    holdings: Vec<Holding>,
    paid: Paid,
    first: Option<FirstOrder>,
    unpaid: Option<OrderNo>,
    may_spend: Result<(), PurchaseRefused>,
    standing: Standing,
}

impl Services {
    /// Everything that a plan for an app is decided by; none when it is deleted or another account's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plan_desk(&self, account: AccountId, id: SdkAppId) -> Result<Option<PlanDesk>, StoreError> {
        let now = self.now();
        let mut tx = self.store.read().await?;
        let app = apps::find(&mut tx, account, id).await?.filter(|app| !app.is_deleted());
        let (Some(app), Some(owner)) = (app, accounts::find(&mut tx, account).await?) else {
            return Ok(None);
        };
        let standing = self.standing(&mut tx, (account, owner.budget), now).await?;
        let may_spend = purchase::may_spend(owner.verification, owner.owed.is_positive());
        let unpaid = orders::unpaid_of_app(&mut tx, id).await?.filter(|order| !order.is_over(now));
        let releases = self.catalogs.releases(&mut tx).await?;
        let is_verified = owner.verification.is_approved();
        let change = desk_of(&mut tx, app, (releases, is_verified, now)).await?;
        let past = past_of(&mut tx, id, (&change.releases, now)).await?;
        Ok(Some(PlanDesk {
            holdings: purchase::holdings_of(&mut tx, &change.app).await?,
            paid: self.paid(&mut tx, &change.app).await?,
            first: refunds::first_order(&mut tx, account).await?,
            unpaid: unpaid.map(|order| order.no),
            outlook: past.outlook(change.app.clone(), &change.releases, now),
            may_spend,
            standing,
            change,
            now,
        }))
    }
}

impl PlanDesk {
    /// The app as time has left it.
    #[must_use]
    pub const fn app(&self) -> &App {
        &self.change.app
    }

    /// What the app holds or held.
    #[must_use]
    pub fn holdings(&self) -> &[Holding] {
        &self.holdings
    }

    /// What renewals, upgrades and refunds of the app are computed from.
    #[must_use]
    pub const fn prepaid(&self) -> crate::domain::renewal::Prepaid<'_> {
        self.paid.of(&self.change.app)
    }

    /// What an order comes to now.
    ///
    /// # Errors
    /// The first rule against it, in the order in which a quote asks them.
    pub fn offer(&self, wish: &Wish) -> Result<Offer, WishRefused> {
        self.may_spend.clone()?;
        if let Some(no) = &self.unpaid {
            return Err(PurchaseRefused::UnpaidOrder { no: no.clone() }.into());
        }
        let catalog = &self.change.releases.current().catalog;
        let prepaid = Some(self.prepaid());
        let shop = Shop { catalog, app: self.app(), holdings: &self.holdings, prepaid };
        wish::price(&shop, wish, self.now)
    }

    /// What carrying it out now would do.
    ///
    /// # Errors
    /// The first rule against it, as the real action would say.
    pub fn planned(&self, intent: &Intent) -> Result<Planned, IntentRefused> {
        Ok(match intent {
            Intent::Order(wish) => {
                let offer = self.offer(wish)?;
                let cost = offer.payable() - offer.returned();
                self.standing.allows_order(wish, cost).map_err(WishRefused::from)?;
                let Offer { edition, lines, time, voided } = offer;
                match time {
                    Time::Term(start, months) => Planned::Purchase {
                        priced: Priced { edition, start, lines },
                        months,
                        auto_renew: wish.auto_renew(self.app()),
                    },
                    Time::Spans(spans) => Planned::Upgrade(Upgrade { lines, spans, voided }),
                }
            }
            Intent::Change(wish) => {
                let change = wish.decide(&self.change.situation())?;
                self.standing.allows_change(&self.change, wish)?;
                Planned::Change(change)
            }
            Intent::Refund(scope) => {
                let refund = refund::price(&self.prepaid(), *scope, self.first.as_ref(), self.now);
                Planned::Refund(refund?)
            }
        })
    }

    /// Both courses: as things are, and with what is planned done now.
    #[must_use]
    pub fn compare(&self, planned: &Planned) -> Comparison {
        let apps = std::slice::from_ref(&self.outlook);
        forecast::what_if(&self.change.releases, apps, (self.app().id, planned), self.now)
    }
}
