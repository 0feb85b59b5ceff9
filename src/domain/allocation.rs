//! Several vouchers over several lines, as bills and automatic renewals take them (M2): by earliest expiry, then
//! largest deductible amount, then smallest balance. Orders chosen by a customer take one (`quote`).

use std::cmp::Reverse;

use super::{calendar::Timestamp, ids::VoucherId, money::Amount, product::Item, voucher::Voucher};

/// A line that vouchers may deduct from: its item, none for history and usage, and its amount.
pub type Deductible = (Option<Item>, Amount);

/// What one voucher takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoucherUse {
    /// Which.
    pub voucher: VoucherId,
    /// Its share in each line, in the order of the lines.
    pub shares: Vec<Amount>,
    /// What is left of it: nothing of a voucher for one use.
    pub left: Amount,
}

impl VoucherUse {
    /// What it takes in all.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.shares.iter().copied().sum()
    }
}

/// What several vouchers take off some lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allocation {
    /// The vouchers in the order in which they were taken.
    pub uses: Vec<VoucherUse>,
    /// What is taken off each line, in the order of the lines.
    pub deducted: Vec<Amount>,
}

impl Allocation {
    /// What is taken off in all.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.deducted.iter().copied().sum()
    }
}

/// Takes from `vouchers` what they give for `lines` at `now` (M2). Thresholds are held against the total of the lines
/// before any voucher; those kept from automatic use, frozen, expired or used up are left alone. While anything is
/// overdue none may be taken (M1): the caller gives none then.
#[must_use]
pub fn allocate(vouchers: &[Voucher], lines: &[Deductible], now: Timestamp) -> Allocation {
    let total = lines.iter().map(|(_, amount)| *amount).sum();
    let mut left: Vec<Deductible> = lines.to_vec();
    let mut waiting: Vec<&Voucher> = vouchers.iter().filter(|voucher| voucher.automatic).collect();
    let mut uses = Vec::new();
    loop {
        let usable = waiting.iter().filter_map(|voucher| {
            let shares = voucher.shares(total, &left, now).ok()?;
            let taken: Amount = shares.iter().copied().sum();
            Some((
                (voucher.expires_at, Reverse(taken), voucher.remaining, voucher.id),
                *voucher,
                shares,
                taken,
            ))
        });
        let Some((_, voucher, shares, taken)) = usable.min_by_key(|(order, ..)| *order) else { break };
        for ((_, amount), share) in left.iter_mut().zip(&shares) {
            *amount -= *share;
        }
        waiting.retain(|other| other.id != voucher.id);
        uses.push(VoucherUse { voucher: voucher.id, shares, left: voucher.left_after(taken) });
    }
    let deducted = lines.iter().zip(&left).map(|((_, before), (_, after))| *before - *after).collect();
    Allocation { uses, deducted }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{product::Edition, voucher::Scope};

    const NOW: Timestamp = Timestamp::from_unix(500);
    const PACKAGE: Option<Item> = Some(Item::Package(Edition::Professional));

    fn voucher(id: u128, remaining: i64, expires_at: i64) -> Voucher {
        Voucher {
            id: VoucherId(uuid::Uuid::from_u128(id)),
            name: "Welcome".into(),
            face: Amount::minor(remaining),
            remaining: Amount::minor(remaining),
            threshold: Amount::ZERO,
            scope: Scope::Everything,
            reusable: true,
            automatic: true,
            frozen_by: None,
            granted_at: Timestamp::from_unix(0),
            expires_at: Timestamp::from_unix(expires_at),
        }
    }

    fn order(vouchers: &[Voucher], lines: &[Deductible]) -> Vec<u128> {
        allocate(vouchers, lines, NOW).uses.iter().map(|used| used.voucher.0.as_u128()).collect()
    }

    #[test]
    fn m2_several_go_by_earliest_expiry_then_largest_deductible_then_smallest_balance() {
        let lines = [(PACKAGE, Amount::minor(30_000)), (None, Amount::minor(50_000))];
        let mut packages = voucher(3, 90_000, 900);
        packages.scope = Scope::Packages;
        let vouchers = [voucher(1, 9_000, 900), voucher(2, 20_000, 900), packages, voucher(4, 500, 800)];
        assert_eq!(
            order(&vouchers, &lines),
            [4, 3, 2, 1],
            "what is left of the package beats 20,000 and 9,000"
        );
        let same_worth = [voucher(1, 90_000, 900), voucher(2, 80_000, 900)];
        assert_eq!(order(&same_worth, &lines), [2], "both cover everything: the smaller balance goes");
    }

    #[test]
    fn m2_vouchers_kept_from_automatic_use_expired_or_below_their_threshold_stay() {
        let lines = [(PACKAGE, Amount::minor(30_000))];
        let mut kept = voucher(1, 9_000, 900);
        kept.automatic = false;
        let mut high = voucher(2, 9_000, 900);
        high.threshold = Amount::minor(30_001);
        assert_eq!(order(&[kept, high, voucher(3, 9_000, 500)], &lines), [0_u128; 0]);
        let mut met = voucher(4, 9_000, 900);
        met.threshold = Amount::minor(30_000);
        let both = [voucher(5, 25_000, 800), met];
        assert_eq!(
            order(&both, &lines),
            [5, 4],
            "the threshold is held against the total before any voucher"
        );
    }

    #[test]
    fn m2_history_and_usage_are_covered_by_vouchers_for_everything_only() {
        let mut packages = voucher(1, 9_000, 900);
        packages.scope = Scope::Packages;
        assert_eq!(order(&[packages], &[(None, Amount::minor(30_000))]), [0_u128; 0]);
        assert_eq!(order(&[voucher(2, 9_000, 900)], &[(None, Amount::minor(30_000))]), [2]);
    }

    proptest! {
        #[test]
        fn m2_no_line_goes_below_zero_and_no_voucher_above_its_balance(
            lines in prop::collection::vec(0_i64..1_000_000, 1..6),
            vouchers in prop::collection::vec((1_i64..1_000_000, 501_i64..600), 0..6),
        ) {
            let lines: Vec<Deductible> = lines.into_iter().map(|line| (PACKAGE, Amount::minor(line))).collect();
            let vouchers: Vec<Voucher> = (1..).zip(vouchers).map(|(id, (left, end))| voucher(id, left, end)).collect();
            let allocation = allocate(&vouchers, &lines, NOW);
            for ((_, amount), deducted) in lines.iter().zip(&allocation.deducted) {
                prop_assert!(Amount::ZERO <= *deducted && deducted <= amount);
            }
            let taken: Amount = allocation.uses.iter().map(VoucherUse::total).sum();
            prop_assert_eq!(taken, allocation.total());
            for used in &allocation.uses {
                let voucher = vouchers.iter().find(|voucher| voucher.id == used.voucher).unwrap();
                prop_assert_eq!(used.left + used.total(), voucher.remaining);
            }
        }
    }
}
