//! `import apps` and `usage import`: CSV files of the older platform. A file with a bad row imports nothing, and every
//! bad row is told with the number of its line.

use std::{path::Path, process::ExitCode};

use anyhow::{Context as _, bail, ensure};
use csv::{ReaderBuilder, StringRecord, Trim};
use serde::de::DeserializeOwned;

use super::{Place, complain, open, say};
use crate::services::{
    Actor,
    imports::{ImportRefused, Line},
};

/// The columns that a file of applications must have, and those that it may have.
const APPS: [&[&str]; 2] = [
    &["sdk_app_id", "owner", "name", "status", "created_at", "data_centre"],
    &["origin", "public_key", "daily_active_users", "peak_groups"],
];
/// The columns of a usage file.
const USAGE: [&[&str]; 2] = [&["app", "day", "measure", "value"], &[]];

/// Takes over the applications of a file.
pub(super) async fn apps(file: &Path, place: &Place) -> anyhow::Result<ExitCode> {
    let rows = read(file, APPS)?;
    let services = open::live(place).await?;
    let taken = services.import_apps(rows, &Actor::console()).await;
    services.store.close().await;
    report(taken, "applications")
}

/// Writes down what was used.
pub(super) async fn usage(file: &Path, place: &Place) -> anyhow::Result<ExitCode> {
    let rows = read(file, USAGE)?;
    let services = open::live(place).await?;
    let taken = services.import_usage(rows, &Actor::console()).await;
    services.store.close().await;
    report(taken, "counts")
}

/// The rows of a file with the numbers of their lines.
fn read<T: DeserializeOwned>(file: &Path, columns: [&[&str]; 2]) -> anyhow::Result<Vec<Line<T>>> {
    let name = file.display();
    let mut reader = ReaderBuilder::new()
        .trim(Trim::All)
        .from_path(file)
        .with_context(|| format!("cannot read {name}"))?;
    let headers = reader.headers().with_context(|| format!("cannot read {name}"))?.clone();
    check_columns(&headers, columns).with_context(|| format!("{name}, line 1"))?;
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).with_context(|| format!("cannot read {name}"))? {
        let line = record.position().map_or(0, csv::Position::line);
        let row = record.deserialize(Some(&headers)).with_context(|| format!("{name}, line {line}"))?;
        rows.push((line, row));
    }
    Ok(rows)
}

fn check_columns(headers: &StringRecord, [needed, possible]: [&[&str]; 2]) -> anyhow::Result<()> {
    for name in needed {
        ensure!(headers.iter().any(|header| header == *name), "the column {name} is missing");
    }
    for header in headers {
        let is_known = needed.contains(&header) || possible.contains(&header);
        ensure!(is_known, "there is no column {header:?}: {} are", [needed, possible].concat().join(", "));
    }
    Ok(())
}

fn report(taken: Result<usize, ImportRefused>, what: &str) -> anyhow::Result<ExitCode> {
    match taken {
        Ok(count) => {
            say(&format!("{count} {what} imported"))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(ImportRefused::Rows(faults)) => {
            for (line, why) in &faults {
                complain(&format!("line {line}: {why}"));
            }
            bail!("nothing was imported: {} rows are wrong", faults.len())
        }
        Err(ImportRefused::Store(error)) => Err(error.into()),
    }
}
