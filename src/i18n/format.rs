//! Numbers, money and dates as each language writes them: the forms of CLDR 48, checked against its strings.
//! Times are those of the catalog's calendar, never of the machine. Knows no words and no page.

use chrono::{DateTime, Datelike, NaiveDateTime, Offset, Timelike};
use chrono_tz::Tz;

use super::Locale;
use crate::domain::{
    calendar::{Calendar, Timestamp},
    money::{Amount, Currency},
    month::Month,
};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY: i64 = 86_400;

/// An integer with its thousands parted: `1,234,567`, the same in every language.
#[must_use]
pub fn number(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(value.unsigned_abs()))
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How one visitor is shown values: the language, the calendar that days are counted in, the account's currency.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The language.
    pub locale: Locale,
    /// Whose days and hours are shown.
    pub calendar: Calendar,
    /// What amounts are in.
    pub currency: Currency,
}

impl Format {
    /// An amount with the sign of its currency, as pages show it. ¥ is renminbi in Chinese only; Japanese writes 元
    /// with a no-break space, and its own yen in full width.
    #[must_use]
    pub fn money(self, amount: Amount) -> String {
        let sign = match (self.locale, self.currency) {
            (Locale::ZhHans, Currency::Cny) | (Locale::En, Currency::Jpy) => "¥",
            (Locale::En, Currency::Cny) => "CN¥",
            (Locale::Ja, Currency::Cny) => "元\u{a0}",
            (Locale::ZhHans, Currency::Usd) => "US$",
            (Locale::En | Locale::Ja, Currency::Usd) => "$",
            (Locale::ZhHans, Currency::Jpy) => "JP¥",
            (Locale::Ja, Currency::Jpy) => "￥",
        };
        self.signed(sign, amount)
    }

    /// An amount with the ISO code of its currency, as check pages and documents show it: `CNY 3,688.00` in
    /// every language.
    #[must_use]
    pub fn money_iso(self, amount: Amount) -> String {
        self.signed(&format!("{} ", self.currency.code()), amount)
    }

    fn signed(self, sign: &str, amount: Amount) -> String {
        let minus = if amount < Amount::ZERO { "-" } else { "" };
        let unit = 10_u64.pow(self.currency.digits());
        let minor = amount.as_minor().unsigned_abs();
        let whole = grouped(minor / unit);
        match self.currency.digits() {
            0 => format!("{minus}{sign}{whole}"),
            _ => format!("{minus}{sign}{whole}.{:02}", minor % unit),
        }
    }

    /// An integer with its thousands parted.
    #[must_use]
    pub fn number(self, value: i64) -> String {
        number(value)
    }

    /// `part` of `whole` as a percentage with at most one decimal, rounded half up: `64.4%`, `50%`. Nothing of
    /// nothing is `0%`.
    #[must_use]
    pub fn percent(self, part: u32, whole: u32) -> String {
        let (part, whole) = (u64::from(part), u64::from(whole.max(1)));
        let tenths = (part * 2_000 + whole) / (2 * whole);
        match tenths % 10 {
            0 => format!("{}%", grouped(tenths / 10)),
            rest => format!("{}.{rest}%", grouped(tenths / 10)),
        }
    }

    /// A day, as lists show it: `2026年4月3日`, `3 Apr 2026`, `2026/04/03`.
    #[must_use]
    pub fn date(self, moment: Timestamp) -> String {
        self.date_of(self.local(moment))
    }

    /// What the calendar's clocks show at a moment: asked for once, since a time with its zone works that out for each
    /// part that it is asked for.
    fn local(self, moment: Timestamp) -> NaiveDateTime {
        self.calendar.local(moment).naive_local()
    }

    fn date_of(self, day: NaiveDateTime) -> String {
        match self.locale {
            Locale::ZhHans => kanji_date(day),
            Locale::En => format!("{} {} {}", day.day(), month(day), day.year()),
            Locale::Ja => slashed(day),
        }
    }

    /// A day, as sentences show it: Japanese writes `2026年4月3日`.
    #[must_use]
    pub fn date_long(self, moment: Timestamp) -> String {
        match self.locale {
            Locale::Ja => kanji_date(self.local(moment)),
            Locale::ZhHans | Locale::En => self.date(moment),
        }
    }

    /// A calendar month: `2026年4月`, in English `Apr 2026`.
    #[must_use]
    pub fn calendar_month(self, of: Month) -> String {
        let first = self.local(of.day(self.calendar, 1));
        match self.locale {
            Locale::En => format!("{} {}", month(first), first.year()),
            Locale::ZhHans | Locale::Ja => format!("{}年{}月", first.year(), first.month()),
        }
    }

    /// The time of day: `14:05`.
    #[must_use]
    pub fn time(self, moment: Timestamp) -> String {
        time_of(self.local(moment))
    }

