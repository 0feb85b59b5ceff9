//! Refunding a prepaid package or an add-on (R5, R6): what the page showed is priced again under the lock, given back to
//! the balance, and what was refunded no longer counts. A package leaves its app expired, as at the end of a term.

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event},
    from_store,
    once::{FormKey, Sent},
    purchase::{give_up_order_of, returns},
    unit::Unit,
};
use crate::{
    domain::{
        app::{self, App},
        calendar::Timestamp,
        ids::{AccountId, RefundId, SdkAppId},
        ledger::Entry,
        lifecycle,
        money::Amount,
        refund::{self, Refund, RefundRefused, RefundRule, RefundScope},
    },
    store::{
        StoreError, apps, orders,
        refunds::{self, Refunded},
    },
};

/// What a customer confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundForm {
    /// What is to be refunded.
    pub scope: RefundScope,
    /// What the page said would be given back.
    pub total: Amount,
    /// The moment at which the page priced it: it holds as long as a quote.
    pub as_of: Timestamp,
    /// What was typed to confirm it; a package only.
    pub typed: String,
}

/// Why nothing was refunded.
#[derive(Debug, thiserror::Error)]
pub enum NotRefunded {
    /// There is no such app in this account.
    #[error("not found")]
    NotFound,
    /// There is nothing to refund.
    #[error(transparent)]
    Rule(#[from] RefundRefused),
    /// What was typed is neither its name nor its SDKAppID.
    #[error("the name does not match")]
    NotConfirmed,
    /// The page is too old, or something else would be given back now.
    #[error("the refund has changed")]
    Changed,
    /// The form was sent before, with other answers, and led to this refund.
    #[error("the form was sent before with other answers")]
    SentBefore(RefundId),
    /// The form is older than a day.
    #[error("the form is too old")]
    Stale,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(NotRefunded);

impl Services {
    /// Refunds a package or an add-on as it was shown (R5, R6). The same form gives the refund that it made the first
    /// time (SEC38).
    ///
    /// # Errors
    /// When the app is not the account's, nothing can be refunded, what was typed does not confirm it, something else
    /// would be given back, or the form was used or is too old.
    pub async fn refund(
        &self,
        account: AccountId,
        id: SdkAppId,
        (form, key): (&RefundForm, FormKey),
        actor: &Actor,
    ) -> Result<RefundId, NotRefunded> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(NotRefunded::NotFound)?;
        let mut app = apps::find(&mut unit.tx, account, id).await?.ok_or(NotRefunded::NotFound)?;
        let request = json!([id, form.scope, form.total, form.as_of]).to_string();
        let pending = match unit.sent(key, Action::AppRefund.as_str(), &request).await? {
            Sent::New(pending) => pending,
            Sent::Before(before) => return made_before(&before),
            Sent::OtherBefore(before) => return Err(NotRefunded::SentBefore(made_before(&before)?)),
            Sent::Stale => return Err(NotRefunded::Stale),
        };
        lifecycle::catch_up(&mut app, &self.catalog().catalog, unit.now);
        let refund = self.priced_refund(&mut unit, &app, form).await?;
        let is_named = app::confirms(&form.typed, &app.profile.name, id);
        if form.scope == RefundScope::Package && !is_named {
            return Err(NotRefunded::NotConfirmed);
        }
        if form.scope == RefundScope::Package {
            give_up_order_of(&mut unit, id).await?;
        }
        let refunded = RefundId(self.random.uuid(unit.now));
        (app.state, app.plan, app.pack) = (refund.state, refund.plan, refund.pack);
        app.auto_renew = refund.auto_renew;
        let (at, Refund { scope, uses_full, mut lines, .. }) = (unit.now, refund);
        lines.retain(|line| line.rule != RefundRule::Finished);
        let made = Refunded { id: refunded, app: id, scope, uses_full, at, lines };
        give_back(&mut unit, &made);
        self.save(&mut unit, &app);
        unit.keep(pending, refunded.to_string());
        unit.commit().await?;
        Ok(refunded)
    }

    /// What is refunded: the lines as they were shown, the app as it is left now.
    async fn priced_refund(
        &self,
        unit: &mut Unit<'_>,
        app: &App,
        form: &RefundForm,
    ) -> Result<Refund, NotRefunded> {
        let paid = self.paid(&mut unit.tx, app).await?;
        let first = refunds::first_order(&mut unit.tx, app.account).await?;
        let price = |at| refund::price(&paid.of(app), form.scope, first.as_ref(), at);
        let now = price(unit.now)?;
        let age = unit.now.seconds_since(form.as_of);
        let holds = 60 * i64::from(self.catalog().catalog.periods.quote_minutes);
        if !(0..holds).contains(&age) {
            return Err(NotRefunded::Changed);
        }
        let shown = price(form.as_of)?;
        if shown.total() != form.total {
            return Err(NotRefunded::Changed);
        }
        Ok(Refund { state: now.state, plan: now.plan, ..shown })
    }
}

/// Gives back what `made` says for each of its lines, and ends them.
pub(super) fn give_back(unit: &mut Unit<'_>, made: &Refunded) {
    for line in &made.lines {
        refunds::end(&mut unit.batch, (&line.order, line.position), made.at);
    }
    for (no, amount) in returns(made.lines.iter().map(|line| (&line.order, line.amount))) {
        orders::refund(&mut unit.batch, no, amount);
    }
    refunds::insert(&mut unit.batch, unit.account.id, made);
    let total = made.total();
    let Refunded { id, app, scope, .. } = *made;
    unit.post(&Entry::refund(id.to_string(), total));
    unit.audit(Event::done(Action::AppRefund, &app, json!({ "refund": id, "scope": scope, "total": total })));
    unit.tell("app_refunded", &json!({ "app": app, "refund": id, "scope": scope, "total": total }));
}

/// The refund that a form made before.
fn made_before(id: &str) -> Result<RefundId, NotRefunded> {
    let id =
        uuid::Uuid::try_parse(id).map_err(|_| StoreError::inconsistent("idempotency", "location", id))?;
    Ok(RefundId(id))
}
