//! What must hold in every database at every moment (I1–I8, U4), looked up from what is stored and not from
//! what the program believes. Changes nothing; knows how a finding reads, not how to mend it.

mod sums;

use std::{collections::HashSet, fmt};

use super::{Services, audit};
use crate::{
    domain::{
        ids::{AccountId, SdkAppId},
        money::Amount,
        order::OrderStatus,
        product::words,
    },
    store::{
        SealFailed, Store, StoreError, Tx,
        audit::chain,
        bills,
        invariants::{self as rows, ChainEnd},
        messages as told,
    },
};

words! {
    /// A statement that must hold.
    Invariant {
        /// The postings of each entry, and of all, sum to zero; a balance is the sum of its postings.
        Ledger = "I1",
        /// No balance was ever below zero.
        Balance = "I2",
        /// A bill is its lines, each what its arithmetic gives, its vouchers and payments, and a closed one is what it was
        /// closed as.
        Bills = "I3",
        /// No voucher is used beyond its face, and each use has its order.
        Vouchers = "I4",
        /// A paid order gave what its lines say, once; any other order gave nothing.
        Entitlements = "I5",
        /// Nothing was given twice for the same time.
        Overlaps = "I6",
        /// No account has more apps than the catalog allows.
        Apps = "I7",
        /// What an app is charged by says what it is.
        Courses = "U4",
        /// What is sealed opens, where its keys are at hand.
        Secrets = "SEC44",
        /// An account has one digest a day, and is told of its own apps.
        Messages = "R7",
        /// Each audit chain is whole, and what was done has its row.
        Audit = "I8",
    }
}

/// Where an invariant does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Which one.
    pub invariant: Invariant,
    /// Where, and what stands there.
    pub finding: Finding,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// Postings that do not sum to zero, or that no entry seals.
    #[error("the postings of ledger entry {0} sum to {sum} or have no entry", sum = .1.as_minor())]
    Entry(uuid::Uuid, Amount),
    /// A balance that its postings do not make.
    #[error("the balance of account {0} is {is}, its postings sum to {sum}", is = .1.as_minor(), sum = .2.as_minor())]
    OtherBalance(AccountId, Amount, Amount),
    /// A running balance or number that does not follow from the entries before it.
    #[error("ledger entry {1} of account {0} does not follow from the one before it")]
    Run(AccountId, i64),
    /// An order of which the ledger tells something else.
    #[error("the ledger and order {0} differ")]
    OrderEntry(String),
    /// A top-up of which the ledger tells something else.
    #[error("the ledger and top-up {0} differ")]
    TopUpEntry(uuid::Uuid),
    /// A refund of which the ledger or its lines tell something else.
    #[error("the ledger and refund {0} differ")]
    RefundEntry(uuid::Uuid),
    /// An order whose refunds and upgrades do not sum to what was given back of it.
    #[error("what was given back of order {0} is not what its refunds and upgrades say")]
    Returns(String),
    /// A bill of which the ledger tells something else.
    #[error("the ledger and the bill of account {0} for {1} differ")]
    BillEntry(AccountId, String),
    /// A debt that the bills do not make.
    #[error("what account {0} owes is not what its bills and the ledger say")]
    OtherDebt(AccountId),
    /// A bill that is not the sum of its parts.
    #[error("the bill of account {0} for {1} is not the sum of its lines, vouchers and payments")]
    BillParts(AccountId, String),
    /// A closed bill that does not recompute to its hash.
    #[error("bill {0} is not what it was closed as")]
    BillHash(i64),
    /// A line of a closed bill that is not what its parts give.
    #[error("line {1} of bill {0} is not what its arithmetic gives")]
    BillLine(i64, usize),
    /// A gap in the numbers of the closed bills.
    #[error("the numbers of the bills have a gap at {0}")]
    BillNumber(i64),
    /// A balance below zero.
    #[error("account {0} is or was overdrawn")]
    Overdrawn(AccountId),
    /// A voucher that does not fit the orders it is on.
    #[error("voucher {0} does not fit the orders that use or hold it")]
    Voucher(uuid::Uuid),
    /// An order that gave something else than its lines say.
    #[error("order {0} is {1} and did not give exactly its lines")]
    Gifts(String, OrderStatus),
    /// A line of an order that is not its price for its time.
    #[error("line {1} of order {0} is not what its price gives")]
    OrderLine(String, usize),
    /// A quote that became more than one order.
    #[error("quote {0} became more than one order")]
    Again(uuid::Uuid),
    /// An app whose end is not that of what was paid for it.
    #[error("the end of app {0} is not that of what was paid for it")]
    End(SdkAppId),
    /// An app whose last recorded turn says something else than the app.
    #[error("app {0} is not what its course says")]
    Course(SdkAppId),
    /// The same thing for the same time from two order lines.
    #[error("orders {1} and {2} give app {0} the same thing for the same time")]
    Overlap(SdkAppId, String, String),
    /// More apps than are allowed.
    #[error("account {0} has {1} apps")]
    TooManyApps(AccountId, i64),
    /// A secret that its keys do not open.
    #[error("{0} does not open: {1}")]
    Sealed(String, SealFailed),
    /// A second digest of one day.
    #[error("message {1} is a second digest of its day for account {0}")]
    Digest(AccountId, uuid::Uuid),
    /// A message about somebody else's app.
    #[error("message {1} tells account {0} of an app of another")]
    Stranger(AccountId, uuid::Uuid),
    /// A row of an audit chain that does not follow from the one before it, or is missing at the end.
    #[error("the audit chain of account {0} is broken at row {1}")]
    Chain(AccountId, i64),
    /// Something that was done without an audit row.
    #[error("{1} of account {0} has no audit row")]
    Unaudited(AccountId, String),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.invariant, self.finding)
    }
}

