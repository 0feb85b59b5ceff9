//! The vectors of the platform's public libraries, what each part that is wrong is told as, and round trips of whatever
//! can be signed.

use std::io::{Read as _, Write as _};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use p256::pkcs8::{EncodePublicKey as _, LineEnding};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

const NOW: Timestamp = Timestamp::from_unix(1_600_000_000);
const APP: SdkAppId = SdkAppId::FIRST;

fn key() -> HmacKey {
    HmacKey::parse(&"0123456789abcdef".repeat(4)).unwrap()
}

fn user(name: &str) -> Identifier {
    Identifier::parse(name).unwrap()
}

fn pair() -> (SigningKey, PublicKey) {
    let private = SigningKey::from_slice(&[7; 32]).unwrap();
    let pem = private.verifying_key().to_public_key_pem(LineEnding::LF).unwrap();
    (private, PublicKey::parse(&pem).unwrap())
}

fn secrets(keys: &[HmacKey]) -> Verifiers {
    Verifiers { secrets: keys.to_vec(), public: None }
}

fn claim(user: &Identifier, seconds: i64) -> Claim<'_> {
    Claim { app: APP, user, made_at: NOW, lifetime: Lifetime(seconds), userbuf: None }
}

/// The fields of a text, by other means.
fn opened(text: &str) -> Value {
    let plain = text.replace('*', "+").replace('-', "/").replace('_', "=");
    let packed = BASE64_STANDARD.decode(plain).unwrap();
    let mut json = String::new();
    ZlibDecoder::new(packed.as_slice()).read_to_string(&mut json).unwrap();
    serde_json::from_str(&json).unwrap()
}

/// A text with these fields, packed by other means.
fn closed(fields: &[u8]) -> String {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(fields).unwrap();
    let plain = BASE64_STANDARD.encode(packer.finish().unwrap());
    plain.replace('+', "*").replace('/', "-").replace('=', "_")
}

fn refused(text: &str, name: &str, now: Timestamp, verifiers: &Verifiers) -> SigRefused {
    check(text, &Expected { app: APP, user: &user(name), now }, verifiers).unwrap_err()
}

#[test]
fn c8_the_vector_without_userbuf_is_made_and_taken() {
    let administrator = user("administrator");
    let text = make(&key(), &claim(&administrator, 15_552_000));
    let fields = json!({
        "TLS.ver": "2.0", "TLS.identifier": "administrator", "TLS.sdkappid": 1_400_000_001,
        "TLS.expire": 15_552_000, "TLS.time": 1_600_000_000,
        "TLS.sig": "kNl4b9y13FKEUiHe76qSHT00Eb5WrG4zOqZVrCS6xxk=",
    });
    assert_eq!(opened(&text), fields);
    let expected = Expected { app: APP, user: &administrator, now: NOW };
    let signed = check(&closed(fields.to_string().as_bytes()), &expected, &secrets(&[key()])).unwrap();
    assert_eq!((signed.algorithm(), signed.userbuf.as_deref()), (Algorithm::Hmac, None));
    assert_eq!(signed.valid_until(), NOW.plus_seconds(15_552_000));
}

#[test]
fn c8_the_vector_with_userbuf_is_made_and_taken() {
    let one = user("user1");
    let userbuf = room_userbuf(APP, &one, 10_000, (NOW.plus_seconds(86_400), 255));
    assert_eq!(BASE64_STANDARD.encode(&userbuf), "AAAFdXNlcjFTck4BAAAnEF9fYYAAAAD/AAAAAA==");
    let text = make(&key(), &Claim { userbuf: Some(&userbuf), ..claim(&one, 86_400) });
    assert_eq!(opened(&text)["TLS.sig"], "1g8E/bZSgwqygdyDmycPgiHe0ZP/dBQ0HOkQW0kodZU=");
    let expected = Expected { app: APP, user: &one, now: NOW };
    assert_eq!(check(&text, &expected, &secrets(&[key()])).unwrap().userbuf, Some(userbuf));
}

