//! `operator create`: how the first operator, and every other one, comes to be (SEC8).

use std::sync::Arc;

use anyhow::bail;

use super::{Place, open, say};
use crate::{
    clock::SystemClock,
    config::Config,
    domain::account::Email,
    services::{Actor, Catalogs, Secrets, sandbox},
    web::paths::OPERATOR_SIGN_IN,
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
