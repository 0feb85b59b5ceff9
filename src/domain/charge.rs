//! Charge lines: what an app is billed for in a month, each with everything that its amount was made from (T3).
//! The amount of a line is the value of its arithmetic, so whoever holds the line can recompute it.

use serde::{Deserialize, Serialize};

use super::{
    calendar::Timestamp,
    catalog::Policy,
    course::Interval,
    ids::SdkAppId,
    money::{Amount, Fraction},
    month::Month,
    product::{Edition, Item, words},
};

words! {
    /// What an app's use is measured by (U6, E2).
    Measure {
        /// Users who signed in on a day, each once.
        DailyActiveUsers = "daily_active_users",
        /// Groups that the users of the app are in together, at the peak of a day.
        PeakGroups = "peak_groups",
        /// Minutes of audio and video calls on a day. They come out of a call pack and are charged by no bill (C7).
        CallMinutes = "call_minutes",
    }
}

words! {
    /// How a line is rounded to minor units.
    Rounding {
        /// Half up, once, at the end of the line.
        HalfUp = "half_up",
    }
}

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The package or an add-on of a postpaid app.
    Item(Item),
    /// Keeping messages for so many days (U6).
    History(u32),
    /// Use above the free quota (U6).
    Usage(Measure),
}

impl Subject {
    /// The item that vouchers for packages or add-ons look at; none for history and usage (M2).
    #[must_use]
    pub const fn item(self) -> Option<Item> {
        match self {
            Self::Item(item) => Some(item),
            Self::History(_) | Self::Usage(_) => None,
        }
    }
}

/// The highest value of a measure in a month and the day it was reached on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peak {
    /// The value.
    pub value: u32,
    /// 00:00 of the first day with this value.
    pub day: Timestamp,
}

/// How an amount was made, as plain values (T3). Amounts are minor units, times are seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Arithmetic {
    /// `monthly` × `seconds` ÷ `of_seconds` (U4).
    Prorated {
        /// What a whole month costs.
        monthly: Amount,
        /// When it was in force.
        intervals: Vec<Interval>,
        /// The intervals together.
        seconds: i64,
        /// The whole month.
        of_seconds: i64,
    },
    /// `monthly`, for what was in force at the end of the month or at deactivation (U5).
    WholeMonth {
        /// What a whole month costs.
        monthly: Amount,
        /// When it was in force.
        intervals: Vec<Interval>,
        /// The end of the month, or the moment of deactivation.
        decided_at: Timestamp,
    },
    /// `monthly`, for the dearest history of the month, once (U6).
    WholeHistory {
        /// What a whole month costs.
        monthly: Amount,
        /// The edition whose price it is.
        edition: Edition,
        /// When it was on.
        intervals: Vec<Interval>,
    },
    /// `blocks` × `price`, where the blocks are those begun above the free quota (U6).
    Blocks {
        /// The highest value of the month.
        peak: Peak,
        /// What is free: the largest quota of the month's charged editions.
        free: u32,
        /// How many make one block.
        block: u32,
        /// The blocks that were begun.
        blocks: u32,
        /// What one block costs.
        price: Amount,
    },
    /// What a closed month costs by a later report, less what was billed for it (U7).
    Correction {
        /// What was billed.
        billed: Amount,
        /// How the month comes out now.
        now: Box<Arithmetic>,
    },
}

impl Arithmetic {
    /// What comes out, in minor units: rounded half up, once.
    #[must_use]
    pub fn amount(&self) -> Amount {
        match self {
            Self::Prorated { monthly, seconds, of_seconds, .. } => {
                monthly.times(Fraction::new(*seconds, *of_seconds))
            }
            Self::WholeMonth { monthly, .. } | Self::WholeHistory { monthly, .. } => *monthly,
            Self::Blocks { blocks, price, .. } => price.times(Fraction::new(*blocks, 1)),
            Self::Correction { billed, now } => now.amount() - *billed,
        }
    }

    /// Whether the sums inside agree with the parts they are sums of: what a verifier looks at besides the amount.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        match self {
            Self::Prorated { intervals, seconds, of_seconds, .. } => {
                seconds_of(intervals) == *seconds && (0..=*of_seconds).contains(seconds)
            }
            Self::WholeMonth { .. } | Self::WholeHistory { .. } => true,
            Self::Blocks { peak, free, block, blocks, .. } => {
                begun_blocks(peak.value, *free, *block) == *blocks
            }
            Self::Correction { now, .. } => now.is_consistent(),
        }
    }
}

/// The seconds of some intervals together.
#[must_use]
pub fn seconds_of(intervals: &[Interval]) -> i64 {
    intervals.iter().map(|interval| interval.seconds()).sum()
}

/// How many blocks are begun above a free quota (U6).
#[must_use]
pub fn begun_blocks(value: u32, free: u32, block: u32) -> u32 {
    value.saturating_sub(free).div_ceil(block.max(1))
}

/// One line of a bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeLine {
    /// The app.
    pub app: SdkAppId,
    /// The month that is charged.
    pub month: Month,
    /// What for.
    pub subject: Subject,
    /// The policy of the month (K4).
    pub policy: Policy,
    /// The catalog version of the month (K4).
    pub catalog_version: i64,
    /// The version that the price comes from: an older one where the month's no longer has the item (K4).
    pub price_version: i64,
    /// How the amount was made.
    pub arithmetic: Arithmetic,
    /// How it was rounded.
    pub rounding: Rounding,
    /// What it comes to, in minor units.
    pub amount: Amount,
    /// What vouchers take off (M2).
    pub deducted: Amount,
}

/// The things that all lines of an app's month share.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineHead {
    pub(super) app: SdkAppId,
    pub(super) month: Month,
    pub(super) policy: Policy,
    pub(super) version: i64,
}

impl LineHead {
    /// The line for `subject` with the amount that `arithmetic` gives.
    pub(super) fn line(self, subject: Subject, price_version: i64, arithmetic: Arithmetic) -> ChargeLine {
        ChargeLine {
            app: self.app,
            month: self.month,
            subject,
            policy: self.policy,
            catalog_version: self.version,
            price_version,
            amount: arithmetic.amount(),
            arithmetic,
            rounding: Rounding::HalfUp,
            deducted: Amount::ZERO,
        }
    }
}

impl ChargeLine {
    /// Whether the amount is what the arithmetic gives (T3).
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.arithmetic.is_consistent() && self.arithmetic.amount() == self.amount
    }
}