#[test]
fn c3_a_key_pair_signs_with_and_without_userbuf_and_its_public_half_checks() {
    let (private, public) = pair();
    let one = user("user1");
    let verifiers = Verifiers { secrets: vec![key()], public: Some(public) };
    for userbuf in [None, Some(&b"rights"[..])] {
        let text = make_with_pair(&private, &Claim { userbuf, ..claim(&one, 60) });
        let fields = opened(&text);
        assert_eq!(
            (&fields["TLS.sdk_appid"], &fields["TLS.version"]),
            (&json!("1400000001"), &json!("20151204"))
        );
        let signed = check(&text, &Expected { app: APP, user: &one, now: NOW }, &verifiers).unwrap();
        assert_eq!((signed.algorithm(), signed.userbuf.as_deref()), (Algorithm::Ecdsa, userbuf));
        assert_eq!(refused(&text, "user1", NOW, &secrets(&[key()])), SigRefused::NoPublicKey);
        let other = SigningKey::from_slice(&[8; 32]).unwrap();
        let forged = make_with_pair(&other, &Claim { userbuf, ..claim(&one, 60) });
        assert_eq!(refused(&forged, "user1", NOW, &verifiers), SigRefused::WrongKey);
    }
}

#[test]
fn c8_each_part_that_is_wrong_has_its_own_refusal_and_code() {
    let one = user("user1");
    let text = make(&key(), &claim(&one, 60));
    let verifiers = secrets(&[key()]);
    let told = |text: &str, name, now, verifiers: &Verifiers| {
        let refused = refused(text, name, now, verifiers);
        (refused.code(), refused)
    };
    assert_eq!(told("", "user1", NOW, &verifiers), (70_002, SigRefused::Empty));
    assert_eq!(told(&text, "user2", NOW, &verifiers), (70_013, SigRefused::OtherUser));
    let late = NOW.plus_seconds(60);
    assert_eq!(told(&text, "user1", late, &verifiers), (70_001, SigRefused::Expired(late)));
    assert!(check(&text, &Expected { app: APP, user: &one, now: late.plus_seconds(-1) }, &verifiers).is_ok());
    let other = secrets(&[HmacKey::of([1; 32])]);
    assert_eq!(told(&text, "user1", NOW, &other), (70_009, SigRefused::WrongKey));
    assert_eq!(told(&text, "user1", NOW, &Verifiers::default()), (70_009, SigRefused::WrongKey));
    let elsewhere = Claim { app: SdkAppId::LAST, ..claim(&one, 60) };
    let other_app = SigRefused::OtherApp(SdkAppId::LAST.number());
    assert_eq!(told(&make(&key(), &elsewhere), "user1", NOW, &verifiers), (70_014, other_app));
    assert_eq!(told("x", "user1", NOW, &verifiers), (70_003, SigRefused::Malformed(Part::Letters)));
}

#[test]
fn c8_both_keys_of_a_rotation_verify() {
    let (old, new) = (HmacKey::of([1; 32]), HmacKey::of([2; 32]));
    let one = user("user1");
    let expected = Expected { app: APP, user: &one, now: NOW };
    for key in [&old, &new] {
        let text = make(key, &claim(&one, 60));
        assert!(check(&text, &expected, &secrets(&[new.clone(), old.clone()])).is_ok());
    }
}

#[test]
fn sec31_what_is_no_user_sig_is_told_by_its_part() {
    let part = |text: &str| match read(text) {
        Err(SigRefused::Malformed(part)) => part,
        other => panic!("{text:?}: {other:?}"),
    };
    assert_eq!(part(&"A".repeat(9_000)), Part::Length);
    let text = make(&key(), &claim(&user("user1"), 60));
    for wrong in ["eJw=", "e+w_", "e J", "中文", "\0", &text[..text.len() - 1], &format!("{text} ")] {
        assert_eq!(part(wrong), Part::Letters, "{wrong:?}");
    }
    assert_eq!(part("AAAA"), Part::Packing);
    let bomb = closed(&vec![b' '; 1_000_000]);
    assert!(bomb.len() < 8_192);
    assert_eq!(part(&bomb), Part::Packing);
    let fields = opened(&text);
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut fields = fields.clone();
        change(&mut fields);
        part(&closed(fields.to_string().as_bytes()))
    };
    for wrong in ["[]", "{}", "null", "1", "{\"TLS.ver\":\"2.0\",\"TLS.ver\":\"2.0\"}", "\u{1}"] {
        assert_eq!(part(&closed(wrong.as_bytes())), Part::Fields, "{wrong}");
    }
    assert_eq!(changed(&|fields| fields["TLS.ver"] = json!("3.0")), Part::Fields);
    assert_eq!(changed(&|fields| fields["TLS.time"] = json!(-1)), Part::Fields);
    assert_eq!(changed(&|fields| fields["TLS.time"] = json!(1e9)), Part::Fields);
    assert_eq!(changed(&|fields| fields["TLS.expire"] = json!(0)), Part::Fields);
    assert_eq!(changed(&|fields| fields["TLS.expire"] = json!("60")), Part::Fields);
    assert_eq!(changed(&|fields| fields["TLS.sig"] = json!("?")), Part::Fields);
    assert_eq!(changed(&|fields| fields["TLS.userbuf"] = json!("?\n")), Part::Fields);
}

