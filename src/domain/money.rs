//! Amounts, currencies and the three things done to them: adding up, applying a fraction once, and sharing out.
//! No floating point touches money; arithmetic overflow aborts the request (overflow checks are on in release).

use std::{
    iter::Sum,
    ops::{Add, AddAssign, Neg, Sub, SubAssign},
};

use serde::{Deserialize, Serialize};

/// A currency that a catalog may charge in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Renminbi.
    Cny,
    /// United States dollar.
    Usd,
    /// Japanese yen, which has no minor unit.
    Jpy,
}

impl Currency {
    /// Every currency, in the order of the ISO codes' appearance in the catalogs.
    pub const ALL: [Self; 3] = [Self::Cny, Self::Usd, Self::Jpy];

    /// The ISO 4217 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cny => "CNY",
            Self::Usd => "USD",
            Self::Jpy => "JPY",
        }
    }

    /// How many decimal digits the minor unit takes.
    #[must_use]
    pub const fn digits(self) -> u32 {
        match self {
            Self::Cny | Self::Usd => 2,
            Self::Jpy => 0,
        }
    }

    /// The currency with this ISO code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|currency| currency.code() == code)
    }
}

/// A number of minor units (fen, cents). An account has one currency, so amounts of one account always add up;
/// the currency is joined where an amount is shown or leaves the account ([`Money`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(i64);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many minor units.
    #[must_use]
    pub const fn minor(minor: i64) -> Self {
        Self(minor)
    }

    /// The number of minor units.
    #[must_use]
    pub const fn as_minor(self) -> i64 {
        self.0
    }

    /// Whether this is more than nothing.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Whether this is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// This amount × `fraction`, rounded half up once (domain rules, section 0).
    #[must_use]
    pub fn times(self, fraction: Fraction) -> Self {
        let numerator = i128::from(self.0) * fraction.numerator;
        let rounded = (2 * numerator + fraction.denominator).div_euclid(2 * fraction.denominator);
        Self(i64::try_from(rounded).unwrap_or_else(|_| unreachable_amount(rounded)))
    }

    /// Shares this amount out in proportion to `weights`, by the method of the largest remainder (M2): the parts
    /// add up exactly; equal remainders go to the earlier weight. With no positive weight every part is zero.
    #[must_use]
    pub fn split(self, weights: &[Self]) -> Vec<Self> {
        let total: i128 = weights.iter().map(|weight| i128::from(weight.0.max(0))).sum();
        if total == 0 {
            return vec![Self::ZERO; weights.len()];
        }
        let exact = weights.iter().map(|weight| i128::from(self.0) * i128::from(weight.0.max(0)));
        let mut parts: Vec<(i128, i128)> =
            exact.map(|share| (share.div_euclid(total), share.rem_euclid(total))).collect();
        let mut left = i128::from(self.0) - parts.iter().map(|(whole, _)| whole).sum::<i128>();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|&index| std::cmp::Reverse(parts.get(index).map_or(0, |part| part.1)));
        for index in order {
            if left == 0 {
                break;
            }
            if let Some(part) = parts.get_mut(index) {
                part.0 += 1;
                left -= 1;
            }
        }
        parts
            .into_iter()
            .map(|(whole, _)| Self(i64::try_from(whole).unwrap_or_else(|_| unreachable_amount(whole))))
            .collect()
    }
}

