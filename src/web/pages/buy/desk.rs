//! What the purchase page works on: the chosen data centre, its apps, the chosen app, and what the chosen cart comes
//! to for it. A page that is looked at is lenient: what does not go with a new choice is taken out and told. A form
//! that is sent is strict: whatever a rule refuses is a message at its field (SEC32).

use super::{
    counter::{centre, pick},
    form::{Entered, Spot, Wrong, YES},
};
use crate::{
    domain::{
        app::{App, AppName, AppState, Profile},
        calendar::Timestamp,
        catalog::{DataCentre, Published},
        ids::{AccountId, OrderNo, SdkAppId},
        lifecycle,
        product::{AddOn, Edition},
        purchase::{self, Cart, Holding, PurchaseRefused, Sellable},
        quote::{self, Priced},
        wish::Wish,
    },
    services::Services,
    store::{Tx, apps, buying, orders},
    web::Error,
};

/// How what was chosen is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Mode {
    /// The page is looked at: take out what does not go together.
    Look,
    /// The form was sent: refuse it.
    Send,
}

/// An app at the counter.
#[derive(Clone, Debug)]
pub(in crate::web) struct Chosen {
    /// The app.
    pub(in crate::web) app: App,
    /// The add-ons in force.
    pub(in crate::web) held: Vec<AddOn>,
    /// What it can be sold, or why nothing.
    pub(in crate::web) sellable: Result<Sellable, PurchaseRefused>,
    /// The order that has to be paid or cancelled first.
    pub(in crate::web) unpaid: Option<OrderNo>,
    holdings: Vec<Holding>,
}

/// Whom the page is drawn for.
#[derive(Clone, Debug)]
pub(in crate::web) enum Counter {
    /// An app of the account.
    Chosen(Chosen),
    /// Nobody yet: packages and prices are those of a new app.
    Open(Chosen),
}

/// Everything that the purchase page shows.
#[derive(Clone, Debug)]
pub(in crate::web) struct Desk {
    /// The catalog in force.
    pub(in crate::web) published: Published,
    /// What was entered.
    pub(in crate::web) entered: Entered,
    /// The chosen data centre, or the first.
    pub(in crate::web) centre: DataCentre,
    /// The account's apps there, newest first.
    pub(in crate::web) apps: Vec<App>,
    /// The app that is priced: the chosen one; while there is none, a new one in its place.
    pub(in crate::web) counter: Counter,
    /// What is to be bought, without what was taken out.
    pub(in crate::web) cart: Cart,
    /// What was taken out because it does not go with the rest.
    pub(in crate::web) dropped: Vec<AddOn>,
    /// What is wrong with the form.
    pub(in crate::web) wrong: Vec<Wrong>,
    /// What the cart comes to, or why it has no price.
    pub(in crate::web) priced: Result<Priced, PurchaseRefused>,
    /// The business time of all this.
    pub(in crate::web) now: Timestamp,
}

impl Desk {
    /// Reads what the page needs. Another account's app is not there (SEC17).
    pub(in crate::web) async fn open(
        services: &Services,
        account: AccountId,
        entered: Entered,
        mode: Mode,
    ) -> Result<Self, Error> {
        let (published, now) = (services.catalog(), services.now());
        let mut tx = services.store.read().await?;
        let asked = asked(&mut tx, account, entered.app_id()).await?;
        let on_time = |mut app: App| {
            lifecycle::catch_up(&mut app, &published.catalog, now);
            app
        };
        let asked = asked.map(on_time);
        let (centre, misplaced) = centre(&published, &entered, asked.as_ref(), mode)?;
        let owned = buying::apps_in(&mut tx, account, &centre.code).await?;
        let owned: Vec<App> = owned.into_iter().map(on_time).collect();
        let picked = pick(asked, &centre, &owned, mode);
        let counter = match &picked {
            Ok(Some(app)) => Counter::Chosen(Chosen::load(&mut tx, app.clone(), now).await?),
            Ok(None) | Err(_) => Counter::Open(Chosen::new_app(account, &centre, now)?),
        };
        drop(tx);
        let (cart, outside) = entered.cart(&published.catalog);
        let mut wrong: Vec<Wrong> = misplaced.into_iter().chain(picked.err()).map(Wrong::Rule).collect();
        wrong.extend(
            outside.into_iter().filter(|wrong| mode == Mode::Send || matches!(wrong, Wrong::Rule(_))),
        );
        let mut desk = Self {
            published,
            entered,
            centre,
            apps: owned,
            counter,
            cart,
            dropped: vec![],
            wrong,
            priced: Err(PurchaseRefused::NoApp),
            now,
        };
        desk.settle(mode);
        if mode == Mode::Send && desk.entered.sla != YES {
            desk.refuse(PurchaseRefused::AgreementMissing);
        }
        Ok(desk)
    }

    /// The edition whose prices and options are shown: the app's own, or the chosen package's.
    pub(in crate::web) fn edition(&self) -> Option<Edition> {
        match self.subject().sellable.as_ref().ok()? {
            Sellable::AddOns { edition, .. } | Sellable::CallPack { edition } => Some(*edition),
            Sellable::Package | Sellable::PackageFrom(_) => self.cart.package,
        }
    }

    /// Whether the chosen app is sold packages.
    pub(in crate::web) fn sells_packages(&self) -> bool {
        self.subject().sellable.as_ref().is_ok_and(|sellable| sellable.is_package())
    }

    /// Whether what is sold is for so many months of its own.
    pub(in crate::web) fn has_months(&self) -> bool {
        self.subject().sellable.as_ref().is_ok_and(|sellable| sellable.has_months())
    }

