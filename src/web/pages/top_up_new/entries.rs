//! The top-up form's answers: the amounts to choose from, and what is wrong with what was entered. Money is read
//! exactly, and nothing is guessed where two answers contradict each other.

use std::borrow::Cow;

use super::Entries;
use crate::{
    domain::{
        entered_amount::{self, AmountUnread},
        money::Amount,
        text::TextRefused,
        top_up::TopUp,
    },
    web::{form::Field, page::Page},
};

/// Amounts to choose from, in whole units of the currency.
const QUICK: [i64; 4] = [500, 1_000, 5_000, 20_000];
/// The choice of another amount.
const OTHER: &str = "other";

/// An amount to choose.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) note: Option<Cow<'static, str>>,
    pub(super) is_chosen: bool,
}

/// The fields of the form.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) choice: Field,
    pub(super) amount: Field,
    pub(super) reference: Field,
    pub(super) is_other: bool,
}

impl Fields {
    /// The form with another amount filled in; as it opens where `amount` is none.
    pub(super) fn asked(page: &Page, amount: &str) -> Self {
        match entered_amount::read(amount, page.f.currency) {
            Ok(amount) => {
                Self { amount: Field::holding(plain(page, amount)), is_other: true, ..Self::default() }
            }
            Err(_) => Self::default(),
        }
    }
}

/// The amounts to choose from: what an order lacks first, then round ones.
pub(super) fn choices(page: &Page, missing: Option<Amount>, chosen: &str) -> Vec<Choice> {
    let unit = 10_i64.pow(page.f.currency.digits());
    let exact = missing.filter(|missing| (TopUp::LEAST..=TopUp::MOST).contains(missing));
    let exact = exact.map(|amount| (amount, Some(page.t.top_up_exact())));
    let round = QUICK.map(|whole| (Amount::minor(whole * unit), None));
    let choice = |(amount, note)| {
        let value = plain(page, amount);
        Choice { is_chosen: value == chosen, label: page.f.money_iso(amount), value, note }
    };
    exact.into_iter().chain(round).map(choice).collect()
}

/// An amount as one would type it: digits, a decimal point where the currency has decimals.
pub(in crate::web::pages) fn plain(page: &Page, amount: Amount) -> String {
    let text = page.f.money_iso(amount);
    text.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.').collect()
}

/// Reads the form; without an amount when anything is wrong.
pub(super) fn read(page: &Page, entries: &Entries) -> (Option<Amount>, Fields) {
    let mut fields = Fields {
        choice: Field::default(),
        amount: Field::holding(&entries.amount),
        reference: Field::holding(&entries.reference).judged(reference(page, &entries.reference)),
        is_other: entries.choice == OTHER,
    };
    let amount = match (entries.choice.as_str(), entries.amount.trim()) {
        ("", "") => Err((Spot::Choice, page.t.top_up_wrong_missing())),
        ("" | OTHER, text) => amount(page, text).map_err(|wrong| (Spot::Amount, wrong)),
        (choice, "") => amount(page, choice).map_err(|wrong| (Spot::Choice, wrong)),
        (..) => Err((Spot::Amount, page.t.top_up_wrong_both())),
    };
    match amount {
        Ok(amount) => (Some(amount).filter(|_| !fields.reference.is_refused()), fields),
        Err((Spot::Choice, wrong)) => {
            fields.choice = fields.choice.refused(wrong);
            (None, fields)
        }
        Err((Spot::Amount, wrong)) => {
            fields.amount = fields.amount.refused(wrong);
            (None, fields)
        }
    }
}

/// Where in the form the amount is wrong.
enum Spot {
    Choice,
    Amount,
}

/// Why a text is no amount, in words.
pub(in crate::web::pages) fn number_wrong(page: &Page, unread: AmountUnread) -> Cow<'static, str> {
    let (t, f) = (page.t, page.f);
    match unread {
        AmountUnread::Missing => t.top_up_wrong_missing(),
        AmountUnread::Decimals => t.top_up_wrong_decimals(f.currency.digits()),
        AmountUnread::Malformed | AmountUnread::TooLarge => {
            t.top_up_wrong_number(&plain(page, Amount::minor(123_450)))
        }
    }
}

fn amount(page: &Page, text: &str) -> Result<Amount, Cow<'static, str>> {
    let (t, f) = (page.t, page.f);
    let range = || t.top_up_wrong_range(&f.money_iso(TopUp::LEAST), &f.money_iso(TopUp::MOST));
    let amount = entered_amount::read(text, f.currency).map_err(|unread| match unread {
        AmountUnread::TooLarge => range(),
        unread => number_wrong(page, unread),
    })?;
    if (TopUp::LEAST..=TopUp::MOST).contains(&amount) { Ok(amount) } else { Err(range()) }
}

fn reference(page: &Page, text: &str) -> Option<Cow<'static, str>> {
    TopUp::reference(text).err().map(|refused| match refused {
        TextRefused::Missing => page.t.top_up_wrong_reference(),
        TextRefused::TooLong => page.t.top_up_wrong_long(TopUp::REFERENCE_MAX),
        TextRefused::Letters => page.t.top_up_wrong_letters(),
    })
}
