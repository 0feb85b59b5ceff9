//! How many `UserSig`s are made and checked in a second, beside the bare work of it (one HMAC, one packing or unpacking, one
//! base 64) and beside the platform's library for Python on the same inputs. Each has its turn in every round.

#[path = "support/figures.rs"]
mod figures;

use std::{
    hint::black_box,
    io::{Read as _, Write as _},
    path::Path,
    process::Command,
    time::Instant,
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use hmac::{Hmac, KeyInit as _, Mac as _};
use im_console::{
    clock::{Clock as _, SystemClock},
    domain::{
        calendar::Timestamp,
        ids::SdkAppId,
        user_sig::{self, Claim, Expected, HmacKey, Identifier, Lifetime, Verifiers},
    },
};
use sha2::Sha256;

use figures::{Rounds, say, verdict};

const ROUNDS: usize = 9;
const SIGNATURES: u32 = 20_000;
const THEIRS: u32 = 5_000;
const USER: &str = "user_0123456789";

/// Signs so often with the library, and says how many seconds it took.
const PYTHON: &str = "
import sys, time
import TLSSigAPIv2
app, key, user, seconds, count = sys.argv[1:]
api = TLSSigAPIv2.TLSSigAPIv2(int(app), key)
began = time.perf_counter()
for _ in range(int(count)):
    api.gen_sig(user, int(seconds))
print(time.perf_counter() - began)
";

type Fault = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Fault> {
    let (key, user) = (HmacKey::of([0x5a; 32]), Identifier::parse(USER)?);
    let lifetime = Lifetime::days(180).ok_or("180 days are a lifetime")?;
    let made_at = SystemClock.now();
    let claim = Claim { app: SdkAppId::FIRST, user: &user, made_at, lifetime, userbuf: None };
    let text = user_sig::make(&key, &claim);
    let verifiers = Verifiers { secrets: vec![key.clone()], public: None };
    let expected = Expected { app: SdkAppId::FIRST, user: &user, now: made_at };
    user_sig::check(&text, &expected, &verifiers)?;
    let [mut making, mut bare_making, mut checking, mut bare_checking, mut python] =
        [(); 5].map(|()| Rounds::default());
    for _ in 0..ROUNDS {
        making.add(rate(|| user_sig::make(&key, &claim)));
        bare_making.add(rate(|| bare_make(&key, made_at)));
        checking.add(rate(|| user_sig::check(&text, &expected, &verifiers)));
        bare_checking.add(rate(|| bare_check(&key, &text, made_at)));
        python.add(theirs(&key)?);
    }
    say(&format!("make:  {making:.0} a second; bare work: {bare_making:.0}"))?;
    let ratio = making.median() / bare_making.median();
    say(&format!("       {ratio:.2} of the bare work, {}", verdict(ratio, &(0.8..))))?;
    say(&format!("check: {checking:.0} a second; bare work: {bare_checking:.0}"))?;
    let ratio = checking.median() / bare_checking.median();
    say(&format!("       {ratio:.2} of the bare work, {}", verdict(ratio, &(0.8..))))?;
    let times = making.median() / python.median();
    say(&format!("tls-sig-api-v2 of PyPI: {python:.0} made a second"))?;
    say(&format!("       {times:.1} times as many here, {}", verdict(times, &(20.0..))))
}

/// How often something is done in a second.
fn rate<T>(mut work: impl FnMut() -> T) -> f64 {
    let began = Instant::now();
    for _ in 0..SIGNATURES {
        black_box(work());
    }
    f64::from(SIGNATURES) / began.elapsed().as_secs_f64()
}

/// The text that is signed, and the code over it.
fn code(key: &HmacKey, made_at: Timestamp) -> Option<Vec<u8>> {
    let (app, time) = (SdkAppId::FIRST, made_at.unix());
    let content =
        format!("TLS.identifier:{USER}\nTLS.sdkappid:{app}\nTLS.time:{time}\nTLS.expire:15552000\n");
    let mut mac = Hmac::<Sha256>::new_from_slice(key.reveal().as_bytes()).ok()?;
    mac.update(content.as_bytes());
    Some(mac.finalize().into_bytes().to_vec())
}

fn bare_make(key: &HmacKey, made_at: Timestamp) -> Option<String> {
    let (app, time, code) = (SdkAppId::FIRST, made_at.unix(), BASE64_STANDARD.encode(code(key, made_at)?));
    let fields = format!(
        "{{\"TLS.ver\":\"2.0\",\"TLS.identifier\":\"{USER}\",\"TLS.sdkappid\":{app},\"TLS.expire\":15552000,\
         \"TLS.time\":{time},\"TLS.sig\":\"{code}\"}}"
    );
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(fields.as_bytes()).ok()?;
    Some(BASE64_STANDARD.encode(packer.finish().ok()?))
}

fn bare_check(key: &HmacKey, text: &str, made_at: Timestamp) -> Option<bool> {
    let plain = text.replace('*', "+").replace('-', "/").replace('_', "=");
    let packed = BASE64_STANDARD.decode(plain).ok()?;
    let mut fields = String::new();
    ZlibDecoder::new(packed.as_slice()).read_to_string(&mut fields).ok()?;
    let (_, rest) = fields.split_once("\"TLS.sig\":\"")?;
    Some(BASE64_STANDARD.decode(rest.split('"').next()?).ok()? == code(key, made_at)?)
}

/// How many the library makes in a second, its start not counted.
fn theirs(key: &HmacKey) -> Result<f64, Fault> {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/signers/bin/python");
    let app = SdkAppId::FIRST.to_string();
    let count = THEIRS.to_string();
    let arguments = ["-c", PYTHON, &app, key.reveal(), USER, "15552000", &count];
    let output = Command::new(python).args(arguments).output()?;
    let seconds: f64 = String::from_utf8(output.stdout)?.trim().parse()?;
    Ok(f64::from(THEIRS) / seconds)
}
