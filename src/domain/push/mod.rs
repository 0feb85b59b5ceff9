//! Offline push certificates (C5): what a vendor's push service asks for, so that messages reach a phone whose app is
//! closed. What is entered is judged here, uploaded files with real parsers; secrets leave this module only to be sealed.

mod apple;
mod entry;
mod fcm;
mod p12;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

pub use entry::{Entered, EntryRefused, Faults, File, MOST_FILE_BYTES, judge, parse, stays};

use super::{
    app::{App, AppState},
    calendar::Timestamp,
    product::words,
};

/// The most certificates of one platform an app may have.
pub const MOST_PER_PLATFORM: usize = 10;
/// How long a secret is at least whose last four characters are shown.
const LONG_SECRET: usize = 12;

words! {
    /// Whose push service, and with what it is opened.
    Vendor {
        /// Apple, with a certificate and its private key in a `.p12` file.
        Apns = "apns",
        /// Apple, with a signing key in a `.p8` file.
        ApnsKey = "apns-key",
        /// Huawei.
        Huawei = "huawei",
        /// Honor.
        Honor = "honor",
        /// Xiaomi.
        Xiaomi = "xiaomi",
        /// OPPO.
        Oppo = "oppo",
        /// vivo.
        Vivo = "vivo",
        /// Meizu.
        Meizu = "meizu",
        /// Google, with a service account.
        Fcm = "fcm",
    }
}

words! {
    /// Something that is entered about a certificate. Its word names the field in forms.
    Field {
        /// The uploaded file.
        File = "file",
        /// What opens the file.
        Password = "password",
        /// Apple's name of a signing key.
        KeyId = "key_id",
        /// Apple's name of a developer team.
        TeamId = "team_id",
        /// The bundle ID of the app.
        Bundle = "bundle",
        /// The package name of the app.
        Package = "package",
        /// The app's number at the vendor.
        AppId = "app_id",
        /// The app's public key at the vendor.
        AppKey = "app_key",
        /// The app's client number at Honor.
        ClientId = "client_id",
        /// What proves the app to the vendor.
        Secret = "secret",
        /// The channel of notifications at OPPO.
        Channel = "channel",
        /// The entry activity, which carries the number of unread messages.
        Badge = "badge",
        /// What a tap on a notification does.
        Click = "click",
        /// Where that leads.
        Target = "target",
        /// Which of Apple's servers.
        Environment = "environment",
        /// Whether the app may change a notification before it is shown.
        MutableContent = "mutable_content",
    }
}

words! {
    /// Which of Apple's servers a certificate is for.
    Environment {
        /// Builds under development.
        Development = "development",
        /// Builds from the store.
        Production = "production",
    }
}

words! {
    /// What a tap on a notification does.
    ClickAction {
        /// Opens the app.
        App = "app",
        /// Opens a web page.
        Web = "web",
        /// Opens a page of the app.
        Page = "page",
    }
}

impl Field {
    /// Whether what is entered is never shown again.
    #[must_use]
    pub const fn is_hidden(self) -> bool {
        matches!(self, Self::File | Self::Password | Self::Secret)
    }
}

impl Vendor {
    /// What is entered, in the order of the form.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        use Field as F;
        match self {
            Self::Apns => &[F::File, F::Password, F::Environment, F::MutableContent],
            Self::ApnsKey => &[F::File, F::KeyId, F::TeamId, F::Bundle, F::Environment, F::MutableContent],
            Self::Huawei => &[F::Package, F::AppId, F::Secret, F::Badge, F::Click, F::Target],
            Self::Honor => &[F::Package, F::AppId, F::ClientId, F::Secret, F::Badge, F::Click, F::Target],
            Self::Xiaomi | Self::Meizu => &[F::Package, F::AppId, F::Secret, F::Click, F::Target],
            Self::Oppo => &[F::AppKey, F::AppId, F::Secret, F::Channel, F::Click, F::Target],
            Self::Vivo => &[F::AppKey, F::AppId, F::Secret, F::Click, F::Target],
            Self::Fcm => &[F::File],
        }
    }

    /// The ending of the file that is uploaded; none where nothing is.
    #[must_use]
    pub const fn extension(self) -> Option<&'static str> {
        match self {
            Self::Apns => Some("p12"),
            Self::ApnsKey => Some("p8"),
            Self::Fcm => Some("json"),
            _ => None,
        }
    }

    /// Whether both are of one platform, whose certificates are counted together.
    #[must_use]
    pub fn is_with(self, other: Self) -> bool {
        let is_apple = |vendor| matches!(vendor, Self::Apns | Self::ApnsKey);
        self == other || (is_apple(self) && is_apple(other))
    }

    /// Whether a page of the app is named by an intent address, not by the class of an activity.
    #[must_use]
    pub const fn takes_intents(self) -> bool {
        matches!(self, Self::Huawei | Self::Honor | Self::Xiaomi | Self::Vivo)
    }
}

/// What a page may show of a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// What was entered, secrets apart, and what the file says in their place.
    pub fields: BTreeMap<Field, String>,
    /// Whose certificate it is, in the words of the file.
    pub subject: String,
    /// The SHA-256 of the certificate or of the public key, in hexadecimal digits.
    pub fingerprint: String,
    /// The last four characters of the secret or of its name; empty where it is too short for that.
    pub tail: String,
}

/// A certificate, judged: what may be shown, and what must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushCertificate {
    /// Whose.
    pub vendor: Vendor,
    /// What may be shown.
    pub shown: Shown,
    /// From when on the vendor refuses it; none for what does not expire.
    pub expires_at: Option<Timestamp>,
    /// What must not be shown.
    pub secret: Secret,
}

/// What proves the app to the vendor. Its `Debug` shows nothing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret {
    /// The bytes of the file, where one was uploaded.
    pub file: Vec<u8>,
    /// The secret, or the password of the file.
    pub text: String,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Shown {
    /// What stands for the app at the vendor: its bundle ID, package, project or number.
    #[must_use]
    pub fn app(&self) -> &str {
        let order = [Field::Bundle, Field::Package, Field::AppId];
        order.iter().find_map(|field| self.fields.get(field)).map_or("", String::as_str)
    }
}

/// Whether pushes may go through a certificate of `app` that ends at `expires_at`: deleting it then stops them.
#[must_use]
pub fn is_in_use(app: &App, expires_at: Option<Timestamp>, now: Timestamp) -> bool {
    matches!(app.state, AppState::Active | AppState::Expired { .. }) && expires_at.is_none_or(|end| end > now)
}

/// The last four characters of a secret that is long enough to keep the rest.
fn tail(secret: &str) -> String {
    let count = secret.chars().count();
    if count < LONG_SECRET { String::new() } else { secret.chars().skip(count - 4).collect() }
}

/// Hexadecimal digits of the SHA-256 of `bytes`.
fn fingerprint(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _written = fmt::Write::write_fmt(&mut text, format_args!("{byte:02x}"));
        text
    })
}
