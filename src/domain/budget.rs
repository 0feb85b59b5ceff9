//! What an account means to spend in a calendar month: how far that is used up, and whether a paid change still has room
//! in it. A budget never stops what runs; it can refuse what would be added.

use serde::{Deserialize, Serialize};

use super::money::Amount;

/// The percentages at which an alert is recorded, once a month each.
pub const ALERTS: [u32; 3] = [50, 80, 100];

/// A budget for every calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// How much, above zero.
    pub amount: Amount,
    /// Whether new paid changes beyond it are refused.
    pub stops: bool,
}

/// What a calendar month has cost and will cost as things are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spending {
    /// What orders took from the balance in the month, less what was given back.
    pub paid: Amount,
    /// What the month's bill comes to if nothing is changed and nothing more is used.
    pub billed: Amount,
}

impl Spending {
    /// Both together.
    #[must_use]
    pub fn total(self) -> Amount {
        self.paid + self.billed
    }
}

impl Budget {
    /// The percentages of [`ALERTS`] that have been reached.
    pub fn reached(self, spending: Spending) -> impl Iterator<Item = u32> {
        let (spent, budget) = (i128::from(spending.total().as_minor()), i128::from(self.amount.as_minor()));
        ALERTS.into_iter().filter(move |percent| spent * 100 >= budget * i128::from(*percent))
    }

    /// Whether there is room for something that adds `added` to the month; `is_more` is whether it costs anything at all,
    /// now or later. Without the stop there always is.
    #[must_use]
    pub fn has_room(self, spending: Spending, added: Amount, is_more: bool) -> bool {
        !self.stops || !is_more || spending.total() + added <= self.amount
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn spent(paid: i64, billed: i64) -> Spending {
        Spending { paid: Amount::minor(paid), billed: Amount::minor(billed) }
    }

    #[test]
    fn a_budget_tells_what_was_reached_to_the_cent() {
        let budget = Budget { amount: Amount::minor(1_000), stops: false };
        let reached = |paid, billed| budget.reached(spent(paid, billed)).collect::<Vec<_>>();
        assert_eq!(reached(0, 0), [0_u32; 0]);
        assert_eq!(reached(499, 0), [0_u32; 0]);
        assert_eq!(reached(400, 100), [50]);
        assert_eq!(reached(0, 999), [50, 80]);
        assert_eq!(reached(1_000, 0), [50, 80, 100]);
        assert_eq!(reached(-5_000, 0), [0_u32; 0], "more was given back");
    }

    #[test]
    fn a_stop_refuses_what_goes_beyond_and_never_what_costs_nothing_more() {
        let stops = Budget { amount: Amount::minor(1_000), stops: true };
        let has_room = |budget: Budget, paid, added, is_more| {
            budget.has_room(spent(paid, 0), Amount::minor(added), is_more)
        };
        assert!(has_room(stops, 400, 600, true));
        assert!(!has_room(stops, 400, 601, true));
        assert!(!has_room(stops, 1_001, 0, true), "beyond it already, and dearer from next month on");
        assert!(has_room(stops, 1_001, -5, false));
        assert!(has_room(Budget { stops: false, ..stops }, 400, 601, true));
    }
}
