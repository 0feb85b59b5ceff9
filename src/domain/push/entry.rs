//! What is entered about a certificate, judged field by field: every fault at once.

use std::{collections::BTreeMap, fmt};

use super::{ClickAction, Environment, Field, PushCertificate, Secret, Shown, Vendor, apple, fcm, tail};
use crate::domain::calendar::Timestamp;

/// The largest file that is taken, in bytes: real ones have less than ten thousand.
pub const MOST_FILE_BYTES: usize = 32 * 1_024;
/// The most characters of a package name, a bundle ID, a class or a secret.
const NAME: usize = 200;
/// The most characters of an address.
const ADDRESS: usize = 1_000;
/// How many characters Apple's names of keys and teams have.
const APPLE_ID: usize = 10;

/// An uploaded file.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// What the browser calls it; empty where its text was sent by itself.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({:?}, {} bytes)", self.name, self.bytes.len())
    }
}

/// What was entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// The texts by field; blanks around them are not part of them, a password's apart.
    pub texts: BTreeMap<Field, String>,
    /// The file.
    pub file: Option<File>,
}

/// Why a field is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryRefused {
    /// Nothing was entered, chosen or uploaded.
    #[error("nothing was entered")]
    Missing,
    /// It does not look as it should.
    #[error("it is not of the right form")]
    Form,
    /// The file ends in something else.
    #[error("the file is of another kind")]
    Extension,
    /// The file is larger than [`MOST_FILE_BYTES`].
    #[error("the file is too large")]
    TooLarge,
    /// The file can't be read.
    #[error("the file can't be read")]
    Unreadable,
    /// The file is written in the older form (BER), whose lengths may be left open.
    #[error("the file is written in an older form")]
    OlderForm,
    /// The password does not open the file.
    #[error("the password does not open the file")]
    Password,
    /// The file asks for more work than a real one.
    #[error("the file takes too much work to open")]
    Costly,
    /// There is no private key in the file.
    #[error("there is no private key")]
    NoKey,
    /// No certificate in the file belongs to its private key.
    #[error("no certificate belongs to the private key")]
    NoCertificate,
    /// The certificate is none for push.
    #[error("the certificate is none of Apple's for push")]
    NotPush,
    /// The certificate is for the other environment only.
    #[error("the certificate is for {0} only")]
    OtherEnvironment(Environment),
    /// The certificate has expired.
    #[error("the certificate has expired")]
    Expired(Timestamp),
    /// The certificate is good from a later moment on.
    #[error("the certificate is not good yet")]
    NotYet(Timestamp),
    /// The file is for another app than the certificate that it was to take the place of.
    #[error("the file is for {is}, the certificate for {was}")]
    OtherApp {
        /// Which app the file is for.
        is: String,
        /// Which app the certificate is for.
        was: String,
    },
    /// The key is not of the kind that belongs there.
    #[error("the key is of another kind")]
    KeyKind,
    /// The file is none of a service account.
    #[error("the file is none of a service account")]
    NotServiceAccount,
}

/// The faults of a form, in its order.
pub type Faults = Vec<(Field, EntryRefused)>;

impl Entered {
    fn text(&self, field: Field) -> &str {
        self.texts.get(&field).map_or("", String::as_str)
    }

    fn environment(&self) -> Option<Environment> {
        Environment::parse(self.text(Field::Environment))
    }

    /// What was entered about a certificate that is there, with what is `kept` of it where nothing was: a file, a password
    /// or a secret that is left empty stays.
    #[must_use]
    pub fn over(mut self, vendor: Vendor, kept: &Secret) -> Self {
        if vendor.extension().is_some() && self.file.is_none() {
            self.file = Some(File { name: String::new(), bytes: kept.file.clone() });
        }
        let is_text = |field: &&Field| matches!(field, Field::Password | Field::Secret);
        if let Some(field) = vendor.fields().iter().find(is_text)
            && self.text(*field).is_empty()
        {
            self.texts.insert(*field, kept.text.clone());
        }
        self
    }
}

/// Whether a certificate stays what clients know it for: a file that names its app by itself names the same one as before.
///
/// # Errors
/// When it names another one.
pub fn stays(vendor: Vendor, before: &Shown, after: &Shown) -> Result<(), Faults> {
    let names_its_app = matches!(vendor, Vendor::Apns | Vendor::Fcm);
    if !names_its_app || before.app() == after.app() {
        return Ok(());
    }
    let (is, was) = (after.app().to_owned(), before.app().to_owned());
    Err(vec![(Field::File, EntryRefused::OtherApp { is, was })])
}

