//! What the lines of bills and orders come to, worked out by whole numbers of its own: were it asked of the functions that
//! charge, a fault of theirs would agree with itself.

use crate::domain::{
    charge::{Arithmetic, ChargeLine},
    course::Interval,
    money::Amount,
    quote::Line,
};

/// Whether a bill's line is what its parts give.
pub(super) fn is_charged(line: &ChargeLine) -> bool {
    charged(&line.arithmetic) == Some(minor(line.amount))
}

/// What the parts give, in minor units; none where they do not agree with each other.
fn charged(arithmetic: &Arithmetic) -> Option<i128> {
    match arithmetic {
        Arithmetic::Prorated { monthly, intervals, seconds, of_seconds } => {
            let length = |interval: &Interval| interval.to.unix() - interval.from.unix();
            let agrees = intervals.iter().map(length).sum::<i64>() == *seconds && seconds <= of_seconds;
            agrees.then(|| half_up(minor(*monthly) * i128::from(*seconds), i128::from(*of_seconds)))
        }
        Arithmetic::WholeMonth { monthly, .. } | Arithmetic::WholeHistory { monthly, .. } => {
            Some(minor(*monthly))
        }
        Arithmetic::Blocks { peak, free, block, blocks, price } => {
            let (above, block) = (i128::from(peak.value) - i128::from(*free), i128::from(*block));
            let begun = i128::from(*blocks);
            let agrees = (begun - 1) * block < above && above <= begun * block;
            agrees.then(|| begun * minor(*price))
        }
        Arithmetic::Correction { billed, now } => Some(charged(now)? - minor(*billed)),
    }
}

/// Whether an order's line is its price for its time and discount.
pub(super) fn is_priced(line: &Line) -> bool {
    let (of, months) = (i128::from(line.months.of_seconds), &line.months);
    let seconds = i128::from(months.whole) * of + i128::from(months.seconds);
    let price = half_up(minor(line.monthly) * seconds * i128::from(line.percent), of * 100);
    let deducted = minor(line.deducted);
    minor(line.amount) == price && (0..=price).contains(&deducted)
}

fn minor(amount: Amount) -> i128 {
    i128::from(amount.as_minor())
}

/// A quotient of what is not negative, rounded half up.
fn half_up(of: i128, by: i128) -> i128 {
    let (whole, rest) = (of / by.max(1), of % by.max(1));
    if 2 * rest >= by { whole + 1 } else { whole }
}
