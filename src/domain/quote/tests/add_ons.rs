//! Add-ons bought alone, by the time that is left (P10, D3).

use proptest::prelude::*;

use super::terms::{later, moment};
use super::*;
use crate::domain::app::Plan;

/// An app with a paid package of so many months from the anchor, and what it holds.
fn paid_app(
    centre: &str,
    edition: Edition,
    (anchor, months, ends_at): (Timestamp, u32, Timestamp),
) -> (App, Vec<Holding>) {
    assert!(months > 0);
    let held = Holding { item: Item::Package(edition), anchor, starts_at: anchor, ends_at };
    (App { plan: Plan::Prepaid { edition, ends_at }, ..trial_app(centre) }, vec![held])
}

fn alone(add_ons: &[AddOn]) -> Cart {
    Cart { package: None, add_ons: add_ons.to_vec(), months: 0, auto_renew: false }
}

#[test]
fn p10_d3_every_add_on_with_n_whole_months_left_costs_n_times_its_price_and_ends_with_the_package() {
    for shop in Shop::all() {
        for (centre, edition, add_ons) in every_package(&shop) {
            if add_ons.is_empty() {
                continue;
            }
            let anchored = (2027, 1, 31, 34_200);
            let (anchor, end) = (moment(2027, 1, 31, 34_200), later(anchored, 24));
            let (app, held) = paid_app(&centre, edition, (anchor, 24, end));
            for left in 1..=24_i64 {
                let now = later(anchored, 24 - left);
                let priced = price(&shop.catalog, &app, &held, &alone(&add_ons), now).unwrap();
                for line in &priced.lines {
                    let cents = shop.cents(&centre, edition, line.item);
                    assert_eq!(line.amount.as_minor(), cents * left, "no duration discount: {line:?}");
                }
                assert_eq!(priced.lines.len(), add_ons.len());
                let span = priced.start.span(shop.catalog.calendar(), 0, now);
                assert_eq!((span.starts_at, span.ends_at), (now, end));
            }
        }
    }
}

proptest! {
    #[test]
    fn p10_d3_a_begun_month_counts_by_its_seconds_rounded_half_up_once(
        day in 1_i64..=31, months in 1_i64..=24, whole in 0_i64..24, seconds in 1_i64..2_419_200,
    ) {
        let whole = whole.min(months - 1);
        let anchored = (2027, 12, day, 12_345);
        let (anchor, end) = (moment(2027, 12, day, 12_345), later(anchored, months));
        let (from, to) = (later(anchored, months - whole - 1), later(anchored, months - whole));
        let now = to.plus_seconds(-seconds);
        prop_assume!(now > from);
        let shop = Shop::mainland();
        let count = u32::try_from(months).unwrap();
        let (app, held) = paid_app("cn", Edition::Professional, (anchor, count, end));
        let add_ons = [AddOn::LivestreamGroups, AddOn::GroupsPerUser(1_000)];
        let priced = price(&shop.catalog, &app, &held, &alone(&add_ons), now).unwrap();
        let of = to.unix() - from.unix();
        for line in &priced.lines {
            let cents = shop.cents("cn", Edition::Professional, line.item);
            prop_assert_eq!(line.amount.as_minor(), half_up(cents * (whole * of + seconds), of));
        }
    }
}
