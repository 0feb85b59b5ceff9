//! What a quote is made of: a purchase, a renewal by hand (R2) or an upgrade (R4); and what each comes to. The same
//! function prices the page, the stored quote and the check at payment, so that they can't differ (P15).

use serde::{Deserialize, Serialize};

use super::{
    app::App,
    calendar::{Calendar, Timestamp},
    catalog::Catalog,
    money::Amount,
    product::{AddOnKind, Edition, Item},
    purchase::{self, Cart, Holding, PurchaseRefused, Sellable},
    quote::{self, Line, Priced, Start},
    renewal::{self, Prepaid, RenewalRefused},
    sums::{settled, sums_of_lines},
    upgrade::{self, Target, Upgrade, UpgradeRefused, UpgradeSpan, Voided},
};

/// A renewal by hand (R2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    /// For how many months.
    pub months: u32,
    /// The add-ons that are not renewed.
    pub left_out: Vec<AddOnKind>,
}

/// What a customer asks a quote for. A purchase is stored as its cart alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// The package goes on (R2).
    Renew(Renewal),
    /// The package or an add-on goes up within its term (R4).
    Upgrade(Target),
    /// A call pack alone, for a term of its own: of a postpaid app (P6).
    CallPack(Cart),
    /// A package, add-ons, or both are bought.
    #[serde(untagged)]
    Buy(Cart),
}

impl From<Cart> for Wish {
    fn from(cart: Cart) -> Self {
        Self::Buy(cart)
    }
}

impl Wish {
    /// The wish as it is for `app`: what a postpaid app buys is for a term of its own (P6).
    #[must_use]
    pub fn of_app(self, app: &App) -> Self {
        match (self, purchase::sellable(app)) {
            (Self::Buy(cart), Ok(Sellable::CallPack { .. })) => Self::CallPack(cart),
            (wish, _) => wish,
        }
    }

    /// How many whole months are asked for; none of what ends with a running term.
    #[must_use]
    pub const fn months(&self) -> Option<u32> {
        match self {
            Self::Buy(Cart { package: Some(_), months, .. })
            | Self::CallPack(Cart { months, .. })
            | Self::Renew(Renewal { months, .. }) => Some(*months),
            Self::Buy(Cart { package: None, .. }) | Self::Upgrade(_) => None,
        }
    }

    /// Whether the app renews itself once this is in force: what was ticked with a package or a pack alone (P9), else as
    /// it was.
    #[must_use]
    pub const fn auto_renew(&self, app: &App) -> bool {
        match self {
            Self::Buy(Cart { package: Some(_), auto_renew, .. })
            | Self::CallPack(Cart { auto_renew, .. }) => *auto_renew,
            Self::Buy(_) | Self::Renew(_) | Self::Upgrade(_) => app.auto_renew,
        }
    }
}

/// What a wish is priced from.
#[derive(Clone, Copy, Debug)]
pub struct Shop<'a> {
    /// The catalog in force.
    pub catalog: &'a Catalog,
    /// The app as time has left it.
    pub app: &'a App,
    /// What it holds.
    pub holdings: &'a [Holding],
    /// What its renewals and upgrades are computed from; a purchase does without.
    pub prepaid: Option<Prepaid<'a>>,
}

/// For what time the lines of an offer are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Time {
    /// All for so many months, from the same moment on.
    Term(Start, u32),
    /// Each for its own time, from payment on if that is later.
    Spans(Vec<UpgradeSpan>),
}

/// What a wish comes to for an app at a moment, before a voucher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The edition after it.
    pub edition: Edition,
    /// What is charged.
    pub lines: Vec<Line>,
    /// For what time.
    pub time: Time,
    /// What becomes void and is given back (R4).
    pub voided: Vec<Voided>,
}

sums_of_lines!(Offer);
settled!(Offer);

impl Offer {
    /// What was priced, for so many months.
    #[must_use]
    pub fn term(priced: Priced, months: u32) -> Self {
        let Priced { edition, start, lines } = priced;
        Self { edition, lines, time: Time::Term(start, months), voided: Vec::new() }
    }

    fn upgrade(edition: Edition, upgrade: Upgrade) -> Self {
        let Upgrade { lines, spans, voided } = upgrade;
        Self { edition, lines, time: Time::Spans(spans), voided }
    }

    /// Whether a package is bought or goes on; an upgrade leaves its end as it is.
    #[must_use]
    pub fn has_term(&self) -> bool {
        let is_package = |line: &Line| matches!(line.item, Item::Package(_));
        matches!(self.time, Time::Term(..)) && self.lines.iter().any(is_package)
    }

