//! Recognisable secrets in the places of real ones: a key, the secret of a push service, a `.p8` and a `.p12` file and its
//! password. They are on no page, in no header, log line, audit row, or backup (SEC45).

use std::{
    io,
    sync::{Arc, Mutex},
};

use axum::http::HeaderValue;
use tracing_subscriber::fmt::MakeWriter;

use super::{rows::rows, seed::Who, world::World};
use crate::{
    push::{SECRET, p8, p12_until},
    support::canary::{Canary, Haystack, backup},
};

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Puts canaries where secrets are kept, through the pages, and gives their forms.
async fn planted(world: &World) -> Vec<(&'static str, Canary)> {
    let mut owner = world.browser(Who::Owner);
    let (id, key) = (&world.known.named("Probe").id, world.key());
    let key_page = owner.post(&format!("/apps/{id}/key"), &[]).await;
    let shown = key_page.texts("main dl.kv dd code").remove(0);
    assert_eq!(shown.len(), 64);
    let sig = [("act", "make"), ("user", "user1"), ("days", "7")];
    let sig = owner.post(&format!("/apps/{id}/usersig"), &sig).await.text("main code");
    let wrong = [("vendor", "vivo"), ("app_key", "a b"), ("secret", SECRET), ("key", &key)];
    let page = owner.post(&format!("/apps/{id}/push/new"), &wrong).await;
    assert_eq!(page.status, 422);
    assert!(!page.body.contains(SECRET));
    let (vendor, entered) = p12_until("20280101");
    let (account, actor) = (world.owner().await, im_console::services::Actor::console());
    let number = im_console::domain::ids::SdkAppId::new(id.parse().unwrap()).unwrap();
    let password = entered.texts[&im_console::domain::push::Field::Password].clone();
    let file = entered.file.clone().unwrap().bytes;
    let services = &world.services;
    let form_key = services.form_key();
    let draft =
        services.add_push_certificate((account, number), (vendor, entered), form_key, &actor).await.unwrap();
    services.save_push_certificate((account, draft.number), services.form_key(), &actor).await.unwrap();
    let p8 = p8().1.file.unwrap().bytes;
    let inside = String::from_utf8(p8).unwrap().lines().nth(1).unwrap().to_owned();
    let bytes: Vec<u8> =
        (0..64).step_by(2).map(|at| u8::from_str_radix(&shown[at..at + 2], 16).unwrap()).collect();
    vec![
        ("a key", Canary::of(shown.as_bytes())),
        ("the bytes of a key", Canary::of(&bytes)),
        ("a UserSig", Canary::of(sig.as_bytes())),
        ("the secret of a push service", Canary::of(SECRET.as_bytes())),
        ("a .p8 file", Canary::of(inside.as_bytes())),
        ("a .p12 file", Canary::of(&file[100..200])),
        ("the password of a .p12 file", Canary::of(password.as_bytes())),
    ]
}

#[tokio::test]
async fn sec45_secrets_are_on_no_page_in_no_log_line_and_in_no_backup() {
    // Everything that logs is known from the seed by then, so that no test beside this one decides that nobody listens.
    let (world, log) = (World::open().await, Log::default());
    let logging = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone());
    let logged = tracing::subscriber::set_default(logging.finish());
    let canaries = planted(&world).await;
    let found = |what: &str, haystack: &Haystack| -> Vec<String> {
        let is_in = |(_, canary): &&(&str, Canary)| canary.is_in(haystack);
        canaries.iter().filter(is_in).map(|(name, _)| format!("{name} is in {what}")).collect()
    };
    let mut faults = Vec::new();
    for row in rows(world.known) {
        let page = world.browser(row.who).get(&row.path).await;
        let headers = page.headers.values().flat_map(HeaderValue::as_bytes).copied();
        let answer: Vec<u8> = page.body.bytes().chain(headers).collect();
        faults.extend(found(&row.path, &Haystack::of(&answer)));
    }
    let kept = backup(world.location()).await;
    assert!(Canary::of(b"com.example.chat").is_in(&kept), "the backup is one");
    faults.extend(found("a backup", &kept));
    drop(logged);
    let log = log.0.lock().unwrap();
    assert!(String::from_utf8_lossy(&log).contains("/apps/"), "the log has lines");
    faults.extend(found("the log", &Haystack::of(&log)));
    assert!(faults.is_empty(), "{faults:#?}");
}
