//! What a purchase costs, line by line. The same function prices the summary on the purchase page, the stored
//! quote, the order and the check at payment, so that they can't differ (P15). Rounding: half up, once per line.

use serde::{Deserialize, Serialize};

use super::{
    app::{App, AppState, Plan},
    calendar::{Calendar, Term, TermMonths, Timestamp},
    catalog::Catalog,
    ids::{QuoteId, SdkAppId, VoucherId},
    money::{Amount, Fraction},
    product::{AddOn, Edition, Item},
    purchase::{self, Cart, Holding, PurchaseRefused, Sellable},
    sums::{settled, sums_of_lines},
    upgrade::Voided,
    voucher::{Voucher, VoucherRefused},
    wish::Wish,
};

/// One line of a quote, an order and its receipt, with everything its amount was made from (T3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What is bought.
    pub item: Item,
    /// Its price for a month.
    pub monthly: Amount,
    /// For how many term months (D3).
    pub months: TermMonths,
    /// The part of the price that is paid after the duration discount, in hundredths (D4).
    pub percent: u32,
    /// The price: `monthly` × `months` × `percent`, rounded half up once.
    pub amount: Amount,
    /// The voucher's share in the price (M2).
    pub deducted: Amount,
}

impl Line {
    /// The line for `item` at its price, before a voucher.
    pub(super) fn priced(item: Item, monthly: Amount, months: TermMonths, percent: u32) -> Self {
        let amount = monthly.times(months.fraction().times(Fraction::percent(percent)));
        Self { item, monthly, months, percent, amount, deducted: Amount::ZERO }
    }

    /// Whether the amount is what the values beside it give (T3).
    #[must_use]
    pub fn is_verified(&self) -> bool {
        Self::priced(self.item, self.monthly, self.months, self.percent).amount == self.amount
    }

    /// What is paid for the line in money.
    #[must_use]
    pub fn cash(&self) -> Amount {
        self.amount - self.deducted
    }
}

/// From when on what is bought counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// A new term begins at payment (R1).
    AtPayment,
    /// The months follow those already paid, counted from the old anchor (R2).
    Continues {
        /// The old anchor.
        anchor: Timestamp,
        /// The months from the anchor to the end of what was paid.
        months_before: u32,
    },
    /// The items begin at payment and end with the running term (P10).
    Within {
        /// The running term.
        term: Term,
    },
}

/// The time something is given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The moment from which its months are counted.
    pub anchor: Timestamp,
    /// From when on.
    pub starts_at: Timestamp,
    /// Until when.
    pub ends_at: Timestamp,
}

impl Start {
    /// The time that `months` bought months cover when they are paid at `paid_at`.
    #[must_use]
    pub fn span(self, calendar: Calendar, months: u32, paid_at: Timestamp) -> Span {
        match self {
            Self::AtPayment => {
                let term = Term { anchor: paid_at, months };
                Span { anchor: paid_at, starts_at: paid_at, ends_at: term.end(calendar) }
            }
            Self::Continues { anchor, months_before } => Span {
                anchor,
                starts_at: calendar.months_later(anchor, months_before),
                ends_at: calendar.months_later(anchor, months_before + months),
            },
            Self::Within { term } => {
                Span { anchor: term.anchor, starts_at: paid_at, ends_at: term.end(calendar) }
            }
        }
    }
}

/// What a cart comes to for an app at a moment, before a voucher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priced {
    /// The edition after the purchase.
    pub edition: Edition,
    /// From when on it counts.
    pub start: Start,
    /// The lines.
    pub lines: Vec<Line>,
}

sums_of_lines!(Priced);

impl Priced {
    /// What the months after the bought ones cost each: every line at its monthly price.
    #[must_use]
    pub fn monthly(&self) -> Amount {
        self.lines.iter().map(|line| line.monthly).sum()
    }
}

/// Prices `cart` for `app` at `as_of` (P5–P10, D3, D4).
///
/// # Errors
/// When this cart can't be bought for this app.
pub fn price(
    catalog: &Catalog,
    app: &App,
    holdings: &[Holding],
    cart: &Cart,
    as_of: Timestamp,
) -> Result<Priced, PurchaseRefused> {
    let held = purchase::add_ons_in_force(app, holdings, as_of);
    let (sellable, edition) = purchase::check_cart(catalog, app, &held, cart)?;
    let start = start(catalog.calendar(), holdings, sellable);
    let book = catalog.book_of(&app.data_centre).ok_or(PurchaseRefused::UnknownDataCentre)?;
    let lines = cart
        .items()
        .filter_map(|item| {
            let monthly = book.monthly(edition, item)?;
            let (months, percent) = match start {
                Start::Within { term } => (term.months_left(catalog.calendar(), as_of), 100),
                Start::AtPayment | Start::Continues { .. } => {
                    (TermMonths::whole(cart.months), catalog.discount_percent_of(item, cart.months))
                }
            };
            Some(Line::priced(item, monthly, months, percent))
        })
        .collect();
    Ok(Priced { edition, start, lines })
}

