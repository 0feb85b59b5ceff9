//! Automatic renewals (R2): tried at 00:00 of the day on which the term ends and daily for some days more, at the price
//! in force some days before the end, from vouchers first and then the balance. Every attempt is written down.

use serde_json::json;

use super::{
    Services,
    audit::{Action, Event},
    life::tell,
    purchase::put_in_force,
    unit::Unit,
    vouchers::take_vouchers,
};
use crate::{
    domain::{
        allocation::Allocation,
        app::App,
        calendar::Timestamp,
        catalog::Published,
        ids::{QuoteId, SdkAppId},
        lifecycle::{Effect, Step},
        order::{Order, OrderState},
        quote::{Basis, Quote},
        renewal::{self, Attempt, Hindrance, Outcome},
        voucher::Voucher,
        wish::{Offer, Renewal, Wish},
    },
    store::{StoreError, apps, orders, quotes, renewals, vouchers},
};

/// What an attempt found.
enum Found {
    /// It can be paid like this.
    Payable(Offer, Allocation, Vec<Voucher>, Published),
    /// It can't.
    Not(Outcome),
}

impl Services {
    /// Tries to renew `app`, as fell due at the unit's moment; on success its new term follows the old one.
    pub(super) async fn try_renewal(&self, mut unit: Unit<'_>, mut app: App) -> Result<(), StoreError> {
        let (at, was) = (unit.now, app.state);
        app.renewals_tried += 1;
        let outcome = match self.priced_renewal(&mut unit, &app).await? {
            Found::Payable(offer, allocation, vouchers, catalog) => {
                let no = self.order_no(&catalog, at);
                let no = no.ok_or_else(|| StoreError::inconsistent("orders", "no", at.unix()))?;
                let basis = Basis::of(&app, &apps::holdings(&mut unit.tx, app.id).await?, at);
                let quote = self.renewal_quote((app.id, basis), &offer, &catalog, at);
                let order = Order::place(no, app.account, &quote, &catalog.catalog, at);
                let order = Order { state: OrderState::Paid { at }, ..order };
                quotes::insert(&mut unit.batch, app.account, &quote);
                orders::insert(&mut unit.batch, &order);
                take_vouchers(&mut unit.batch, &allocation, vouchers, |batch, voucher, taken| {
                    renewals::take(batch, &order.no, voucher, taken);
                });
                put_in_force(&mut unit, &mut app, &order, (&offer, &catalog));
                if was != app.state {
                    tell(&mut unit, &app, Step { due: at, effect: Effect::Renew, state: app.state });
                }
                Outcome::Renewed(order.no)
            }
            Found::Not(outcome) => outcome,
        };
        unit.audit(Event::done(Action::AppRenew, &app.id, detail(&outcome)));
        renewals::record(&mut unit.batch, app.id, &Attempt { at, outcome });
        self.save(&mut unit, &app);
        unit.commit().await
    }

    async fn priced_renewal(&self, unit: &mut Unit<'_>, app: &App) -> Result<Found, StoreError> {
        if !unit.account.verification.is_approved() {
            return Ok(Found::Not(Outcome::Hindered(Hindrance::Unverified)));
        }
        if unit.account.has_overdue() {
            return Ok(Found::Not(Outcome::Hindered(Hindrance::Overdue)));
        }
        let paid = self.paid(&mut unit.tx, app).await?;
        let prepaid = paid.of(app);
        let (Ok(mut priced), Some(catalog)) = (renewal::automatic(&prepaid), renewal::price_list(&prepaid))
        else {
            return Ok(Found::Not(Outcome::Hindered(Hindrance::NotSold)));
        };
        let vouchers = vouchers::list(&mut unit.tx, unit.account.id).await?;
        Ok(match renewal::pay(&mut priced.lines, &vouchers, unit.account.balance, unit.now) {
            Ok(allocation) => Found::Payable(Offer::term(priced, 1), allocation, vouchers, catalog.clone()),
            Err(missing) => Found::Not(Outcome::Short(missing)),
        })
    }

    /// The quote that the order of a renewal confirms: made and used at the same moment.
    fn renewal_quote(
        &self,
        (app, basis): (SdkAppId, Basis),
        offer: &Offer,
        catalog: &Published,
        at: Timestamp,
    ) -> Quote {
        Quote {
            id: QuoteId(self.random.uuid(at)),
            app,
            wish: Wish::Renew(Renewal { months: 1, left_out: Vec::new() }),
            catalog_version: catalog.version,
            basis,
            lines: offer.lines.clone(),
            voided: Vec::new(),
            voucher: None,
            as_of: at,
            expires_at: at,
        }
    }
}

fn detail(outcome: &Outcome) -> serde_json::Value {
    match outcome {
        Outcome::Renewed(no) => json!({ "order": no }),
        Outcome::Short(missing) => json!({ "missing": missing }),
        Outcome::Hindered(hindrance) => json!({ "reason": hindrance }),
    }
}