/// Orders that are looked at together.
const PAGE: u32 = 500;

impl Services {
    /// Every place where an invariant does not hold; none in a sound database. A snapshot is not taken: asked while
    /// others write, it may name what is just being written.
    ///
    /// # Errors
    /// When the database fails or holds what this program can't read.
    pub async fn broken_invariants(&self) -> Result<Vec<Broken>, StoreError> {
        let mut tx = self.store.read().await?;
        let mut found = Findings::default();
        ledger(&mut tx, &mut found).await?;
        bills(&mut tx, &mut found).await?;
        found.add(Invariant::Vouchers, rows::wrong_vouchers(&mut tx).await?, Finding::Voucher);
        orders(&mut tx, &mut found).await?;
        found.add(Invariant::Entitlements, rows::other_ends(&mut tx).await?, Finding::End);
        let overlaps = rows::overlaps(&mut tx).await?;
        found.add(Invariant::Overlaps, overlaps, |(app, one, other)| Finding::Overlap(app, one, other));
        found.add(Invariant::Courses, rows::other_courses(&mut tx).await?, Finding::Course);
        let crowded = rows::too_many_apps(&mut tx, self.catalog().catalog.app_limit).await?;
        found.add(Invariant::Apps, crowded, |(account, count)| Finding::TooManyApps(account, count));
        messages(&mut tx, &mut found).await?;
        let closed = self.secrets.closed(&mut tx).await?;
        found.add(Invariant::Secrets, closed, |(what, why)| Finding::Sealed(what, why));
        let unaudited = rows::unaudited(&mut tx).await?;
        found.add(Invariant::Audit, unaudited, |(account, object)| Finding::Unaudited(account, object));
        found.add(Invariant::Audit, broken_chains(&mut tx).await?, |(account, seq)| {
            Finding::Chain(account, seq)
        });
        Ok(found.0)
    }
}

/// The accounts whose audit chain is broken, with the first row that is wrong or missing (I8).
///
/// # Errors
/// When the database fails.
pub async fn broken_audit_chains(store: &Store) -> Result<Vec<(AccountId, i64)>, StoreError> {
    broken_chains(&mut store.read().await?).await
}

#[derive(Default)]
struct Findings(Vec<Broken>);

impl Findings {
    fn add<T>(&mut self, invariant: Invariant, rows: Vec<T>, finding: impl Fn(T) -> Finding) {
        self.0.extend(rows.into_iter().map(|row| Broken { invariant, finding: finding(row) }));
    }
}

async fn ledger(tx: &mut Tx, found: &mut Findings) -> Result<(), StoreError> {
    let unbalanced = rows::unbalanced_entries(tx).await?;
    found.add(Invariant::Ledger, unbalanced, |(entry, sum)| Finding::Entry(entry, sum));
    let others = rows::other_balances(tx).await?;
    found.add(Invariant::Ledger, others, |(account, is, sum)| Finding::OtherBalance(account, is, sum));
    let runs = rows::broken_runs(tx).await?;
    found.add(Invariant::Ledger, runs, |(account, seq)| Finding::Run(account, seq));
    found.add(Invariant::Ledger, rows::orders_beside_the_ledger(tx).await?, Finding::OrderEntry);
    found.add(Invariant::Ledger, rows::top_ups_beside_the_ledger(tx).await?, Finding::TopUpEntry);
    found.add(Invariant::Ledger, rows::refunds_beside_the_ledger(tx).await?, Finding::RefundEntry);
    found.add(Invariant::Ledger, rows::other_returns(tx).await?, Finding::Returns);
    let bills = rows::bills_beside_the_ledger(tx).await?;
    found.add(Invariant::Ledger, bills, |(account, month)| Finding::BillEntry(account, month));
    found.add(Invariant::Ledger, rows::other_debts(tx).await?, Finding::OtherDebt);
    found.add(Invariant::Balance, rows::overdrawn(tx).await?, Finding::Overdrawn);
    Ok(())
}

