//! The program as a person meets it at the terminal: what it prints, how it ends, and that it stops in good order.

mod bills;
mod secrets;

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, ChildStdout, Command, Output, Stdio},
};

fn console(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_im-console"));
    command.args(arguments).env_remove("IM_CONSOLE_DATA").env_remove("IM_CONSOLE_LOG").stdin(Stdio::null());
    command
}

fn told(arguments: &[&str]) -> Output {
    console(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A console that is running, stopped at the end of the test whatever happens.
struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
    greeting: String,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut child = console(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut greeting = String::new();
        while !greeting.contains("Ctrl-C") {
            assert!(out.read_line(&mut greeting).unwrap() > 0, "it ended after {greeting:?}");
        }
        Self { child, out, greeting }
    }

    fn address(&self) -> &str {
        let rest = self.greeting.split_once("http://").unwrap().1;
        rest.split_whitespace().next().unwrap()
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(self.address()).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address())
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Sends SIGTERM; gives the exit code, and what was printed and logged since the start.
    fn stop(mut self) -> (Option<i32>, String, String) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let (mut rest, mut log) = (String::new(), String::new());
        self.out.read_to_string(&mut rest).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap().code(), format!("{}{rest}", self.greeting), log)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _has_ended = self.child.kill();
        let _is_gone = self.child.wait();
    }
}

#[test]
fn k2_a_sound_catalog_is_summed_up_and_a_faulty_one_is_listed_fault_by_fault() {
    for name in ["mainland", "international"] {
        let sound = told(&["catalog", "check", name]);
        assert_eq!((sound.status.code(), text(&sound.stdout).lines().count()), (Some(0), 1), "{name}");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.toml");
    std::fs::write(
        &file,
        include_str!("../../catalog/mainland.toml").replace("CNY", "XYZ").replace("\"kr\"", "7"),
    )
    .unwrap();
    let faulty = told(&["catalog", "check", shown(&file)]);
    let lines: Vec<String> = text(&faulty.stdout).lines().map(str::to_owned).collect();
    assert_eq!((faulty.status.code(), lines.len()), (Some(1), 2), "{lines:?}");
    assert!(lines.iter().all(|line| line.starts_with(&format!("{}:", file.display()))), "{lines:?}");
    assert!(lines[0].contains("currency") && lines[0].contains("XYZ"), "{lines:?}");
}

#[test]
fn what_is_not_understood_ends_with_2_and_what_fails_with_1_in_one_line() {
    assert_eq!(told(&["serve", "--listen", "here"]).status.code(), Some(2));
    assert_eq!(told(&[]).status.code(), Some(2));
    for arguments in [
        &["catalog", "check", "/nowhere/mine.toml"][..],
        &["audit", "verify", "--data", "/nowhere"],
        &["doctor", "--data", "/nowhere"],
        &["doctor", "/nowhere/backup.db"],
        &["operator", "create", "nobody"],
        &["serve", "--listen", "0.0.0.0:1"],
    ] {
        let failed = told(arguments);
        let lines = text(&failed.stderr);
        assert_eq!((failed.status.code(), lines.lines().count()), (Some(1), 1), "{arguments:?} {lines}");
        assert!(lines.starts_with("im-console: ") && failed.stdout.is_empty(), "{lines}");
    }
}

#[test]
fn sec8_an_operator_is_made_once_with_a_secret_that_nothing_keeps() {
    let folder = tempfile::tempdir().unwrap();
    let create = || told(&["operator", "create", "Op@Example.com", "--data", shown(folder.path())]);
    let made = create();
    assert_eq!(made.status.code(), Some(0));
    let printed = text(&made.stdout);
    let secret = printed.lines().find_map(|line| line.trim().strip_prefix("secret")).unwrap().trim();
    assert_eq!(secret.len(), 32);
    let again = create();
    assert_eq!((again.status.code(), text(&again.stdout).as_str()), (Some(1), ""));
    let kept = std::fs::read(folder.path().join("im-console.db")).unwrap();
    assert!(!kept.windows(32).any(|bytes| bytes == secret.as_bytes()), "the secret lies in the database");
    let verified = told(&["audit", "verify", "--data", shown(folder.path())]);
    assert_eq!(
        (verified.status.code(), text(&verified.stdout).trim()),
        (Some(0), "every audit chain is whole")
    );
    let examined = told(&["doctor", "--data", shown(folder.path())]);
    assert_eq!((examined.status.code(), text(&examined.stdout).trim()), (Some(0), "everything holds"));
}

#[test]
fn sec49_the_live_console_logs_json_lines_in_utc_and_stops_on_sigterm() {
    let folder = tempfile::tempdir().unwrap();
    let console = Running::start(&["serve", "--data", shown(folder.path()), "--listen", "127.0.0.1:0"]);
    assert!(console.get("/readyz").starts_with("HTTP/1.1 200 "));
    assert!(console.greeting.contains("operator create"));
    let (code, _, log) = console.stop();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("answered a request"), "{log}");
    for line in log.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(line["timestamp"].as_str().is_some_and(|at| at.ends_with('Z')), "{line}");
    }
}

