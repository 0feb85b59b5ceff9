//! Every way in which a catalog file can be wrong, with the exact words of the refusal (K2). Each case changes the
//! shipped mainland file in one place.

mod values;

use proptest::prelude::*;

use super::*;
use crate::domain::limits::Feature;

fn mainland() -> &'static str {
    embedded("mainland").unwrap()
}

/// The faults after the first `old` became `new`, with the line of the change as `@`.
fn faults(old: &str, new: &str) -> Vec<String> {
    let at = mainland().find(old).unwrap_or_else(|| panic!("{old:?} is not in the file"));
    let line = mainland()[..at].matches('\n').count() + 1;
    let refused = Catalog::parse("mainland.toml", &mainland().replacen(old, new, 1)).unwrap_err();
    let here = format!("mainland.toml:{line}: ");
    refused.to_string().lines().map(|fault| fault.replacen(&here, "@ ", 1)).collect()
}

#[track_caller]
fn refused(old: &str, new: &str, expected: &str) {
    assert_eq!(faults(old, new), [expected], "{new:?} for {old:?}");
}

#[test]
fn k1_both_shipped_catalogs_pass_the_check_under_their_names() {
    for name in EMBEDDED {
        let catalog =
            Catalog::parse(name, embedded(name).unwrap()).unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(catalog.name, name);
    }
    assert_eq!(embedded("elsewhere"), None);
}

#[test]
fn k2_a_fault_names_file_line_key_what_was_found_and_what_is_allowed() {
    let text = "name = \"small\"\ncurrency = \"EUR\"\n";
    let refused = Catalog::parse("shops/small.toml", text).unwrap_err();
    assert_eq!(
        refused.to_string().lines().find(|fault| fault.contains("currency")),
        Some("shops/small.toml:2: currency: found \"EUR\"; allowed CNY, USD, JPY"),
    );
}

#[test]
fn k2_what_is_no_toml_is_refused_with_its_line() {
    let refused = Catalog::parse("broken.toml", "name = \"x\"\ncurrency = = 3\n").unwrap_err();
    assert_eq!(refused.faults[0].line, 2);
    assert_eq!((&*refused.faults[0].key, &*refused.faults[0].allowed), ("syntax", "TOML"));
    let twice = faults("app_limit = 300", "app_limit = 300\napp_limit = 300");
    assert_eq!(twice.len(), 1, "{twice:?}");
    assert!(twice[0].contains(": syntax: found duplicate key; allowed TOML"), "{twice:?}");
}

#[test]
fn k2_an_empty_file_is_refused_with_everything_that_is_missing() {
    let refused = Catalog::parse("empty.toml", "").unwrap_err();
    let keys: Vec<&str> = refused.faults.iter().map(|fault| fault.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "currency",
            "name",
            "zone",
            "default_locale",
            "policy",
            "app_limit",
            "reauth_above",
            "postpaid_from",
            "months",
            "periods",
            "bill_days",
            "app_types",
            "group_types",
            "editions",
            "books",
            "data_centres",
        ],
    );
    assert!(refused.faults.iter().all(|fault| fault.found == "nothing" && fault.line == 1));
}

#[test]
fn k2_all_faults_of_a_file_are_told_at_once_by_line() {
    let text = mainland()
        .replacen("app_limit = 300", "app_limit = \"many\"", 1)
        .replacen("policy = \"prorated\"", "policy = \"weekly\"", 1)
        .replacen("monthly = \"999.00\"", "monthly = \"-999.00\"", 1)
        .replacen("retention_days = 90\n", "", 1);
    let refused = Catalog::parse("mainland.toml", &text).unwrap_err();
    let keys: Vec<&str> = refused.faults.iter().map(|fault| fault.key.as_str()).collect();
    assert_eq!(
        keys,
        ["policy", "app_limit", "periods.retention_days", "books.mainland.professional.monthly"]
    );
    assert!(refused.faults.is_sorted_by_key(|fault| fault.line));
}

#[test]
fn k2_unknown_words_are_refused_with_the_known_ones() {
    refused("currency = \"CNY\"", "currency = \"cny\"", "@ currency: found \"cny\"; allowed CNY, USD, JPY");
    refused(
        "zone = \"Asia/Shanghai\"",
        "zone = \"Asia/Nowhere\"",
        "@ zone: found \"Asia/Nowhere\"; allowed an IANA zone name, such as \"Asia/Shanghai\"",
    );
    refused(
        "default_locale = \"zh-Hans\"",
        "default_locale = \"zh\"",
        "@ default_locale: found \"zh\"; allowed zh-Hans, en, ja",
    );
    refused(
        "policy = \"prorated\"",
        "policy = \"free\"",
        "@ policy: found \"free\"; allowed prorated, next-month",
    );
}

#[test]
fn k2_unknown_words_in_tables_are_refused_with_the_known_ones() {
    refused(
        "postpaid_from = [\"im\"]",
        "postpaid_from = [\"ultimate\"]",
        "@ postpaid_from[0]: found \"ultimate\"; allowed trial, im",
    );
    refused(
        "pack = \"premium\"",
        "pack = \"gold\"",
        "@ books.mainland.ultimate.call_packs[0].pack: found \"gold\"; allowed basic, advanced, premium",
    );
    refused(
        "limited_by = \"group\"",
        "limited_by = \"size\"",
        "@ group_types[0].limited_by: found \"size\"; allowed group, livestream, community",
    );
    refused(
        "\"push_to_all\"",
        "\"magic\"",
        &format!("@ editions.ultimate.features[1]: found \"magic\"; allowed {}", load::joined(Feature::ALL)),
    );
}

#[test]
fn k2_an_unknown_edition_or_key_is_refused_with_the_known_ones() {
    refused(
        "[editions.trial]\n",
        "[editions.gold]\n[editions.trial]\n",
        "@ editions.gold: found an unknown key; allowed trial, im, professional, ultimate",
    );
    refused(
        "[books.overseas.usage]",
        "[books.overseas.trial]\n[books.overseas.usage]",
        "@ books.overseas.trial: found an unknown key; allowed usage, professional, ultimate",
    );
    refused(
        "grace_days = 7",
        "grace_days = 7\ngrace_hours = 1",
        &format!(
            "mainland.toml:{}: periods.grace_hours: found an unknown key; allowed quote_minutes, unpaid_hours, \
             expiring_days, grace_days, retention_days, reauth_minutes",
            mainland()[..mainland().find("grace_days").unwrap()].matches('\n').count() + 2,
        ),
    );
}

proptest! {
    #[test]
    fn k2_a_shipped_file_with_any_line_left_out_is_read_or_refused_but_never_breaks(line in 0_usize..400) {
        let kept = mainland().lines().enumerate().filter(|(index, _)| *index != line);
        let text: Vec<&str> = kept.map(|(_, line)| line).collect();
        if let Err(refused) = Catalog::parse("cut.toml", &text.join("\n")) {
            prop_assert!(!refused.faults.is_empty());
            prop_assert!(refused.faults.iter().all(|fault| (1..=text.len()).contains(&fault.line)));
        }
    }
}
