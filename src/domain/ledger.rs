//! Double entry: every movement of money is an entry whose postings sum to zero (docs/ledger.md has the chart of
//! accounts). Debits are positive, credits negative.

use super::{money::Amount, product::words};

words! {
    /// The ledger's accounts.
    LedgerAccount {
        /// Asset: money that customers paid in.
        Cash = "cash",
        /// Liability, per customer: what is paid in and not yet spent. The console's "balance" is its credit.
        CustomerBalance = "customer_balance",
        /// Income: prepaid packages and add-ons, at the price before vouchers.
        PrepaidSales = "prepaid_sales",
        /// Expense: the part of sales that vouchers paid.
        Vouchers = "vouchers",
    }
}

words! {
    /// What an entry tells of.
    EntryKind {
        /// A top-up was confirmed (M1). Reference: the top-up.
        TopUp = "top_up",
        /// An order was paid (P12). Reference: the order.
        Order = "order",
        /// Money was given back for a package or add-ons (R5). Reference: the refund.
        Refund = "refund",
    }
}

/// One side of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Which account.
    pub account: LedgerAccount,
    /// A debit when positive, a credit when negative; never zero.
    pub amount: Amount,
}

/// A movement of money of one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it tells of.
    pub kind: EntryKind,
    /// The top-up, order or refund it tells of; with the kind, a key that is used once.
    pub reference: String,
    postings: Vec<Posting>,
}

impl Entry {
    /// A confirmed top-up: cash grows, and so does what is owed to the customer.
    #[must_use]
    pub fn top_up(reference: String, amount: Amount) -> Self {
        let postings = vec![
            Posting { account: LedgerAccount::Cash, amount },
            Posting { account: LedgerAccount::CustomerBalance, amount: -amount },
        ];
        Self { kind: EntryKind::TopUp, reference, postings }
    }

    /// A paid order: the balance and the voucher pay the sale. `from_balance` is below zero where an upgrade gives back
    /// more than it charges (R4).
    #[must_use]
    pub fn order(reference: String, from_balance: Amount, from_voucher: Amount) -> Self {
        let postings = vec![
            Posting { account: LedgerAccount::CustomerBalance, amount: from_balance },
            Posting { account: LedgerAccount::Vouchers, amount: from_voucher },
            Posting { account: LedgerAccount::PrepaidSales, amount: -(from_balance + from_voucher) },
        ];
        Self { kind: EntryKind::Order, reference, postings }
    }

    /// A refund: the sale is undone by so much, and the balance grows.
    #[must_use]
    pub fn refund(reference: String, amount: Amount) -> Self {
        let postings = vec![
            Posting { account: LedgerAccount::PrepaidSales, amount },
            Posting { account: LedgerAccount::CustomerBalance, amount: -amount },
        ];
        Self { kind: EntryKind::Refund, reference, postings }
    }

    /// The sides that are not zero.
    pub fn postings(&self) -> impl Iterator<Item = Posting> {
        self.postings.iter().copied().filter(|posting| !posting.amount.is_zero())
    }

    /// By how much the entry changes the customer's balance.
    #[must_use]
    pub fn balance_change(&self) -> Amount {
        let own = self.postings.iter().filter(|posting| posting.account == LedgerAccount::CustomerBalance);
        -own.map(|posting| posting.amount).sum::<Amount>()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn i1_every_entry_sums_to_zero(paid in 0_i64..10_000_000_000, voucher in 1_i64..10_000_000) {
            let (paid, voucher) = (Amount::minor(paid), Amount::minor(voucher));
            let order = Entry::order("o".into(), paid, voucher);
            prop_assert_eq!(order.postings().map(|posting| posting.amount).sum::<Amount>(), Amount::ZERO);
            prop_assert_eq!(order.balance_change(), -paid);
            let refund = Entry::refund("r".into(), paid);
            prop_assert_eq!(refund.postings().map(|posting| posting.amount).sum::<Amount>(), Amount::ZERO);
            prop_assert_eq!(refund.balance_change(), paid);
            let top_up = Entry::top_up("t".into(), voucher);
            prop_assert_eq!(top_up.postings().map(|posting| posting.amount).sum::<Amount>(), Amount::ZERO);
            prop_assert_eq!(top_up.balance_change(), voucher);
        }
    }
}
