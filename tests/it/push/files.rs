//! Files as vendors and their tools make them, and files that nobody should send (SEC42). They are made with the openssl
//! command.

use std::{collections::BTreeMap, path::Path, process::Command};

use im_console::domain::{
    calendar::Timestamp,
    push::{Entered, EntryRefused, Environment, Field, File, PushCertificate, Vendor, parse},
};
use tempfile::TempDir;

use super::{p8, p8_file};
use crate::support::app::START;

/// The password of every file.
pub(super) const PASSWORD: &str = "öpen sesame";
/// What makes a certificate one for push in development, in production.
const PUSH: [&str; 2] = ["1.2.840.113635.100.6.3.1 = DER:0500", "1.2.840.113635.100.6.3.2 = DER:0500"];
/// An authority that signs what it is asked to.
const AUTHORITY: &str = "[ca]
default_ca = own
[own]
database = index
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
x509_extensions = extensions
[any]
commonName = supplied
UID = supplied
[extensions]
";

/// How a `.p12` file is made.
#[derive(Clone, Copy)]
pub(super) struct Making<'a> {
    /// The app that it is for.
    pub(super) bundle: &'a str,
    /// The extensions of its certificate.
    pub(super) extensions: &'a [&'a str],
    /// The day that it is good from, written `20260101`.
    pub(super) from: &'a str,
    /// The day that it is good until.
    pub(super) until: &'a str,
    /// What else the export is told.
    pub(super) export: &'a [&'a str],
}

/// An ordinary one for production.
pub(super) const PLAIN: Making<'static> = Making {
    bundle: "com.example.chat",
    extensions: &[PUSH[1]],
    from: "20260101",
    until: "20291231",
    export: &[],
};