/// Judges the texts of a form, without its file.
///
/// # Errors
/// With every field that is not right.
pub fn judge(vendor: Vendor, entered: &Entered) -> Result<(), Faults> {
    let refused = |field: Field| judge_one(vendor, field, entered).err().map(|refused| (field, refused));
    let faults: Faults = vendor.fields().iter().copied().filter_map(refused).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// The certificate that was entered, at `now` of the system clock. Opening a `.p12` file takes up to some seconds.
///
/// # Errors
/// With every field that is not right.
pub fn parse(vendor: Vendor, entered: &Entered, now: Timestamp) -> Result<PushCertificate, Faults> {
    judge(vendor, entered)?;
    let file = entered.file.as_ref().map_or(&[][..], |file| &file.bytes);
    let environment = entered.environment().unwrap_or(Environment::Production);
    let password = entered.text(Field::Password);
    let fields = public(vendor, entered);
    let parsed = match vendor {
        Vendor::Apns => apple::certificate(file, password, (environment, now)),
        Vendor::ApnsKey => apple::signing_key(file, entered.text(Field::KeyId)),
        Vendor::Fcm => fcm::service_account(file),
        _ => {
            let shown = Shown { tail: tail(entered.text(Field::Secret)), ..Shown::default() };
            let secret = Secret { file: Vec::new(), text: entered.text(Field::Secret).to_owned() };
            Ok(PushCertificate { vendor, shown, expires_at: None, secret })
        }
    };
    let mut found = parsed.map_err(|refused| vec![(blamed(&refused), refused)])?;
    found.shown.fields.extend(fields);
    Ok(found)
}

/// The field that a fault of the file is told at.
const fn blamed(refused: &EntryRefused) -> Field {
    match refused {
        EntryRefused::Password => Field::Password,
        EntryRefused::OtherEnvironment(_) => Field::Environment,
        _ => Field::File,
    }
}

/// What of the texts may be shown.
fn public(vendor: Vendor, entered: &Entered) -> BTreeMap<Field, String> {
    let leads = entered.text(Field::Click) != ClickAction::App.as_str();
    let own = vendor.fields().iter().copied().filter(|field| !field.is_hidden());
    let kept = own.filter(|field| *field != Field::Target || leads);
    kept.map(|field| (field, entered.text(field).to_owned())).filter(|(_, text)| !text.is_empty()).collect()
}

fn judge_one(vendor: Vendor, field: Field, entered: &Entered) -> Result<(), EntryRefused> {
    let text = entered.text(field);
    if field == Field::File {
        return judge_file(vendor, entered.file.as_ref());
    }
    let is_optional = match field {
        Field::MutableContent | Field::Badge => true,
        Field::Target => entered.text(Field::Click) == ClickAction::App.as_str(),
        _ => false,
    };
    if text.is_empty() {
        return if is_optional { Ok(()) } else { Err(EntryRefused::Missing) };
    }
    let is_right = match field {
        Field::File => true,
        Field::Password => text.chars().count() <= NAME && !text.chars().any(char::is_control),
        Field::KeyId | Field::TeamId => {
            text.len() == APPLE_ID
                && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        }
        Field::Bundle => is_bundle(text),
        Field::Package => is_dotted(text, "_"),
        Field::AppId | Field::AppKey | Field::ClientId => is_of(text, "-_.:"),
        Field::Secret => text.len() <= NAME && text.bytes().all(|byte| byte.is_ascii_graphic()),
        Field::Channel => is_of(text, "-_. "),
        Field::Badge => is_of(text, "_.$"),
        Field::Click => ClickAction::parse(text).is_some(),
        Field::Target => is_target(vendor, ClickAction::parse(entered.text(Field::Click)), text),
        Field::Environment => Environment::parse(text).is_some(),
        Field::MutableContent => text == "yes",
    };
    if is_right { Ok(()) } else { Err(EntryRefused::Form) }
}

fn judge_file(vendor: Vendor, file: Option<&File>) -> Result<(), EntryRefused> {
    let Some(file) = file.filter(|file| !file.bytes.is_empty()) else { return Err(EntryRefused::Missing) };
    let ending = file.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_named = file.name.is_empty() || ending.as_deref() == vendor.extension();
    if !is_named || file.name.chars().any(char::is_control) {
        return Err(EntryRefused::Extension);
    }
    if file.bytes.len() > MOST_FILE_BYTES { Err(EntryRefused::TooLarge) } else { Ok(()) }
}

/// ASCII letters and digits, and these signs.
fn is_of(text: &str, signs: &str) -> bool {
    text.len() <= NAME && text.chars().all(|letter| letter.is_ascii_alphanumeric() || signs.contains(letter))
}

/// A bundle ID.
pub(super) fn is_bundle(text: &str) -> bool {
    is_dotted(text, "-")
}

/// Two parts or more with dots between them, each of letters, digits and these signs, none empty.
fn is_dotted(text: &str, signs: &str) -> bool {
    is_of(text, &format!(".{signs}")) && text.contains('.') && text.split('.').all(|part| !part.is_empty())
}

/// An address of a web page, or what names a page of the app.
fn is_target(vendor: Vendor, click: Option<ClickAction>, text: &str) -> bool {
    let is_plain = text.len() <= ADDRESS && text.bytes().all(|byte| byte.is_ascii_graphic());
    let has_scheme =
        text.split_once("://").is_some_and(|(scheme, rest)| is_of(scheme, "+-.") && !rest.is_empty());
    is_plain
        && match click {
            Some(ClickAction::Web) => {
                has_scheme && (text.starts_with("https://") || text.starts_with("http://"))
            }
            Some(ClickAction::Page) if vendor.takes_intents() => text.starts_with("intent:") || has_scheme,
            Some(ClickAction::Page) => is_of(text, "_.$"),
            Some(ClickAction::App) | None => true,
        }
}
