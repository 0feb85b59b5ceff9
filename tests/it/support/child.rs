//! Other processes: this test binary started again to run exactly one test, told by its environment what to do.

use std::{
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
};

use im_console::{
    domain::{
        calendar::Timestamp,
        ids::{AccountId, OrderNo, QuoteId, UserId},
    },
    services::{Actor, audit::Who, purchase::Placed},
    store::{Location, faults},
};

use super::{
    customer::Customer,
    world::{World, mainland},
};

/// Where the parent leaves what the child is to do.
const TASK: &str = "IM_CONSOLE_TEST_CHILD";

/// What a child does.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Confirms a quote and pays.
    Confirm(QuoteId),
    /// Pays an unpaid order.
    Pay(OrderNo),
    /// Does what is due by now.
    RunDue,
}

/// Starts a child for this customer, which aborts before its step number `abort_after`, if that is given.
pub(crate) fn start(world: &World, customer: &Customer, act: &Act, abort_after: Option<u32>) -> Child {
    let place = match &world.location {
        Location::Sqlite(path) => format!("sqlite {}", path.display()),
        Location::Postgres(url) => format!("postgres {url}"),
    };
    let act = match act {
        Act::Confirm(quote) => format!("confirm {quote}"),
        Act::Pay(no) => format!("pay {no}"),
        Act::RunDue => "run due".to_owned(),
    };
    let abort = abort_after.map_or_else(|| "-".to_owned(), |after| after.to_string());
    let task = [place, customer.account.to_string(), world.services.now().unix().to_string(), act, abort];
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "support::child::obeys", "--nocapture"])
        .env(TASK, task.join("\n"))
        .env("RUST_BACKTRACE", "0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits for a child, and gives how it ended and the word it printed.
pub(crate) fn finish(child: Child) -> (ExitStatus, Option<String>) {
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let word = text.lines().find_map(|line| line.split_once("child: ")).map(|(_, word)| word.to_owned());
    (output.status, word)
}

/// The child's part: nothing in the process that runs all tests.
#[tokio::test]
async fn obeys() {
    let Ok(task) = std::env::var(TASK) else { return };
    let task: Vec<&str> = task.lines().collect();
    let location = match task[0].split_once(' ').unwrap() {
        ("sqlite", path) => Location::Sqlite(PathBuf::from(path)),
        (_, url) => Location::Postgres(url.to_owned()),
    };
    let now = Timestamp::from_unix(task[2].parse().unwrap());
    let world = World::open(location, mainland(), now).await;
    let account = AccountId(task[1].parse().unwrap());
    let actor = Actor { who: Who::User(UserId(account.0)), ..Actor::console() };
    let customer = Customer { services: world.services.clone(), account, actor };
    if let Ok(statements) = task[4].parse() {
        faults::abort_after(statements);
    }
    let outcome = match task[3].split_once(' ').unwrap() {
        ("confirm", quote) => match customer.confirms(QuoteId(quote.parse().unwrap())).await.unwrap() {
            Placed::Paid(_) => "paid",
            Placed::Before(_) => "before",
            Placed::Unpaid { .. } => "unpaid",
        },
        ("run", _) => {
            customer.services.run_due(now).await.unwrap();
            "done"
        }
        (_, no) => {
            customer.pays(&OrderNo::parse(no).unwrap()).await.unwrap();
            "paid"
        }
    };
    faults::disarm();
    println!("child: {outcome}");
}
