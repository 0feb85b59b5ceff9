//! How the packages of an account are kept up: which renew themselves, which are renewed by hand, which have ended; when
//! each is charged next, and how far the balance goes (R2).

use super::{
    app::{App, AppState, StopCause},
    calendar::Timestamp,
    catalog::Catalog,
    money::Amount,
    product::words,
    purchase::Holding,
    renewal,
};

words! {
    /// How a prepaid package, or a call pack that was bought alone, is kept up.
    Upkeep {
        /// It ends unless somebody renews it.
        Manual = "manual",
        /// It renews itself.
        Automatic = "automatic",
        /// It has ended and was not renewed; it still can be.
        Ended = "ended",
    }
}

/// How the package of `app`, which stands where time has left it, is kept up; none where nothing can be renewed.
#[must_use]
pub fn of(app: &App, catalog: &Catalog) -> Option<Upkeep> {
    let is_tried = renewal::attempt_due(app, catalog).is_some();
    if !renewal::is_renewable(app) && !is_tried {
        return None;
    }
    match app.state {
        AppState::Active if app.auto_renew => Some(Upkeep::Automatic),
        AppState::Active => Some(Upkeep::Manual),
        AppState::Expired { cause: StopCause::Expiry, .. } if is_tried => Some(Upkeep::Automatic),
        _ => Some(Upkeep::Ended),
    }
}

/// The next automatic charge for an app: when, and what it comes to at today's prices, where all of it is still sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// When.
    pub at: Timestamp,
    /// How much.
    pub amount: Option<Amount>,
}

/// When `app` is charged next by itself, and how much (R2).
#[must_use]
pub fn next_charge(catalog: &Catalog, app: &App, holdings: &[Holding], now: Timestamp) -> Option<Charge> {
    let at = renewal::attempt_due(app, catalog)?;
    Some(Charge { at, amount: renewal::monthly(catalog, app, holdings, now) })
}

/// Whether the balance lasts for each of these charges when they are taken in order of their moments and numbers (D2);
/// one that it does not last for takes nothing. What has no price is not covered.
#[must_use]
pub fn covered(charges: &[(Charge, i64)], balance: Amount) -> Vec<bool> {
    let mut order: Vec<usize> = (0..charges.len()).collect();
    order.sort_by_key(|&place| charges.get(place).map(|(charge, number)| (charge.at, *number)));
    let (mut left, mut covered) = (balance, vec![false; charges.len()]);
    for place in order {
        let amount = charges.get(place).and_then(|(charge, _)| charge.amount);
        let Some(amount) = amount.filter(|amount| *amount <= left) else { continue };
        left -= amount;
        if let Some(found) = covered.get_mut(place) {
            *found = true;
        }
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        entitlement::fixture::{Owned, at, mainland},
        product::Edition,
    };

    #[test]
    fn r2_a_balance_lasts_for_charges_in_the_order_in_which_they_are_taken() {
        let charge = |at: i64, amount: Option<i64>| Charge {
            at: Timestamp::from_unix(at),
            amount: amount.map(Amount::minor),
        };
        let charges = [
            (charge(20, Some(60)), 1),
            (charge(10, Some(50)), 3),
            (charge(10, Some(50)), 2),
            (charge(30, Some(40)), 4),
            (charge(5, None), 5),
        ];
        assert_eq!(covered(&charges, Amount::minor(140)), [false, true, true, true, false]);
        assert_eq!(covered(&charges, Amount::minor(50)), [false, false, true, false, false]);
    }

    #[test]
    fn r2_a_package_is_kept_up_by_hand_by_itself_or_not_any_more() {
        let catalog = mainland().current().catalog.clone();
        assert_eq!(of(&Owned::new().app, &catalog), None);
        let mut app = Owned::bought("2027-01-31 09:30", Edition::Professional, &[], 1).app;
        assert_eq!(of(&app, &catalog), Some(Upkeep::Manual));
        app.auto_renew = true;
        assert_eq!(of(&app, &catalog), Some(Upkeep::Automatic));
        let since = at("2027-02-28 09:30");
        app.state = AppState::Expired { since, cause: StopCause::Expiry };
        app.renewals_tried = 1;
        assert_eq!(of(&app, &catalog), Some(Upkeep::Automatic), "it is tried on");
        app.renewals_tried = 7;
        assert_eq!(of(&app, &catalog), Some(Upkeep::Ended));
        app.state = AppState::Expired { since, cause: StopCause::Refund };
        assert_eq!(of(&app, &catalog), Some(Upkeep::Ended));
        app.state = AppState::Deactivated { since, cause: StopCause::Operator };
        assert_eq!(of(&app, &catalog), None);
    }
}
