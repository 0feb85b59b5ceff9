//! How a bill is paid: vouchers first, then the balance; what is missing leaves it overdue, or moves to the next bill
//! where it is small (U8, M1, M2). Debts are paid oldest first.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Bill, BillState, Carried};
use crate::domain::{
    allocation::{Allocation, Deductible, allocate},
    calendar::Timestamp,
    catalog::BillDays,
    charge::ChargeLine,
    money::Amount,
    month::Month,
    voucher::Voucher,
};

/// What a debit does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debit {
    /// What the vouchers give, line by line.
    pub vouchers: Allocation,
    /// What is taken from the balance: what is there, at most what is to be paid (M1).
    pub from_balance: Amount,
    /// What is owed and leaves the bill overdue.
    pub owed: Amount,
    /// What moves to the next bill instead.
    pub carried: Option<Carried>,
}

impl Bill {
    /// Closes the bill: from now on its lines never change, and it has its hash (U7).
    #[must_use]
    pub fn closed(mut self) -> Self {
        if self.state == BillState::Pushed {
            self.state = BillState::Closed;
        }
        self
    }

    /// Debits a closed bill at `at` (U8): `vouchers` in their order, then `balance`. Nothing is done to a bill that is
    /// not closed. While another bill is overdue no vouchers may be given (M1).
    pub fn debit(
        &mut self,
        vouchers: &[Voucher],
        balance: Amount,
        days: BillDays,
        at: Timestamp,
    ) -> Option<Debit> {
        if self.state != BillState::Closed {
            return None;
        }
        let lines: Vec<Deductible> =
            self.lines.iter().map(|line| (line.subject.item(), line.amount)).collect();
        let vouchers = allocate(vouchers, &lines, at);
        for (line, deducted) in self.lines.iter_mut().zip(&vouchers.deducted) {
            line.deducted = *deducted;
        }
        let from_balance = self.payable().min(balance).max(Amount::ZERO);
        let missing = self.payable() - from_balance;
        let is_small = missing.is_positive() && missing < days.carry_below;
        let carried = is_small.then_some(Carried { from: self.month, amount: missing });
        let owed = if is_small { Amount::ZERO } else { missing };
        self.state =
            if owed.is_positive() { BillState::Overdue { since: at, owed } } else { BillState::Paid { at } };
        Some(Debit { vouchers, from_balance, owed, carried })
    }

    /// The bill when `amount` of what is owed on it was paid at `at` (M1).
    #[must_use]
    pub fn paid(mut self, amount: Amount, at: Timestamp) -> Self {
        if let BillState::Overdue { since, owed } = self.state {
            let owed = owed - amount;
            self.state =
                if owed.is_positive() { BillState::Overdue { since, owed } } else { BillState::Paid { at } };
        }
        self
    }

    /// What is still owed on it.
    #[must_use]
    pub const fn owed(&self) -> Amount {
        match self.state {
            BillState::Overdue { owed, .. } => owed,
            BillState::Pushed | BillState::Closed | BillState::Paid { .. } => Amount::ZERO,
        }
    }

    /// The lines as they were before vouchers: what the month is closed under.
    pub(super) fn undeducted(&self) -> Cow<'_, [ChargeLine]> {
        if self.lines.iter().all(|line| line.deducted == Amount::ZERO) {
            return Cow::Borrowed(&self.lines);
        }
        let lines = self.lines.iter().cloned();
        lines.map(|line| ChargeLine { deducted: Amount::ZERO, ..line }).collect()
    }
}

/// What is owed on an overdue bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// The bill's month.
    pub month: Month,
    /// What is owed, in minor units.
    pub amount: Amount,
}

/// What a credit does to the debts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    /// What goes to each bill that gets something, oldest first.
    pub payments: Vec<Owed>,
    /// What is left of the credit.
    pub left: Amount,
    /// Whether nothing is owed any more, so that apps stopped for arrears come back (U8).
    pub is_clear: bool,
}

/// Pays overdue bills from a credit, oldest first (M1).
#[must_use]
pub fn pay_overdue(debts: &[Owed], credit: Amount) -> Paid {
    let mut debts = debts.to_vec();
    debts.sort_by_key(|debt| debt.month);
    let mut left = credit;
    let mut payments = Vec::new();
    for &Owed { month, amount } in &debts {
        let paid = amount.min(left);
        if paid.is_positive() {
            payments.push(Owed { month, amount: paid });
            left -= paid;
        }
    }
    let owed: Amount = debts.iter().map(|debt| debt.amount).sum();
    let is_clear = payments.iter().map(|payment| payment.amount).sum::<Amount>() == owed;
    Paid { payments, left, is_clear }
}
