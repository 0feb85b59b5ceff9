//! Files that bring in what the older platform knew: its applications, and what was used by day. A file is taken whole
//! or not at all: every row is checked first, and all of it is one transaction over the accounts that it touches.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, hash_map::Entry};

use chrono::NaiveDate;
use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event},
    from_store,
    unit::Unit,
};
use crate::{
    domain::{
        account::Email,
        charge::Measure,
        ids::{AccountId, SdkAppId},
        legacy::{LegacyApp, LegacyRefused, LegacyRow},
        month::Month,
        usage_report::{Usage, UsageRefused, UsageRow},
    },
    store::{StoreError, Tx, apps, usage, users},
};

/// Statements are sent after so many rows.
const CHUNK: usize = 100;

/// A row of a file, with the number of its line.
pub type Line<T> = (u64, T);

/// Why a row is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowRefused {
    /// A column of an app is not what it has to be.
    #[error(transparent)]
    App(LegacyRefused),
    /// A column of a count is not what it has to be.
    #[error(transparent)]
    Usage(UsageRefused),
    /// Nobody signs in with this address.
    #[error("owner: nobody signs in as {0}")]
    NoOwner(String),
    /// There is an app of this number.
    #[error("sdk_app_id: {0} is there already")]
    Taken(SdkAppId),
    /// The number stands in the file twice.
    #[error("sdk_app_id: {0} stands in the file twice")]
    Twice(SdkAppId),
    /// The account would have more apps than it may (A3).
    #[error("owner: the account would have more than {0} applications")]
    Limit(u32),
    /// There is no app of this number.
    #[error("app: there is no {0}")]
    NoApp(SdkAppId),
}

/// Why a file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ImportRefused {
    /// These rows are wrong; nothing was taken.
    #[error("{} rows are wrong", .0.len())]
    Rows(Vec<Line<RowRefused>>),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(ImportRefused);

impl Services {
    /// Takes over applications; gives how many.
    ///
    /// # Errors
    /// With every row that is wrong, and then nothing is taken.
    pub async fn import_apps(
        &self,
        rows: Vec<Line<LegacyRow>>,
        actor: &Actor,
    ) -> Result<usize, ImportRefused> {
        let mut tx = self.store.write().await?;
        let by_account = self.checked_apps(&mut tx, rows).await?;
        let mut taken = 0;
        for (account, apps) in by_account {
            taken += apps.len();
            let unit = Unit::on(self, tx, (account, self.now()), actor).await?;
            let mut unit =
                unit.ok_or_else(|| StoreError::inconsistent("memberships", "account_id", account))?;
            for (number, app) in apps.iter().enumerate() {
                self.take_over(&mut unit, app);
                if number % CHUNK == CHUNK - 1 {
                    unit.send().await?;
                }
            }
            tx = unit.hand_on().await?;
        }
        tx.commit().await?;
        Ok(taken)
    }

    /// Reads every row; gives the apps by account, or every fault.
    async fn checked_apps(
        &self,
        tx: &mut Tx,
        rows: Vec<Line<LegacyRow>>,
    ) -> Result<BTreeMap<AccountId, Vec<LegacyApp>>, ImportRefused> {
        let (catalog, now) = (self.catalog().catalog, self.now());
        let (mut seen, mut owners) = (HashSet::new(), HashMap::new());
        let (mut by_account, mut room) = (BTreeMap::<_, Vec<LegacyApp>>::new(), HashMap::new());
        let mut faults = Vec::new();
        for (line, row) in rows {
            let app = match LegacyApp::read(&row, &catalog, now) {
                Ok(app) => app,
                Err(refused) => {
                    faults.push((line, RowRefused::App(refused)));
                    continue;
                }
            };
            let Some(account) = owner(tx, &mut owners, &app.owner).await? else {
                faults.push((line, RowRefused::NoOwner(app.owner.as_str().to_owned())));
                continue;
            };
            if !seen.insert(app.id) {
                faults.push((line, RowRefused::Twice(app.id)));
            } else if usage::owner_of(tx, app.id).await?.is_some() {
                faults.push((line, RowRefused::Taken(app.id)));
            } else if !has_room(tx, &mut room, (account, catalog.app_limit)).await? {
                faults.push((line, RowRefused::Limit(catalog.app_limit)));
            }
            by_account.entry(account).or_default().push(app);
        }
        if faults.is_empty() { Ok(by_account) } else { Err(ImportRefused::Rows(faults)) }
    }

