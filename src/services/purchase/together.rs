//! Renewing several apps at once by hand (R2): one unit, so all of them are renewed or none is, each by an order of its
//! own. Vouchers are not used here: one is chosen for one order (M2).

use serde_json::json;

use super::{
    Loaded, Services, may_buy,
    settle::{Checked, none_unpaid, pay},
};
use crate::{
    domain::{
        ids::{AccountId, OrderNo, QuoteId, SdkAppId},
        money::Amount,
        order::Order,
        quote::{Basis, Quote},
        wish::{Renewal, Wish, WishRefused},
    },
    services::{
        Actor,
        catalogs::CatalogRefused,
        from_store,
        once::{FormKey, Sent},
        unit::Unit,
    },
    store::{StoreError, orders, quotes},
};

/// The most apps that are renewed together.
pub const MOST_TOGETHER: usize = 50;

/// Several apps to renew, as the check page showed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    /// Which.
    pub apps: Vec<SdkAppId>,
    /// For how many months each.
    pub months: u32,
    /// What the page said it comes to.
    pub total: Amount,
}

/// Why none of several apps was renewed.
#[derive(Debug, thiserror::Error)]
pub enum NotRenewed {
    /// One of the apps is not the account's.
    #[error("not found")]
    NotFound,
    /// None was chosen.
    #[error("nothing was chosen")]
    NothingChosen,
    /// More than [`MOST_TOGETHER`] were chosen.
    #[error("too many were chosen")]
    TooMany,
    /// A rule of the account or of one app.
    #[error("app {0}: {1}")]
    Rule(SdkAppId, WishRefused),
    /// It comes to something else now.
    #[error("the total has changed")]
    Changed,
    /// The balance does not suffice for all of them.
    #[error("the balance is short")]
    Short {
        /// What is missing.
        missing: Amount,
    },
    /// The form was sent before, with other answers.
    #[error("the form was sent before with other answers")]
    SentBefore,
    /// The form is older than a day.
    #[error("the form is too old")]
    Stale,
    /// A catalog version can't be read.
    #[error(transparent)]
    Catalog(#[from] CatalogRefused),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(NotRenewed);

impl From<super::Refused> for NotRenewed {
    fn from(refused: super::Refused) -> Self {
        match refused {
            super::Refused::Store(error) => Self::Store(error),
            super::Refused::Catalog(refused) => Self::Catalog(refused),
            _ => Self::NotFound,
        }
    }
}

impl Services {
    /// Renews several apps with everything that they hold and pays for all of them, or does nothing. The same form
    /// does it once (SEC38).
    ///
    /// # Errors
    /// When one of them can't be renewed, it comes to something else than was shown, or the balance is short.
    pub async fn renew_together(
        &self,
        account: AccountId,
        (together, key): (&Together, FormKey),
        actor: &Actor,
    ) -> Result<(), NotRenewed> {
        let mut apps = together.apps.clone();
        apps.sort_unstable();
        apps.dedup();
        may_choose(apps.len())?;
        let mut unit = Unit::open(self, account, actor).await?.ok_or(NotRenewed::NotFound)?;
        let request = json!([apps, together.months, together.total]).to_string();
        let pending = match unit.sent(key, "renew_together", &request).await? {
            Sent::New(pending) => pending,
            Sent::Before(_) => return Ok(()),
            Sent::OtherBefore(_) => return Err(NotRenewed::SentBefore),
            Sent::Stale => return Err(NotRenewed::Stale),
        };
        if let (Err(refused), Some(&first)) = (may_buy(&unit.account), apps.first()) {
            return Err(NotRenewed::Rule(first, refused.into()));
        }
        let mut all = Vec::new();
        for app in apps {
            all.push(self.renewal_of(&mut unit, app, together.months).await?);
        }
        let total: Amount = all.iter().map(|(order, _)| order.payable()).sum();
        if total != together.total {
            return Err(NotRenewed::Changed);
        }
        let missing = total - unit.account.balance;
        if missing.is_positive() {
            return Err(NotRenewed::Short { missing });
        }
        for (order, checked) in all {
            pay(&mut unit, order, checked, None, orders::insert).await?;
        }
        unit.keep(pending, String::new());
        Ok(unit.commit().await?)
    }

    /// The order that renews one of them; its quote is stored on the way.
    async fn renewal_of(
        &self,
        unit: &mut Unit<'_>,
        id: SdkAppId,
        months: u32,
    ) -> Result<(Order, Checked), NotRenewed> {
        let wish = Wish::Renew(Renewal { months, left_out: Vec::new() });
        let (account, now) = (unit.account.id, unit.now);
        let loaded = self.load(&mut unit.tx, (account, id), &wish, now).await?;
        match none_unpaid(unit, id).await {
            Err(super::Refused::Rule(refused)) => return Err(NotRenewed::Rule(id, refused.into())),
            other => other?,
        }
        let catalog = self.catalogs.look(&mut unit.tx).await?;
        let offer = loaded.price(&catalog, &wish, now).map_err(|why| NotRenewed::Rule(id, why))?;
        let Loaded { app, holdings, missed, .. } = loaded;
        let quote = Quote {
            id: QuoteId(self.random.uuid(now)),
            app: id,
            wish,
            catalog_version: catalog.version,
            basis: Basis::of(&app, &holdings, now),
            lines: offer.lines.clone(),
            voided: Vec::new(),
            voucher: None,
            as_of: now,
            expires_at: offer.quote_end(&catalog.catalog, now),
        };
        quotes::insert(&mut unit.batch, account, &quote);
        let no: OrderNo = self.order_no(&catalog, now).ok_or(NotRenewed::NotFound)?;
        let order = Order::place(no, account, &quote, &catalog.catalog, now);
        Ok((order, Checked { app, missed, offer, catalog }))
    }
}

/// What is refused before anything is loaded, for the page: nothing chosen, or too much.
///
/// # Errors
/// When none or more than [`MOST_TOGETHER`] were chosen.
pub const fn may_choose(count: usize) -> Result<(), NotRenewed> {
    match count {
        0 => Err(NotRenewed::NothingChosen),
        1..=MOST_TOGETHER => Ok(()),
        _ => Err(NotRenewed::TooMany),
    }
}
