//! What the page of a bill shows: ready texts, from the stored bill or from the running month.

use std::{borrow::Cow, collections::HashMap};

use crate::{
    domain::{
        bill::{BillState, BillStatus, BillTimes, Carried, Kept},
        calendar::Timestamp,
        ids::VoucherId,
        money::Amount,
    },
    services::bills::SoFar,
    web::{
        pages::{
            bill_lines::{AppLines, by_app},
            lines::Style,
        },
        paths,
    },
};

type Text = Cow<'static, str>;

/// A stored bill with what paid it.
pub(super) struct Facts {
    pub(super) kept: Kept,
    pub(super) vouchers: Vec<(VoucherId, String, Amount)>,
    pub(super) payments: Vec<(Amount, Timestamp)>,
}

/// The page.
#[derive(Clone, Debug)]
pub(super) struct BillView {
    /// Its title.
    pub(super) title: Text,
    /// Where it stands, and the tone of the badge.
    pub(super) status: (&'static str, Text),
    /// Terms and values about it.
    pub(super) about: Vec<(Text, String)>,
    /// The hash that it was closed under.
    pub(super) hash: Option<String>,
    /// That its lines can still change.
    pub(super) open: Option<String>,
    /// The lines by app.
    pub(super) apps: Vec<AppLines>,
    /// What was left over before, and the total.
    pub(super) sums: Vec<(Text, String)>,
    /// The total before vouchers.
    pub(super) total: String,
    /// Vouchers, payments and what was moved on.
    pub(super) settled: Vec<(Text, String)>,
    /// What is still owed.
    pub(super) owed: Option<String>,
    /// The addresses of the table and the document.
    pub(super) files: Option<[String; 2]>,
}

/// The tone of a state's badge.
pub(in crate::web) const fn tone(status: BillStatus) -> &'static str {
    match status {
        BillStatus::Pushed | BillStatus::Closed => "info",
        BillStatus::Overdue => "bad",
        BillStatus::Paid => "ok",
    }
}

fn carried(style: Style, carried: Option<Carried>) -> Option<(Text, String)> {
    let Carried { from, amount } = carried?;
    Some((style.t.bill_carried(&style.f.calendar_month(from)), style.money(amount)))
}

impl BillView {
    /// A stored bill.
    ///
    /// # Errors
    /// When it can't be written as a document.
    pub(super) fn of(
        style: Style,
        facts: &Facts,
        names: &HashMap<i64, String>,
    ) -> Result<Self, serde_json::Error> {
        let Style { t, f, .. } = style;
        let (kept, bill) = (&facts.kept, &facts.kept.bill);
        let status = bill.state.status();
        let files = ["csv", "json"].map(|ending| format!("{}/{ending}", paths::bill(bill.month)));
        let hash = kept.seal.as_ref().map(|_| kept.document()).transpose()?.map(|document| document.hash);
        Ok(Self {
            title: t.bill_title(&f.calendar_month(bill.month)),
            status: (tone(status), t.bill_status_name(status)),
            about: about(style, kept),
            hash,
            open: (status == BillStatus::Pushed).then(|| t.bill_open().into_owned()),
            apps: by_app(style, &bill.lines, bill.month, names),
            sums: carried(style, bill.carried).into_iter().collect(),
            total: style.money(bill.total()),
            settled: settled(style, facts),
            owed: bill.owed().is_positive().then(|| style.money(bill.owed())),
            files: Some(files),
        })
    }

    /// The running month.
    pub(super) fn running(
        style: Style,
        running: &SoFar,
        names: &HashMap<i64, String>,
        now: Timestamp,
    ) -> Self {
        let Style { t, f, .. } = style;
        let expected = running.expected.as_ref().map_or(Amount::ZERO, crate::domain::bill::Bill::total);
        Self {
            title: t.bill_title(&f.calendar_month(running.month)),
            status: ("", t.bill_state_running()),
            about: times(style, running.times).into(),
            hash: None,
            open: Some(format!(
                "{} · {}",
                t.bills_until(&f.date_time_zoned(now)),
                t.bills_expected(&style.money(expected))
            )),
            apps: by_app(style, &running.lines, running.month, names),
            sums: carried(style, running.carried).into_iter().collect(),
            total: style.money(running.total()),
            settled: Vec::new(),
            owed: None,
            files: None,
        }
    }
}

fn times(style: Style, times: BillTimes) -> [(Text, String); 2] {
    let Style { t, f, .. } = style;
    [
        (t.bill_drawn_up(), f.date_time_zoned(times.drawn_up_at)),
        (t.bill_debit(), f.date_time_zoned(times.debit_at)),
    ]
}

fn about(style: Style, kept: &Kept) -> Vec<(Text, String)> {
    let Style { t, f, .. } = style;
    let mut rows = Vec::new();
    if let Some(seal) = &kept.seal {
        rows.push((t.bills_no(), seal.no.to_string()));
    }
    rows.extend(times(style, kept.bill.times));
    match kept.bill.state {
        BillState::Overdue { .. } => {
            rows.push((t.bill_deactivate(), f.date_time_zoned(kept.bill.times.deactivate_at)));
        }
        BillState::Paid { at } => rows.push((t.bill_paid_at(), f.date_time_zoned(at))),
        BillState::Pushed | BillState::Closed => {}
    }
    rows
}

fn settled(style: Style, facts: &Facts) -> Vec<(Text, String)> {
    let Style { t, f, .. } = style;
    let vouchers =
        facts.vouchers.iter().map(|(_, name, amount)| (t.bill_voucher(name), style.money(-*amount)));
    let payments = facts
        .payments
        .iter()
        .map(|(amount, at)| (t.bill_from_balance(&f.date_time_zoned(*at)), style.money(-*amount)));
    let moved = facts.kept.carried_on().map(|carried| (t.bill_moved(), style.money(-carried.amount)));
    vouchers.chain(payments).chain(moved).collect()
}
