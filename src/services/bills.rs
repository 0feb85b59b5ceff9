//! The bills of accounts (U6–U8): drawn up, closed and debited, overdue, stopped. Each step falls due at its moment and
//! is done once, in one unit; what it charges is the domain's to say.

mod compose;
mod debts;
mod draft;
mod monthly;
mod parking;
mod runs;
mod together;

use std::collections::BTreeSet;

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event},
    life::tell,
    purchase::give_up_order_of,
    unit::Unit,
    vouchers::take_vouchers,
};
use crate::{
    domain::{
        bill::{Bill, BillState, BillStep, BillTimes, Debit, Kept, Seal},
        calendar::{Calendar, Timestamp},
        catalog::Releases,
        ids::AccountId,
        ledger::{Debited, Entry},
        lifecycle::{self, Effect, Step},
        message::Message,
        money::Amount,
        month::Month,
        voucher::Voucher,
    },
    store::{StoreError, apps, bill_steps, bill_steps::Step as Due, bills, messages, vouchers},
};

pub use compose::SoFar;
pub(super) use compose::expected;
use draft::{Draft, Drafted};
pub use monthly::MonthOfApp;
pub use parking::Parked;
pub use runs::{Progress, RunRefused, RunReport};

impl Services {
    /// Does a step of an account's bills that fell due at `at`, unless somebody else was faster; gives what the bill comes
    /// to where anything came of it.
    pub(super) async fn bill_due(
        &self,
        account: AccountId,
        step: Due,
        at: Timestamp,
    ) -> Result<Option<Amount>, StoreError> {
        let actor = Actor::console();
        let Some(mut unit) = Unit::open_at(self, account, &actor, at).await? else { return Ok(None) };
        if !bill_steps::claim(&mut unit.tx, account, step).await? {
            return Ok(None);
        }
        let releases = self.catalogs.releases(&mut unit.tx).await?;
        let done = self.take_step(&mut unit, &releases, step, None).await?;
        unit.commit().await?;
        Ok(done)
    }

    /// Carries out a claimed step, by `draft` if nothing was changed since it was made.
    async fn take_step(
        &self,
        unit: &mut Unit<'_>,
        releases: &Releases,
        step: Due,
        draft: Option<Draft>,
    ) -> Result<Option<Amount>, StoreError> {
        let done = match step {
            (BillStep::DrawUp, Some(month)) => {
                let draft = Draft::of_unit(unit, releases, (month, true), draft).await?;
                draw_up(unit, releases, month, draft).await?
            }
            (BillStep::Debit, Some(month)) => {
                let draft = Draft::of_unit(unit, releases, (month, false), draft).await?;
                debit(unit, releases, month, draft).await?
            }
            (BillStep::Deactivate, Some(month)) => self.stop_apps(unit, month).await?,
            (_, month) => {
                let month = month.unwrap_or_else(|| Month::of(calendar(releases), unit.now));
                schedule_draw_up(unit, releases, month);
                None
            }
        };
        unit.spends();
        Ok(done)
    }

    /// What reports of use on days of `months` mean for the account's bills (U7): one that is drawn up and not debited
    /// yet is drawn up again, and what comes later is corrected on the next bill, which is drawn up even if no app can
    /// cost anything any more.
    pub(super) async fn reported(
        &self,
        unit: &mut Unit<'_>,
        months: &BTreeSet<Month>,
    ) -> Result<(), StoreError> {
        unit.send().await?;
        let releases = self.catalogs.releases(&mut unit.tx).await?;
        let waiting = bill_steps::waiting(&mut unit.tx, unit.account.id).await?;
        let mut is_late = false;
        for &month in months {
            let times = BillTimes::of(&releases.at(month.span(calendar(&releases)).to).catalog, month);
            let is_waiting = waiting.iter().any(|(step, _)| *step == (BillStep::DrawUp, Some(month)));
            if unit.now >= times.debit_at {
                is_late = true;
            } else if unit.now >= times.drawn_up_at && !is_waiting {
                let draft = Draft::of_unit(unit, &releases, (month, true), None).await?;
                push(unit, month, draft).await?;
            }
        }
        unit.spends();
        if is_late {
            bill_steps::enrol(&mut unit.batch, unit.account.id, unit.now);
        }
        Ok(())
    }

    /// Deactivates the apps of a bill that is still overdue (U8).
    async fn stop_apps(&self, unit: &mut Unit<'_>, month: Month) -> Result<Option<Amount>, StoreError> {
        let account = unit.account.id;
        let kept = bills::find(&mut unit.tx, account, month).await?;
        let Some(Kept { bill, .. }) = kept.filter(|kept| kept.bill.owed().is_positive()) else {
            return Ok(None);
        };
        for id in bill.apps() {
            let Some(mut app) = apps::find(&mut unit.tx, account, id).await? else { continue };
            let Some(state) = lifecycle::stopped_for_arrears(&app, unit.now) else { continue };
            give_up_order_of(unit, id).await?;
            app.state = state;
            let due = unit.now;
            tell(unit, &app, Step { due, effect: Effect::Deactivate, state });
            self.save(unit, &app);
        }
        unit.audit(Event::done(Action::BillArrears, &month, json!({ "owed": bill.owed() })));
        Ok(Some(bill.total()))
    }
}

fn calendar(releases: &Releases) -> Calendar {
    releases.current().catalog.calendar()
}

fn schedule_draw_up(unit: &mut Unit<'_>, releases: &Releases, month: Month) {
    let times = BillTimes::of(&releases.current().catalog, month);
    bill_steps::schedule(
        &mut unit.batch,
        unit.account.id,
        (BillStep::DrawUp, Some(month)),
        times.drawn_up_at,
    );
}

