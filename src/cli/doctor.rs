//! `doctor`: whether everything holds that must hold of money and rights (I1–I8). A database that is in use is read as
//! it is; a backup is copied first, so that bringing its tables up to date leaves it as it was.

use std::{path::Path, process::ExitCode, sync::Arc};

use anyhow::{Context as _, ensure};

use super::{Place, open, say};
use crate::{
    clock::SystemClock,
    config::Config,
    services::{Catalogs, Secrets},
    store::Store,
};

/// Examines the database of a console; one line for each finding.
pub(super) async fn examine(place: &Place) -> anyhow::Result<ExitCode> {
    report(open::existing(&place.data, place.database_url.as_ref()).await?).await
}

/// Examines a backup.
pub(super) async fn examine_backup(file: &Path) -> anyhow::Result<ExitCode> {
    ensure!(file.is_file(), "there is no file {}", file.display());
    let folder = open::temporary();
    let outcome = examine_copy(file, &folder).await;
    let removed = std::fs::remove_dir_all(&folder);
    removed.with_context(|| format!("cannot remove the folder {}", folder.display()))?;
    outcome
}

async fn examine_copy(file: &Path, folder: &Path) -> anyhow::Result<ExitCode> {
    open::make(folder)?;
    for suffix in ["", "-wal"] {
        let part = |path: &Path| format!("{}{suffix}", path.display());
        let (from, to) = (part(file), part(&open::file_in(folder)));
        if Path::new(&from).is_file() {
            std::fs::copy(&from, to).with_context(|| format!("cannot copy {from}"))?;
        }
    }
    report(open::existing(folder, None).await?).await
}

async fn report(store: Store) -> anyhow::Result<ExitCode> {
    let catalogs = Catalogs::newest(&store).await?;
    let services =
        open::services(store, catalogs, Arc::new(SystemClock), Config::LEAST_COST, Secrets::none());
    let broken = services.broken_invariants().await;
    services.store.close().await;
    let broken = broken?;
    if broken.is_empty() {
        say("everything holds")?;
        return Ok(ExitCode::SUCCESS);
    }
    let lines: Vec<String> = broken.iter().map(ToString::to_string).collect();
    say(&lines.join("\n"))?;
    Ok(ExitCode::FAILURE)
}
