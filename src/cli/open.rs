//! Opens what commands work on: the catalog's text, the database in its folder, and the services on top of them.

use std::{
    borrow::Cow,
    fs::{DirBuilder, File, TryLockError},
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, bail};

use super::Place;
use crate::{
    clock::{Clock, SystemClock},
    config::{Config, PasswordCost, Secret},
    domain::catalog::embedded,
    random::{OsRandomness, Randomness},
    services::{Catalogs, Passwords, Secrets, Services, mails, sandbox},
    store::{Location, Store},
};

/// The embedded database's file in its folder.
const FILE: &str = "im-console.db";
/// The file with the keys of secrets in its folder.
const KEYS: &str = "secrets.key";
/// The file that a demo locks in its folder.
const LOCK: &str = "im-console.lock";

/// The text of a built-in catalog or of a file.
pub(super) fn catalog_text(name: &str) -> anyhow::Result<Cow<'static, str>> {
    if let Some(text) = embedded(name) {
        return Ok(Cow::Borrowed(text));
    }
    let text = std::fs::read_to_string(name).with_context(|| format!("cannot read the catalog {name}"))?;
    Ok(Cow::Owned(text))
}

/// The database file in a folder.
pub(super) fn file_in(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// A folder that is not there yet, for what does not outlive the command.
pub(super) fn temporary() -> PathBuf {
    let random: Arc<dyn Randomness> = Arc::new(OsRandomness);
    std::env::temp_dir().join(format!("im-console-{}", random.digits(10)))
}

/// Makes the folder, for its owner alone, where there is none.
pub(super) fn make(folder: &Path) -> anyhow::Result<()> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.with_context(|| format!("cannot make the folder {}", folder.display()))
}

/// Takes a folder for this process alone, as long as the file is kept: two clocks must not move one sandbox.
pub(super) fn alone_in(folder: &Path) -> anyhow::Result<File> {
    make(folder)?;
    let path = folder.join(LOCK);
    let file = File::create(&path).with_context(|| format!("cannot open {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!("another demo runs in {}: stop it, or choose another folder with --data", folder.display())
        }
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("cannot lock {}", path.display()))
        }
    }
}

/// Opens a database; makes the folder, for its owner alone, where there is none.
pub(super) async fn store(folder: &Path, url: Option<&Secret>) -> anyhow::Result<Store> {
    let Some(url) = url else {
        make(folder)?;
        let file = file_in(folder);
        let place = Location::Sqlite(file.clone());
        return Store::open(&place).await.with_context(|| format!("cannot open {}", file.display()));
    };
    let place = Location::Postgres(url.reveal().to_owned());
    Store::open(&place).await.context("cannot open the database server")
}

/// Opens a database that must be there already.
pub(super) async fn existing(folder: &Path, url: Option<&Secret>) -> anyhow::Result<Store> {
    let file = file_in(folder);
    if url.is_none() && !file.is_file() {
        bail!("there is no database {}: name its folder with --data", file.display());
    }
    store(folder, url).await
}

/// What seals and opens the secrets of a database: the setting, else the key file in its folder, made where nothing was
/// ever sealed.
pub(super) async fn secrets(
    store: &Store,
    folder: &Path,
    setting: Option<&Secret>,
) -> anyhow::Result<Secrets> {
    if setting.is_none() {
        make(folder)?;
    }
    let file = folder.join(KEYS);
    let random = OsRandomness;
    Ok(Secrets::of_database(store, (setting.map(Secret::reveal), &file), &random).await?)
}

/// The keys of secrets that are there: the setting's, else those of the file in a folder; it may be none.
pub(super) fn keys_at_hand(folder: &Path, setting: Option<&Secret>) -> anyhow::Result<Secrets> {
    Ok(Secrets::at_hand(setting.map(Secret::reveal), &folder.join(KEYS))?)
}

/// The services on a live database that must be there already, for a command that works on it beside the console.
pub(super) async fn live(place: &Place) -> anyhow::Result<Services> {
    let store = existing(&place.data, place.database_url.as_ref()).await?;
    sandbox::open_live(&store).await?;
    let catalogs = Catalogs::newest(&store).await?;
    let sends_mail = mails::is_on(&store).await?;
    let services = services(store, catalogs, Arc::new(SystemClock), Config::LEAST_COST, Secrets::none());
    Ok(Services { sends_mail, ..services })
}

/// The services on an open database; `business` is the clock for terms, quotes, orders and jobs.
pub(super) fn services(
    store: Store,
    catalogs: Catalogs,
    business: Arc<dyn Clock>,
    cost: PasswordCost,
    secrets: Secrets,
) -> Services {
    Services {
        store,
        clock: business,
        system: Arc::new(SystemClock),
        random: Arc::new(OsRandomness),
        catalogs,
        passwords: Passwords::new(cost),
        secrets,
        sends_mail: false,
    }
}
