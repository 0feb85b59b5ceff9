//! Prices, tiers, discounts, codes and numbers that a catalog file must not have (K2).

use super::faults;
use super::refused;

#[test]
fn k2_a_missing_price_of_an_offered_tier_is_refused() {
    refused(
        "{ tier = 1000, monthly = \"1100.00\" }",
        "{ tier = 1000 }",
        "@ books.mainland.professional.groups_per_user[0].monthly: found nothing; allowed a text with a price \
         above 0, up to 9 digits and at most 2 decimals, such as \"999.00\"",
    );
    refused(
        "[books.overseas.ultimate]\nmonthly = \"5999.00\"",
        "[books.overseas.ultimate]",
        "@ books.overseas.ultimate.monthly: found nothing; allowed a text with a price above 0, up to 9 digits \
         and at most 2 decimals, such as \"999.00\"",
    );
}

#[test]
fn k2_a_price_that_is_no_exact_amount_above_zero_is_refused() {
    for (price, found) in [
        ("\"0.00\"", "\"0.00\""),
        ("\"-999.00\"", "\"-999.00\""),
        ("\"999.005\"", "\"999.005\""),
        ("999.0", "999.0"),
        ("999", "999"),
    ] {
        refused(
            "monthly = \"999.00\"",
            &format!("monthly = {price}"),
            &format!(
                "@ books.mainland.professional.monthly: found {found}; allowed a text with a price above 0, up to \
                 9 digits and at most 2 decimals, such as \"999.00\"",
            ),
        );
    }
    let yen = faults("currency = \"CNY\"", "currency = \"JPY\"");
    assert!(yen[0].ends_with("up to 9 digits and no decimals, such as \"999\""), "{}", yen[0]);
}

#[test]
fn k2_a_tier_not_above_the_base_or_the_tier_before_is_refused() {
    refused(
        "{ tier = 1000, monthly = \"1100.00\" }",
        "{ tier = 500, monthly = \"1100.00\" }",
        "@ books.mainland.professional.groups_per_user[0].tier: found 500; allowed a tier above 500, what the \
         edition has without it",
    );
    refused(
        "{ tier = 6000, monthly = \"500.00\" }",
        "{ tier = 6000, monthly = \"500.00\" }, { tier = 4000, monthly = \"900.00\" }",
        "@ books.mainland.ultimate.members_per_group[1].tier: found 4000; allowed a tier above 6000, the tier \
         before it",
    );
    refused(
        "{ days = 90, monthly = \"500.00\" }",
        "{ days = 30, monthly = \"500.00\" }",
        "@ books.mainland.ultimate.history[0].days: found 30; allowed a tier above 30, what the edition has \
         without it",
    );
    refused(
        "{ tier = 6000, monthly = \"500.00\" }",
        "{ tier = 8000, monthly = \"500.00\" }",
        "@ books.mainland.ultimate.members_per_group[0].tier: found 8000; allowed at most 6000, the highest cap \
         of a group type",
    );
    refused(
        "groups_per_user = [{ tier = 3000, monthly = \"900.00\" }]",
        "livestream_groups = \"1000.00\"",
        "@ books.mainland.ultimate.livestream_groups: found a price; allowed nothing: the edition has no limit",
    );
}

#[test]
fn k2_overlapping_gapped_and_incomplete_discounts_are_refused() {
    let steps = |range: &str| format!("{{ {range}, percent = 88 }}");
    refused(
        &steps("from = 6, to = 11"),
        &steps("from = 5, to = 11"),
        "@ discounts.steps[1]: found 5 to 11; allowed months from 6 on, so that no month is left out or given twice",
    );
    refused(
        &steps("from = 6, to = 11"),
        &steps("from = 7, to = 11"),
        "@ discounts.steps[1]: found 7 to 11; allowed months from 6 on, so that no month is left out or given twice",
    );
    refused(
        "to = 24, percent = 83",
        "to = 23, percent = 83",
        "@ discounts.steps[2]: found 23 as the last month; allowed 24 as the last month",
    );
    refused(
        "percent = 83",
        "percent = 101",
        "@ discounts.steps[2].percent: found 101; allowed a whole number from 1 to 100",
    );
}

