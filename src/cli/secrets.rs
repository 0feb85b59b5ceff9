//! `secrets rotate`: seals what is secret in a database again with a new key.

use std::sync::Arc;

use super::{Place, open, say};
use crate::{
    clock::SystemClock,
    config::{Config, Secret},
    services::{Actor, Catalogs},
};

/// Rotates the key and says what became of it.
pub(super) async fn rotate(setting: Option<&Secret>, place: &Place) -> anyhow::Result<()> {
    let store = open::existing(&place.data, place.database_url.as_ref()).await?;
    let secrets = open::secrets(&store, &place.data, setting).await?;
    let catalogs = Catalogs::newest(&store).await?;
    let services = open::services(store, catalogs, Arc::new(SystemClock), Config::LEAST_COST, secrets);
    let rotated = services.rotate_secrets(&Actor::console()).await;
    services.store.close().await;
    let rotated = rotated?;
    say(&format!(
        "{} secrets sealed again\n\n  key  {}\n\nOlder keys are still needed to open backups from before: keep them where they are until no such backup is.\n",
        rotated.secrets, rotated.id
    ))?;
    Ok(())
}
