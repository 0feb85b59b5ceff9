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
        /// Income: what bills charge for, at the price before vouchers.
        PostpaidSales = "postpaid_sales",
        /// Asset, per customer: what was billed and is neither paid nor given up.
        Receivable = "receivable",
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
        /// A bill was closed and debited (U7, U8). Reference: the bill's number.
        Bill = "bill",
        /// A credit paid what was owed on a bill (M1). Reference: the bill's number and the payment's.
        BillPayment = "bill_payment",
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

/// What the total of a bill was made up of when it was debited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Debited {
    /// What the balance paid.
    pub from_balance: Amount,
    /// What vouchers took off.
    pub from_vouchers: Amount,
    /// What is owed, or moved to the next bill.
    pub unpaid: Amount,
    /// What an earlier bill had left over.
    pub carried: Amount,
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

    /// A debited bill: the balance, vouchers and what stays to be paid make up the sale; what an earlier bill left
    /// over was a sale then.
    #[must_use]
    pub fn bill(reference: String, debited: Debited) -> Self {
        let Debited { from_balance, from_vouchers, unpaid, carried } = debited;
        let sold = from_balance + from_vouchers + unpaid - carried;
        let postings = vec![
            Posting { account: LedgerAccount::CustomerBalance, amount: from_balance },
            Posting { account: LedgerAccount::Vouchers, amount: from_vouchers },
            Posting { account: LedgerAccount::Receivable, amount: unpaid - carried },
            Posting { account: LedgerAccount::PostpaidSales, amount: -sold },
        ];
        Self { kind: EntryKind::Bill, reference, postings }
    }

    /// A payment on an overdue bill: the balance pays what was owed.
    #[must_use]
    pub fn bill_payment(reference: String, amount: Amount) -> Self {
        let postings = vec![
            Posting { account: LedgerAccount::CustomerBalance, amount },
            Posting { account: LedgerAccount::Receivable, amount: -amount },
        ];
        Self { kind: EntryKind::BillPayment, reference, postings }
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
            let debited = Debited {
                from_balance: paid,
                from_vouchers: voucher,
                unpaid: paid,
                carried: voucher,
            };
            let bill = Entry::bill("1".into(), debited);
            prop_assert_eq!(bill.postings().map(|posting| posting.amount).sum::<Amount>(), Amount::ZERO);
            prop_assert_eq!(bill.balance_change(), -paid);
            let payment = Entry::bill_payment("1/1".into(), voucher);
            prop_assert_eq!(payment.postings().map(|posting| posting.amount).sum::<Amount>(), Amount::ZERO);
            prop_assert_eq!(payment.balance_change(), -voucher);
            let top_up = Entry::top_up("t".into(), voucher);
            prop_assert_eq!(top_up.postings().map(|posting| posting.amount).sum::<Amount>(), Amount::ZERO);
            prop_assert_eq!(top_up.balance_change(), voucher);
        }
    }
}