fn openssl(folder: &Path, arguments: &[&str]) {
    let done = Command::new("openssl").current_dir(folder).args(arguments).output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A `.p12` file.
pub(super) fn p12(making: &Making<'_>) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let write = |name, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("config", &format!("{AUTHORITY}{}\n", making.extensions.join("\n")));
    write("index", "");
    write("serial", "01\n");
    let Making { bundle, from, until, .. } = making;
    let subject = format!("/CN=Apple Push Services: {bundle}/UID={bundle}");
    let asked = ["req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-out", "asked", "-subj"];
    openssl(folder.path(), &[&asked[..], &[&subject]].concat());
    let (from, until) = (format!("{from}000000Z"), format!("{until}000000Z"));
    let signed = ["ca", "-selfsign", "-batch", "-notext", "-config", "config", "-keyfile", "key"];
    let dated = ["-in", "asked", "-out", "cert", "-startdate", &from, "-enddate", &until];
    openssl(folder.path(), &[&signed[..], &dated].concat());
    exported(&folder, making.export)
}

fn exported(folder: &TempDir, more: &[&str]) -> Vec<u8> {
    let password = format!("pass:{PASSWORD}");
    let mut export =
        vec!["pkcs12", "-export", "-in", "cert", "-inkey", "key", "-out", "p12", "-passout", &password];
    export.extend(more);
    openssl(folder.path(), &export);
    std::fs::read(folder.path().join("p12")).unwrap()
}

fn opened(bytes: &[u8], password: &str, environment: &str) -> Result<PushCertificate, EntryRefused> {
    let texts = [(Field::Password, password), (Field::Environment, environment)];
    let texts: BTreeMap<_, _> = texts.map(|(field, text)| (field, text.to_owned())).into();
    let file = Some(File { name: "push.p12".to_owned(), bytes: bytes.to_vec() });
    parse(Vendor::Apns, &Entered { texts, file }, START).map_err(|mut faults| faults.remove(0).1)
}

#[test]
fn c5_a_p12_is_opened_with_its_password_in_new_and_old_ciphers() {
    let old = ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"];
    for export in [&[][..], &old] {
        let bytes = p12(&Making { export, ..PLAIN });
        let found = opened(&bytes, PASSWORD, "production").unwrap();
        assert_eq!(found.shown.app(), "com.example.chat");
        assert!(
            found.shown.subject.contains("Apple Push Services: com.example.chat"),
            "{}",
            found.shown.subject
        );
        assert!(found.expires_at.unwrap() > START && found.shown.fingerprint.len() == 64);
        assert_eq!((found.secret.file, found.secret.text.as_str()), (bytes.clone(), PASSWORD));
        assert_eq!(opened(&bytes, "wrong", "production"), Err(EntryRefused::Password));
        let other = Err(EntryRefused::OtherEnvironment(Environment::Production));
        assert_eq!(opened(&bytes, PASSWORD, "development"), other);
    }
    let both = p12(&Making { extensions: &PUSH, ..PLAIN });
    assert!(opened(&both, PASSWORD, "development").is_ok() && opened(&both, PASSWORD, "production").is_ok());
}

#[test]
fn c5_what_is_no_push_certificate_in_force_with_its_key_is_refused_each_in_its_way() {
    let none = p12(&Making { extensions: &[], ..PLAIN });
    assert_eq!(opened(&none, PASSWORD, "production"), Err(EntryRefused::NotPush));
    let over = p12(&Making { until: "20270101", ..PLAIN });
    assert!(matches!(opened(&over, PASSWORD, "production"), Err(EntryRefused::Expired(end)) if end < START));
    let early = p12(&Making { from: "20280101", ..PLAIN });
    let refused = opened(&early, PASSWORD, "production");
    assert!(matches!(refused, Err(EntryRefused::NotYet(start)) if start > START), "{refused:?}");
    let keyless = p12(&Making { export: &["-nokeys"], ..PLAIN });
    assert_eq!(opened(&keyless, PASSWORD, "production"), Err(EntryRefused::NoKey));
    let alone = p12(&Making { export: &["-nocerts"], ..PLAIN });
    assert_eq!(opened(&alone, PASSWORD, "production"), Err(EntryRefused::NoCertificate));
    let dear = p12(&Making { export: &["-iter", "600000"], ..PLAIN });
    assert_eq!(opened(&dear, PASSWORD, "production"), Err(EntryRefused::Costly));
}

#[test]
fn c5_a_p12_in_the_older_form_is_refused_and_opens_once_it_is_converted_as_the_sentence_says() {
    let bytes = p12(&PLAIN);
    let content = bytes.strip_prefix(&[0x30, 0x82]).and_then(|rest| rest.get(2..)).unwrap();
    let older = [&[0x30, 0x80], content, &[0, 0]].concat();
    assert_eq!(opened(&older, PASSWORD, "production"), Err(EntryRefused::OlderForm));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("old.p12"), older).unwrap();
    let (open, seal) = (format!("pass:{PASSWORD}"), "pass:between");
    let read =
        ["pkcs12", "-legacy", "-in", "old.p12", "-out", "push.pem", "-passin", &open, "-passout", seal];
    openssl(folder.path(), &read);
    let write =
        ["pkcs12", "-export", "-in", "push.pem", "-out", "new.p12", "-passin", seal, "-passout", &open];
    openssl(folder.path(), &write);
    let converted = std::fs::read(folder.path().join("new.p12")).unwrap();
    assert!(opened(&converted, PASSWORD, "production").is_ok());
}

