//! The database of a simulation, its customers, and the passing of its time.

use std::{
    collections::BTreeMap,
    future::{Future, poll_fn},
    pin::pin,
    sync::Arc,
    task::Poll,
};

use anyhow::Context as _;

use super::{
    acts::Act,
    chance::Chance,
    stopped::{self, Ended, What},
};
use crate::{
    clock::SystemClock,
    config::Config,
    domain::{
        account::{DocumentNumber, Email, Holder, LegalName},
        app::App,
        calendar::Timestamp,
        ids::{AccountId, OperatorId, UserId},
        legacy::LegacyRow,
    },
    random::SeededRandomness,
    services::{
        Actor, Catalogs, Passwords, Secrets, Services,
        audit::Who,
        sandbox::{self, ModeRefused, Sandbox},
        secrets::KeyRing,
        verification::{Verdict, VerificationForm},
    },
    store::{Location, Store, StoreError, apps, courses, operators},
};

/// A moment near the end of a month that not every month has.
const START: Timestamp = Timestamp::from_unix(1_769_839_200);

/// Somebody who does things.
pub(super) struct Customer {
    pub(super) account: AccountId,
    pub(super) actor: Actor,
}

impl Customer {
    fn user(&self) -> anyhow::Result<UserId> {
        match self.actor.who {
            Who::User(user) => Ok(user),
            _ => anyhow::bail!("a customer is a user"),
        }
    }
}

/// Everything there is.
pub(super) struct World {
    pub(super) services: Services,
    pub(super) start: Timestamp,
    pub(super) staff: Actor,
    pub(super) hired: OperatorId,
    pub(super) location: Location,
    pub(super) catalog: String,
    pub(super) seed: u64,
    pub(super) sandbox: Sandbox,
    customers: Vec<Customer>,
    done: BTreeMap<&'static str, [u32; 4]>,
}

impl World {
    /// Makes the database, or opens it where it is there already. Its keys follow from `seed`, ids from `own` too: two
    /// processes may not draw the same.
    pub(super) async fn open(
        location: &Location,
        catalog: &str,
        (seed, own): (u64, u64),
    ) -> anyhow::Result<Self> {
        let text = crate::cli::open::catalog_text(catalog)?;
        let store = Store::open(location).await?;
        let catalogs = Catalogs::publish(&store, catalog, &text, START).await?;
        let sandbox = sandbox::open_sandbox(&store, START).await?;
        let ring = KeyRing::fresh(&SeededRandomness::new(seed ^ u64::MAX));
        let secrets = Secrets::of_ring(&store, ring).await?;
        let services = Services {
            store,
            clock: sandbox.clock(),
            system: Arc::new(SystemClock),
            random: Arc::new(SeededRandomness::new(seed.rotate_left(32) ^ own)),
            catalogs,
            passwords: Passwords::new(Config::LEAST_COST),
            secrets,
            sends_mail: false,
        };
        let (customers, done) = (Vec::new(), BTreeMap::new());
        Ok(Self {
            services,
            start: START,
            staff: Actor::console(),
            hired: OperatorId(uuid::Uuid::nil()),
            location: location.clone(),
            catalog: catalog.to_owned(),
            seed,
            sandbox,
            customers,
            done,
        })
    }

    /// Lets customers sign up and be verified by an operator; every tenth stays without.
    pub(super) async fn settle(&mut self, count: u32) -> anyhow::Result<()> {
        let email = Email::parse("staff@example.com").map_err(|_| anyhow::anyhow!("no address"))?;
        self.services.create_operator(&email, &self.staff).await?;
        let hired = operators::by_email(&mut self.services.store.read().await?, &email).await?;
        self.hired = hired.context("nobody was hired")?.operator;
        self.staff.who = Who::Operator(self.hired);
        for number in 0..count {
            let email = Email::parse(&format!("customer{number}@example.com"));
            let email = email.map_err(|_| anyhow::anyhow!("no address"))?;
            let signed = self.services.sign_up(&email, "walks over thin ice", None, &self.staff).await?;
            let actor = Actor { who: Who::User(signed.user), ..Actor::console() };
            let customer = Customer { account: signed.account, actor };
            if number % 10 != 9 {
                self.verify(&customer).await?;
            }
            self.take_over(&email, i64::from(number)).await?;
            self.customers.push(customer);
        }
        Ok(())
    }

    /// Brings in two applications of the older platform.
    async fn take_over(&self, owner: &Email, number: i64) -> anyhow::Result<()> {
        let row = |place: i64| LegacyRow {
            sdk_app_id: (1_400_500_001 + 2 * number + place).to_string(),
            owner: owner.as_str().to_owned(),
            name: "Thin_Ice".to_owned(),
            status: "active".to_owned(),
            created_at: "2019-05-06".to_owned(),
            data_centre: "cn".to_owned(),
            ..LegacyRow::default()
        };
        self.services.import_apps(vec![(2, row(0)), (3, row(1))], &self.staff).await?;
        Ok(())
    }

