//! What an account spent, month by month and app by app, in as many parts as one can tell apart.

use std::collections::BTreeMap;

use super::{ids::SdkAppId, money::Amount, month::Month};

/// What one app cost in a month; less than nothing where more was given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// The app.
    pub app: SdkAppId,
    /// The month.
    pub month: Month,
    /// In money, after vouchers.
    pub amount: Amount,
}

/// What an app, or all that have no series of their own, cost month by month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The app; none for the others together.
    pub app: Option<SdkAppId>,
    /// The amount of each month.
    pub amounts: Vec<Amount>,
}

/// The series of the `most` apps that cost most in all of these months together, the dearest first, and one of all
/// others where there are any. What was spent in another month does not count, nor an app that cost nothing in any.
#[must_use]
pub fn stacked(months: &[Month], spent: &[Spent], most: usize) -> Vec<Series> {
    let mut by_app: BTreeMap<SdkAppId, BTreeMap<Month, Amount>> = BTreeMap::new();
    for Spent { app, month, amount } in spent.iter().filter(|spent| months.contains(&spent.month)) {
        *by_app.entry(*app).or_default().entry(*month).or_default() += *amount;
    }
    by_app.retain(|_, amounts| amounts.values().any(|amount| !amount.is_zero()));
    let in_order = |amounts: &BTreeMap<Month, Amount>| {
        months.iter().map(|month| amounts.get(month).copied().unwrap_or_default()).collect()
    };
    let series = |(app, amounts): (&SdkAppId, _)| Series { app: Some(*app), amounts: in_order(amounts) };
    let mut ranked: Vec<Series> = by_app.iter().map(series).collect();
    ranked.sort_by_key(|series| std::cmp::Reverse(series.amounts.iter().copied().sum::<Amount>()));
    let others = ranked.split_off(most.min(ranked.len()));
    let together = others
        .into_iter()
        .map(|series| series.amounts)
        .reduce(|sums, amounts| sums.into_iter().zip(amounts).map(|(sum, amount)| sum + amount).collect());
    ranked.extend(together.map(|amounts| Series { app: None, amounts }));
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(code: &str) -> Month {
        Month::parse(code).unwrap()
    }

    fn spent(app: i64, code: &str, amount: i64) -> Spent {
        Spent { app: SdkAppId::new(app).unwrap(), month: month(code), amount: Amount::minor(amount) }
    }

    #[test]
    fn the_dearest_apps_have_a_series_each_and_the_others_one_together() {
        let months = [month("2027-05"), month("2027-06")];
        let all = [
            spent(1_400_000_001, "2027-05", 10),
            spent(1_400_000_001, "2027-06", 5),
            spent(1_400_000_001, "2027-06", 5),
            spent(1_400_000_002, "2027-06", 100),
            spent(1_400_000_003, "2027-05", 3),
            spent(1_400_000_004, "2027-06", -1),
            spent(1_400_000_005, "2027-04", 1_000),
            spent(1_400_000_006, "2027-05", 0),
        ];
        let minor = |series: &Series| {
            let amounts: Vec<i64> = series.amounts.iter().map(|amount| amount.as_minor()).collect();
            (series.app.map(SdkAppId::number), amounts)
        };
        let shown: Vec<_> = stacked(&months, &all, 2).iter().map(minor).collect();
        let expected =
            [(Some(1_400_000_002), vec![0, 100]), (Some(1_400_000_001), vec![10, 10]), (None, vec![3, -1])];
        assert_eq!(shown, expected);
        assert_eq!(stacked(&months, &all, 4).len(), 4, "nobody is left over");
        assert_eq!(stacked(&months, &[], 2), []);
    }
}
