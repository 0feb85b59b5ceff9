//! `operator create`: how the first operator, and every other one, comes to be (SEC8). `operator reset-code`: how a
//! customer gets back in where no mail is sent (SEC10).

use std::sync::Arc;

use anyhow::bail;

use super::{Place, open, say};
use crate::{
    clock::SystemClock,
    config::Config,
    domain::account::Email,
    services::{Actor, Catalogs, Secrets, sandbox},
    web::paths::{OPERATOR_SIGN_IN, RESET_CODE},
};

/// Makes an operator and prints the one-time secret.
pub(super) async fn create(email: &str, place: &Place) -> anyhow::Result<()> {
    let Ok(email) = Email::parse(email) else { bail!("{email:?} is not an e-mail address") };
    let store = open::store(&place.data, place.database_url.as_ref()).await?;
    sandbox::open_live(&store).await?;
    let catalogs = Catalogs::newest(&store).await?;
    let services =
        open::services(store, catalogs, Arc::new(SystemClock), Config::LEAST_COST, Secrets::none());
    let secret = services.create_operator(&email, &Actor::console()).await?;
    services.store.close().await;
    let email = email.as_str();
    say(&format!(
        "Operator {email}\n\n  sign in at  {OPERATOR_SIGN_IN}\n  secret      {secret}\n\nThe secret works once, within 24 hours: it is changed for a password at the first sign-in.\n"
    ))?;
    Ok(())
}

/// Prints a code with which a customer sets a new password.
pub(super) async fn reset_code(email: &str, place: &Place) -> anyhow::Result<()> {
    let Ok(email) = Email::parse(email) else { bail!("{email:?} is not an e-mail address") };
    let services = open::live(place).await?;
    let issued = services.issue_reset(&email, &Actor::console()).await;
    services.store.close().await;
    let email = email.as_str();
    let Some(issued) = issued? else { bail!("no customer who may sign in has the address {email}") };
    let code = issued.code.readable();
    say(&format!(
        "A new password for {email}\n\n  to be entered at  {RESET_CODE}\n  code              {code}\n\nThe code works once, within 15 minutes. The ones before it do not work any more.\n"
    ))?;
    Ok(())
}