#[test]
fn sec31_a_user_id_is_up_to_32_printable_ascii_letters() {
    let parse = |text: &str| Identifier::parse(text).map(|_| ());
    for good in ["a", " ", "administrator", "user_1-2@x", &"x".repeat(32)] {
        assert_eq!(parse(good), Ok(()), "{good:?}");
    }
    assert_eq!(parse(""), Err(IdentifierRefused::Missing));
    assert_eq!(parse(&"x".repeat(33)), Err(IdentifierRefused::TooLong));
    for bad in ["a\n", "\0", "用户", "a\u{7f}", "é"] {
        assert_eq!(parse(bad), Err(IdentifierRefused::Letters), "{bad:?}");
    }
    assert_eq!(Lifetime::days(1).map(Lifetime::seconds), Some(86_400));
    assert_eq!(Lifetime::days(MOST_DAYS).map(Lifetime::seconds), Some(1_576_800_000));
    assert_eq!((Lifetime::days(0), Lifetime::days(MOST_DAYS + 1)), (None, None));
}

#[test]
fn sec45_a_key_does_not_show_itself() {
    assert_eq!(format!("{:?}", key()), "HmacKey(…)");
    assert!(!format!("{:?}", secrets(&[key()])).contains("0123"));
    assert_eq!(HmacKey::of([0xab; 32]).reveal(), "ab".repeat(32));
    for wrong in [&"AB".repeat(32), &"0".repeat(63), &"g".repeat(64)] {
        assert_eq!(HmacKey::parse(wrong), None, "{wrong}");
    }
}

proptest! {
    #[test]
    fn c8_whatever_is_signed_is_taken_by_its_key_and_by_no_other(
        name in "[ -~]{1,32}",
        bytes in any::<[u8; 32]>(),
        time in 0_i64..4_000_000_000,
        days in 1_u32..=MOST_DAYS,
        userbuf in proptest::option::of(proptest::collection::vec(any::<u8>(), 0..60)),
    ) {
        let (user, key, made_at) = (user(&name), HmacKey::of(bytes), Timestamp::from_unix(time));
        let lifetime = Lifetime::days(days).unwrap();
        let claim = Claim { app: APP, user: &user, made_at, lifetime, userbuf: userbuf.as_deref() };
        let text = make(&key, &claim);
        prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"*-_".contains(&byte)));
        let expected = Expected { app: APP, user: &user, now: made_at };
        let signed = check(&text, &expected, &secrets(std::slice::from_ref(&key))).unwrap();
        prop_assert_eq!(&signed.userbuf, &userbuf);
        prop_assert_eq!(signed.valid_until(), made_at.plus_seconds(lifetime.seconds()));
        let mut other = bytes;
        other[0] ^= 1;
        let refused = check(&text, &expected, &secrets(&[HmacKey::of(other)]));
        prop_assert_eq!(refused, Err(SigRefused::WrongKey));
    }

    #[test]
    fn c8_a_changed_letter_is_never_taken(at in 0_usize..150, letter in "[A-Za-z0-9*-]") {
        let one = user("user1");
        let text = make(&key(), &claim(&one, 60));
        let at = at % text.len();
        let changed = format!("{}{letter}{}", &text[..at], &text[at + 1..]);
        let expected = Expected { app: APP, user: &one, now: NOW };
        let is_taken = check(&changed, &expected, &secrets(&[key()])).is_ok();
        prop_assert!(changed == text || !is_taken);
    }

    #[test]
    fn sec31_reading_whatever_comes_ends_in_an_answer(text in ".{0,300}", fields in ".{0,100}") {
        let _answered = (read(&text), read(&closed(fields.as_bytes())));
    }
}
