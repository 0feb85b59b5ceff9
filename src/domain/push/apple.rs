//! What Apple's push service is opened with: a certificate with its private key, or a signing key.

use p256::{
    ecdsa::SigningKey,
    pkcs8::{DecodePrivateKey as _, EncodePublicKey as _},
};
use x509_parser::{certificate::X509Certificate, parse_x509_certificate, public_key::PublicKey};

use super::{
    EntryRefused, Environment, Field, PushCertificate, Secret, Shown, Vendor, fingerprint, p12, tail,
};
use crate::domain::calendar::Timestamp;

/// The extensions that make a certificate one for push, and their environments.
const PUSH: [(&str, Environment); 2] = [
    ("1.2.840.113635.100.6.3.1", Environment::Development),
    ("1.2.840.113635.100.6.3.2", Environment::Production),
];
/// The part of a subject that holds the bundle ID.
const USER_ID: &str = "0.9.2342.19200300.100.1.1";
/// How far the clock of who issued a certificate may be ahead, in seconds.
const SKEW: i64 = 60;
/// The first and the last line of a `.p8` file.
const P8: (&str, &str) = ("-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----");

/// The certificate of a `.p12` file.
pub(super) fn certificate(
    file: &[u8],
    password: &str,
    (environment, now): (Environment, Timestamp),
) -> Result<PushCertificate, EntryRefused> {
    let opened = p12::open(file, password)?;
    let own = opened.certificates.iter().find(|der| belongs(der, &opened.key));
    let der = own.ok_or(EntryRefused::NoCertificate)?;
    let (_, certificate) = parse_x509_certificate(der).map_err(|_| EntryRefused::Unreadable)?;
    let serves = serves(&certificate);
    let bundle = bundle(&certificate).filter(|_| !serves.is_empty()).ok_or(EntryRefused::NotPush)?;
    let validity = certificate.validity();
    let [starts_at, expires_at] =
        [validity.not_before, validity.not_after].map(|moment| Timestamp::from_unix(moment.timestamp()));
    if expires_at <= now {
        return Err(EntryRefused::Expired(expires_at));
    }
    if starts_at > now.plus_seconds(SKEW) {
        return Err(EntryRefused::NotYet(starts_at));
    }
    if !serves.contains(&environment) {
        return Err(EntryRefused::OtherEnvironment(serves.first().copied().unwrap_or(environment)));
    }
    let fingerprint = fingerprint(der);
    let shown = Shown {
        fields: [(Field::Bundle, bundle)].into(),
        subject: certificate.subject().to_string(),
        tail: tail(&fingerprint),
        fingerprint,
    };
    let secret = Secret { file: file.to_vec(), text: password.to_owned() };
    Ok(PushCertificate { vendor: Vendor::Apns, shown, expires_at: Some(expires_at), secret })
}

/// The signing key of a `.p8` file.
pub(super) fn signing_key(file: &[u8], key_id: &str) -> Result<PushCertificate, EntryRefused> {
    let text = std::str::from_utf8(file).map_err(|_| EntryRefused::Unreadable)?.trim();
    if !text.starts_with("-----BEGIN ") {
        return Err(EntryRefused::Unreadable);
    }
    let is_one = text.starts_with(P8.0) && text.ends_with(P8.1) && text.matches("-----BEGIN").count() == 1;
    let key = SigningKey::from_pkcs8_pem(text).ok().filter(|_| is_one).ok_or(EntryRefused::KeyKind)?;
    let public = key.verifying_key().to_public_key_der().map_err(|_| EntryRefused::KeyKind)?;
    let shown =
        Shown { fingerprint: fingerprint(public.as_bytes()), tail: tail_of_id(key_id), ..Shown::default() };
    let secret = Secret { file: text.as_bytes().to_vec(), text: String::new() };
    Ok(PushCertificate { vendor: Vendor::ApnsKey, shown, expires_at: None, secret })
}

/// The last four characters of a key's name, which is no secret.
fn tail_of_id(id: &str) -> String {
    id.chars().skip(id.chars().count().saturating_sub(4)).collect()
}

/// Whether the private key belongs to the certificate: it holds the same public number.
fn belongs(certificate: &[u8], key: &[u8]) -> bool {
    let Ok((_, certificate)) = parse_x509_certificate(certificate) else { return false };
    let Ok(public) = certificate.public_key().parsed() else { return false };
    let number = match &public {
        PublicKey::RSA(rsa) => rsa.modulus,
        PublicKey::EC(point) => point.data(),
        _ => return false,
    };
    let number = number.strip_prefix(&[0]).unwrap_or(number);
    !number.is_empty() && key.windows(number.len()).any(|window| window == number)
}

/// The environments that a certificate for push serves; none when it is no such certificate.
fn serves(certificate: &X509Certificate<'_>) -> Vec<Environment> {
    let has = |id: &str| certificate.extensions().iter().any(|found| found.oid.to_id_string() == id);
    PUSH.iter().filter(|(id, _)| has(id)).map(|(_, environment)| *environment).collect()
}

/// The bundle ID: the user id of the subject, else what follows the colon of its name.
fn bundle(certificate: &X509Certificate<'_>) -> Option<String> {
    let subject = certificate.subject();
    let id = subject.iter_attributes().find(|found| found.attr_type().to_id_string() == USER_ID);
    let named = || subject.iter_common_name().next()?.as_str().ok()?.split_once(": ").map(|(_, id)| id);
    let text = id.and_then(|id| id.as_str().ok()).or_else(named)?;
    super::entry::is_bundle(text).then(|| text.to_owned())
}
