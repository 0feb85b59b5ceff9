//! The platform's public libraries as the other side (C8): what they sign the console takes, and what the console signs
//! unpacks to the same fields as theirs. `scripts/tools` installs them at fixed versions.

use std::{path::Path, process::Command};

use im_console::{
    clock::{Clock as _, SystemClock},
    domain::{
        calendar::Timestamp,
        ids::SdkAppId,
        user_sig::{self, Claim, Expected, HmacKey, Identifier, Lifetime, Verifiers, room_userbuf},
    },
};
use serde_json::{Value, json};

/// The program that signs with the library of Python: with the rights in a room when there is a fifth argument. It says
/// what it has signed, and what fields another text has.
const PYTHON: &str = "
import base64, json, sys, zlib
import TLSSigAPIv2
app, key, user, seconds, room, other = sys.argv[1:]
api = TLSSigAPIv2.TLSSigAPIv2(int(app), key)
rights = bytes.fromhex(room)
sig = api.gen_sig_with_userbuf(user, int(seconds), rights) if room else api.gen_sig(user, int(seconds))
plain = other.replace('*', '+').replace('-', '/').replace('_', '=')
print(json.dumps([sig, json.loads(zlib.decompress(base64.b64decode(plain)))]))
";

/// The same with the library of Node, which writes the rights itself; its fifth argument is the room.
const NODE: &str = "
const { Api } = require('tls-sig-api-v2'), zlib = require('zlib');
const [app, key, user, seconds, room, other] = process.argv.slice(1);
const api = new Api(Number(app), key);
const sig = room ? api.genPrivateMapKey(user, Number(seconds), Number(room), 255) : api.genUserSig(user, Number(seconds));
const plain = other.replace(/\\*/g, '+').replace(/-/g, '/').replace(/_/g, '=');
console.log(JSON.stringify([sig, JSON.parse(zlib.inflateSync(Buffer.from(plain, 'base64')).toString())]));
";

const APP: SdkAppId = SdkAppId::FIRST;
const SECONDS: i64 = 86_400;

/// What the other side says: its own `UserSig`, and the fields of `other`.
fn asked(program: &Path, code: [&str; 2], arguments: [&str; 6]) -> (String, Value) {
    let folder = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(program).current_dir(folder).args(code).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    (answer[0].as_str().unwrap().to_owned(), answer[1].clone())
}

/// The room in which rights are given.
const ROOM: u32 = 10_000;

fn both_ways(program: &Path, code: [&str; 2], room: impl Fn(&[u8]) -> String) {
    let key = HmacKey::of([0x5a; 32]);
    for name in ["administrator", "user_1-2", "x y", "~!@#$%^&*()"] {
        for has_room in [false, true] {
            let (user, now) = (Identifier::parse(name).unwrap(), SystemClock.now());
            let rights =
                |made_at: Timestamp| room_userbuf(APP, &user, ROOM, (made_at.plus_seconds(SECONDS), 255));
            let userbuf = has_room.then(|| rights(now));
            let claim = Claim {
                app: APP,
                user: &user,
                made_at: now,
                lifetime: Lifetime::days(1).unwrap(),
                userbuf: userbuf.as_deref(),
            };
            let ours = user_sig::make(&key, &claim);
            let (number, seconds) = (APP.to_string(), SECONDS.to_string());
            let room = userbuf.as_deref().map(&room).unwrap_or_default();
            let arguments = [number.as_str(), key.reveal(), name, &seconds, &room, &ours];
            let (theirs, fields) = asked(program, code, arguments);
            let verifiers = Verifiers { secrets: vec![key.clone()], public: None };
            let later = Expected { app: APP, user: &user, now: SystemClock.now() };
            let signed = user_sig::check(&theirs, &later, &verifiers).unwrap();
            // Signed again at the moment at which they did, ours has every field of theirs.
            let theirs_as_ours =
                Claim { made_at: signed.made_at, userbuf: signed.userbuf.as_deref(), ..claim };
            assert_eq!(user_sig::read(&user_sig::make(&key, &theirs_as_ours)).unwrap(), signed);
            let possible = [now, signed.made_at].map(|made_at| has_room.then(|| rights(made_at)));
            assert!(possible.contains(&signed.userbuf), "{:?}", signed.userbuf);
            assert_eq!(fields["TLS.identifier"], json!(name));
            assert_eq!(fields["TLS.time"], json!(now.unix()));
            assert_eq!(fields["TLS.userbuf"].is_string(), has_room);
        }
    }
}

#[test]
fn c8_the_library_of_python_and_the_console_take_each_others_signatures() {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/signers/bin/python");
    both_ways(&python, ["-c", PYTHON], im_console::services::catalogs::hex);
}

#[test]
fn c8_the_library_of_node_and_the_console_take_each_others_signatures() {
    both_ways(Path::new("node"), ["-e", NODE], |_| ROOM.to_string());
}
