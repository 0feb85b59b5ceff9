//! Offline push certificates (C5, L1, SEC41–SEC45).

mod changed;
mod editing;
mod files;
mod kept;
mod pages;
mod told;

use im_console::domain::push::{Entered, Field, File, Vendor};
use p256::{
    ecdsa::SigningKey,
    pkcs8::{EncodePrivateKey as _, LineEnding},
};

/// The secret of every certificate that has one: no answer, log or table may hold it.
pub(crate) const SECRET: &str = "canary-0123456789-abcd";

/// A certificate of Huawei for a package.
pub(crate) fn huawei(package: &str) -> (Vendor, Entered) {
    let texts =
        [(Field::Package, package), (Field::AppId, "A101"), (Field::Secret, SECRET), (Field::Click, "app")];
    let texts = texts.map(|(field, text)| (field, text.to_owned()));
    (Vendor::Huawei, Entered { texts: texts.into(), file: None })
}

/// A signing key for Apple.
pub(crate) fn p8() -> (Vendor, Entered) {
    let texts = [
        (Field::KeyId, "ABC123DEFG"),
        (Field::TeamId, "TEAM123456"),
        (Field::Bundle, "com.example.chat"),
        (Field::Environment, "production"),
    ];
    let texts = texts.map(|(field, text)| (field, text.to_owned()));
    let file = File { name: "AuthKey.p8".to_owned(), bytes: p8_file().into_bytes() };
    (Vendor::ApnsKey, Entered { texts: texts.into(), file: Some(file) })
}

/// Another signing key for the same app.
pub(crate) fn other_p8() -> (Vendor, Entered) {
    let (vendor, entered) = p8();
    let file = File { name: "Other.p8".to_owned(), bytes: p8_of(9).into_bytes() };
    (vendor, Entered { file: Some(file), ..entered })
}

/// A certificate with its key for Apple that is good until the beginning of a day, written `20270601`.
pub(crate) fn p12_until(until: &str) -> (Vendor, Entered) {
    let texts = [(Field::Password, files::PASSWORD), (Field::Environment, "production")];
    let texts = texts.map(|(field, text)| (field, text.to_owned())).into();
    let bytes = files::p12(&files::Making { until, ..files::PLAIN });
    (Vendor::Apns, Entered { texts, file: Some(File { name: "push.p12".to_owned(), bytes }) })
}

/// The text of a `.p8` file.
fn p8_file() -> String {
    p8_of(7)
}

fn p8_of(byte: u8) -> String {
    SigningKey::from_slice(&[byte; 32]).unwrap().to_pkcs8_pem(LineEnding::LF).unwrap().to_string()
}
