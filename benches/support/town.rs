//! A live database: a hundred people who can sign in, and a customer with three hundred applications.

use std::{path::Path, sync::Arc};

use im_console::{
    clock::{Clock as _, SystemClock},
    config::Config,
    domain::{account::Email, catalog},
    random::OsRandomness,
    services::{Actor, Catalogs, Passwords, Secrets, Services, apps::ProfileForm, sandbox},
    store::{Location, Store},
};

use crate::Fault;

/// How many people there are besides the customer with the applications.
pub(crate) const PEOPLE: u8 = 100;
/// The customer with the applications.
pub(crate) const SHOP: &str = "shop@example.com";
/// Everybody's password.
pub(crate) const PASSWORD: &str = "slow rivers under stone bridges";

const APPS: u32 = 300;

/// The address of one of the people, counted from one.
pub(crate) fn email(person: u8) -> String {
    format!("person{person}@example.com")
}

pub(crate) async fn build(file: &Path) -> Result<(), Fault> {
    let [name, ..] = catalog::EMBEDDED;
    let store = Store::open(&Location::Sqlite(file.to_path_buf())).await?;
    let text = catalog::embedded(name).ok_or("the catalog is embedded")?;
    sandbox::open_live(&store).await?;
    let catalogs = Catalogs::publish(&store, name, text, SystemClock.now()).await?;
    let (clock, passwords) = (Arc::new(SystemClock), Passwords::new(Config::LEAST_COST));
    let (system, random) = (Arc::new(SystemClock), Arc::new(OsRandomness));
    let keys = file.with_file_name("secrets.key");
    let secrets = Secrets::of_database(&store, (None, &keys), &OsRandomness).await?;
    let sends_mail = false;
    let services = Services { store, clock, system, random, catalogs, passwords, secrets, sends_mail };
    for person in 1..=PEOPLE {
        sign_up(&services, &email(person)).await?;
    }
    let actor = Actor::console();
    let account = sign_up(&services, SHOP).await?;
    for number in 0..APPS {
        let (name, introduction) = (format!("App_{number}"), String::new());
        let form = ProfileForm { name, app_type: "social".into(), introduction };
        let profile = services.parse_profile(&form).map_err(|faults| format!("{faults:?}"))?;
        services.create_app(account, profile, "cn", &actor).await?;
    }
    services.store.close().await;
    Ok(())
}

async fn sign_up(services: &Services, email: &str) -> Result<im_console::domain::ids::AccountId, Fault> {
    let email = Email::parse(email).map_err(|_| "not an address")?;
    Ok(services.sign_up(&email, PASSWORD, None, &Actor::console()).await?.account)
}
