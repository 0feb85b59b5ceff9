//! Vouchers: what one is worth for an order, and why it may not be used (M2).

use serde::{Deserialize, Serialize};

use super::{
    calendar::Timestamp,
    ids::{OrderNo, VoucherId},
    money::Amount,
    product::{AddOnKind, Item},
    text::{self, TextRefused},
};

/// The lines a voucher may deduct from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Every line.
    Everything,
    /// The package lines.
    Packages,
    /// The lines of these add-ons.
    AddOns(Vec<AddOnKind>),
}

impl Scope {
    /// Whether a line for `item` is in scope.
    #[must_use]
    pub fn covers(&self, item: Item) -> bool {
        match (self, item) {
            (Self::Everything, _) | (Self::Packages, Item::Package(_)) => true,
            (Self::AddOns(kinds), Item::AddOn(add_on)) => kinds.contains(&add_on.kind()),
            (Self::Packages, Item::AddOn(_)) | (Self::AddOns(_), Item::Package(_)) => false,
        }
    }
}

/// A voucher of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher {
    /// Its id.
    pub id: VoucherId,
    /// What it is called.
    pub name: String,
    /// What it was worth when granted.
    pub face: Amount,
    /// What is left of it.
    pub remaining: Amount,
    /// The least total, after discounts, that it can be used on.
    pub threshold: Amount,
    /// The lines it deducts from.
    pub scope: Scope,
    /// Whether what one order leaves over can be used again.
    pub reusable: bool,
    /// Whether bills and automatic renewals may take it.
    pub automatic: bool,
    /// The unpaid order that holds it.
    pub frozen_by: Option<OrderNo>,
    /// When it was granted.
    pub granted_at: Timestamp,
    /// From when on it can no longer be chosen.
    pub expires_at: Timestamp,
}

/// Why a voucher can't be used on an order.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VoucherRefused {
    /// Nothing is left of it.
    #[error("the voucher is used up")]
    UsedUp,
    /// Its time is over.
    #[error("the voucher has expired")]
    Expired {
        /// Since when.
        at: Timestamp,
    },
    /// An unpaid order holds it.
    #[error("the voucher is held by the unpaid order {by}")]
    Frozen {
        /// The order.
        by: OrderNo,
    },
    /// The total is below its threshold.
    #[error("the voucher needs a higher total")]
    BelowThreshold {
        /// The least total.
        threshold: Amount,
    },
    /// No line of the order is in its scope.
    #[error("the voucher covers no line of the order")]
    OutOfScope,
}

/// What is granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What it is called.
    pub name: String,
    /// What it is worth.
    pub face: Amount,
    /// The least total that it can be used on.
    pub threshold: Amount,
    /// The lines it deducts from.
    pub scope: Scope,
    /// Whether what one order leaves over can be used again.
    pub reusable: bool,
    /// From when on it can no longer be chosen.
    pub expires_at: Timestamp,
}

/// Why a voucher can't be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GrantRefused {
    /// It has no name, or one that is no line of text.
    #[error("the name of the voucher: {0}")]
    Name(#[from] TextRefused),
    /// It is worth nothing, or less.
    #[error("a voucher is worth more than nothing")]
    Worthless,
    /// Its threshold is below nothing.
    #[error("the threshold of a voucher is nothing or more")]
    Threshold,
}

impl Grant {
    /// The voucher that is granted at `now`.
    ///
    /// # Errors
    /// When it would be none.
    pub fn voucher(self, id: VoucherId, now: Timestamp) -> Result<Voucher, GrantRefused> {
        let name = text::line(&self.name, Voucher::NAME_MAX)?;
        if !self.face.is_positive() {
            return Err(GrantRefused::Worthless);
        }
        if self.threshold < Amount::ZERO {
            return Err(GrantRefused::Threshold);
        }
        Ok(Voucher {
            id,
            name,
            face: self.face,
            remaining: self.face,
            threshold: self.threshold,
            scope: self.scope,
            reusable: self.reusable,
            automatic: true,
            frozen_by: None,
            granted_at: now,
            expires_at: self.expires_at,
        })
    }
}

impl Voucher {
    /// The most characters of a name.
    pub const NAME_MAX: usize = 60;

    /// What it takes off lines of these items and amounts at `now`, line by line (M2): at most what is left of it,
    /// from the lines in scope only, shared by amount with the largest remainder.
    ///
    /// # Errors
    /// When it can't be used on this order.
    pub fn deductions(
        &self,
        lines: &[(Item, Amount)],
        now: Timestamp,
    ) -> Result<Vec<Amount>, VoucherRefused> {
        let total = lines.iter().map(|(_, amount)| *amount).sum();
        let lines: Vec<_> = lines.iter().map(|&(item, amount)| (Some(item), amount)).collect();
        self.shares(total, &lines, now)
    }

