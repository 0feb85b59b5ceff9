//! What Google's push service is opened with: the JSON file of a service account.

use p256::pkcs8::{PrivateKeyInfoRef, SecretDocument};
use serde::Deserialize;
use x509_parser::der_parser::parse_der;

use super::{EntryRefused, Field, PushCertificate, Secret, Shown, Vendor, tail};

/// The object identifier of RSA keys.
const RSA: &str = "1.2.840.113549.1.1.1";
/// The most characters of a name in the file.
const NAME: usize = 254;

/// What is looked at in the file.
#[derive(Deserialize)]
struct Account {
    r#type: String,
    project_id: String,
    #[serde(default)]
    private_key_id: String,
    private_key: String,
    client_email: String,
}

/// The service account of a file.
pub(super) fn service_account(file: &[u8]) -> Result<PushCertificate, EntryRefused> {
    let value: serde_json::Value = serde_json::from_slice(file).map_err(|_| EntryRefused::Unreadable)?;
    let account = Account::deserialize(value).map_err(|_| EntryRefused::NotServiceAccount)?;
    let is_name = |text: &str| {
        !text.is_empty() && text.len() <= NAME && text.bytes().all(|byte| byte.is_ascii_graphic())
    };
    let is_account = account.r#type == "service_account"
        && is_name(&account.project_id)
        && is_name(&account.client_email)
        && account.client_email.contains('@')
        && account.private_key_id.len() <= NAME
        && account.private_key_id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_account {
        return Err(EntryRefused::NotServiceAccount);
    }
    if !is_rsa_key(&account.private_key) {
        return Err(EntryRefused::KeyKind);
    }
    let shown = Shown {
        fields: [(Field::AppId, account.project_id)].into(),
        subject: account.client_email,
        fingerprint: String::new(),
        tail: tail(&account.private_key_id),
    };
    let secret = Secret { file: file.to_vec(), text: String::new() };
    Ok(PushCertificate { vendor: Vendor::Fcm, shown, expires_at: None, secret })
}

fn is_rsa_key(pem: &str) -> bool {
    let Ok((label, document)) = SecretDocument::from_pem(pem) else { return false };
    let Ok(info) = PrivateKeyInfoRef::try_from(document.as_bytes()) else { return false };
    let inner = parse_der(info.private_key.as_bytes());
    label == "PRIVATE KEY"
        && info.algorithm.oid.to_string() == RSA
        && inner.is_ok_and(|(rest, value)| {
            rest.is_empty() && value.as_sequence().is_ok_and(|parts| parts.len() >= 9)
        })
}
