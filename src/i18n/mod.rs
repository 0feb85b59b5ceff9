//! Words, numbers, money and dates in the three languages of the console. Knows the domain's values,
//! never a page or a database.

pub mod format;
pub mod letter;
pub mod messages;

use serde::{Deserialize, Serialize};

/// A language of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Locale {
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// English.
    #[serde(rename = "en")]
    En,
    /// Japanese.
    #[serde(rename = "ja")]
    Ja,
}

impl Locale {
    /// Every language, in the order of the switcher.
    pub const ALL: [Self; 3] = [Self::ZhHans, Self::En, Self::Ja];

    /// The BCP 47 tag, for `<html lang>` and the cookie.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::En => "en",
            Self::Ja => "ja",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::ZhHans => "简体中文",
            Self::En => "English",
            Self::Ja => "日本語",
        }
    }

    /// The language with exactly this tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// The first language of an `Accept-Language` header that the console speaks, by descending quality.
    /// Every `zh` variant is answered in Simplified Chinese.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        let mut ranked: Vec<(u32, &str)> = accept_language.split(',').filter_map(weighed).collect();
        ranked.sort_by_key(|&(weight, _)| std::cmp::Reverse(weight));
        ranked.into_iter().find_map(|(_, tag)| {
            let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
            match primary.as_str() {
                "zh" => Some(Self::ZhHans),
                "en" => Some(Self::En),
                "ja" => Some(Self::Ja),
                _ => None,
            }
        })
    }
}

/// One entry of `Accept-Language` with its quality in thousandths; refused languages (`q=0`) are left out.
fn weighed(entry: &str) -> Option<(u32, &str)> {
    let mut parts = entry.split(';');
    let tag = parts.next()?.trim();
    let quality = parts.find_map(|part| part.trim().strip_prefix("q=")).unwrap_or("1");
    let (whole, decimals) = quality.split_once('.').unwrap_or((quality, ""));
    let thousandths = format!("{decimals:0<3}").get(..3)?.parse::<u32>().ok()?;
    let weight = whole.parse::<u32>().ok()?.min(1) * 1_000 + thousandths;
    (weight > 0).then_some((weight.min(1_000), tag))
}

/// The console's words in one language: each message is a method. See [`messages`].
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The language spoken.
    pub locale: Locale,
}

impl Words {
    /// The words of `locale`.
    #[must_use]
    pub const fn of(locale: Locale) -> Self {
        Self { locale }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negotiation_follows_quality_and_takes_every_chinese() {
        assert_eq!(Locale::negotiate("fr;q=0.9, ja;q=0.8, en;q=0.7"), Some(Locale::Ja));
        assert_eq!(Locale::negotiate("zh-TW, en;q=0.9"), Some(Locale::ZhHans));
        assert_eq!(Locale::negotiate("en;q=0, ja;q=0.1"), Some(Locale::Ja));
        assert_eq!(Locale::negotiate("de, *;q=0.5"), None);
    }
}
