//! The golden strings: what ICU 78 prints for CLDR 48 (QL2).

use chrono::NaiveDate;

use super::*;

const SHANGHAI: Calendar = Calendar::new(Tz::Asia__Shanghai);

fn format(locale: Locale, currency: Currency) -> Format {
    Format { locale, calendar: SHANGHAI, currency }
}

fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> Timestamp {
    SHANGHAI.moment(NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(hour, minute, 0).unwrap())
}

/// What each language shows, in the order zh-Hans, en, ja.
fn all<T>(show: impl Fn(Format) -> T) -> [T; 3] {
    Locale::ALL.map(|locale| show(format(locale, Currency::Cny)))
}

fn money(currency: Currency, minor: i64) -> [String; 3] {
    Locale::ALL.map(|locale| format(locale, currency).money(Amount::minor(minor)))
}

#[test]
fn ql2_money_follows_the_golden_table() {
    assert_eq!(money(Currency::Cny, 368_800), ["¥3,688.00", "CN¥3,688.00", "元\u{a0}3,688.00"]);
    assert_eq!(money(Currency::Cny, -31_250), ["-¥312.50", "-CN¥312.50", "-元\u{a0}312.50"]);
    assert_eq!(money(Currency::Usd, 368_800), ["US$3,688.00", "$3,688.00", "$3,688.00"]);
    assert_eq!(money(Currency::Jpy, 3_688), ["JP¥3,688", "¥3,688", "￥3,688"]);
    assert_eq!(money(Currency::Cny, 0), ["¥0.00", "CN¥0.00", "元\u{a0}0.00"]);
    assert_eq!(money(Currency::Cny, 5), ["¥0.05", "CN¥0.05", "元\u{a0}0.05"]);
}

#[test]
fn ql2_check_pages_and_documents_carry_the_iso_code() {
    let amount = Amount::minor(368_800);
    assert_eq!(all(|f| f.money_iso(amount)), ["CNY 3,688.00"; 3].map(str::to_owned));
    assert_eq!(format(Locale::Ja, Currency::Jpy).money_iso(Amount::minor(-3_688)), "-JPY 3,688");
}

#[test]
fn ql2_numbers_and_percentages_are_the_same_everywhere() {
    assert_eq!(all(|f| f.number(1_234_567)), ["1,234,567"; 3].map(str::to_owned));
    assert_eq!(
        [0, 999, 1_000, -12_345, i64::MIN].map(number),
        ["0", "999", "1,000", "-12,345", "-9,223,372,036,854,775,808"]
    );
    assert_eq!(all(|f| f.percent(322, 500)), ["64.4%"; 3].map(str::to_owned));
    let zh = format(Locale::ZhHans, Currency::Cny);
    assert_eq!(
        [zh.percent(1, 2), zh.percent(2, 3), zh.percent(0, 0), zh.percent(1_999, 2_000)],
        ["50%", "66.7%", "0%", "100%"]
    );
}

#[test]
fn ql2_dates_and_times_follow_the_golden_table() {
    let moment = at(2026, 4, 3, 14, 5);
    assert_eq!(all(|f| f.date(moment)), ["2026年4月3日", "3 Apr 2026", "2026/04/03"]);
    assert_eq!(all(|f| f.date_long(moment)), ["2026年4月3日", "3 Apr 2026", "2026年4月3日"]);
    assert_eq!(all(|f| f.date_time(moment)), ["2026年4月3日 14:05", "3 Apr 2026, 14:05", "2026/04/03 14:05"]);
    assert_eq!(all(|f| f.time(moment)), ["14:05"; 3].map(str::to_owned));
    assert_eq!(all(|f| f.iso(moment)), ["2026-04-03T06:05:00Z"; 3].map(str::to_owned));
}

#[test]
fn ql2_ranges_follow_the_golden_table() {
    let (from, to) = (at(2026, 4, 3, 0, 0), at(2026, 5, 2, 0, 0));
    assert_eq!(
        all(|f| f.range(from, to)),
        ["2026/4/3 – 2026/5/2", "3 Apr – 2 May 2026", "2026/04/03～2026/05/02"]
    );
    let english = format(Locale::En, Currency::Cny);
    assert_eq!(english.range(from, at(2026, 4, 9, 0, 0)), "3 – 9 Apr 2026");
    assert_eq!(english.range(from, at(2027, 4, 2, 0, 0)), "3 Apr 2026 – 2 Apr 2027");
}

#[test]
fn every_displayed_time_can_carry_the_offset_of_its_moment() {
    let moment = at(2026, 4, 3, 14, 5);
    let shown = ["2026年4月3日 14:05（UTC+8）", "3 Apr 2026, 14:05 (UTC+8)", "2026/04/03 14:05（UTC+8）"];
    assert_eq!(all(|f| f.date_time_zoned(moment)), shown);
    let offset = |zone, moment| {
        Format { calendar: Calendar::new(zone), ..format(Locale::En, Currency::Usd) }.offset(moment)
    };
    assert_eq!(offset(Tz::UTC, moment), "UTC");
    assert_eq!(offset(Tz::America__St_Johns, at(2026, 1, 3, 0, 0)), "UTC-3:30");
    assert_eq!(offset(Tz::Europe__Berlin, at(2026, 1, 3, 0, 0)), "UTC+1");
    assert_eq!(offset(Tz::Europe__Berlin, moment), "UTC+2");
}

#[test]
fn d3_a_length_is_days_where_whole_else_down_to_the_second() {
    assert_eq!(all(|f| f.duration_days(18 * DAY)), ["18 天", "18 days", "18 日"]);
    let odd = 29 * DAY + 3 * 3_600 + 1;
    assert_eq!(
        all(|f| f.duration_days(odd)),
        ["29 天 3 小时 1 秒", "29 days 3 hours 1 second", "29 日 3 時間 1 秒"]
    );
    assert_eq!(all(|f| f.duration_days(60)), ["1 分", "1 minute", "1 分"]);
    assert_eq!(all(|f| f.duration_days(0)), ["0 天", "0 days", "0 日"]);
}
