//! `doctor`: whether everything holds that must hold of money and rights (I1–I8), and whether every secret opens where its
//! keys are at hand (SEC44). A database that is in use is read as
//! it is; a backup is copied first, so that bringing its tables up to date leaves it as it was.

use std::{path::Path, process::ExitCode, sync::Arc};

use anyhow::{Context as _, ensure};

use super::{Place, open, say};
use crate::{
    clock::SystemClock,
    config::{Config, Secret},
    services::{Catalogs, Secrets},
    store::Store,
};

/// Examines the database of a console; one line for each finding.
pub(super) async fn examine(place: &Place, keys: Option<&Secret>) -> anyhow::Result<ExitCode> {
    let store = open::existing(&place.data, place.database_url.as_ref()).await?;
    report(store, open::keys_at_hand(&place.data, keys)?).await
}

/// Examines a backup; its keys are looked for beside it.
pub(super) async fn examine_backup(file: &Path, keys: Option<&Secret>) -> anyhow::Result<ExitCode> {
    ensure!(file.is_file(), "there is no file {}", file.display());
    let secrets = open::keys_at_hand(file.parent().unwrap_or(Path::new("")), keys)?;
    let folder = open::temporary();
    let outcome = examine_copy(file, &folder, secrets).await;
    let removed = std::fs::remove_dir_all(&folder);
    removed.with_context(|| format!("cannot remove the folder {}", folder.display()))?;
    outcome
}

async fn examine_copy(file: &Path, folder: &Path, secrets: Secrets) -> anyhow::Result<ExitCode> {
    open::make(folder)?;
    for suffix in ["", "-wal"] {
        let part = |path: &Path| format!("{}{suffix}", path.display());
        let (from, to) = (part(file), part(&open::file_in(folder)));
        if Path::new(&from).is_file() {
            std::fs::copy(&from, to).with_context(|| format!("cannot copy {from}"))?;
        }
    }
    report(open::existing(folder, None).await?, secrets).await
}

async fn report(store: Store, secrets: Secrets) -> anyhow::Result<ExitCode> {
    let catalogs = Catalogs::newest(&store).await?;
    let services = open::services(store, catalogs, Arc::new(SystemClock), Config::LEAST_COST, secrets);
    let broken = services.broken_invariants().await;
    let is_closed = !services.secrets.are_at_hand() && Secrets::are_kept(&services.store).await?;
    services.store.close().await;
    let broken = broken?;
    let mut lines: Vec<String> = broken.iter().map(ToString::to_string).collect();
    if broken.is_empty() {
        lines.push("everything holds".to_owned());
    }
    if is_closed {
        lines.push(
            "no secret was opened: their keys are not at hand (--secrets-key, or secrets.key)".to_owned(),
        );
    }
    say(&lines.join("\n"))?;
    Ok(if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
