//! The fields of a `UserSig`, of both versions, and the text that is signed for them: one field a line, in an order of
//! its own.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use p256::ecdsa::{
    Signature, SigningKey,
    signature::{Signer as _, Verifier as _},
};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::{Algorithm, Claim, HmacKey, Part, PublicKey, SigRefused, Text};
use crate::domain::{calendar::Timestamp, ids::SdkAppId};

/// The word of version 2.
const VERSION_2: &str = "2.0";
/// The word that version 1 is made with; what is read may have another number.
const VERSION_1: &str = "20151204";

/// The fields of version 2, with numbers as numbers.
#[derive(Deserialize, Serialize)]
struct Second<'a> {
    #[serde(rename = "TLS.ver", borrow)]
    version: Text<'a>,
    #[serde(rename = "TLS.identifier", borrow)]
    identifier: Text<'a>,
    #[serde(rename = "TLS.sdkappid")]
    app: i64,
    #[serde(rename = "TLS.expire")]
    lifetime: i64,
    #[serde(rename = "TLS.time")]
    time: i64,
    #[serde(rename = "TLS.userbuf", borrow, default, skip_serializing_if = "Option::is_none")]
    userbuf: Option<Text<'a>>,
    #[serde(rename = "TLS.sig", borrow)]
    signature: Text<'a>,
}

/// The fields of version 1, all of them texts.
#[derive(Deserialize, Serialize)]
struct First<'a> {
    #[serde(rename = "TLS.account_type", borrow)]
    account_type: Text<'a>,
    #[serde(rename = "TLS.identifier", borrow)]
    identifier: Text<'a>,
    #[serde(rename = "TLS.appid_at_3rd", borrow)]
    third_app: Text<'a>,
    #[serde(rename = "TLS.sdk_appid", borrow)]
    app: Text<'a>,
    #[serde(rename = "TLS.expire_after", borrow)]
    lifetime: Text<'a>,
    #[serde(rename = "TLS.version", borrow)]
    version: Text<'a>,
    #[serde(rename = "TLS.time", borrow)]
    time: Text<'a>,
    #[serde(rename = "TLS.userbuf", borrow, default, skip_serializing_if = "Option::is_none")]
    userbuf: Option<Text<'a>>,
    #[serde(rename = "TLS.sig", borrow)]
    signature: Text<'a>,
}

/// What stands in a `UserSig`. Nothing of it can be relied on before it is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The number of the app.
    pub app: i64,
    /// The id of the user.
    pub identifier: String,
    /// When it says that it was made.
    pub made_at: Timestamp,
    /// For how many seconds it says that it is valid.
    pub lifetime: i64,
    /// What else it holds.
    pub userbuf: Option<Vec<u8>>,
    /// The text that was signed.
    content: String,
    seal: Seal,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Seal {
    Hmac(Vec<u8>),
    Ecdsa(Vec<u8>),
}

/// The fields of a claim under a secret key.
pub(super) fn signed_by_secret(key: &HmacKey, claim: &Claim<'_>) -> Vec<u8> {
    let mut fields = Second {
        version: VERSION_2.into(),
        identifier: claim.user.as_str().into(),
        app: claim.app.number(),
        lifetime: claim.lifetime.seconds(),
        time: claim.made_at.unix(),
        userbuf: claim.userbuf.map(|bytes| BASE64_STANDARD.encode(bytes).into()),
        signature: "".into(),
    };
    let code = mac(key, &fields.content()).finalize().into_bytes();
    fields.signature = BASE64_STANDARD.encode(code).into();
    written(&fields)
}

/// The fields of a claim under a private key.
pub(super) fn signed_by_pair(key: &SigningKey, claim: &Claim<'_>) -> Vec<u8> {
    let mut fields = First {
        account_type: "0".into(),
        identifier: claim.user.as_str().into(),
        third_app: "".into(),
        app: claim.app.to_string().into(),
        lifetime: claim.lifetime.seconds().to_string().into(),
        version: VERSION_1.into(),
        time: claim.made_at.unix().to_string().into(),
        userbuf: claim.userbuf.map(|bytes| BASE64_STANDARD.encode(bytes).into()),
        signature: "".into(),
    };
    let signature: Signature = key.sign(fields.content().as_bytes());
    fields.signature = BASE64_STANDARD.encode(signature.to_der()).into();
    written(&fields)
}

/// Fields as JSON. They hold texts and numbers only, which can always be written.
fn written(fields: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(fields).unwrap_or_default()
}

fn mac(key: &HmacKey, content: &str) -> Hmac<Sha256> {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key.reveal().as_bytes()).expect("a key of any length");
    mac.update(content.as_bytes());
    mac
}

