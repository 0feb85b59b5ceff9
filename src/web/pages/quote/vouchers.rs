//! The vouchers beside a quote: those that can be used, each with what is left to pay; those that can't, with the
//! reason (M2).

use super::super::lines::Style;
use crate::{
    domain::{
        money::Amount,
        voucher::{Scope, Voucher, VoucherRefused},
    },
    services::purchase::{QuoteView, VoucherChoice},
};

/// A voucher that can be used.
#[derive(Clone, Debug)]
pub(super) struct Usable {
    /// Its id; empty for none.
    pub(super) value: String,
    /// Its name with what is left to pay.
    pub(super) label: String,
    /// What it is bound to.
    pub(super) terms: String,
    /// Whether it is the quote's.
    pub(super) checked: bool,
}

/// A voucher that can't: its name, what it is bound to, and why.
pub(super) type Unusable = (String, String, String);

/// None, and every voucher that can be used.
pub(super) fn usable(found: &QuoteView, style: Style) -> Vec<Usable> {
    let t = style.t;
    let quote = &found.quote;
    let left = |off: Amount| (quote.total() - off - quote.given_back()).max(Amount::ZERO);
    let none = Usable {
        value: String::new(),
        label: t.quote_voucher_none(&style.money(left(Amount::ZERO))).into_owned(),
        terms: String::new(),
        checked: quote.voucher.is_none(),
    };
    let choice = |choice: &VoucherChoice| {
        let off = *choice.deducted.as_ref().ok()?;
        let pay = style.money(left(off));
        Some(Usable {
            value: choice.voucher.id.to_string(),
            label: t.quote_voucher_option(&choice.voucher.name, &style.money(off), &pay).into_owned(),
            terms: terms(&choice.voucher, style),
            checked: quote.voucher == Some(choice.voucher.id),
        })
    };
    [none].into_iter().chain(found.vouchers.iter().filter_map(choice)).collect()
}

/// Vouchers that can't be used here; those used up are no news.
pub(super) fn unusable(found: &QuoteView, style: Style) -> Vec<Unusable> {
    let told = |choice: &VoucherChoice| {
        let refused = choice.deducted.as_ref().err().filter(|refused| **refused != VoucherRefused::UsedUp)?;
        let reason = style.t.voucher_refused(refused, style.f).into_owned();
        Some((choice.voucher.name.clone(), terms(&choice.voucher, style), reason))
    };
    found.vouchers.iter().filter_map(told).collect()
}

/// What a voucher is bound to, in one line.
fn terms(voucher: &Voucher, style: Style) -> String {
    let Style { t, f, .. } = style;
    let scope = match &voucher.scope {
        Scope::Everything => t.voucher_scope_everything(),
        Scope::Packages => t.voucher_scope_packages(),
        Scope::AddOns(kinds) => t.voucher_scope_add_ons(&t.add_on_kinds(kinds)),
    };
    let (worth, end) = (style.money(voucher.remaining), f.date_time_zoned(voucher.expires_at));
    let text = if voucher.threshold.is_positive() {
        t.quote_voucher_terms(&worth, &style.money(voucher.threshold), &scope, &end)
    } else {
        t.quote_voucher_terms_any(&worth, &scope, &end)
    };
    if voucher.reusable { text.into_owned() } else { format!("{text} ({})", t.quote_voucher_once()) }
}
