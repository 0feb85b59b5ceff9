//! Opening a `.p12` file with its password. How much work that takes stands in the file, so whoever made it chose it: the
//! work that can be seen before anything is opened is added up and bounded, and memory-hard derivations are refused.

use p12_keystore::{Pkcs12Archive, error::Error};

use super::EntryRefused;

/// The most rounds of key derivation that all parts of a file may ask for together: real files ask for some thousand.
const MOST_ROUNDS: u64 = 1_000_000;
/// How deep the parts of a file are looked into.
const DEPTH: usize = 24;
/// The object identifier of scrypt (1.3.6.1.4.1.11591.4.11) as it is written in a file.
const SCRYPT: [u8; 9] = [0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x04, 0x0b];

const INTEGER: u8 = 0x02;
const OCTETS: u8 = 0x04;
const SEQUENCE: u8 = 0x30;
const CONSTRUCTED: u8 = 0x20;
/// In the place of a length: what is in the value goes on until it says that it ends. DER has no such values.
const OPEN_LENGTH: u8 = 0x80;

/// A private key and the certificates beside it, as DER.
pub(super) struct Opened {
    pub(super) key: Vec<u8>,
    pub(super) certificates: Vec<Vec<u8>>,
}

/// Opens it.
pub(super) fn open(bytes: &[u8], password: &str) -> Result<Opened, EntryRefused> {
    if bytes.windows(SCRYPT.len()).any(|window| window == SCRYPT) || rounds(bytes, DEPTH) > MOST_ROUNDS {
        return Err(EntryRefused::Costly);
    }
    if bytes.starts_with(&[SEQUENCE, OPEN_LENGTH]) {
        return Err(EntryRefused::OlderForm);
    }
    let archive = Pkcs12Archive::from_pkcs12(bytes, password).map_err(|error| match error {
        Error::MacError(_) | Error::UnpadError | Error::Pkcs5Error(_) => EntryRefused::Password,
        Error::InvalidParameters => EntryRefused::Costly,
        _ => EntryRefused::Unreadable,
    })?;
    let key = archive.keys.first().ok_or(EntryRefused::NoKey)?.key.as_der().to_vec();
    let certificates = archive.certs.iter().map(|bag| bag.cert.as_der().to_vec()).collect();
    Ok(Opened { key, certificates })
}

/// The rounds that `bytes` ask for, wherever a salt is followed by a number: in every parameter of a key derivation.
fn rounds(bytes: &[u8], depth: usize) -> u64 {
    let (mut rest, mut sum, mut before) = (bytes, 0_u64, 0);
    while let Some((tag, content, after)) = split(rest).filter(|_| depth > 0) {
        let is_whole = |content: &[u8]| {
            split(content).is_some_and(|(tag, _, after)| tag == SEQUENCE && after.is_empty())
        };
        if before == OCTETS && tag == INTEGER {
            sum = sum.saturating_add(number(content));
        } else if tag & CONSTRUCTED != 0 || (tag == OCTETS && is_whole(content)) {
            sum = sum.saturating_add(rounds(content, depth - 1));
        }
        (rest, before) = (after, tag);
    }
    sum
}

/// The first value: its tag, what is in it, and what follows it.
fn split(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&[tag, first], rest) = bytes.split_first_chunk::<2>()?;
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let (digits, rest) =
            rest.split_at_checked(usize::from(first & 0x7f)).filter(|(digits, _)| digits.len() <= 4)?;
        (digits.iter().fold(0_usize, |sum, digit| sum << 8 | usize::from(*digit)), rest)
    };
    let (content, after) = rest.split_at_checked(length)?;
    Some((tag, content, after))
}

/// A number, the largest there is when it is larger.
fn number(content: &[u8]) -> u64 {
    let digits: Vec<_> = content.iter().skip_while(|digit| **digit == 0).collect();
    if digits.len() > 7 {
        u64::MAX
    } else {
        digits.iter().fold(0, |sum, digit| sum << 8 | u64::from(**digit))
    }
}
