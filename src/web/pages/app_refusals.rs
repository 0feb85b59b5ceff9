//! Why something was not done to an application, in words: one sentence for every refusal, which says what to do.

use std::borrow::Cow;

use crate::{
    domain::{
        app::{AppName, NameRefused, Profile},
        change::Moved,
        text::is_line,
    },
    i18n::Words,
    services::apps::AppRefused,
};

/// The sentence of a refusal.
pub(super) fn sentence(t: Words, refused: &AppRefused) -> Cow<'static, str> {
    match refused {
        AppRefused::Name(refused) => name(t, *refused),
        AppRefused::AppType => t.app_type_missing(),
        AppRefused::Introduction => t.app_intro_too_long(count(Profile::INTRODUCTION_MAX)),
        AppRefused::IntroductionCharacter => t.app_intro_character(),
        AppRefused::DataCentre => t.app_centre_missing(),
        AppRefused::Limit { limit } => t.app_limit_title(*limit),
        AppRefused::SentBefore(_) => t.app_sent_before(),
        AppRefused::Stale => t.app_form_stale(),
        AppRefused::NotFound => t.fault_not_found_text(),
        AppRefused::Changed(_) => t.profile_changed_title(),
        AppRefused::NotConfirmed => t.confirm_neither(),
        AppRefused::Moved(why) => moved(t, *why),
        AppRefused::StillRunning => t.cannot_delete_running(),
        AppRefused::HadPackage => t.cannot_delete_package(),
        AppRefused::NoTerm => t.renewal_no_term(),
        AppRefused::Rtc => t.cannot_touch_rtc(),
        AppRefused::Store(_) => t.fault_busy_text(),
    }
}

/// Why what was listed before a final act does not hold any more (QU5).
pub(super) fn moved(t: Words, why: Moved) -> Cow<'static, str> {
    match why {
        Moved::Expired => t.moved_expired(),
        Moved::Changed => t.moved_listed(),
    }
}

fn name(t: Words, refused: NameRefused) -> Cow<'static, str> {
    match refused {
        NameRefused::Empty => t.app_name_missing(),
        NameRefused::TooLong => t.app_name_too_long(count(AppName::MAX)),
        NameRefused::Character(found) if found.is_whitespace() => t.app_name_blank(),
        NameRefused::Character(found) if is_line(&found.to_string()) => {
            t.app_name_character(&found.to_string())
        }
        NameRefused::Character(found) => t.app_name_character(&format!("U+{:04X}", u32::from(found))),
    }
}

/// A bound as messages take it.
pub(super) fn count(bound: usize) -> u32 {
    u32::try_from(bound).unwrap_or(u32::MAX)
}
