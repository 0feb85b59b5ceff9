//! Automatic renewals (R2): tried at 00:00 of the day on which the term ends and daily for some days more, at the price
//! in force some days before the end, from vouchers first and then the balance. Every attempt is written down.

use serde_json::json;

use super::{
    APPROVED, Services,
    audit::{Action, Event},
    life::tell,
    unit::Unit,
};
use crate::{
    domain::{
        allocation::Allocation,
        app::{App, AppState, Plan},
        calendar::Timestamp,
        catalog::{Published, Release, Releases},
        ids::{OrderNo, QuoteId, SdkAppId},
        ledger::Entry,
        lifecycle::{Effect, Step},
        order::{Order, OrderState},
        product::{AddOn, Item},
        purchase::Cart,
        quote::{Basis, Priced, Quote},
        renewal::{self, Prepaid},
        voucher::Voucher,
    },
    store::{
        StoreError, apps, catalogs, orders, quotes,
        renewals::{self, Attempt, Hindrance, Outcome},
        vouchers,
    },
};

/// What an attempt found.
enum Found {
    /// It can be paid like this.
    Payable(Priced, Allocation, Vec<Voucher>, Published),
    /// It can't.
    Not(Outcome),
}

impl Services {
    /// Tries to renew `app`, as fell due at the unit's moment; on success its new term follows the old one.
    pub(super) async fn try_renewal(&self, mut unit: Unit<'_>, mut app: App) -> Result<(), StoreError> {
        let at = unit.now;
        app.renewals_tried += 1;
        let outcome = match self.priced_renewal(&mut unit, &app).await? {
            Found::Payable(priced, allocation, vouchers, catalog) => {
                let no = self.renewal_no(&catalog, at)?;
                let basis = Basis::of(&app, &apps::holdings(&mut unit.tx, app.id).await?, at);
                let quote = self.renewal_quote((app.id, basis), &priced, &catalog, at);
                let order = Order::place(no, app.account, &quote, &catalog.catalog, at);
                let order = Order { state: OrderState::Paid { at }, ..order };
                quotes::insert(&mut unit.batch, app.account, &quote);
                orders::insert(&mut unit.batch, &order);
                take_vouchers(&mut unit, &order.no, &allocation, vouchers);
                renew(&mut unit, &mut app, &order, (&priced, &catalog));
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
        if unit.account.verification != APPROVED {
            return Ok(Found::Not(Outcome::Hindered(Hindrance::Unverified)));
        }
        let lines = renewals::paid_lines(&mut unit.tx, app.id).await?;
        let releases = self.releases(unit).await?;
        let prepaid = Prepaid { app, lines: &lines, releases: &releases, has_overdue: false };
        let (Ok(mut priced), Some(catalog)) = (renewal::automatic(&prepaid), renewal::price_list(&prepaid))
        else {
            return Ok(Found::Not(Outcome::Hindered(Hindrance::NotSold)));
        };
        let vouchers = vouchers::list(&mut unit.tx, unit.account.id).await?;
        Ok(match renewal::pay(&mut priced.lines, &vouchers, unit.account.balance, unit.now) {
            Ok(allocation) => Found::Payable(priced, allocation, vouchers, catalog.clone()),
            Err(missing) => Found::Not(Outcome::Short(missing)),
        })
    }

    /// All published catalogs with their moments (K4).
    async fn releases(&self, unit: &mut Unit<'_>) -> Result<Releases, StoreError> {
        let mut releases = Vec::new();
        for (version, at) in catalogs::published(&mut unit.tx).await? {
            let published = self.catalogs.version_in(&mut unit.tx, version).await;
            let bad = |_| StoreError::inconsistent("catalog_versions", "content", version);
            releases.push(Release { published: published.map_err(bad)?, at });
        }
        let mut releases = releases.into_iter();
        let first = releases.next();
        let first = first.ok_or_else(|| StoreError::inconsistent("catalog_versions", "version", "none"))?;
        Ok(Releases::new(first, releases.collect()))
    }

    fn renewal_no(&self, catalog: &Published, at: Timestamp) -> Result<OrderNo, StoreError> {
        let day = catalog.catalog.calendar().local(at).format("%Y%m%d");
        let no = OrderNo::parse(&format!("{day}{}", self.random.digits(10)));
        no.ok_or_else(|| StoreError::inconsistent("orders", "no", day))
    }

    /// The quote that the order of a renewal confirms: made and used at the same moment.
    fn renewal_quote(
        &self,
        (app, basis): (SdkAppId, Basis),
        priced: &Priced,
        catalog: &Published,
        at: Timestamp,
    ) -> Quote {
        let add_on = |item| match item {
            Item::AddOn(add_on) => Some(add_on),
            Item::Package(_) => None,
        };
        let add_ons: Vec<AddOn> = priced.lines.iter().filter_map(|line| add_on(line.item)).collect();
        Quote {
            id: QuoteId(self.random.uuid(at)),
            app,
            cart: Cart { package: Some(priced.edition), add_ons, months: 1, auto_renew: true },
            catalog_version: catalog.version,
            basis,
            lines: priced.lines.clone(),
            voucher: None,
            as_of: at,
            expires_at: at,
        }
    }
}

/// Takes what each voucher pays.
fn take_vouchers(unit: &mut Unit<'_>, order: &OrderNo, allocation: &Allocation, vouchers: Vec<Voucher>) {
    for voucher in vouchers {
        let Some(taken) = allocation.uses.iter().find(|used| used.voucher == voucher.id) else { continue };
        renewals::take(&mut unit.batch, order, voucher.id, taken.total());
        vouchers::save(&mut unit.batch, &Voucher { remaining: taken.left, ..voucher });
    }
}

/// Lets the new term follow the old one, and charges the order.
fn renew(unit: &mut Unit<'_>, app: &mut App, order: &Order, (priced, catalog): (&Priced, &Published)) {
    let at = unit.now;
    let span = priced.start.span(catalog.catalog.calendar(), 1, at);
    for (number, line) in (1_u32..).zip(&order.lines) {
        apps::give(&mut unit.batch, (&order.no, number), app.id, line.item, span);
    }
    let was = app.state;
    app.plan = Plan::Prepaid { edition: priced.edition, ends_at: span.ends_at };
    app.state = AppState::Active;
    app.renewals_tried = 0;
    unit.post(&Entry::order(order.no.to_string(), order.payable(), order.deducted()));
    let detail = json!({ "app": app.id, "payable": order.payable() });
    unit.audit(Event::done(Action::OrderPay, &order.no, detail));
    unit.tell("order_paid", &json!({ "order": order.no, "app": app.id, "edition": priced.edition }));
    if was != AppState::Active {
        tell(unit, app.id, Step { due: at, effect: Effect::Renew, state: app.state });
    }
}

fn detail(outcome: &Outcome) -> serde_json::Value {
    match outcome {
        Outcome::Renewed(no) => json!({ "order": no }),
        Outcome::Short(missing) => json!({ "missing": missing }),
        Outcome::Hindered(hindrance) => json!({ "reason": hindrance }),
    }
}
