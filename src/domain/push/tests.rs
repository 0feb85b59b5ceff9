use super::*;

const NOW: Timestamp = Timestamp::from_unix(1_800_000_000);

fn huawei(changed: &[(Field, &str)]) -> Entered {
    let texts = [
        (Field::Package, "com.example.chat"),
        (Field::AppId, "A101"),
        (Field::Secret, "0123456789abcdef"),
        (Field::Click, "app"),
    ];
    let all = texts.iter().chain(changed).map(|(field, text)| (*field, (*text).to_owned()));
    Entered { texts: all.collect(), file: None }
}

#[test]
fn c5_what_a_vendor_asks_for_is_kept_and_its_secret_is_not_shown() {
    let found = parse(Vendor::Huawei, &huawei(&[]), NOW).unwrap();
    assert_eq!((found.shown.app(), found.shown.tail.as_str()), ("com.example.chat", "cdef"));
    assert_eq!(found.secret.text, "0123456789abcdef");
    assert!(!serde_json::to_string(&found.shown).unwrap().contains("0123"));
    assert!(!format!("{found:?}").contains("0123"));
    let short = parse(Vendor::Huawei, &huawei(&[(Field::Secret, "0123456789a")]), NOW).unwrap();
    assert_eq!(short.shown.tail, "");
}

#[test]
fn c5_every_field_is_judged_and_every_fault_told() {
    let faults = parse(Vendor::Huawei, &Entered::default(), NOW).unwrap_err();
    let fields: Vec<_> = faults.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, [Field::Package, Field::AppId, Field::Secret, Field::Click, Field::Target]);
    let wrong = [
        (Field::Package, "chat"),
        (Field::Package, "com..chat"),
        (Field::AppId, "a b"),
        (Field::Secret, "a\u{202e}b"),
        (Field::Click, "call"),
        (Field::Badge, "x y"),
    ];
    for (field, text) in wrong {
        let faults = parse(Vendor::Huawei, &huawei(&[(field, text)]), NOW).unwrap_err();
        assert_eq!(faults.first(), Some(&(field, EntryRefused::Form)), "{text}");
    }
}

#[test]
fn c5_a_tap_leads_where_its_action_says() {
    let with = |vendor, click, target| {
        let entered = huawei(&[(Field::Click, click), (Field::Target, target), (Field::AppKey, "k")]);
        parse(vendor, &entered, NOW).map(|found| found.shown.fields.get(&Field::Target).cloned())
    };
    assert_eq!(with(Vendor::Huawei, "app", "https://x.example/"), Ok(None));
    assert_eq!(with(Vendor::Huawei, "web", "https://x.example/"), Ok(Some("https://x.example/".into())));
    assert!(with(Vendor::Huawei, "page", "intent:#Intent;end").is_ok());
    assert!(with(Vendor::Meizu, "page", "com.example.Main").is_ok());
    for (vendor, click, target, refused) in [
        (Vendor::Huawei, "web", "javascript:alert(1)", EntryRefused::Form),
        (Vendor::Huawei, "web", "ftp://x", EntryRefused::Form),
        (Vendor::Huawei, "page", "com.example.Main", EntryRefused::Form),
        (Vendor::Meizu, "page", "intent:#Intent;end", EntryRefused::Form),
        (Vendor::Huawei, "page", "", EntryRefused::Missing),
    ] {
        assert_eq!(with(vendor, click, target), Err(vec![(Field::Target, refused)]), "{target}");
    }
}

#[test]
fn sec42_only_files_of_the_right_name_and_size_are_looked_at() {
    let entered = |name: &str, bytes: &[u8]| Entered {
        texts: [(Field::Password, "x".to_owned()), (Field::Environment, "production".to_owned())].into(),
        file: Some(File { name: name.to_owned(), bytes: bytes.to_vec() }),
    };
    let refused =
        |name: &str, bytes: &[u8]| parse(Vendor::Apns, &entered(name, bytes), NOW).unwrap_err().remove(0);
    assert_eq!(refused("a.p12", b"").1, EntryRefused::Missing);
    for name in ["a.p8", "p12", "a.p12.exe", "a\0.p12"] {
        assert_eq!(refused(name, b"x").1, EntryRefused::Extension, "{name:?}");
    }
    assert_eq!(refused("a.p12", &vec![0; MOST_FILE_BYTES + 1]).1, EntryRefused::TooLarge);
    for bytes in
        [&b"x"[..], b"PK\x03\x04", b"-----BEGIN PRIVATE KEY-----", &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]]
    {
        assert_eq!(refused("a.P12", bytes), (Field::File, EntryRefused::Unreadable), "{bytes:?}");
    }
}