    /// The time of each line if it is paid at `paid_at`.
    #[must_use]
    pub fn spans(&self, calendar: Calendar, paid_at: Timestamp) -> Vec<UpgradeSpan> {
        match &self.time {
            Time::Term(start, months) => {
                let span = start.span(calendar, *months, paid_at);
                vec![UpgradeSpan { span, is_difference: false }; self.lines.len()]
            }
            Time::Spans(spans) => {
                let mut spans = spans.clone();
                for given in &mut spans {
                    given.span.starts_at = given.span.starts_at.max(paid_at);
                }
                spans
            }
        }
    }

    /// When a quote of it ends that was priced at `as_of`: after the catalog's minutes, and never after a term that
    /// it runs within (P15).
    #[must_use]
    pub fn quote_end(&self, catalog: &Catalog, as_of: Timestamp) -> Timestamp {
        match &self.time {
            Time::Term(start, _) => quote::quote_end(catalog, *start, as_of),
            Time::Spans(spans) => {
                let end = quote::quote_end(catalog, Start::AtPayment, as_of);
                spans.iter().map(|given| given.span.ends_at).fold(end, Timestamp::min)
            }
        }
    }

    /// What the months after cost each: every item at its monthly price, once however many terms it has.
    #[must_use]
    pub fn monthly(&self) -> Amount {
        let is_last = |(place, line): &(usize, &Line)| {
            !self.lines.iter().skip(place + 1).any(|later| later.item == line.item)
        };
        self.lines.iter().enumerate().filter(is_last).map(|(_, line)| line.monthly).sum()
    }

    /// Whether it charges and gives back exactly these (P15).
    #[must_use]
    pub fn is_same(&self, lines: &[Line], voided: &[Voided]) -> bool {
        let same = |(now, then): (&Line, &Line)| now.item == then.item && now.amount == then.amount;
        self.lines.len() == lines.len() && self.lines.iter().zip(lines).all(same) && self.voided == voided
    }
}

/// Why a wish can't be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WishRefused {
    /// A rule of purchase.
    #[error(transparent)]
    Buy(#[from] PurchaseRefused),
    /// A rule of renewals.
    #[error(transparent)]
    Renew(#[from] RenewalRefused),
    /// A rule of upgrades.
    #[error(transparent)]
    Upgrade(#[from] UpgradeRefused),
}

/// Prices `wish` at `as_of` (P5–P10, R2, R4).
///
/// # Errors
/// The first rule against it.
pub fn price(shop: &Shop<'_>, wish: &Wish, as_of: Timestamp) -> Result<Offer, WishRefused> {
    match wish {
        Wish::Buy(cart) | Wish::CallPack(cart) => {
            let priced = quote::price(shop.catalog, shop.app, shop.holdings, cart, as_of)?;
            Ok(Offer::term(priced, cart.months))
        }
        Wish::Renew(Renewal { months, left_out }) => {
            let prepaid = shop.prepaid.ok_or(RenewalRefused::NoPackage)?;
            Ok(Offer::term(renewal::by_hand(&prepaid, *months, left_out, as_of)?, *months))
        }
        Wish::Upgrade(target) => {
            let prepaid = shop.prepaid.ok_or(UpgradeRefused::NoRunningTerm)?;
            let edition = match target {
                Target::Ultimate(_) => Edition::Ultimate,
                Target::AddOn(_) => shop.app.plan.edition(),
            };
            Ok(Offer::upgrade(edition, upgrade::price(&prepaid, *target, as_of)?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::product::{AddOn, CallPack};

    #[test]
    fn p14_a_wish_is_read_again_as_it_was_stored_and_a_cart_of_before_is_a_purchase() {
        let cart =
            Cart { package: Some(Edition::Professional), add_ons: vec![], months: 3, auto_renew: true };
        let before = serde_json::to_string(&cart).unwrap();
        assert_eq!(serde_json::from_str::<Wish>(&before).unwrap(), Wish::Buy(cart.clone()));
        assert_eq!(serde_json::to_string(&Wish::Buy(cart.clone())).unwrap(), before);
        let renewal = Renewal { months: 2, left_out: vec![AddOnKind::CallPack] };
        for wish in [
            Wish::CallPack(cart.clone()),
            Wish::Buy(cart),
            Wish::Renew(renewal),
            Wish::Upgrade(Target::Ultimate(None)),
            Wish::Upgrade(Target::Ultimate(Some(CallPack::Premium))),
            Wish::Upgrade(Target::AddOn(AddOn::GroupsPerUser(3_000))),
        ] {
            let text = serde_json::to_string(&wish).unwrap();
            assert_eq!(serde_json::from_str::<Wish>(&text).unwrap(), wish, "{text}");
        }
    }
}