    /// Whether a call pack alone is sold (P6).
    pub(in crate::web) fn sells_pack_alone(&self) -> bool {
        matches!(self.subject().sellable, Ok(Sellable::CallPack { .. }))
    }

    /// What is asked for.
    pub(in crate::web) fn wish(&self) -> Wish {
        Wish::Buy(self.cart.clone()).of_app(&self.subject().app)
    }

    /// The app that is priced.
    pub(in crate::web) const fn subject(&self) -> &Chosen {
        match &self.counter {
            Counter::Chosen(subject) | Counter::Open(subject) => subject,
        }
    }

    /// The app that was chosen.
    pub(in crate::web) const fn chosen(&self) -> Option<&Chosen> {
        match &self.counter {
            Counter::Chosen(chosen) => Some(chosen),
            Counter::Open(_) => None,
        }
    }

    /// The message at a place of the form.
    pub(in crate::web) fn wrong_at(&self, spot: Spot) -> Option<&Wrong> {
        self.wrong.iter().find(|wrong| wrong.spot() == spot)
    }

    /// Notes one more refusal, for the page to show.
    pub(in crate::web) fn refuse(&mut self, refused: PurchaseRefused) {
        self.wrong.push(Wrong::Rule(refused));
    }

    fn settle(&mut self, mode: Mode) {
        let chosen = self.subject().clone();
        if let Some(no) = chosen.unpaid.clone().filter(|_| mode == Mode::Send) {
            self.refuse(PurchaseRefused::UnpaidOrder { no });
        }
        match (mode, &chosen.sellable) {
            (_, Err(refused)) => {
                if mode == Mode::Send {
                    self.refuse(refused.clone());
                }
                self.priced = Err(refused.clone());
                return;
            }
            (Mode::Look, Ok(Sellable::AddOns { .. } | Sellable::CallPack { .. })) => self.cart.package = None,
            (Mode::Send, Ok(Sellable::CallPack { .. })) => {
                let (_, wrong) = self.entered.duration(&self.published.catalog, true);
                self.wrong.extend(wrong.filter(|wrong| *wrong == Wrong::NoDuration));
            }
            (Mode::Look, Ok(_)) if self.cart.package.is_none() => self.cart.package = self.first_package(),
            _ => {}
        }
        let refused = self.lessen(&chosen);
        if mode == Mode::Send {
            self.wrong.extend(refused.into_iter().map(Wrong::Rule));
        }
        let months = self.wrong_at(Spot::Months).map(|wrong| match wrong {
            Wrong::Rule(refused) => refused.clone(),
            _ => PurchaseRefused::months(&self.published.catalog, 0),
        });
        self.priced = match months {
            Some(refused) if self.has_months() => Err(refused),
            _ => quote::price(&self.published.catalog, &chosen.app, &chosen.holdings, &self.cart, self.now),
        };
    }

    /// Takes out of the cart, one by one, the add-ons that a rule refuses; gives every refusal on the way.
    fn lessen(&mut self, chosen: &Chosen) -> Vec<PurchaseRefused> {
        let mut refusals = Vec::new();
        while let Err(refused) =
            purchase::check_cart(&self.published.catalog, &chosen.app, &chosen.held, &self.cart)
        {
            let spot = Spot::of(&refused);
            let is_refused = |add_on: &AddOn| Spot::AddOn(add_on.kind()) == spot;
            let out: Vec<AddOn> = self.cart.add_ons.iter().copied().filter(is_refused).collect();
            refusals.push(refused);
            if out.is_empty() {
                break;
            }
            self.cart.add_ons.retain(|add_on| !out.contains(add_on));
            self.dropped.extend(out);
        }
        refusals
    }

    fn first_package(&self) -> Option<Edition> {
        let book = self.published.catalog.book_of(&self.centre.code)?;
        book.editions().map(|(edition, _)| edition).next()
    }
}

/// The app that the form names, which must be the account's and not deleted.
async fn asked(tx: &mut Tx, account: AccountId, id: Option<SdkAppId>) -> Result<Option<App>, Error> {
    let Some(id) = id else { return Ok(None) };
    let app = apps::find(tx, account, id).await?.filter(is_living);
    Ok(Some(app.ok_or(Error::NotFound)?))
}

impl Chosen {
    async fn load(tx: &mut Tx, app: App, now: Timestamp) -> Result<Self, Error> {
        let holdings =
            if app.paid_until().is_some() { apps::holdings(tx, app.id).await? } else { Vec::new() };
        let unpaid = orders::unpaid_of_app(tx, app.id).await?.filter(|order| !order.is_over(now));
        let unpaid = unpaid.map(|order| order.no);
        let held = purchase::add_ons_in_force(&app, &holdings, now);
        Ok(Self { held, sellable: purchase::sellable(&app), unpaid, app, holdings })
    }

    /// An app as it would be if it were created now.
    fn new_app(account: AccountId, centre: &DataCentre, now: Timestamp) -> Result<Self, Error> {
        let name = AppName::parse("new").map_err(Error::internal)?;
        let profile = Profile { name, app_type: String::new(), introduction: String::new() };
        let app = App::new_trial(SdkAppId::FIRST, account, profile, centre.code.clone(), now);
        let (held, holdings) = (Vec::new(), Vec::new());
        Ok(Self { held, sellable: purchase::sellable(&app), unpaid: None, app, holdings })
    }
}

const fn is_living(app: &App) -> bool {
    !matches!(app.state, AppState::Deleted { .. })
}
