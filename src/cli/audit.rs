//! `audit verify`: whether anybody has touched the audit log (I8).

use std::process::ExitCode;

use super::{Place, open, say};
use crate::services::invariants::broken_audit_chains;

/// Follows every chain; one line for each that is broken.
pub(super) async fn verify(place: &Place) -> anyhow::Result<ExitCode> {
    let store = open::existing(&place.data, place.database_url.as_ref()).await?;
    let broken = broken_audit_chains(&store).await?;
    store.close().await;
    if broken.is_empty() {
        say("every audit chain is whole")?;
        return Ok(ExitCode::SUCCESS);
    }
    for (account, row) in broken {
        say(&format!("the audit chain of account {account} is broken at row {row}"))?;
    }
    Ok(ExitCode::FAILURE)
}