/// Draws the bill of a month up (U7), and has the next one drawn up while any app can cost something.
async fn draw_up(
    unit: &mut Unit<'_>,
    releases: &Releases,
    month: Month,
    draft: Draft,
) -> Result<Option<Amount>, StoreError> {
    if draft.goes_on {
        schedule_draw_up(unit, releases, month.next());
    }
    push(unit, month, draft).await
}

/// Writes the bill of a month as it was drafted, and has it debited; none when there is nothing on it, or nothing new.
async fn push(unit: &mut Unit<'_>, month: Month, draft: Draft) -> Result<Option<Amount>, StoreError> {
    let account = unit.account.id;
    let Some(Drafted { bill, hash, rows }) = draft.bill else { return Ok(None) };
    let before = bills::drawn(&mut unit.tx, account, month).await?;
    if before.as_ref().is_some_and(|before| before.hash.as_ref() == Some(&hash)) {
        return Ok(None);
    }
    if before.is_some() {
        bills::clear(&mut unit.tx, account, month).await?;
    }
    let total = bill.total();
    unit.batch.append(rows);
    bill_steps::schedule(&mut unit.batch, account, (BillStep::Debit, Some(month)), bill.times.debit_at);
    let detail = json!({ "total": total, "lines": bill.lines.len() });
    unit.audit(Event::done(Action::BillDrawUp, &month, detail));
    unit.tell("bill_drawn_up", &json!({ "month": month, "total": total }));
    if before.is_none_or(|before| before.total != total) {
        inform_of(unit, &bill).await?;
    }
    Ok(Some(total))
}

/// Tells the account what a bill comes to; of a bill that is drawn up again within one second, only the first time.
async fn inform_of(unit: &mut Unit<'_>, bill: &Bill) -> Result<(), StoreError> {
    let cause = format!("bill_pushed/{}/{}", bill.month, unit.now.unix());
    if !messages::is_told(&mut unit.tx, unit.account.id, &cause).await? {
        let (month, total, debit_at) = (bill.month, bill.total(), bill.times.debit_at);
        unit.inform(cause, &Message::BillPushed { month, total, debit_at });
    }
    Ok(())
}

/// Closes the bill of a month with everything that was reported until now, and debits it (U7, U8).
async fn debit(
    unit: &mut Unit<'_>,
    releases: &Releases,
    month: Month,
    draft: Draft,
) -> Result<Option<Amount>, StoreError> {
    let account = unit.account.id;
    let Some(Drafted { bill, hash, .. }) = draft.bill else { return Ok(None) };
    let mut bill = bill.closed();
    let is_free = !unit.account.has_overdue();
    let usable = if is_free { vouchers::list(&mut unit.tx, account).await? } else { Vec::new() };
    let days = releases.at(month.span(calendar(releases)).to).catalog.bill_days;
    let Some(done) = bill.debit(&usable, unit.account.balance, days, unit.now) else { return Ok(None) };
    let is_deducted = bill.deducted().is_positive();
    let drawn_up = bills::drawn(&mut unit.tx, account, month).await?;
    if is_deducted || drawn_up.is_none_or(|drawn_up| drawn_up.hash.as_ref() != Some(&hash)) {
        bills::clear(&mut unit.tx, account, month).await?;
        bills::push(&mut unit.batch, &bill);
        unit.send().await?;
    }
    let no = bills::next_number(&mut unit.tx).await?;
    let moved = done.carried.map_or(Amount::ZERO, |carried| carried.amount);
    let kept = Kept { bill, seal: Some(Seal { no, hash }), paid: done.from_balance, moved };
    settle(unit, &kept, &done, usable);
    let has_use = !kept.bill.lines.is_empty() || kept.paid.is_positive();
    if moved.is_positive() && has_use {
        schedule_draw_up(unit, releases, month.next());
    }
    Ok(Some(kept.bill.total()))
}

/// Writes what a debit did: the bill, its payment, vouchers, ledger, and what follows when something is owed.
fn settle(unit: &mut Unit<'_>, kept: &Kept, done: &Debit, usable: Vec<Voucher>) {
    let Kept { bill, seal: Some(Seal { no, .. }), .. } = kept else { return };
    bills::settle(&mut unit.batch, kept);
    if done.from_balance.is_positive() {
        bills::pay(&mut unit.batch, bill, (0, done.from_balance), unit.now);
    }
    take_vouchers(&mut unit.batch, &done.vouchers, usable, |batch, voucher, taken| {
        bills::take(batch, bill, voucher, taken);
    });
    let debited = Debited {
        from_balance: done.from_balance,
        from_vouchers: bill.deducted(),
        unpaid: done.owed + kept.moved,
        carried: bill.carried.map_or(Amount::ZERO, |carried| carried.amount),
    };
    unit.post(&Entry::bill(no.to_string(), debited));
    unit.account.owed += done.owed;
    if done.owed.is_positive() {
        let step = (BillStep::Deactivate, Some(bill.month));
        let stops_at = bill.times.deactivate_at;
        bill_steps::schedule(&mut unit.batch, unit.account.id, step, stops_at);
        let overdue = Message::BillOverdue { month: bill.month, owed: done.owed, stops_at };
        unit.inform(format!("bill_overdue/{}", bill.month), &overdue);
    }
    let detail = json!({ "month": bill.month, "total": bill.total(), "paid": kept.paid, "owed": done.owed });
    unit.audit(Event::done(Action::BillDebit, no, detail));
    let kind = match bill.state {
        BillState::Overdue { .. } => "bill_overdue",
        BillState::Pushed | BillState::Closed | BillState::Paid { .. } => "bill_paid",
    };
    unit.tell(kind, &json!({ "bill": no, "month": bill.month, "owed": done.owed }));
}
