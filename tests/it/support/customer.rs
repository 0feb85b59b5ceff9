//! A customer, and the verbs for what customers do.

use std::{future::IntoFuture, pin::Pin};

use im_console::{
    domain::{
        account::Verification,
        app::{App, AppName, Profile},
        calendar::Timestamp,
        ids::{AccountId, OrderNo, QuoteId, SdkAppId, UserId, VoucherId},
        money::Amount,
        order::Order,
        product::{AddOn, AddOnKind, Edition},
        purchase::{Cart, Holding},
        quote::Quote,
        top_up::TopUp,
        voucher::{Scope, Voucher},
        wish::{Renewal, Wish},
    },
    services::{
        Actor, Services,
        audit::Who,
        purchase::{Payment, Placed, Refused},
        top_ups::{TopUpForm, TopUpRefused},
        vouchers::Grant,
    },
    store::{Batch, accounts, apps, orders, vouchers},
};

/// A package with add-ons for some months.
pub(crate) fn package(edition: Edition, add_ons: &[AddOn], months: u32) -> Cart {
    Cart { package: Some(edition), add_ons: add_ons.to_vec(), months, auto_renew: false }
}

/// The professional package alone for one month.
pub(crate) fn professional() -> Cart {
    package(Edition::Professional, &[], 1)
}

/// Add-ons alone.
pub(crate) fn add_ons(add_ons: &[AddOn]) -> Cart {
    Cart { package: None, add_ons: add_ons.to_vec(), months: 0, auto_renew: false }
}

/// A renewal by hand of everything but `left_out`.
pub(crate) fn renewal(months: u32, left_out: &[AddOnKind]) -> Wish {
    Wish::Renew(Renewal { months, left_out: left_out.to_vec() })
}

/// A voucher over `face` minor units for everything, usable once, until `expires_at`.
pub(crate) fn voucher_over(face: i64, expires_at: Timestamp) -> Grant {
    Grant {
        name: "Welcome".to_owned(),
        face: Amount::minor(face),
        threshold: Amount::ZERO,
        scope: Scope::Everything,
        reusable: false,
        expires_at,
    }
}

/// A customer to be.
#[must_use]
pub(crate) struct NewCustomer<'w> {
    services: &'w Services,
    verified: bool,
    balance: i64,
}

impl<'w> NewCustomer<'w> {
    /// Unverified and without money.
    pub(crate) const fn of(services: &'w Services) -> Self {
        Self { services, verified: false, balance: 0 }
    }

    /// Whose real name was approved (P1).
    pub(crate) const fn verified(mut self) -> Self {
        self.verified = true;
        self
    }

    /// With money, in minor units.
    pub(crate) const fn with_balance(mut self, minor: i64) -> Self {
        self.balance = minor;
        self
    }

    async fn enter(self) -> Customer {
        let services = self.services.clone();
        let account = AccountId(services.random.uuid(services.now()));
        let mut tx = services.store.write().await.unwrap();
        accounts::insert(&mut tx, account, "Example", services.now()).await.unwrap();
        if self.verified {
            let mut locked = accounts::lock(&mut tx, account).await.unwrap().unwrap();
            locked.verification = Verification::Approved;
            let mut batch = Batch::new();
            accounts::save(&mut batch, &locked);
            batch.run(&mut tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        let actor = Actor { who: Who::User(UserId(account.0)), ..Actor::console() };
        let customer = Customer { services, account, actor };
        if self.balance > 0 {
            customer.tops_up(self.balance).await;
        }
        customer
    }
}

impl<'w> IntoFuture for NewCustomer<'w> {
    type Output = Customer;
    type IntoFuture = Pin<Box<dyn Future<Output = Customer> + Send + 'w>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.enter())
    }
}

/// A customer. Cheap to clone, and free to go to another task.
#[derive(Clone)]
pub(crate) struct Customer {
    pub(crate) services: Services,
    pub(crate) account: AccountId,
    pub(crate) actor: Actor,
}

impl Customer {
    /// The same customer at another console on the same database.
    pub(crate) fn at(&self, services: &Services) -> Self {
        Self { services: services.clone(), ..self.clone() }
    }

    /// Creates a trial app in the data centre.
    pub(crate) async fn trial_app(&self, data_centre: &str) -> SdkAppId {
        let profile = Profile {
            name: AppName::parse("Example").unwrap(),
            app_type: "social".to_owned(),
            introduction: String::new(),
        };
        self.services.create_app(self.account, profile, data_centre, &self.actor).await.unwrap()
    }

    /// Has so many minor units put on the balance at once.
    pub(crate) async fn tops_up(&self, minor: i64) -> TopUp {
        self.files_top_up(minor, None, true).await
    }