#[test]
fn c5_a_p8_is_a_p256_key_and_nothing_else() {
    let now = Timestamp::from_unix(START.unix());
    let with = |bytes: &[u8]| {
        let (vendor, entered) = p8();
        let file = Some(File { name: "AuthKey.p8".to_owned(), bytes: bytes.to_vec() });
        parse(vendor, &Entered { file, ..entered }, now).map_err(|mut faults| faults.remove(0).1)
    };
    let found = with(p8_file().as_bytes()).unwrap();
    assert_eq!((found.shown.tail.as_str(), found.shown.app()), ("DEFG", "com.example.chat"));
    assert_eq!((found.shown.fingerprint.len(), found.expires_at), (64, None));
    let folder = tempfile::tempdir().unwrap();
    for (name, algorithm) in [("rsa", "RSA"), ("ed", "ED25519")] {
        openssl(folder.path(), &["genpkey", "-algorithm", algorithm, "-out", name]);
        assert_eq!(
            with(&std::fs::read(folder.path().join(name)).unwrap()),
            Err(EntryRefused::KeyKind),
            "{name}"
        );
    }
    let curve = "ec_paramgen_curve:P-384";
    openssl(folder.path(), &["genpkey", "-algorithm", "EC", "-pkeyopt", curve, "-out", "p384"]);
    assert_eq!(with(&std::fs::read(folder.path().join("p384")).unwrap()), Err(EntryRefused::KeyKind));
    let twice = format!("{}{}", p8_file(), p8_file());
    assert_eq!(with(twice.as_bytes()), Err(EntryRefused::KeyKind));
    for bytes in [&b"PK\x03\x04"[..], b"\xff\xfe", b"hello"] {
        assert_eq!(with(bytes), Err(EntryRefused::Unreadable));
    }
}

#[test]
fn c5_a_service_account_is_checked_member_by_member() {
    let folder = tempfile::tempdir().unwrap();
    openssl(folder.path(), &["genpkey", "-algorithm", "RSA", "-out", "rsa"]);
    let key = std::fs::read_to_string(folder.path().join("rsa")).unwrap();
    let account = serde_json::json!({
        "type": "service_account", "project_id": "chat-1", "private_key_id": "0123456789abcdef",
        "private_key": key, "client_email": "push@chat-1.iam.gserviceaccount.com",
    });
    let with = |text: String| {
        let file = Some(File { name: "key.json".to_owned(), bytes: text.into_bytes() });
        parse(Vendor::Fcm, &Entered { texts: BTreeMap::new(), file }, START)
            .map_err(|mut faults| faults.remove(0).1)
    };
    let found = with(account.to_string()).unwrap();
    assert_eq!((found.shown.app(), found.shown.tail.as_str()), ("chat-1", "cdef"));
    assert_eq!(found.shown.subject, "push@chat-1.iam.gserviceaccount.com");
    let wrong = [
        ("type", "user", EntryRefused::NotServiceAccount),
        ("project_id", "", EntryRefused::NotServiceAccount),
        ("client_email", "nobody", EntryRefused::NotServiceAccount),
        ("private_key", "none", EntryRefused::KeyKind),
        ("private_key", &p8_file(), EntryRefused::KeyKind),
    ];
    for (member, value, refused) in wrong {
        let mut changed = account.clone();
        changed[member] = value.into();
        assert_eq!(with(changed.to_string()), Err(refused), "{member}");
        changed.as_object_mut().unwrap().remove(member);
        assert_eq!(with(changed.to_string()), Err(EntryRefused::NotServiceAccount), "{member}");
    }
    for text in ["", "{", "[]", "{}", "null", &"[".repeat(20_000)] {
        assert!(with(text.to_owned()).is_err());
    }
}

#[test]
fn sec42_files_that_are_cut_off_or_changed_are_refused_and_nothing_breaks() {
    let bytes = p12(&PLAIN);
    for end in (0..bytes.len()).step_by(37) {
        assert!(opened(&bytes[..end], PASSWORD, "production").is_err(), "{end}");
    }
    for at in (0..bytes.len()).step_by(41) {
        for bit in [0, 3, 7] {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            let _any = opened(&changed, PASSWORD, "production");
        }
    }
    let mut longer = bytes;
    longer.extend(b"PK\x03\x04");
    assert_eq!(opened(&longer, PASSWORD, "production"), Err(EntryRefused::Unreadable));
}