#[expect(clippy::panic, reason = "an amount beyond 64 bits is a fault of the program, never of the input")]
fn unreachable_amount(value: i128) -> i64 {
    panic!("the amount {value} does not fit 64 bits")
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Amount {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Neg for Amount {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// An amount with its currency, for showing and for documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// The number of minor units.
    pub amount: Amount,
    /// What they are units of.
    pub currency: Currency,
}

/// An exact non-negative ratio, applied to an amount once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// One whole.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// `numerator` ÷ `denominator`; a denominator below 1 counts as 1.
    #[must_use]
    pub fn new(numerator: impl Into<i128>, denominator: impl Into<i128>) -> Self {
        Self { numerator: numerator.into(), denominator: denominator.into().max(1) }
    }

    /// So many hundredths.
    #[must_use]
    pub fn percent(percent: u32) -> Self {
        Self::new(percent, 100)
    }

    /// The product, unreduced.
    #[must_use]
    pub const fn times(self, other: Self) -> Self {
        Self {
            numerator: self.numerator * other.numerator,
            denominator: self.denominator * other.denominator,
        }
    }

    /// The quotient, unreduced; nothing where `other` is nothing.
    #[must_use]
    pub const fn over(self, other: Self) -> Self {
        if other.numerator == 0 {
            return Self { numerator: 0, denominator: 1 };
        }
        Self {
            numerator: self.numerator * other.denominator,
            denominator: self.denominator * other.numerator,
        }
    }

    /// The difference, unreduced; nothing where `other` is the larger.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        let numerator = self.numerator * other.denominator - other.numerator * self.denominator;
        Self { numerator: numerator.max(0), denominator: self.denominator * other.denominator }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rounds_half_up_once() {
        assert_eq!(Amount::minor(99_900).times(Fraction::new(15, 30)), Amount::minor(49_950));
        assert_eq!(Amount::minor(1).times(Fraction::new(1, 2)), Amount::minor(1));
        assert_eq!(Amount::minor(1).times(Fraction::new(49, 100)), Amount::ZERO);
        assert_eq!(Amount::minor(299_900).times(Fraction::new(20, 30)), Amount::minor(199_933));
    }

    #[test]
    fn m2_ninety_over_one_hundred_and_two_hundred_is_thirty_and_sixty() {
        let parts = Amount::minor(9_000).split(&[Amount::minor(10_000), Amount::minor(20_000)]);
        assert_eq!(parts, [Amount::minor(3_000), Amount::minor(6_000)]);
    }

    #[test]
    fn halves_are_rounded_up_at_the_edges_of_what_an_amount_holds() {
        for (minor, numerator, denominator, expected) in [
            (i64::MAX, 1, 1, i64::MAX),
            (i64::MAX, 1, 2, i64::MAX / 2 + 1),
            (3, 1, 2, 2),
            (5, 1, 2, 3),
            (-1, 1, 2, 0),
            (-3, 1, 2, -1),
            (0, 83, 100, 0),
            (7, 0, 1, 0),
        ] {
            let rounded = Amount::minor(minor).times(Fraction::new(numerator, denominator));
            assert_eq!(rounded.as_minor(), expected, "{minor} × {numerator}/{denominator}");
        }
    }

    #[test]
    #[should_panic(expected = "does not fit 64 bits")]
    fn sec33_an_amount_beyond_sixty_four_bits_is_never_a_wrong_one() {
        let _none = Amount::minor(i64::MAX).times(Fraction::new(2, 1));
    }

    #[test]
    #[should_panic(expected = "overflow")]
    fn sec33_a_sum_beyond_sixty_four_bits_is_never_a_wrong_one() {
        let _none = Amount::minor(i64::MAX) + Amount::minor(1);
    }

    proptest! {
        #[test]
        fn an_amount_times_a_fraction_is_within_half_a_unit_of_it_and_a_half_goes_up(
            minor in -5_000_000_000_i64..5_000_000_000, numerator in 0_i64..3_000_000, denominator in 1_i64..3_000_000,
        ) {
            let rounded = Amount::minor(minor).times(Fraction::new(numerator, denominator)).as_minor();
            let exact = i128::from(minor) * i128::from(numerator);
            let beyond = 2 * (i128::from(rounded) * i128::from(denominator) - exact);
            prop_assert!(-i128::from(denominator) < beyond && beyond <= i128::from(denominator));
        }

        #[test]
        fn m2_parts_add_up_and_no_part_exceeds_its_line(weights in prop::collection::vec(0_i64..5_000_000, 1..8), share in 0_u32..=100) {
            let weights: Vec<Amount> = weights.into_iter().map(Amount::minor).collect();
            let total: Amount = weights.iter().copied().sum();
            let deducted = total.times(Fraction::percent(share));
            let parts = deducted.split(&weights);
            prop_assert_eq!(parts.iter().copied().sum::<Amount>(), deducted);
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(part <= weight);
            }
        }
    }
}
