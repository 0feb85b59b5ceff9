//! The database of a simulation, its customers, and the passing of its time.

use std::{
    collections::BTreeMap,
    future::{Future, poll_fn},
    path::{Path, PathBuf},
    pin::pin,
    sync::Arc,
    task::Poll,
};

use anyhow::Context as _;

use super::{acts::Act, chance::Chance};
use crate::{
    clock::SystemClock,
    config::Config,
    domain::{
        account::{DocumentNumber, Email, Holder, LegalName},
        app::App,
        calendar::Timestamp,
        ids::AccountId,
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

/// Everything there is.
pub(super) struct World {
    pub(super) services: Services,
    pub(super) start: Timestamp,
    pub(super) staff: Actor,
    file: PathBuf,
    sandbox: Sandbox,
    customers: Vec<Customer>,
    done: BTreeMap<&'static str, [u32; 3]>,
}

impl World {
    /// Makes the database.
    pub(super) async fn open(folder: &Path, catalog: &str, seed: u64) -> anyhow::Result<Self> {
        crate::cli::open::make(folder)?;
        let file = crate::cli::open::file_in(folder);
        let text = crate::cli::open::catalog_text(catalog)?;
        let store = Store::open(&Location::Sqlite(file.clone())).await?;
        let catalogs = Catalogs::publish(&store, catalog, &text, START).await?;
        let sandbox = sandbox::open_sandbox(&store, START).await?;
        let random = SeededRandomness::new(seed ^ u64::MAX);
        let secrets = Secrets::of_ring(&store, KeyRing::fresh(&random)).await?;
        let services = Services {
            store,
            clock: sandbox.clock(),
            system: Arc::new(SystemClock),
            random: Arc::new(random),
            catalogs,
            passwords: Passwords::new(Config::LEAST_COST),
            secrets,
            sends_mail: false,
        };
        let (customers, done) = (Vec::new(), BTreeMap::new());
        Ok(Self { services, start: START, staff: Actor::console(), file, sandbox, customers, done })
    }

    /// Lets customers sign up and be verified by an operator; every tenth stays without.
    pub(super) async fn settle(&mut self, count: u32) -> anyhow::Result<()> {
        let email = Email::parse("staff@example.com").map_err(|_| anyhow::anyhow!("no address"))?;
        self.services.create_operator(&email, &self.staff).await?;
        let hired = operators::by_email(&mut self.services.store.read().await?, &email).await?;
        self.staff.who = Who::Operator(hired.context("nobody was hired")?.operator);
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
        self.services.store = Store::open(&Location::Sqlite(self.file.clone())).await?;
        self.sandbox = sandbox::open_sandbox(&self.services.store, START).await?;
        self.services.clock = self.sandbox.clock();
        self.sandbox.resume(&self.services).await?;
        Ok("restart")
    }

    /// Seconds or months go by; two jobs do what falls due at the same time.
    async fn pass(&self, chance: &mut Chance) -> anyhow::Result<&'static str> {
        let length = [1, 3_600, 86_400, 86_400, 7 * 86_400, 40 * 86_400];
        let longest = chance.one_of(&length).copied().unwrap_or(1);
        let to = self.services.now().plus_seconds(i64::from(1 + chance.below(longest)));
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

    /// A customer does something: once, twice at the same moment, or without staying for the end.
    async fn act(&mut self, chance: &mut Chance) -> anyhow::Result<&'static str> {
        let Some(customer) = chance.one_of(&self.customers) else { return Ok("nobody is there") };
        let app = self.app_of(customer, chance).await?;
        let act = Act::any(&self.services, app.as_ref(), chance);
        let name = act.name();
        let play = || Box::pin(act.play(self, customer));
        let outcome = match chance.below(10) {
            0 | 1 => {
                let (one, other) = tokio::join!(play(), play());
                one.and_then(|done| other.map(|again| Some(done || again)))
            }
            2..=4 => given_up_after(1 + chance.below(12), play()).await.transpose(),
            _ => play().await.map(Some),
        };
        self.services.store.settle().await?;
        let place = match outcome.with_context(|| format!("{act:?} on {app:?}"))? {
            Some(true) => 0,
            Some(false) => 1,
            None => 2,
        };
        if let Some(count) = self.done.entry(name).or_default().get_mut(place) {
            *count += 1;
        }
        Ok(name)
    }

    /// One of a customer's apps, deleted ones too.
    async fn app_of(&self, customer: &Customer, chance: &Chance) -> Result<Option<App>, StoreError> {
        let mut tx = self.services.store.read().await?;
        let all = courses::of_account(&mut tx, customer.account).await?;
        let Some(chosen) = chance.one_of(&all) else { return Ok(None) };
        apps::find(&mut tx, customer.account, chosen.app).await
    }

    /// How often each act was carried out, refused and broken off.
    pub(super) fn tally(&self) -> String {
        let line = |(name, [done, refused, gone]): (&&str, &[u32; 3])| {
            format!("{name} {done} done, {refused} refused, {gone} broken off")
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