    /// Files a top-up, for an order or not; `confirmed` at once or not.
    pub(crate) async fn files_top_up(&self, minor: i64, order: Option<&OrderNo>, confirmed: bool) -> TopUp {
        let form =
            TopUpForm { amount: Amount::minor(minor), reference: "T-1".to_owned(), order: order.cloned() };
        self.services.file_top_up(self.account, form, confirmed, &self.actor).await.unwrap()
    }

    /// Has a top-up for an unpaid order confirmed at once; `false` when the order is not unpaid any more.
    pub(crate) async fn tops_up_for(&self, minor: i64, order: &OrderNo) -> bool {
        let form = TopUpForm {
            amount: Amount::minor(minor),
            reference: "T-1".to_owned(),
            order: Some(order.clone()),
        };
        match self.services.file_top_up(self.account, form, true, &self.actor).await {
            Ok(_) => true,
            Err(TopUpRefused::NotFound) => false,
            Err(other) => panic!("{other}"),
        }
    }

    /// Is granted a voucher.
    pub(crate) async fn is_granted(&self, grant: Grant) -> VoucherId {
        self.services.grant_voucher(self.account, grant, &self.actor).await.unwrap().unwrap()
    }

    /// Asks for a quote.
    pub(crate) async fn quote(&self, app: SdkAppId, wish: impl Into<Wish>) -> Result<Quote, Refused> {
        self.services.quote(self.account, app, wish, &self.actor).await
    }

    /// Asks for a quote and chooses a voucher for it.
    pub(crate) async fn quote_with(&self, app: SdkAppId, wish: impl Into<Wish>, voucher: VoucherId) -> Quote {
        let quote = self.quote(app, wish).await.unwrap();
        self.chooses(&quote, Some(voucher)).await.unwrap()
    }

    /// Chooses a voucher, or none, for a quote.
    pub(crate) async fn chooses(&self, quote: &Quote, voucher: Option<VoucherId>) -> Result<Quote, Refused> {
        self.services.choose_voucher(self.account, quote.id, voucher, &self.actor).await
    }

    /// Confirms a quote and wants to pay it.
    pub(crate) async fn confirms(&self, quote: QuoteId) -> Result<Placed, Refused> {
        self.services.confirm(self.account, quote, Payment::Now, &self.actor).await
    }

    /// Quotes and confirms a cart without paying.
    pub(crate) async fn leaves_unpaid(&self, app: SdkAppId, wish: impl Into<Wish>) -> OrderNo {
        let quote = self.quote(app, wish).await.unwrap();
        self.leaves_unpaid_quote(&quote).await
    }

    /// Confirms a quote without paying.
    pub(crate) async fn leaves_unpaid_quote(&self, quote: &Quote) -> OrderNo {
        match self.services.confirm(self.account, quote.id, Payment::Later, &self.actor).await {
            Ok(Placed::Unpaid { no, .. }) => no,
            other => panic!("left unpaid, but {other:?}"),
        }
    }

    /// Quotes, confirms and pays a cart.
    pub(crate) async fn buys(&self, app: SdkAppId, wish: impl Into<Wish>) -> OrderNo {
        let quote = self.quote(app, wish).await.unwrap();
        match self.confirms(quote.id).await {
            Ok(Placed::Paid(no)) => no,
            other => panic!("paid, but {other:?}"),
        }
    }

    /// Pays an unpaid order.
    pub(crate) async fn pays(&self, no: &OrderNo) -> Result<(), Refused> {
        self.services.pay(self.account, no, &self.actor).await
    }

    /// Cancels an unpaid order.
    pub(crate) async fn cancels(&self, no: &OrderNo) -> Result<(), Refused> {
        self.services.cancel(self.account, no, &self.actor).await
    }

    /// What is left to spend, in minor units.
    pub(crate) async fn balance(&self) -> i64 {
        let mut tx = self.services.store.read().await.unwrap();
        accounts::find(&mut tx, self.account).await.unwrap().unwrap().balance.as_minor()
    }

    /// One of the apps.
    pub(crate) async fn app(&self, id: SdkAppId) -> App {
        let mut tx = self.services.store.read().await.unwrap();
        apps::find(&mut tx, self.account, id).await.unwrap().unwrap()
    }

    /// What an app was given.
    pub(crate) async fn holdings(&self, id: SdkAppId) -> Vec<Holding> {
        let mut tx = self.services.store.read().await.unwrap();
        apps::holdings(&mut tx, id).await.unwrap()
    }

    /// One of the orders.
    pub(crate) async fn order(&self, no: &OrderNo) -> Order {
        let mut tx = self.services.store.read().await.unwrap();
        orders::find(&mut tx, self.account, no).await.unwrap().unwrap()
    }

    /// One of the vouchers.
    pub(crate) async fn voucher(&self, id: VoucherId) -> Voucher {
        let mut tx = self.services.store.read().await.unwrap();
        vouchers::find(&mut tx, self.account, id).await.unwrap().unwrap()
    }
}
