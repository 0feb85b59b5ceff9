//! The figures of the two shipped catalogs, written out (K1, K3, D4, P8): whoever changes a price changes it here,
//! too. Everywhere else prices come from a catalog.

mod limits;

use im_console::{
    domain::{
        catalog::{Catalog, EMBEDDED, EditionOffers, LOCALES, Policy, PriceBook, embedded},
        money::{Amount, Currency},
        product::{AddOn, AddOnKind, CallPack, Edition, Item},
    },
    i18n::Locale,
};

fn catalog(name: &str) -> Catalog {
    Catalog::parse(name, embedded(name).unwrap()).unwrap()
}

/// An amount from its units and hundredths, `999.00` as `99900`.
const fn cents(minor: i64) -> Amount {
    Amount::minor(minor)
}

fn offers(book: &PriceBook, edition: Edition) -> &EditionOffers {
    book.offers(edition).unwrap()
}

fn price_list(offers: &EditionOffers) -> Vec<(String, i64)> {
    offers.add_ons.iter().map(|offer| (offer.add_on.code(), offer.monthly.as_minor())).collect()
}

fn history(offers: &EditionOffers) -> Vec<(u32, i64)> {
    offers.history.iter().map(|offer| (offer.days, offer.monthly.as_minor())).collect()
}

#[track_caller]
fn assert_prices(offers: &EditionOffers, monthly: i64, add_ons: &[(&str, i64)], days: &[(u32, i64)]) {
    let add_ons: Vec<_> = add_ons.iter().map(|&(code, price)| (code.to_owned(), price)).collect();
    assert_eq!(offers.monthly, cents(monthly));
    assert_eq!(price_list(offers), add_ons);
    assert_eq!(history(offers), days);
}

#[track_caller]
fn assert_usage(book: &PriceBook, price: i64) {
    let usage = book.usage;
    assert_eq!((usage.daily_active_users.block, usage.daily_active_users.price), (10_000, cents(price)));
    assert_eq!((usage.peak_groups.block, usage.peak_groups.price), (100_000, cents(price)));
}

#[test]
fn k1_the_mainland_catalog_has_its_terms() {
    let catalog = catalog("mainland");
    assert_eq!(catalog.currency, Currency::Cny);
    assert_eq!(catalog.calendar().zone_name(), "Asia/Shanghai");
    assert_eq!(catalog.default_locale, "zh-Hans");
    assert_eq!(catalog.policy, Policy::Prorated);
    assert_eq!(catalog.reauth_above, cents(1_000_000));
}

#[test]
fn k1_the_international_catalog_has_its_terms() {
    let catalog = catalog("international");
    assert_eq!(catalog.currency, Currency::Usd);
    assert_eq!(catalog.calendar().zone_name(), "Asia/Singapore");
    assert_eq!(catalog.default_locale, "en");
    assert_eq!(catalog.policy, Policy::NextMonth);
    assert_eq!(catalog.reauth_above, cents(150_000));
}

#[test]
fn k1_both_catalogs_share_their_periods_bill_days_and_limits_per_account() {
    for name in EMBEDDED {
        let catalog = catalog(name);
        let periods = catalog.periods;
        assert_eq!((periods.quote_minutes, periods.unpaid_hours, periods.reauth_minutes), (15, 24, 10));
        assert_eq!((periods.expiring_days, periods.grace_days, periods.retention_days), (7, 7, 90));
        let days = catalog.bill_days;
        assert_eq!((days.draw_up_day, days.debit_day, days.overdue_days), (1, 3, 7));
        assert_eq!(catalog.app_limit, 300);
        assert_eq!(catalog.months(), 1..=24);
        assert_eq!(catalog.postpaid_from.iter().collect::<Vec<_>>(), [&Edition::Im]);
        let app_types: Vec<_> = catalog.app_types.iter().map(|kind| kind.names.zh_hans.as_str()).collect();
        assert_eq!(
            app_types,
            [
                "社交沟通",
                "直播互动",
                "在线教育",
                "电商",
                "游戏",
                "企业办公",
                "医疗",
                "客服",
                "物联网",
                "其他"
            ]
        );
    }
}

#[test]
fn k1_the_languages_that_a_catalog_may_name_are_those_of_the_console() {
    assert_eq!(LOCALES.map(Locale::from_tag).map(Option::unwrap), Locale::ALL);
}

#[test]
fn k3_data_centres_pick_their_price_books() {
    let books = |name: &str| -> Vec<(String, String)> {
        let centres = catalog(name).data_centres;
        centres.into_iter().map(|centre| (centre.code, centre.book.0)).collect()
    };
    let pair = |code: &str, book: &str| (code.to_owned(), book.to_owned());
    let overseas = ["sgp", "kr", "ger", "ind"].map(|code| pair(code, "overseas"));
    assert_eq!(books("mainland"), [&[pair("cn", "mainland")][..], &overseas].concat());
    assert_eq!(
        books("international"),
        ["sgp", "ger", "kr", "ind", "usa"].map(|code| pair(code, "international"))
    );
    assert_eq!(catalog("mainland").book_of("usa"), None);
    assert_eq!(catalog("international").data_centre("usa").unwrap().names.en, "Silicon Valley");
}