async fn bills(tx: &mut Tx, found: &mut Findings) -> Result<(), StoreError> {
    let parts = rows::bills_beside_their_parts(tx).await?;
    found.add(Invariant::Bills, parts, |(account, month)| Finding::BillParts(account, month));
    found.add(Invariant::Bills, rows::missing_numbers(tx).await?, Finding::BillNumber);
    let mut after = 0;
    loop {
        let page = rows::closed_bills(tx, after, PAGE).await?;
        let Some((last, ..)) = page.last() else { return Ok(()) };
        after = *last;
        let mut changed = Vec::new();
        for (number, account, month) in page {
            let kept = bills::find(tx, account, month).await?;
            let lines = kept.iter().flat_map(|kept| &kept.bill.lines).zip(1..);
            let wrong = lines.filter(|(line, _)| !sums::is_charged(line)).map(|(_, place)| place);
            found.add(Invariant::Bills, wrong.collect(), |place| Finding::BillLine(number, place));
            if !kept.is_some_and(|kept| kept.is_sealed().unwrap_or(false)) {
                changed.push(number);
            }
        }
        found.add(Invariant::Bills, changed, Finding::BillHash);
    }
}

async fn orders(tx: &mut Tx, found: &mut Findings) -> Result<(), StoreError> {
    found.add(Invariant::Entitlements, rows::quotes_ordered_again(tx).await?, Finding::Again);
    let mut after = String::new();
    loop {
        let page = rows::gifts(tx, &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after.clone_from(&last.no);
        for order in &page {
            let lines = order.priced.iter().zip(1..);
            let wrong = lines.filter(|(line, _)| !sums::is_priced(line)).map(|(_, place)| place);
            found
                .add(Invariant::Ledger, wrong.collect(), |place| Finding::OrderLine(order.no.clone(), place));
        }
        let wrong = page.into_iter().filter(|order| match order.status {
            OrderStatus::Paid | OrderStatus::PartlyRefunded | OrderStatus::Refunded => {
                order.given != order.lines
            }
            OrderStatus::Unpaid | OrderStatus::Cancelled => !order.given.is_empty(),
        });
        found.add(Invariant::Entitlements, wrong.collect(), |order| Finding::Gifts(order.no, order.status));
    }
}

async fn messages(tx: &mut Tx, found: &mut Findings) -> Result<(), StoreError> {
    let owners = rows::owners(tx).await?;
    let (mut after, mut digests) = (uuid::Uuid::nil(), HashSet::new());
    loop {
        let page = told::page(tx, after, PAGE).await?;
        let Some((_, last)) = page.last() else { return Ok(()) };
        after = last.id;
        let (mut second, mut strangers) = (Vec::new(), Vec::new());
        for (account, kept) in page {
            if kept.message.digest_day().is_some_and(|day| !digests.insert((account, day))) {
                second.push((account, kept.id));
            }
            if kept.message.apps().iter().any(|app| owners.get(app) != Some(&account)) {
                strangers.push((account, kept.id));
            }
        }
        found.add(Invariant::Messages, second, |(account, id)| Finding::Digest(account, id));
        found.add(Invariant::Messages, strangers, |(account, id)| Finding::Stranger(account, id));
    }
}

async fn broken_chains(tx: &mut Tx) -> Result<Vec<(AccountId, i64)>, StoreError> {
    let mut broken = Vec::new();
    for ChainEnd { account, seq, hash } in rows::chain_ends(tx).await? {
        let chain = chain(tx, account).await?;
        let (length, end) = chain.last().map_or((0, ""), |row| (row.seq, row.row_hash.as_str()));
        let cut = (length != seq || end != hash).then_some(length + 1);
        broken.extend(audit::first_broken(&chain).or(cut).map(|row| (account, row)));
    }
    Ok(broken)
}
