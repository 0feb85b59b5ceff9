//! From fields to the text of a `UserSig` and back: packed by zlib, in base 64, with three letters changed so that it
//! can stand in an address.

use std::io::{Read as _, Write as _};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};

use super::{Part, SigRefused};

/// The longest text that is read, in bytes.
const MOST_TEXT: usize = 8_192;
/// The most that one unpacks to, in bytes: a text that would unpack to more is no `UserSig`.
const MOST_UNPACKED: u64 = 16_384;

/// The text of packed fields.
pub(super) fn pack(fields: &[u8]) -> String {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(fields.len()), Compression::fast());
    // Writing to memory does not fail.
    let packed = encoder.write_all(fields).and_then(|()| encoder.finish()).unwrap_or_default();
    let mut text = BASE64_STANDARD.encode(packed).into_bytes();
    for letter in &mut text {
        *letter = match *letter {
            b'+' => b'*',
            b'/' => b'-',
            b'=' => b'_',
            other => other,
        };
    }
    String::from_utf8(text).unwrap_or_default()
}

/// The fields that a text stands for.
pub(super) fn unpack(text: &str) -> Result<Vec<u8>, SigRefused> {
    if text.len() > MOST_TEXT {
        return Err(SigRefused::Malformed(Part::Length));
    }
    let letters: Option<Vec<u8>> = text.bytes().map(plain).collect();
    let packed = letters.and_then(|letters| BASE64_STANDARD.decode(letters).ok());
    let packed = packed.ok_or(SigRefused::Malformed(Part::Letters))?;
    let mut fields = Vec::with_capacity(512);
    let mut decoder = ZlibDecoder::new(packed.as_slice()).take(MOST_UNPACKED + 1);
    let read = decoder.read_to_end(&mut fields);
    let is_whole = usize::try_from(decoder.get_ref().total_in()) == Ok(packed.len());
    let is_short = u64::try_from(fields.len()).is_ok_and(|length| length <= MOST_UNPACKED);
    match read {
        Ok(_) if is_short && is_whole => Ok(fields),
        _ => Err(SigRefused::Malformed(Part::Packing)),
    }
}

/// The letter of base 64 that a letter of a `UserSig` stands for.
const fn plain(letter: u8) -> Option<u8> {
    match letter {
        b'*' => Some(b'+'),
        b'-' => Some(b'/'),
        b'_' => Some(b'='),
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => Some(letter),
        _ => None,
    }
}