impl Second<'_> {
    fn content(&self) -> String {
        let Self { identifier, app, time, lifetime, userbuf, .. } = self;
        let mut content = format!(
            "TLS.identifier:{identifier}\nTLS.sdkappid:{app}\nTLS.time:{time}\nTLS.expire:{lifetime}\n"
        );
        end_with(&mut content, userbuf.as_deref());
        content
    }

    fn read(&self) -> Option<Signed> {
        let code = BASE64_STANDARD.decode(self.signature.as_bytes()).ok()?;
        let is_right = self.version == VERSION_2 && self.time >= 0 && self.lifetime > 0;
        is_right.then_some(Signed {
            app: self.app,
            identifier: self.identifier.to_string(),
            made_at: Timestamp::from_unix(self.time),
            lifetime: self.lifetime,
            userbuf: bytes(self.userbuf.as_deref())?,
            content: self.content(),
            seal: Seal::Hmac(code),
        })
    }
}

impl First<'_> {
    fn content(&self) -> String {
        let Self { third_app, account_type, identifier, app, time, lifetime, userbuf, .. } = self;
        let mut content = format!(
            "TLS.appid_at_3rd:{third_app}\nTLS.account_type:{account_type}\nTLS.identifier:{identifier}\n\
             TLS.sdk_appid:{app}\nTLS.time:{time}\nTLS.expire_after:{lifetime}\n"
        );
        end_with(&mut content, userbuf.as_deref());
        content
    }

    fn read(&self) -> Option<Signed> {
        let (time, lifetime) = (number(&self.time)?, number(&self.lifetime)?);
        let code = BASE64_STANDARD.decode(self.signature.as_bytes()).ok()?;
        let others = [&self.third_app, &self.account_type, &self.version];
        let are_numbers = others.iter().all(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        (are_numbers && lifetime > 0).then_some(Signed {
            app: number(&self.app)?,
            identifier: self.identifier.to_string(),
            made_at: Timestamp::from_unix(time),
            lifetime,
            userbuf: bytes(self.userbuf.as_deref())?,
            content: self.content(),
            seal: Seal::Ecdsa(code),
        })
    }
}

/// The last line of a content, where there is one.
fn end_with(content: &mut String, userbuf: Option<&str>) {
    if let Some(userbuf) = userbuf {
        content.push_str("TLS.userbuf:");
        content.push_str(userbuf);
        content.push('\n');
    }
}

/// A number as it stands in a text: digits, without a sign or zeros before it.
fn number(text: &str) -> Option<i64> {
    let number: i64 = text.parse().ok()?;
    (number >= 0 && number.to_string() == text).then_some(number)
}

/// What base 64 stands for; none when there is none, and nothing when it is not base 64.
#[expect(clippy::option_option, reason = "there may be none, and what there is may be wrong")]
fn bytes(text: Option<&str>) -> Option<Option<Vec<u8>>> {
    text.map(|text| BASE64_STANDARD.decode(text).ok()).map_or(Some(None), |bytes| bytes.map(Some))
}

impl Signed {
    /// Reads unpacked fields of either version.
    pub(super) fn parse(fields: &[u8]) -> Result<Self, SigRefused> {
        let signed = match serde_json::from_slice::<Second<'_>>(fields) {
            Ok(second) => second.read(),
            Err(_) => serde_json::from_slice::<First<'_>>(fields).ok().and_then(|first| first.read()),
        };
        signed.ok_or(SigRefused::Malformed(Part::Fields))
    }

    /// How it is signed.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        match self.seal {
            Seal::Hmac(_) => Algorithm::Hmac,
            Seal::Ecdsa(_) => Algorithm::Ecdsa,
        }
    }

    /// The first moment at which it is not valid any more, as it says.
    #[must_use]
    pub const fn valid_until(&self) -> Timestamp {
        Timestamp::from_unix(self.made_at.unix().saturating_add(self.lifetime))
    }

    /// Whether this secret key has signed it; compared in constant time (SEC46).
    pub(super) fn is_signed_by_secret(&self, key: &HmacKey) -> bool {
        match &self.seal {
            Seal::Hmac(code) => mac(key, &self.content).verify_slice(code).is_ok(),
            Seal::Ecdsa(_) => false,
        }
    }

    /// Whether the private half of this key has signed it.
    pub(super) fn is_signed_by_pair(&self, key: &PublicKey) -> bool {
        match &self.seal {
            Seal::Hmac(_) => false,
            Seal::Ecdsa(code) => Signature::from_der(code)
                .is_ok_and(|signature| key.verifying().verify(self.content.as_bytes(), &signature).is_ok()),
        }
    }
}

/// The rights of a user in a room of the audio/video side, as what else a `UserSig` holds: until when, and one bit for
/// each right.
#[must_use]
pub fn room_userbuf(app: SdkAppId, user: &super::Identifier, room: u32, rights: (Timestamp, u32)) -> Vec<u8> {
    let (until, rights) = rights;
    let name = user.as_str().as_bytes();
    let length = u16::try_from(name.len()).unwrap_or_default();
    // The format has 32 bits for numbers of apps and for times.
    let short = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let mut bytes = vec![0];
    bytes.extend(length.to_be_bytes());
    bytes.extend(name);
    for number in [short(app.number()), room, short(until.unix()), rights, 0] {
        bytes.extend(number.to_be_bytes());
    }
    bytes
}