#[test]
fn k3_prices_of_the_mainland_data_centre() {
    let catalog = catalog("mainland");
    let book = catalog.book_of("cn").unwrap();
    assert_prices(
        offers(book, Edition::Professional),
        99_900,
        &[
            ("livestream_groups", 100_000),
            ("groups_per_user:1000", 110_000),
            ("members_per_group:2000", 50_000),
            ("call_pack:basic", 50_000),
            ("call_pack:advanced", 100_000),
        ],
        &[(30, 50_000), (90, 100_000), (180, 150_000), (360, 250_000)],
    );
    assert_prices(
        offers(book, Edition::Ultimate),
        299_900,
        &[
            ("groups_per_user:3000", 90_000),
            ("members_per_group:6000", 50_000),
            ("call_pack:premium", 150_000),
        ],
        &[(90, 50_000), (180, 100_000), (360, 200_000)],
    );
    assert_usage(book, 100_000);
}

#[test]
fn k3_prices_of_the_overseas_data_centres() {
    let catalog = catalog("mainland");
    let book = catalog.book_of("sgp").unwrap();
    assert_prices(
        offers(book, Edition::Professional),
        299_900,
        &[
            ("livestream_groups", 320_000),
            ("groups_per_user:1000", 320_000),
            ("members_per_group:2000", 170_000),
        ],
        &[(30, 70_000), (90, 128_000), (180, 192_000), (360, 285_000)],
    );
    assert_prices(
        offers(book, Edition::Ultimate),
        599_900,
        &[("groups_per_user:3000", 320_000), ("members_per_group:6000", 170_000)],
        &[(90, 70_000), (180, 128_000), (360, 228_000)],
    );
    assert_usage(book, 300_000);
}

#[test]
fn k3_prices_of_the_international_data_centres() {
    let catalog = catalog("international");
    let book = catalog.book_of("ger").unwrap();
    assert_prices(
        offers(book, Edition::Professional),
        14_999,
        &[
            ("livestream_groups", 14_999),
            ("groups_per_user:1000", 14_999),
            ("members_per_group:2000", 7_999),
            ("content_security", 14_999),
        ],
        &[(30, 7_999), (90, 14_999), (180, 22_999), (360, 37_999)],
    );
    assert_prices(
        offers(book, Edition::Ultimate),
        44_999,
        &[("groups_per_user:3000", 14_999), ("members_per_group:6000", 7_999), ("content_security", 14_999)],
        &[(90, 7_999), (180, 14_999), (360, 29_999)],
    );
    assert_usage(book, 14_999);
    assert_eq!(catalog.books().len(), 1);
}

#[test]
fn k3_trial_and_im_are_not_for_sale_anywhere() {
    for name in EMBEDDED {
        for book in catalog(name).books() {
            let editions: Vec<_> = book.editions().map(|(edition, _)| edition).collect();
            assert_eq!(editions, [Edition::Professional, Edition::Ultimate]);
            assert_eq!(book.offers(Edition::Trial), None);
            assert_eq!(book.monthly(Edition::Trial, Item::AddOn(AddOn::LivestreamGroups)), None);
        }
    }
}

#[test]
fn p8_call_packs_pair_as_the_mainland_book_offers_them_with_list_price_and_minutes() {
    let catalog = catalog("mainland");
    let pairs = |edition| catalog.pairs_with(edition).into_iter().collect::<Vec<_>>();
    assert_eq!(pairs(Edition::Professional), [CallPack::Basic, CallPack::Advanced]);
    assert_eq!(pairs(Edition::Ultimate), [CallPack::Premium]);
    assert!(pairs(Edition::Trial).is_empty() && pairs(Edition::Im).is_empty());
    let book = catalog.book_of("cn").unwrap();
    for (edition, pack, list, minutes) in [
        (Edition::Professional, CallPack::Basic, 62_500, 110_000),
        (Edition::Professional, CallPack::Advanced, 125_000, 235_000),
        (Edition::Ultimate, CallPack::Premium, 187_500, 380_000),
    ] {
        let offer = offers(book, edition).offer(AddOn::CallPack(pack)).unwrap();
        assert_eq!((offer.list, offer.minutes), (Some(cents(list)), Some(minutes)));
    }
    assert!(self::catalog("international").pairs_with(Edition::Professional).is_empty());
}

#[test]
fn d4_mainland_durations_are_100_88_and_83_percent_call_packs_excepted() {
    let catalog = catalog("mainland");
    let call_pack = Item::AddOn(AddOn::CallPack(CallPack::Basic));
    for months in 1..=24 {
        let percent = match months {
            1..=5 => 100,
            6..=11 => 88,
            _ => 83,
        };
        assert_eq!(catalog.discount_percent(months), percent, "{months} months");
        let package = Item::Package(Edition::Professional);
        assert_eq!(catalog.discount_percent_of(package, months), percent);
        assert_eq!(catalog.discount_percent_of(Item::AddOn(AddOn::GroupsPerUser(1_000)), months), percent);
        assert_eq!(catalog.discount_percent_of(call_pack, months), 100);
    }
}

#[test]
fn d4_international_durations_have_no_discount() {
    let catalog = catalog("international");
    assert!((1..=24).all(|months| catalog.discount_percent(months) == 100));
}

#[test]
fn p7_unlimited_livestream_groups_are_for_professional_and_content_security_is_international_only() {
    for name in EMBEDDED {
        for book in catalog(name).books() {
            let has = |edition, kind: AddOnKind| offers(book, edition).of_kind(kind).next().is_some();
            assert!(has(Edition::Professional, AddOnKind::LivestreamGroups));
            assert!(!has(Edition::Ultimate, AddOnKind::LivestreamGroups));
            for edition in [Edition::Professional, Edition::Ultimate] {
                assert_eq!(has(edition, AddOnKind::ContentSecurity), name == "international");
            }
        }
    }
}
