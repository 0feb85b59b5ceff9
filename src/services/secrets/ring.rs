//! The ring of keys that secrets at rest are sealed with (SEC44): XChaCha20-Poly1305 with a random nonce for each
//! secret, bound to the place where it is kept, so that a sealed text that is moved to another row does not open.

use std::fmt;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use sha2::{Digest as _, Sha256};

use crate::{random::Randomness, services::catalogs::hex, store::SealFailed};

/// How long a nonce is, in bytes.
const NONCE: usize = 24;
/// How many digits of a digest name a key.
const ID: usize = 16;

/// The name of a key, made from the key itself: the same everywhere, and no help in guessing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyId(String);

impl KeyId {
    /// The id that was written down.
    #[must_use]
    pub fn stored(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a secret is kept: it opens nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The table.
    pub table: &'static str,
    /// The row's key.
    pub row: String,
    /// What the secret is.
    pub purpose: &'static str,
}

impl Place {
    fn as_text(&self) -> String {
        format!("{}:{}:{}", self.table, self.row, self.purpose)
    }
}

/// Keys, the newest first.
#[derive(Clone)]
pub struct KeyRing(Vec<RingKey>);

#[derive(Clone)]
struct RingKey {
    id: KeyId,
    bytes: [u8; 32],
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|key| &key.id)).finish()
    }
}

/// The text is not one of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("each key is 64 hexadecimal digits; several are separated by commas or lines, the newest first")]
pub struct NotKeys;

impl KeyRing {
    /// A ring of one new key.
    #[must_use]
    pub fn fresh(random: &dyn Randomness) -> Self {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        Self(vec![RingKey::of(bytes)])
    }

    /// The keys of a text: 64 hexadecimal digits each, separated by commas or lines, the newest first.
    ///
    /// # Errors
    /// When there is none, or anything else in it.
    pub fn parse(text: &str) -> Result<Self, NotKeys> {
        let words = text.split([',', '\n', '\r']).map(str::trim).filter(|word| !word.is_empty());
        let keys: Vec<RingKey> = words.map(RingKey::parse).collect::<Option<_>>().ok_or(NotKeys)?;
        if keys.is_empty() { Err(NotKeys) } else { Ok(Self(keys)) }
    }

    /// The ring with a new key before the others.
    #[must_use]
    pub fn with_another(&self, random: &dyn Randomness) -> Self {
        let mut keys = Self::fresh(random).0;
        keys.extend(self.0.iter().cloned());
        Self(keys)
    }

    /// The keys as a text that [`KeyRing::parse`] reads, one a line. It is for the key file alone.
    pub(super) fn written(&self) -> String {
        let lines: Vec<String> = self.0.iter().map(|key| hex(&key.bytes)).collect();
        format!("{}\n", lines.join("\n"))
    }

    /// The id of the newest key.
    #[must_use]
    pub fn newest(&self) -> Option<&KeyId> {
        self.0.first().map(|key| &key.id)
    }

    /// Whether a key is in the ring.
    #[must_use]
    pub fn has(&self, id: &KeyId) -> bool {
        self.0.iter().any(|key| key.id == *id)
    }

    fn find(&self, id: &str) -> Result<&RingKey, SealFailed> {
        self.0.iter().find(|key| key.id.0 == id).ok_or_else(|| SealFailed::NoKey(id.to_owned()))
    }

    /// Seals a secret for its place.
    ///
    /// # Errors
    /// When the key is not in the ring.
    pub fn seal(
        &self,
        by: &KeyId,
        place: &Place,
        secret: &[u8],
        random: &dyn Randomness,
    ) -> Result<String, SealFailed> {
        let key = self.find(by.as_str())?;
        let mut nonce = [0; NONCE];
        random.fill(&mut nonce);
        let aad = place.as_text();
        let payload = Payload { msg: secret, aad: aad.as_bytes() };
        let sealed = key.cipher().encrypt(&XNonce::from(nonce), payload).map_err(|_| SealFailed::Changed)?;
        Ok(format!("{by}:{}", BASE64_URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat())))
    }

    /// Opens what was sealed for a place.
    ///
    /// # Errors
    /// When its key is not in the ring, or it was changed or moved.
    pub fn open(&self, place: &Place, sealed: &str) -> Result<Vec<u8>, SealFailed> {
        let (id, rest) = sealed.split_once(':').ok_or(SealFailed::Changed)?;
        let key = self.find(id)?;
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(rest).map_err(|_| SealFailed::Changed)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or(SealFailed::Changed)?;
        let aad = place.as_text();
        let payload = Payload { msg: sealed, aad: aad.as_bytes() };
        key.cipher().decrypt(&XNonce::from(*nonce), payload).map_err(|_| SealFailed::Changed)
    }
}

