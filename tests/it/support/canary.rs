//! Recognisable secrets, sought in what the console shows and keeps in every form in which bytes are written (SEC45).

use std::{path::Path, process::Command};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use im_console::store::Location;

use super::tables::execute;

/// A secret in every form.
pub(crate) struct Canary(Vec<String>);

/// Something that a secret may be in: its bytes, each as a character.
pub(crate) struct Haystack(String);

impl Haystack {
    /// For looking for several secrets in the same bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(bytes.iter().copied().map(char::from).collect())
    }
}

impl Canary {
    /// The forms of `secret`: as it is, as hexadecimal digits, as base64 at each of its three places, and as numbers.
    pub(crate) fn of(secret: &[u8]) -> Self {
        let digit = |half: u8| char::from_digit(half.into(), 16);
        let digits: String =
            secret.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(digit).collect();
        let numbers =
            |separator: &str| secret.iter().map(ToString::to_string).collect::<Vec<_>>().join(separator);
        let mut forms = vec![Haystack::of(secret).0, digits.to_uppercase(), digits];
        forms.extend([numbers(","), numbers(", ")]);
        for (before, unknown) in [(0, 0), (1, 2), (2, 3)] {
            let whole = (before + secret.len()) / 3 * 4;
            let text = BASE64_STANDARD.encode([&[0].repeat(before)[..], secret].concat());
            forms.push(text[unknown..whole].to_owned());
        }
        Self(forms)
    }

    /// Whether any form of it is there.
    pub(crate) fn is_in(&self, haystack: &Haystack) -> bool {
        self.0.iter().any(|form| haystack.0.contains(form))
    }
}

/// What somebody has who has a backup: a copy of the SQLite file, with what stands in the file itself and its log; or what
/// `pg_dump` writes.
pub(crate) async fn backup(location: &Location) -> Haystack {
    Haystack::of(&written(location).await)
}

async fn written(location: &Location) -> Vec<u8> {
    match location {
        Location::Sqlite(file) => {
            let folder = tempfile::tempdir().unwrap();
            let copy = folder.path().join("copy.db");
            execute(location, &format!("VACUUM INTO '{}'", copy.display())).await.unwrap();
            let log = file.with_extension("db-wal");
            [read(&copy), read(file), if log.exists() { read(&log) } else { Vec::new() }].concat()
        }
        Location::Postgres(url) => {
            let (server, schema) = url.split_once("options[search_path]=").unwrap();
            let server = server.trim_end_matches(['?', '&']);
            let dump =
                Command::new("pg_dump").args(["--schema", schema, "--dbname", server]).output().unwrap();
            assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
            dump.stdout
        }
    }
}

fn read(file: &Path) -> Vec<u8> {
    std::fs::read(file).unwrap()
}

#[test]
fn sec45_a_canary_is_found_in_every_form() {
    let canary = Canary::of(b"canary-0123");
    let base64 = |text: &str| BASE64_STANDARD.encode(text);
    let forms = [
        "x canary-0123 y".to_owned(),
        "63616E6172792d30313233".to_lowercase(),
        base64("canary-0123"),
        base64("xcanary-0123y"),
        base64("yycanary-0123z"),
        "[99,97,110,97,114,121,45,48,49,50,51]".to_owned(),
    ];
    for form in forms {
        assert!(canary.is_in(&Haystack::of(form.as_bytes())), "{form}");
    }
    assert!(!canary.is_in(&Haystack::of(b"canary-012 3")));
}
