//! Every sentence of the console, its three languages side by side. A message that lacks a language does not
//! compile, and its arguments are typed. Words of one page live in the module named after it.

use std::borrow::Cow;

use super::Words;

/// A value to show a message with where all messages are looked at (the test of the whole table).
pub trait Sample {
    /// Some ordinary value.
    fn sample() -> Self;
}

impl Sample for &str {
    fn sample() -> Self {
        "7"
    }
}

impl Sample for u32 {
    fn sample() -> Self {
        7
    }
}

impl Sample for usize {
    fn sample() -> Self {
        7
    }
}

impl Sample for bool {
    fn sample() -> Self {
        true
    }
}

/// Defines messages as methods of [`Words`](crate::i18n::Words) that return `Cow<'static, str>`, and `samples()`,
/// which gives every message of the module by name in a language. Each language is an expression: a `&'static str`
/// or a `String`.
macro_rules! messages {
    ($( $(#[$doc:meta])* $name:ident $(( $($arg:ident : $kind:ty),+ $(,)? ))? { zh_hans: $zh:expr, en: $en:expr, ja: $ja:expr $(,)? } )*) => {
        impl $crate::i18n::Words {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(self $($(, $arg: $kind)+)?) -> std::borrow::Cow<'static, str> {
                    match self.locale {
                        $crate::i18n::Locale::ZhHans => $crate::i18n::messages::closed_up($zh),
                        $crate::i18n::Locale::En => std::borrow::Cow::from($en),
                        $crate::i18n::Locale::Ja => $crate::i18n::messages::closed_up($ja),
                    }
                }
            )*
        }

        /// Every message of this module in the language of `words`, by name, with sample arguments.
        #[must_use]
        pub fn samples(words: $crate::i18n::Words) -> Vec<(&'static str, String)> {
            vec![$( (stringify!($name), words.$name($($(<$kind as $crate::i18n::messages::Sample>::sample()),+)?).into_owned()) ),*]
        }
    };
}

/// Chinese or Japanese text: a full-width bracket at the end of an argument brings its own blank with it.
fn closed_up(text: impl Into<Cow<'static, str>>) -> Cow<'static, str> {
    let text = text.into();
    if text.contains("） ") { text.replace("） ", "）").into() } else { text }
}

pub mod accounts;
pub mod activity;
pub mod ahead;
pub mod app_page;
pub mod apps;
pub mod billing;
pub mod bills;
pub mod budget;
pub mod change_refusals;
pub mod changes;
pub mod charges;
pub mod common;
pub mod errors;
pub mod faults;
pub mod help;
pub mod inbox;
pub mod invoice;
pub mod kept;
pub mod keys;
pub mod limits;
pub mod operator;
pub mod orders;
pub mod packs;
pub mod plans;
pub mod prepaid;
pub mod product;
pub mod purchase;
pub mod push;
pub mod push_wrong;
pub mod quotes;
pub mod refunds;
pub mod refusals;
pub mod reset;
pub mod rtc;
pub mod sandbox;
pub mod stakes;
pub mod states;
pub mod team;
pub mod tickets;
pub mod top_ups;
pub mod upkeep;
pub mod vouchers;

/// The messages of one file, by name.
type Samples = fn(Words) -> Vec<(&'static str, String)>;

/// Every file of messages.
const FILES: &[Samples] = &[
    accounts::samples,
    activity::samples,
    ahead::samples,
    app_page::samples,
    apps::samples,
    billing::samples,
    bills::samples,
    budget::samples,
    change_refusals::samples,
    changes::samples,
    charges::samples,
    common::samples,
    errors::samples,
    faults::samples,
    help::samples,
    inbox::samples,
    invoice::samples,
    kept::samples,
    keys::samples,
    limits::samples,
    operator::samples,
    orders::samples,
    plans::samples,
    prepaid::samples,
    product::samples,
    purchase::samples,
    push::samples,
    push_wrong::samples,
    quotes::samples,
    refunds::samples,
    refusals::samples,
    reset::samples,
    rtc::samples,
    sandbox::samples,
    stakes::samples,
    states::samples,
    team::samples,
    tickets::samples,
    top_ups::samples,
    upkeep::samples,
    vouchers::samples,
];

/// Every message of the console in the language of `words`, by name.
#[must_use]
pub fn all_samples(words: Words) -> Vec<(&'static str, String)> {
    FILES.iter().flat_map(|samples| samples(words)).collect()
}

#[cfg(test)]
mod tests;