    /// The same for lines of which other vouchers may have taken a part (M2): the threshold is held against `total`.
    /// Lines without an item are history and usage, which only a voucher for everything covers.
    ///
    /// # Errors
    /// When it can't be used on these lines.
    pub fn shares(
        &self,
        total: Amount,
        lines: &[(Option<Item>, Amount)],
        now: Timestamp,
    ) -> Result<Vec<Amount>, VoucherRefused> {
        if !self.remaining.is_positive() {
            return Err(VoucherRefused::UsedUp);
        }
        if let Some(by) = &self.frozen_by {
            return Err(VoucherRefused::Frozen { by: by.clone() });
        }
        if now >= self.expires_at {
            return Err(VoucherRefused::Expired { at: self.expires_at });
        }
        if total < self.threshold {
            return Err(VoucherRefused::BelowThreshold { threshold: self.threshold });
        }
        let covers =
            |item: Option<Item>| item.map_or(self.scope == Scope::Everything, |item| self.scope.covers(item));
        let in_scope =
            |&(item, amount): &(Option<Item>, Amount)| if covers(item) { amount } else { Amount::ZERO };
        let weights: Vec<Amount> =
            lines.iter().map(in_scope).map(|amount| amount.max(Amount::ZERO)).collect();
        let coverable: Amount = weights.iter().copied().sum();
        if !coverable.is_positive() {
            return Err(VoucherRefused::OutOfScope);
        }
        Ok(self.remaining.min(coverable).split(&weights))
    }

    /// What is left after `deducted` was used: nothing of a voucher for one use.
    #[must_use]
    pub fn left_after(&self, deducted: Amount) -> Amount {
        if self.reusable { self.remaining - deducted } else { Amount::ZERO }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::product::{AddOn, Edition};

    const PACKAGE: Item = Item::Package(Edition::Professional);
    const GROUPS: Item = Item::AddOn(AddOn::GroupsPerUser(1_000));

    fn voucher(scope: Scope) -> Voucher {
        Voucher {
            id: VoucherId(uuid::Uuid::nil()),
            name: "Welcome".into(),
            face: Amount::minor(9_000),
            remaining: Amount::minor(9_000),
            threshold: Amount::minor(30_000),
            scope,
            reusable: true,
            automatic: true,
            frozen_by: None,
            granted_at: Timestamp::from_unix(0),
            expires_at: Timestamp::from_unix(1_000),
        }
    }

    const LINES: [(Item, Amount); 2] = [(PACKAGE, Amount::minor(10_000)), (GROUPS, Amount::minor(20_000))];
    const NOW: Timestamp = Timestamp::from_unix(500);

    #[test]
    fn m2_ninety_over_one_hundred_and_two_hundred_is_thirty_and_sixty() {
        let deductions = voucher(Scope::Everything).deductions(&LINES, NOW).unwrap();
        assert_eq!(deductions, [Amount::minor(3_000), Amount::minor(6_000)]);
    }

    #[test]
    fn m2_only_lines_in_scope_are_deducted_from_but_the_threshold_is_held_against_the_total() {
        let deductions = voucher(Scope::Packages).deductions(&LINES, NOW).unwrap();
        assert_eq!(deductions, [Amount::minor(9_000), Amount::ZERO]);
        let call_packs = voucher(Scope::AddOns(vec![AddOnKind::CallPack]));
        assert_eq!(call_packs.deductions(&LINES, NOW), Err(VoucherRefused::OutOfScope));
        let below = voucher(Scope::Everything).deductions(&LINES[..1], NOW);
        assert_eq!(below, Err(VoucherRefused::BelowThreshold { threshold: Amount::minor(30_000) }));
    }

    #[test]
    fn m2_used_frozen_and_expired_vouchers_are_refused() {
        let mut used = voucher(Scope::Everything);
        used.remaining = Amount::ZERO;
        assert_eq!(used.deductions(&LINES, NOW), Err(VoucherRefused::UsedUp));
        let mut frozen = voucher(Scope::Everything);
        frozen.frozen_by = OrderNo::parse("202611220123456789");
        assert!(matches!(frozen.deductions(&LINES, NOW), Err(VoucherRefused::Frozen { .. })));
        let expired = voucher(Scope::Everything);
        assert!(matches!(
            expired.deductions(&LINES, expired.expires_at),
            Err(VoucherRefused::Expired { .. })
        ));
    }

    #[test]
    fn m2_sec31_a_voucher_without_worth_or_name_is_not_granted() {
        let grant = Grant {
            name: " Welcome ".into(),
            face: Amount::minor(1),
            threshold: Amount::ZERO,
            scope: Scope::Everything,
            reusable: false,
            expires_at: Timestamp::from_unix(1_000),
        };
        let id = VoucherId(uuid::Uuid::nil());
        let granted = grant.clone().voucher(id, NOW).unwrap();
        assert_eq!((granted.name.as_str(), granted.remaining), ("Welcome", Amount::minor(1)));
        for (face, threshold, refused) in [
            (0, 0, GrantRefused::Worthless),
            (-1, 0, GrantRefused::Worthless),
            (i64::MIN, 0, GrantRefused::Worthless),
            (1, -1, GrantRefused::Threshold),
        ] {
            let (face, threshold) = (Amount::minor(face), Amount::minor(threshold));
            assert_eq!(Grant { face, threshold, ..grant.clone() }.voucher(id, NOW), Err(refused));
        }
        for (name, why) in [
            (" ", TextRefused::Missing),
            ("a\0b", TextRefused::Letters),
            ("a\nb", TextRefused::Letters),
            (&"x".repeat(61), TextRefused::TooLong),
        ] {
            let named = Grant { name: name.into(), ..grant.clone() };
            assert_eq!(named.voucher(id, NOW), Err(GrantRefused::Name(why)), "{name:?}");
        }
    }

    #[test]
    fn m2_a_single_use_voucher_keeps_nothing() {
        let mut single = voucher(Scope::Everything);
        assert_eq!(single.left_after(Amount::minor(4_000)), Amount::minor(5_000));
        single.reusable = false;
        assert_eq!(single.left_after(Amount::minor(4_000)), Amount::ZERO);
    }
}
