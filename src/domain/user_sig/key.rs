//! The keys of an app: the secret that is shared with its server, and the public half of an older key pair.

use std::fmt::{self, Write as _};

use p256::{ecdsa::VerifyingKey, pkcs8::DecodePublicKey as _};

/// A secret key: 32 random bytes, known to everybody as 64 hexadecimal digits, and used as that text. Its `Debug` does
/// not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct HmacKey(String);

impl HmacKey {
    /// The key of these bytes.
    #[must_use]
    pub fn of(bytes: [u8; 32]) -> Self {
        let mut text = String::with_capacity(64);
        for byte in bytes {
            let _written = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    /// The key that `text` is: 64 hexadecimal digits in lower case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_key = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_key.then(|| Self(text.to_owned()))
    }

    /// The 64 digits: for the one page that shows them, and to sign with.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for HmacKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HmacKey(…)")
    }
}

/// The public half of a P-256 key pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// The key of a PEM text.
    #[must_use]
    pub fn parse(pem: &str) -> Option<Self> {
        VerifyingKey::from_public_key_pem(pem).ok().map(Self)
    }

    /// The key itself.
    pub(super) const fn verifying(&self) -> &VerifyingKey {
        &self.0
    }
}