#[test]
fn t2_the_demo_prints_who_can_sign_in_and_is_there_again_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let arguments = ["demo", "--data", shown(&data), "--listen", "127.0.0.1:0"];
    let first = Running::start(&arguments);
    assert!(first.get("/healthz").starts_with("HTTP/1.1 200 "));
    for word in
        ["demo@example.com", "many@example.com", "new@example.com", "operator@example.com", "password"]
    {
        assert!(first.greeting.contains(word), "{word}");
    }
    assert!(first.greeting.contains("Building"));
    let taken = told(&["demo", "--listen", first.address()]);
    let why = text(&taken.stderr);
    assert_eq!((taken.status.code(), why.lines().count()), (Some(1), 1), "{why}");
    assert!(why.contains(&format!("{} is taken", first.address())) && why.contains("--listen"), "{why}");
    let second = told(&["demo", "--data", shown(&data), "--listen", "127.0.0.1:0"]);
    let why = text(&second.stderr);
    assert_eq!((second.status.code(), why.lines().count()), (Some(1), 1), "{why}");
    assert!(why.contains("another demo runs in") && why.contains("--data"), "{why}");
    let (code, _, log) = first.stop();
    assert_eq!((code, log.as_str()), (Some(0), ""));
    let second = Running::start(&arguments);
    assert!(!second.greeting.contains("Building"));
    assert_eq!(second.stop().0, Some(0));
    let live = told(&["serve", "--data", shown(&data), "--listen", "127.0.0.1:0"]);
    assert!(text(&live.stderr).contains("this database is sandbox"), "{live:?}");
}

#[test]
fn t2_a_temporary_demo_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = console(&["demo", "--listen", "127.0.0.1:0"]);
    command.env("TMPDIR", folder.path());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = listener.local_addr().unwrap().to_string();
    let refused = console(&["demo", "--listen", &taken]).env("TMPDIR", folder.path()).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut greeting = String::new();
    while !greeting.contains("Ctrl-C") {
        assert!(out.read_line(&mut greeting).unwrap() > 0, "it ended after {greeting:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert!(child.wait().unwrap().success());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn c3_an_import_names_every_bad_line_and_says_that_nothing_was_imported() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    assert!(told(&["operator", "create", "op@example.com", "--data", shown(&data)]).status.success());
    let file = folder.path().join("apps.csv");
    let import = |rows: &str| {
        std::fs::write(&file, rows).unwrap();
        let failed = told(&["import", "apps", shown(&file), "--data", shown(&data)]);
        assert_eq!((failed.status.code(), failed.stdout.is_empty()), (Some(1), true));
        text(&failed.stderr)
    };
    let columns = "sdk_app_id,owner,name,status,created_at,data_centre";
    let told = import(&format!(
        "{columns}\n1400900001,a@example.com,Old,active,2018-03-01,cn\n7,a@example.com,Old,active,2018-03-01,cn\n"
    ));
    assert_eq!(
        told.lines().collect::<Vec<_>>(),
        [
            "im-console: line 2: owner: nobody signs in as a@example.com",
            "im-console: line 3: sdk_app_id: ten digits from 1400000001 up",
            "im-console: nothing was imported: 2 rows are wrong",
        ]
    );
    assert!(import("sdk_app_id,owner\n").contains("the column name is missing"));
    assert!(import(&format!("{columns},colour\n")).contains("there is no column \"colour\""));
    assert!(import(&format!("{columns}\n1400900001,a@example.com\n")).contains("line: 2"));
}

#[test]
fn t3_an_exported_bill_is_recomputed_at_the_terminal_and_a_changed_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bill.json");
    let document = include_str!("cli/bill.json");
    std::fs::write(&file, document).unwrap();
    let sound = told(&["bill", "verify", shown(&file)]);
    let said = text(&sound.stdout);
    assert_eq!(sound.status.code(), Some(0), "{said}{}", text(&sound.stderr));
    assert!(said.contains("the bill for 2027-06 is sound: 1 lines, CNY 999.00 in all"), "{said}");
    std::fs::write(&file, document.replace("99900", "99901")).unwrap();
    let changed = told(&["bill", "verify", shown(&file)]);
    assert_eq!(changed.status.code(), Some(1));
    assert!(text(&changed.stdout).contains("the hash is"), "{}", text(&changed.stdout));
    std::fs::write(&file, "{}").unwrap();
    let none = told(&["bill", "verify", shown(&file)]);
    assert_eq!((none.status.code(), text(&none.stderr).lines().count()), (Some(1), 1));
}

#[test]
fn u7_the_bills_of_a_month_are_run_at_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let data = shown(folder.path());
    let running = Running::start(&["serve", "--data", data, "--listen", "127.0.0.1:0"]);
    assert_eq!(running.stop().0, Some(0));
    for trial in [&[][..], &["--dry-run"]] {
        let run = told(&[&["bill", "run", "--month", "2026-01", "--data", data], trial].concat());
        let said = text(&run.stdout);
        assert_eq!(run.status.code(), Some(0), "{said}{}", text(&run.stderr));
        assert!(said.starts_with("2026-01: 0 new bills") && said.contains("CNY 0.00 in all; 0 "), "{said}");
    }
    for month in ["2026-13", "9999-01"] {
        let refused = told(&["bill", "run", "--month", month, "--data", data]);
        assert_eq!((refused.status.code(), text(&refused.stderr).lines().count()), (Some(1), 1), "{month}");
    }
}

#[test]
fn r8_a_simulation_says_its_seed_and_what_was_done_and_leaves_nothing_behind() {
    let told = told(&["simulate", "--seed", "7", "--accounts", "2", "--within", "3"]);
    let lines = text(&told.stdout);
    assert_eq!(told.status.code(), Some(0), "{lines}{}", text(&told.stderr));
    assert!(lines.starts_with("seed 7: 2 customers, 5 years, mainland"), "{lines}");
    assert!(lines.contains("everything held after each") && lines.contains("purchase"), "{lines}");
}
