//! Secrets of the program as a process: in one answer and nowhere else, and gone with their key (SEC44, SEC45).

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
};

use super::{Running, console, shown, text, told};

/// Asks as a browser would, and gives the whole answer.
fn asked(console: &Running, line: &str, cookie: &str, form: &str) -> String {
    let mut stream = TcpStream::connect(console.address()).unwrap();
    write!(
        stream,
        "{line} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\ncookie: {cookie}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        console.address(),
        form.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// What stands between two texts.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split(after).next().unwrap()
}

/// The first run of 64 hexadecimal digits.
fn key_in(page: &str) -> &str {
    let (_, code) = page.split_once("<code").unwrap_or_else(|| panic!("no key in {page}"));
    let mut words = code.split(|letter: char| !letter.is_ascii_hexdigit());
    words.find(|word| word.len() == 64).unwrap_or_else(|| panic!("no key in {page}"))
}

/// Whether a file of the folder holds the text.
fn is_kept(folder: &Path, secret: &str) -> bool {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut bytes = files.map(|file| fs::read(file).unwrap());
    bytes.any(|bytes| bytes.windows(secret.len()).any(|window| window == secret.as_bytes()))
}

#[test]
fn sec44_sec45_a_key_is_in_no_log_line_and_no_file_and_is_gone_without_the_key_file() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["serve", "--data", shown(folder.path()), "--listen", "127.0.0.1:0"];
    let running = Running::start(&arguments);
    let form = "email=jane%40example.com&password=violet+kettle+on+the+roof";
    let signed_up = asked(&running, "POST /sign-up", "", form);
    let cookie = format!("__Host-sid={}", between(&signed_up, "__Host-sid=", ";"));
    let page = asked(&running, "GET /apps/new", &cookie, "");
    let form_key = between(&page, "name=\"key\" value=\"", "\"");
    let form = format!("name=App_1&app_type=social&introduction=&data_centre=cn&key={form_key}");
    let made = asked(&running, "POST /apps/new", &cookie, &form);
    let app = between(&made, "location: /apps/", "\r\n").to_owned();
    let shown_once = asked(&running, &format!("POST /apps/{app}/key"), &cookie, "");
    let key = key_in(&shown_once).to_owned();
    let form = "act=make&user=user1&days=7";
    let sig = asked(&running, &format!("POST /apps/{app}/usersig"), &cookie, form);
    assert!(sig.starts_with("HTTP/1.1 200 "), "{sig}");
    let config = asked(&running, &format!("GET /apps/{app}"), &cookie, "");
    assert!(config.contains("HMAC-SHA256") && !config.contains(&key));
    let (_, printed, log) = running.stop();
    let sealing = fs::read_to_string(folder.path().join("secrets.key")).unwrap();
    for secret in [key.as_str(), sealing.trim()] {
        assert!(!printed.contains(secret) && !log.contains(secret), "{log}");
    }
    assert!(!is_kept(folder.path(), &key), "the key is in a file");
    let rotated = told(&["secrets", "rotate", "--data", shown(folder.path())]);
    let said = text(&rotated.stdout);
    assert!(said.starts_with("1 secrets sealed again") && !said.contains(sealing.trim()), "{rotated:?}");
    let again = Running::start(&arguments);
    let page = asked(&again, &format!("POST /apps/{app}/key"), &cookie, "");
    assert_eq!(key_in(&page), key);
    again.stop();
    fs::remove_file(folder.path().join("secrets.key")).unwrap();
    let refused = console(&arguments).output().unwrap();
    let lines = text(&refused.stderr);
    let last = lines.lines().last().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(last.starts_with("im-console: the secrets of this database are sealed with key "), "{lines}");
}
