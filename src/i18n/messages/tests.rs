//! Looks at every message at once: three different languages, each in its own script.

use super::*;
use crate::i18n::Locale;

/// Messages that are the same in two or all languages because they are names.
const NAMES: &[&str] = &["edition_im", "sdk_app_id"];

/// Messages whose Japanese is written without kana because the word is, or that only join their arguments.
const WITHOUT_KANA: &[&str] = &[
    "add_on_pack",
    "amount",
    "app_intro_hint",
    "apps_chip",
    "apps_configure",
    "apps_ends",
    "apps_ends_within",
    "balance",
    "base_title",
    "billing_mode",
    "change_after",
    "change_before",
    "config_auto_renew",
    "step_renew",
    "created_at",
    "edition_im",
    "edition_professional",
    "edition_trial",
    "edition_ultimate",
    "expires_at",
    "inbox_unread",
    "key_made",
    "key_public",
    "language",
    "ledger_change",
    "ledger_what",
    "limits_days",
    "limits_item",
    "limits_title",
    "list_joined",
    "list_time",
    "nav_verification",
    "ops_age",
    "ops_just_now",
    "optional",
    "orders_no",
    "orders_total",
    "per_month",
    "sdk_app_id",
    "sig_made_at",
    "sig_until",
    "state_active",
    "theme_auto",
    "time",
    "top_up_reason",
    "top_up_state_refused",
    "unlimited",
    "upkeep_tab",
    "usage",
    "voucher_of_face",
];

fn table() -> Vec<(&'static str, [String; 3])> {
    let [zh, en, ja] = Locale::ALL.map(|locale| all_samples(Words::of(locale)));
    zh.into_iter().zip(en).zip(ja).map(|((zh, en), ja)| (zh.0, [zh.1, en.1, ja.1])).collect()
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn is_kana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{30ff}') && !matches!(character, '・' | 'ー')
}

fn faulty(fault: impl Fn(&str, &[String; 3]) -> bool) -> Vec<&'static str> {
    table().into_iter().filter(|(name, texts)| fault(name, texts)).map(|(name, _)| name).collect()
}

#[test]
fn ql1_every_message_differs_in_its_three_languages() {
    let same = faulty(|name, [zh, en, ja]| !NAMES.contains(&name) && (zh == en || en == ja || zh == ja));
    assert!(same.is_empty(), "{same:?}");
}

#[test]
fn ql1_no_english_message_has_chinese_characters_or_full_width_signs() {
    let foreign = |text: &str| {
        text.chars().any(|c| {
            is_han(c) || is_kana(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
        })
    };
    let found = faulty(|_, [_, en, _]| foreign(en));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn ql1_chinese_has_no_kana_and_japanese_has_some_unless_listed() {
    let chinese = faulty(|_, [zh, ..]| zh.chars().any(is_kana));
    assert!(chinese.is_empty(), "{chinese:?}");
    let japanese = faulty(|name, [_, _, ja]| !WITHOUT_KANA.contains(&name) && !ja.chars().any(is_kana));
    assert!(japanese.is_empty(), "{japanese:?}");
}

#[test]
fn the_lists_of_exceptions_hold_no_message_that_needs_none() {
    let idle = faulty(|name, [_, _, ja]| WITHOUT_KANA.contains(&name) && ja.chars().any(is_kana));
    assert!(idle.is_empty(), "{idle:?}");
    let names: Vec<&str> = table().into_iter().map(|(name, _)| name).collect();
    assert!(WITHOUT_KANA.iter().chain(NAMES).all(|listed| names.contains(listed)));
}

#[test]
fn apostrophes_and_quotation_marks_are_those_of_print_in_every_message() {
    let found = faulty(|_, texts| texts.iter().any(|text| text.contains(['\'', '"', '`'])));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_message_is_empty_or_ends_in_a_space() {
    let found = faulty(|name, texts| {
        texts.iter().any(|text| text.is_empty() || (text.trim_end() != text && !name.ends_with("prefix")))
    });
    assert!(found.is_empty(), "{found:?}");
}