impl RingKey {
    fn of(bytes: [u8; 32]) -> Self {
        let digest =
            hex(&Sha256::new().chain_update("im-console secrets key").chain_update(bytes).finalize());
        Self { id: KeyId(digest.chars().take(ID).collect()), bytes }
    }

    fn parse(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
        }
        text.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| Self::of(bytes))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.bytes.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandomness;

    fn place(row: &str) -> Place {
        Place { table: "app_keys", row: row.to_owned(), purpose: "hmac" }
    }

    #[test]
    fn sec44_a_sealed_secret_opens_in_its_place_only_and_not_when_it_was_changed() {
        let random = SeededRandomness::new(1);
        let ring = KeyRing::fresh(&random);
        let by = ring.newest().unwrap();
        let sealed = ring.seal(by, &place("1/1"), b"secret", &random).unwrap();
        assert!(sealed.starts_with(&format!("{by}:")) && !sealed.contains("secret"));
        assert_eq!(ring.open(&place("1/1"), &sealed).unwrap(), b"secret");
        assert_ne!(ring.seal(by, &place("1/1"), b"secret", &random).unwrap(), sealed);
        let elsewhere = [
            place("2/1"),
            Place { purpose: "push", ..place("1/1") },
            Place { table: "push_certificates", ..place("1/1") },
        ];
        for other in elsewhere {
            assert_eq!(ring.open(&other, &sealed), Err(SealFailed::Changed), "{other:?}");
        }
        let last = if sealed.ends_with('A') { 'B' } else { 'A' };
        let changed = format!("{}{last}", &sealed[..sealed.len() - 1]);
        for wrong in [changed.as_str(), "", "x", &format!("{by}:"), &format!("{by}:AAAA")] {
            assert_eq!(ring.open(&place("1/1"), wrong), Err(SealFailed::Changed), "{wrong}");
        }
    }

    #[test]
    fn sec44_an_older_key_opens_beside_a_newer_one_and_a_foreign_one_is_named() {
        let random = SeededRandomness::new(2);
        let old = KeyRing::fresh(&random);
        let both = old.with_another(&random);
        let sealed = old.seal(old.newest().unwrap(), &place("1/1"), b"secret", &random).unwrap();
        assert_eq!(both.open(&place("1/1"), &sealed).unwrap(), b"secret");
        assert!(both.has(old.newest().unwrap()) && both.newest() != old.newest());
        let id = old.newest().unwrap().as_str().to_owned();
        assert_eq!(KeyRing::fresh(&random).open(&place("1/1"), &sealed), Err(SealFailed::NoKey(id)));
        assert_eq!(KeyRing::parse(&both.written()).unwrap().newest(), both.newest());
    }

    #[test]
    fn sec45_a_ring_is_read_from_digits_and_shows_none_of_them() {
        let (one, two) = ("0f".repeat(32), "AB".repeat(32));
        for text in [format!("{one},{two}"), format!("{one}\r\n\n {two} \n")] {
            let ring = KeyRing::parse(&text).unwrap();
            assert!(!format!("{ring:?}").contains("0f0f") && ring.0.len() == 2);
        }
        for wrong in ["", "\n", &one[1..], &"+f".repeat(32), &format!("{one};{two}"), &"é".repeat(32)] {
            assert_eq!(KeyRing::parse(wrong).unwrap_err(), NotKeys, "{wrong}");
        }
    }
}