#[test]
fn k2_codes_that_stand_twice_or_can_not_stand_in_an_address_are_refused() {
    let twice = "allowed a code that is not used before";
    refused("code = \"sgp\"", "code = \"cn\"", &format!("@ data_centres[1].code: found \"cn\"; {twice}"));
    refused(
        "code = \"live\"",
        "code = \"social\"",
        &format!("@ app_types[1].code: found \"social\"; {twice}"),
    );
    refused(
        "code = \"public\"",
        "code = \"private\"",
        &format!("@ group_types[1].code: found \"private\"; {twice}"),
    );
    refused(
        "pack = \"advanced\"",
        "pack = \"basic\"",
        &format!("@ books.mainland.professional.call_packs[1].pack: found \"basic\"; {twice}"),
    );
    refused(
        "code = \"sgp\"",
        "code = \"S/G\"",
        "@ data_centres[1].code: found \"S/G\"; allowed 1 to 32 of a–z, 0–9, _ and -",
    );
}

#[test]
fn k3_a_data_centre_of_a_missing_price_book_is_refused() {
    refused(
        "book = \"overseas\"",
        "book = \"moon\"",
        "@ data_centres[1].book: found \"moon\"; allowed mainland, overseas",
    );
}

#[test]
fn k2_numbers_out_of_their_range_are_refused() {
    refused("to = 24\n", "to = 121\n", "@ months.to: found 121; allowed a whole number from 1 to 120");
    refused(
        "app_limit = 300",
        "app_limit = 0",
        "@ app_limit: found 0; allowed a whole number from 1 to 1000000",
    );
    refused(
        "debit_day = 3",
        "debit_day = 31",
        "@ bill_days.debit_day: found 31; allowed a whole number from 1 to 28",
    );
    refused(
        "registered_users = 100",
        "registered_users = \"many\"",
        "@ editions.trial.limits.registered_users: found \"many\"; allowed a whole number from 0 to 4294967295 or \
         \"unlimited\"",
    );
    refused(
        "online_list_members = 1000",
        "online_list_members = 0",
        "@ editions.ultimate.limits.online_list_members: found 0; allowed a whole number from 1 to 4294967295",
    );
}

#[test]
fn k2_other_contradictions_are_refused() {
    refused(
        "list = \"625.00\"",
        "list = \"400.00\"",
        "@ books.mainland.professional.call_packs[0].list: found a price below monthly; allowed a price not below \
         monthly",
    );
    refused("[\"im\"]", "[\"im\", \"im\"]", "@ postpaid_from[1]: found \"im\"; allowed each value once");
    refused(
        "en = \"China\"",
        "en = \" \"",
        "@ data_centres[0].names.en: found \" \"; allowed a name of 1 to 60 characters",
    );
    refused(
        "usage_charged = false",
        "usage_charged = \"no\"",
        "@ editions.trial.usage_charged: found \"no\"; allowed true or false",
    );
    refused(
        "[books.mainland.usage]",
        "[books.empty.usage]\ndaily_active_users = { block = 1, price = \"1\" }\npeak_groups = { block = 1, price \
         = \"1\" }\n[books.mainland.usage]",
        "@ books.empty: found no edition; allowed professional, ultimate",
    );
}

#[test]
fn k2_the_figures_of_bills_renewals_and_refunds_are_checked_and_may_be_left_out() {
    refused(
        "carry_below = \"1.00\"",
        "carry_below = 1",
        "@ bill_days.carry_below: found 1; allowed a text with a price above 0, up to 9 digits and at most 2 decimals, \
         such as \"999.00\"",
    );
    refused(
        "attempts = 7",
        "attempts = 0",
        "@ renewals.attempts: found 0; allowed a whole number from 1 to 31",
    );
    refused(
        "full_days = 5",
        "full_days = 5\nhalf_days = 6",
        &format!(
            "mainland.toml:{}: refunds.half_days: found an unknown key; allowed full_days",
            line_after("full_days")
        ),
    );
    refused(
        "trial_days = 7",
        "trial_days = 0",
        "@ calls.trial_days: found 0; allowed a whole number from 1 to 365",
    );
    let text = super::mainland();
    let without = [
        "carry_below = \"1.00\"\n",
        "[renewals]\nattempts = 7\nprice_days = 7\n",
        "[refunds]\nfull_days = 5\n",
        "[calls]\ntrial_days = 7\n",
    ]
    .into_iter()
    .fold(text.to_owned(), |text, part| text.replacen(part, "", 1));
    let read = |text: &str| super::Catalog::parse("mainland.toml", text).unwrap();
    let (shipped, before) = (read(text), read(&without));
    assert_eq!((before.renewals, before.refunds), (shipped.renewals, shipped.refunds));
    assert_eq!((before.calls, shipped.calls.trial_days), (shipped.calls, 7));
    assert!(before.bill_days.carry_below.is_zero() && shipped.bill_days.carry_below.is_positive());
}

/// The number of the line after the one with `text`.
fn line_after(text: &str) -> usize {
    let mainland = super::mainland();
    mainland[..mainland.find(text).unwrap()].matches('\n').count() + 2
}