    /// Day and time: `2026年4月3日 14:05`, `3 Apr 2026, 14:05`, `2026/04/03 14:05`.
    #[must_use]
    pub fn date_time(self, moment: Timestamp) -> String {
        self.date_time_of(self.local(moment))
    }

    fn date_time_of(self, local: NaiveDateTime) -> String {
        let gap = if self.locale == Locale::En { ", " } else { " " };
        self.date_of(local) + gap + &time_of(local)
    }

    /// Day and time with the offset that holds at that moment: `… 14:05（UTC+8）`, in English ` (UTC+8)`.
    #[must_use]
    pub fn date_time_zoned(self, moment: Timestamp) -> String {
        let local = self.calendar.local(moment);
        let (before, after) = match self.locale {
            Locale::En => (" (", ")"),
            Locale::ZhHans | Locale::Ja => ("（", "）"),
        };
        self.date_time_of(local.naive_local()) + before + &offset_of(&local) + after
    }

    /// The calendar's distance from UTC at a moment: `UTC+8`, `UTC-3:30`, `UTC`.
    #[must_use]
    pub fn offset(self, moment: Timestamp) -> String {
        offset_of(&self.calendar.local(moment))
    }

    /// Two days, both of them shown: `2026/4/3 – 2026/5/2`, `3 Apr – 2 May 2026`, `2026/04/03～2026/05/02`.
    #[must_use]
    pub fn range(self, from: Timestamp, to: Timestamp) -> String {
        let (first, last) = (self.local(from), self.local(to));
        match self.locale {
            Locale::ZhHans => format!("{} – {}", unpadded(first), unpadded(last)),
            Locale::En => format!("{} – {}", english_start(first, last), self.date_of(last)),
            Locale::Ja => format!("{}～{}", slashed(first), slashed(last)),
        }
    }

    /// A length in days where it is whole days, else in days, hours, minutes and seconds without the empty parts.
    /// Nothing at all is zero days.
    #[must_use]
    pub fn duration_days(self, seconds: i64) -> String {
        let seconds = seconds.unsigned_abs();
        let day = DAY.unsigned_abs();
        let parts = [seconds / day, seconds % day / 3_600, seconds % 3_600 / 60, seconds % 60];
        let words: Vec<String> = parts
            .into_iter()
            .zip(self.units())
            .enumerate()
            .filter(|&(index, (count, _))| count > 0 || (index == 0 && seconds == 0))
            .map(|(_, (count, unit))| self.counted(count, unit))
            .collect();
        words.join(" ")
    }

    const fn units(self) -> [&'static str; 4] {
        match self.locale {
            Locale::ZhHans => ["天", "小时", "分", "秒"],
            Locale::En => ["day", "hour", "minute", "second"],
            Locale::Ja => ["日", "時間", "分", "秒"],
        }
    }

    fn counted(self, count: u64, unit: &str) -> String {
        let plural = if self.locale == Locale::En && count != 1 { "s" } else { "" };
        format!("{} {unit}{plural}", grouped(count))
    }

    /// The moment for machines, in `<time datetime>`: `2026-04-03T06:05:00Z`.
    #[must_use]
    pub fn iso(self, moment: Timestamp) -> String {
        let at = Calendar::new(Tz::UTC).local(moment).naive_utc();
        let (year, month, day) = (at.year(), at.month(), at.day());
        let (hour, minute, second) = (at.hour(), at.minute(), at.second());
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

fn time_of(local: NaiveDateTime) -> String {
    format!("{:02}:{:02}", local.hour(), local.minute())
}

fn offset_of(local: &DateTime<Tz>) -> String {
    let seconds = local.offset().fix().local_minus_utc();
    let (hours, minutes) = (seconds.abs() / 3_600, seconds.abs() % 3_600 / 60);
    let sign = if seconds < 0 { '-' } else { '+' };
    match (hours, minutes) {
        (0, 0) => "UTC".to_owned(),
        (_, 0) => format!("UTC{sign}{hours}"),
        _ => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

fn month(day: NaiveDateTime) -> &'static str {
    usize::try_from(day.month0()).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

fn kanji_date(day: NaiveDateTime) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

fn slashed(day: NaiveDateTime) -> String {
    format!("{}/{:02}/{:02}", day.year(), day.month(), day.day())
}

fn unpadded(day: NaiveDateTime) -> String {
    format!("{}/{}/{}", day.year(), day.month(), day.day())
}

/// The first day of an English range, without the month and the year that it shares with the last.
fn english_start(first: NaiveDateTime, last: NaiveDateTime) -> String {
    let same_year = first.year() == last.year();
    match (same_year, same_year && first.month() == last.month()) {
        (_, true) => first.day().to_string(),
        (true, false) => format!("{} {}", first.day(), month(first)),
        (false, false) => format!("{} {} {}", first.day(), month(first), first.year()),
    }
}

#[cfg(test)]
mod tests;