fn start(calendar: Calendar, holdings: &[Holding], sellable: Sellable) -> Start {
    match sellable {
        Sellable::Package | Sellable::CallPack { .. } => Start::AtPayment,
        Sellable::PackageFrom(end) => paid_term(calendar, holdings, end).map_or(Start::AtPayment, |term| {
            Start::Continues { anchor: term.anchor, months_before: term.months }
        }),
        Sellable::AddOns { ends_at, .. } => {
            paid_term(calendar, holdings, ends_at).map_or(Start::AtPayment, |term| Start::Within { term })
        }
    }
}

/// How far ahead a package can be paid at all, by renewals upon renewals.
const MONTHS_AHEAD: u32 = 1_200;

/// The package term that ends at `end`, in months from its anchor.
fn paid_term(calendar: Calendar, holdings: &[Holding], end: Timestamp) -> Option<Term> {
    let is_last = |holding: &&Holding| matches!(holding.item, Item::Package(_)) && holding.ends_at == end;
    let anchor = holdings.iter().find(is_last)?.anchor;
    let months = (1..=MONTHS_AHEAD).find(|&months| calendar.months_later(anchor, months) >= end)?;
    Some(Term { anchor, months })
}

/// What a quote was made from and must still find when it is paid (P12): the app's plan, state, add-ons, and the end of
/// a call pack that it bought alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    plan: Plan,
    state: AppState,
    add_ons: Vec<AddOn>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pack: Option<Timestamp>,
}

impl Basis {
    /// What `app` is at `now`.
    #[must_use]
    pub fn of(app: &App, holdings: &[Holding], now: Timestamp) -> Self {
        Self {
            plan: app.plan,
            state: app.state,
            add_ons: purchase::add_ons_in_force(app, holdings, now),
            pack: app.pack_runs_until(),
        }
    }
}

/// A stored quote: immutable, with everything that an order needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its id, which is also the key under which it buys once (P14).
    pub id: QuoteId,
    /// The app it is for.
    pub app: SdkAppId,
    /// What was asked for.
    pub wish: Wish,
    /// The catalog it was priced with (K4).
    pub catalog_version: i64,
    /// What the app was.
    pub basis: Basis,
    /// The lines, with the voucher's share.
    pub lines: Vec<Line>,
    /// What becomes void and is given back.
    pub voided: Vec<Voided>,
    /// The voucher chosen.
    pub voucher: Option<VoucherId>,
    /// The moment it was priced at.
    pub as_of: Timestamp,
    /// From when on it no longer holds (P15).
    pub expires_at: Timestamp,
}

sums_of_lines!(Quote);
settled!(Quote);

impl Quote {
    /// Gives each line the share that `voucher` takes off it (M2); nothing without a voucher.
    ///
    /// # Errors
    /// When it can't be used on these lines.
    pub fn take_off(&mut self, voucher: Option<&Voucher>, now: Timestamp) -> Result<(), VoucherRefused> {
        let amounts: Vec<(Item, Amount)> = self.lines.iter().map(|line| (line.item, line.amount)).collect();
        let shares = match voucher {
            Some(voucher) => voucher.deductions(&amounts, now)?,
            None => vec![Amount::ZERO; amounts.len()],
        };
        for (line, share) in self.lines.iter_mut().zip(shares) {
            line.deducted = share;
        }
        Ok(())
    }
}

/// When a quote priced at `as_of` ends: after the catalog's minutes, and never after the term it runs within (P15).
#[must_use]
pub fn quote_end(catalog: &Catalog, start: Start, as_of: Timestamp) -> Timestamp {
    let end = as_of.plus_seconds(i64::from(catalog.periods.quote_minutes) * 60);
    match start {
        Start::Within { term } => end.min(term.end(catalog.calendar())),
        Start::AtPayment | Start::Continues { .. } => end,
    }
}

#[cfg(test)]
mod tests;