    fn take_over(&self, unit: &mut Unit<'_>, legacy: &LegacyApp) {
        let app = legacy.app(unit.account.id);
        apps::insert(&mut unit.batch, &app, unit.now);
        if let Some(pem) = &legacy.public_key {
            usage::keep_public_key(&mut unit.batch, app.id, pem);
        }
        let day = self.today();
        for &(measure, value) in &legacy.usage {
            usage::report(&mut unit.batch, &Usage { app: app.id, day, measure, value }, unit.now);
        }
        let detail =
            json!({ "name": app.profile.name, "origin": app.origin, "data_centre": app.data_centre });
        unit.audit(Event::done(Action::AppImport, &app.id, detail));
    }

    /// Writes down what was used (U6); reported again, the higher value counts. Gives how many rows there were.
    ///
    /// # Errors
    /// With every row that is wrong, and then nothing is written.
    pub async fn import_usage(
        &self,
        rows: Vec<Line<UsageRow>>,
        actor: &Actor,
    ) -> Result<usize, ImportRefused> {
        let mut tx = self.store.write().await?;
        let count = rows.len();
        let by_account = self.checked_usage(&mut tx, rows).await?;
        for (account, counts) in by_account {
            let unit = Unit::on(self, tx, (account, self.now()), actor).await?;
            let mut unit = unit.ok_or_else(|| StoreError::inconsistent("apps", "account_id", account))?;
            for (number, counted) in counts.values().enumerate() {
                usage::report(&mut unit.batch, counted, unit.now);
                if number % CHUNK == CHUNK - 1 {
                    unit.send().await?;
                }
            }
            unit.audit(Event::done(Action::UsageImport, &account, json!({ "counts": counts.len() })));
            self.reported(&mut unit, &self.months_of(counts.values())).await?;
            tx = unit.hand_on().await?;
        }
        tx.commit().await?;
        Ok(count)
    }

    /// Reads every row; gives the counts by account, the highest of each app, day and measure, or every fault.
    async fn checked_usage(
        &self,
        tx: &mut Tx,
        rows: Vec<Line<UsageRow>>,
    ) -> Result<BTreeMap<AccountId, BTreeMap<Key, Usage>>, ImportRefused> {
        let (today, mut owners, mut faults) = (self.today(), HashMap::new(), Vec::new());
        let mut by_account = BTreeMap::<AccountId, BTreeMap<Key, Usage>>::new();
        for (line, row) in rows {
            let counted = match Usage::read(&row, today) {
                Ok(counted) => counted,
                Err(refused) => {
                    faults.push((line, RowRefused::Usage(refused)));
                    continue;
                }
            };
            let owner = match owners.entry(counted.app) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(unknown) => *unknown.insert(usage::owner_of(tx, counted.app).await?),
            };
            let Some(account) = owner else {
                faults.push((line, RowRefused::NoApp(counted.app)));
                continue;
            };
            let key = (counted.app, counted.day, counted.measure);
            let highest = by_account.entry(account).or_default().entry(key).or_insert(counted);
            highest.value = highest.value.max(counted.value);
        }
        if faults.is_empty() { Ok(by_account) } else { Err(ImportRefused::Rows(faults)) }
    }

    /// The months in which the days of some counts lie.
    fn months_of<'a>(&self, counts: impl Iterator<Item = &'a Usage>) -> BTreeSet<Month> {
        let calendar = self.catalog().catalog.calendar();
        counts.map(|counted| Month::of(calendar, counted.reading(calendar).day)).collect()
    }

    /// The day it is, in the catalog's zone.
    fn today(&self) -> NaiveDate {
        self.catalog().catalog.calendar().local(self.now()).date_naive()
    }
}

/// What only one count can be of.
type Key = (SdkAppId, NaiveDate, Measure);

/// The account of a user, asked for once.
async fn owner(
    tx: &mut Tx,
    known: &mut HashMap<Email, Option<AccountId>>,
    email: &Email,
) -> Result<Option<AccountId>, StoreError> {
    if let Some(account) = known.get(email) {
        return Ok(*account);
    }
    let account = users::by_email(tx, email).await?.map(|user| user.account);
    known.insert(email.clone(), account);
    Ok(account)
}

/// Takes a place among the apps of the account; false when it has none left (A3).
async fn has_room(
    tx: &mut Tx,
    room: &mut HashMap<AccountId, i64>,
    (account, limit): (AccountId, u32),
) -> Result<bool, StoreError> {
    let left = match room.entry(account) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(unknown) => unknown.insert(i64::from(limit) - apps::count(tx, account).await?),
    };
    *left -= 1;
    Ok(*left >= 0)
}
