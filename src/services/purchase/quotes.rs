//! Quotes: storing what a wish comes to, choosing a voucher, looking at a quote.

use serde_json::json;

use super::{Loaded, Refused, Services, Stale, may_buy, settle::none_unpaid};
use crate::{
    domain::{
        app::App,
        calendar::Timestamp,
        catalog::Published,
        ids::{AccountId, QuoteId, SdkAppId, VoucherId},
        quote::{Basis, Quote},
        voucher::{Voucher, VoucherRefused},
        wish::{Offer, Wish, WishRefused},
    },
    services::{
        Actor,
        audit::{Action, Event},
        unit::Unit,
    },
    store::{accounts, quotes, vouchers},
};

/// A voucher beside a quote.
#[derive(Clone, Debug)]
pub struct VoucherChoice {
    /// The voucher.
    pub voucher: Voucher,
    /// What it would take off the total, or why it can't be used.
    pub deducted: Result<crate::domain::money::Amount, VoucherRefused>,
}

/// Everything the confirm page shows (P12).
#[derive(Clone, Debug)]
pub struct QuoteView {
    /// The quote.
    pub quote: Quote,
    /// The app, as it is now.
    pub app: App,
    /// The catalog it was priced with.
    pub catalog: Published,
    /// The order it became, if it was confirmed.
    pub order: Option<crate::domain::ids::OrderNo>,
    /// The account's vouchers and what each would do.
    pub vouchers: Vec<VoucherChoice>,
    /// What the account has to spend.
    pub balance: crate::domain::money::Amount,
    /// What the wish comes to as the app is now, at the quote's moment.
    pub offer: Result<Offer, WishRefused>,
}

impl Services {
    /// Stores a quote for a wish at the present moment (P15).
    ///
    /// # Errors
    /// When a rule refuses the wish, the app has an unpaid order, or the database fails.
    pub async fn quote(
        &self,
        account: AccountId,
        app: SdkAppId,
        wish: impl Into<Wish>,
        actor: &Actor,
    ) -> Result<Quote, Refused> {
        self.quote_again(account, (app, None), wish.into(), actor).await
    }

    /// The same with a voucher, as far as it still can be used.
    pub(super) async fn quote_again(
        &self,
        account: AccountId,
        (app, voucher): (SdkAppId, Option<VoucherId>),
        wish: Wish,
        actor: &Actor,
    ) -> Result<Quote, Refused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(Refused::NotFound)?;
        may_buy(&unit.account)?;
        let loaded = self.load(&mut unit.tx, (account, app), &wish, unit.now).await?;
        let wish = wish.of_app(&loaded.app);
        none_unpaid(&mut unit, app).await?;
        let catalog = self.catalogs.look(&mut unit.tx).await?;
        let mut quote = self.make_quote(&catalog, &loaded, wish, unit.now)?;
        if let Some(id) = voucher {
            let kept = vouchers::find(&mut unit.tx, account, id).await?;
            quote.voucher =
                kept.filter(|kept| quote.take_off(Some(kept), unit.now).is_ok()).map(|kept| kept.id);
        }
        quotes::insert(&mut unit.batch, account, &quote);
        unit.audit(Event::done(Action::Quote, &quote.id, json!({ "app": app, "total": quote.total() })));
        unit.commit().await?;
        Ok(quote)
    }

    fn make_quote(
        &self,
        sold: &Published,
        loaded: &Loaded,
        wish: Wish,
        now: Timestamp,
    ) -> Result<Quote, WishRefused> {
        let offer = loaded.price(sold, &wish, now)?;
        Ok(Quote {
            id: QuoteId(self.random.uuid(now)),
            app: loaded.app.id,
            wish,
            catalog_version: sold.version,
            basis: Basis::of(&loaded.app, &loaded.holdings, now),
            expires_at: offer.quote_end(&sold.catalog, now),
            lines: offer.lines,
            voided: offer.voided,
            voucher: None,
            as_of: now,
        })
    }

    /// Chooses a voucher, or none, for a quote: a new quote with the same moment and end (M2).
    ///
    /// # Errors
    /// When the quote or voucher is not the account's, the quote no longer holds, or the voucher can't be used.
    pub async fn choose_voucher(
        &self,
        account: AccountId,
        id: QuoteId,
        voucher: Option<VoucherId>,
        actor: &Actor,
    ) -> Result<Quote, Refused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(Refused::NotFound)?;
        let old = quotes::find(&mut unit.tx, account, id).await?.ok_or(Refused::NotFound)?;
        if unit.now >= old.expires_at {
            drop(unit);
            let fresh = self.requote(account, &old, actor).await?;
            return Err(Refused::Stale { why: Stale::Expired, old: Box::new(old), fresh });
        }
        may_buy(&unit.account)?;
        let chosen = match voucher {
            Some(id) => Some(vouchers::find(&mut unit.tx, account, id).await?.ok_or(Refused::NotFound)?),
            None => None,
        };
        let mut quote = Quote { id: QuoteId(self.random.uuid(unit.now)), voucher, ..old };
        quote.take_off(chosen.as_ref(), unit.now)?;
        quotes::insert(&mut unit.batch, account, &quote);
        let detail = json!({ "before": id, "voucher": voucher, "payable": quote.payable() });
        unit.audit(Event::done(Action::Quote, &quote.id, detail));
        unit.commit().await?;
        Ok(quote)
    }

    /// Everything about a quote for its page.
    ///
    /// # Errors
    /// When the quote is not the account's or the database fails.
    pub async fn quote_view(&self, account: AccountId, id: QuoteId) -> Result<QuoteView, Refused> {
        let mut tx = self.store.read().await?;
        let found = quotes::to_confirm(&mut tx, account, id).await?.ok_or(Refused::NotFound)?;
        self.catalogs.follow(&mut tx, found.newest_catalog).await?;
        let now = self.now();
        let loaded = self.at(&mut tx, found.app, &found.quote.wish, now).await?;
        let balance = accounts::find(&mut tx, account).await?.ok_or(Refused::NotFound)?.balance;
        let owned = vouchers::list(&mut tx, account).await?;
        drop(tx);
        let lines: Vec<_> = found.quote.lines.iter().map(|line| (line.item, line.amount)).collect();
        let choice = |voucher: Voucher| VoucherChoice {
            deducted: voucher.deductions(&lines, now).map(|parts| parts.into_iter().sum()),
            voucher,
        };
        let catalog = self.catalogs.version(&self.store, found.quote.catalog_version).await?;
        let quote = found.quote;
        Ok(QuoteView {
            offer: loaded.price(&catalog, &quote.wish, quote.as_of),
            order: found.order,
            app: loaded.app,
            vouchers: owned.into_iter().map(choice).collect(),
            quote,
            catalog,
            balance,
        })
    }
}