    async fn verify(&self, customer: &Customer) -> anyhow::Result<()> {
        let form = VerificationForm {
            holder: Holder::Enterprise,
            legal_name: LegalName::parse("Thin Ice Ltd").map_err(|_| anyhow::anyhow!("no name"))?,
            document_no: DocumentNumber::parse("91440300MA5DEM0300")
                .map_err(|_| anyhow::anyhow!("no number"))?,
        };
        let id = self.services.submit_verification(customer.account, &form, &customer.actor).await?;
        self.services.decide_verification(id, Verdict::Approve, &self.staff).await?;
        Ok(())
    }

    /// One thing happens: time passes, the program starts anew, or a customer does something.
    pub(super) async fn step(&mut self, chance: &mut Chance) -> anyhow::Result<&'static str> {
        match chance.below(100) {
            0 => self.restart().await,
            1..=12 => self.pass(chance).await,
            _ => self.act(chance).await,
        }
    }

    /// The program ends and another one opens the same database.
    async fn restart(&mut self) -> anyhow::Result<&'static str> {
        self.services.store.close().await;
        self.services.store = Store::open(&self.location).await?;
        self.sandbox = sandbox::open_sandbox(&self.services.store, START).await?;
        self.services.clock = self.sandbox.clock();
        self.sandbox.resume(&self.services).await?;
        Ok("restart")
    }

    /// Seconds or months go by; two jobs do what falls due at the same time, or one in a process that is stopped.
    async fn pass(&mut self, chance: &Chance) -> anyhow::Result<&'static str> {
        let length = [1, 3_600, 86_400, 86_400, 7 * 86_400, 40 * 86_400];
        let longest = chance.one_of(&length).copied().unwrap_or(1);
        let to = self.services.now().plus_seconds(i64::from(1 + chance.below(longest)));
        if stopped::IS_POSSIBLE && chance.happens(20) {
            let ended = self.task(What::Pass { to: to.unix() }, chance.below(400)).run().await?;
            self.count("time", ended);
            return self.restart().await.map(|_| "time passes in a process that is stopped");
        }
        let one = self.sandbox.advance(&self.services, to, &self.staff);
        let other = self.sandbox.advance(&self.services, to, &self.staff);
        let (one, other) = tokio::join!(one, other);
        for advanced in [one, other] {
            match advanced {
                Ok(_) | Err(ModeRefused::Backwards) => {}
                Err(error) => return Err(error).context("time passes"),
            }
        }
        Ok("time passes")
    }

    /// A customer does something: once, twice at the same moment, without staying for the end, or in a process that is
    /// stopped.
    async fn act(&mut self, chance: &Chance) -> anyhow::Result<&'static str> {
        let Some(customer) = chance.one_of(&self.customers) else { return Ok("nobody is there") };
        let seed = chance.seed();
        let (app, act) = self.act_of(customer, seed).await?;
        let play = || Box::pin(act.play(self, customer));
        let outcome = match chance.below(20) {
            0..=3 => {
                let (one, other) = tokio::join!(play(), play());
                one.and_then(|done| other.map(|again| Ended::of(done || again)))
            }
            4..=8 => {
                let done = given_up_after(1 + chance.below(12), play()).await.transpose();
                done.map(|done| done.map_or(Ended::GivenUp, Ended::of))
            }
            9..=10 if stopped::IS_POSSIBLE => {
                let what = What::Act { account: customer.account, user: customer.user()?, seed };
                self.task(what, chance.below(if chance.happens(60) { 12 } else { 40 })).run().await
            }
            _ => play().await.map(Ended::of),
        };
        self.services.store.settle().await?;
        let ended = outcome.with_context(|| format!("{act:?} on {app:?}"))?;
        self.count(act.name(), ended);
        Ok(act.name())
    }

    /// What a customer does by the dice of `seed`.
    pub(super) async fn act_of(&self, customer: &Customer, seed: u64) -> anyhow::Result<(Option<App>, Act)> {
        let chance = Chance::new(seed);
        let app = self.app_of(customer, &chance).await?;
        let act = Act::any(&self.services, app.as_ref(), &chance);
        Ok((app, act))
    }

    fn count(&mut self, name: &'static str, ended: Ended) {
        if let Some(count) = self.done.entry(name).or_default().get_mut(ended as usize) {
            *count += 1;
        }
    }

    /// One of a customer's apps, deleted ones too.
    async fn app_of(&self, customer: &Customer, chance: &Chance) -> Result<Option<App>, StoreError> {
        let mut tx = self.services.store.read().await?;
        let all = courses::of_account(&mut tx, customer.account).await?;
        let Some(chosen) = chance.one_of(&all) else { return Ok(None) };
        apps::find(&mut tx, customer.account, chosen.app).await
    }

    /// How often each act was carried out, refused, given up and stopped with its process.
    pub(super) fn tally(&self) -> String {
        let line = |(name, [done, refused, given_up, stopped]): (&&str, &[u32; 4])| {
            format!("{name} {done} done, {refused} refused, {given_up} broken off, {stopped} stopped")
        };
        self.done.iter().map(line).collect::<Vec<_>>().join("; ")
    }
}

/// The outcome of a future that is dropped after so many polls; none when it was.
async fn given_up_after<T>(polls: u32, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}
