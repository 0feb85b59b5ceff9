//! The links that choose the language and the theme of every page.

use std::borrow::Cow;

use super::Page;
use crate::{i18n::Locale, web::locale::Theme};

/// A link of a switcher: the choice's tag, its name, the address that chooses it, and whether it is chosen.
pub type SwitchLink = (&'static str, Cow<'static, str>, String, bool);

impl Page {
    /// The languages, each under its own name; following one sets a cookie and comes back here.
    #[must_use]
    pub fn lang_links(&self) -> [SwitchLink; 3] {
        Locale::ALL.map(|locale| {
            let url = self.switched("lang", locale.tag());
            (locale.tag(), Cow::Borrowed(locale.own_name()), url, locale == self.t.locale)
        })
    }

    /// The themes; following one sets a cookie and comes back here.
    #[must_use]
    pub fn theme_links(&self) -> [SwitchLink; 3] {
        Theme::ALL.map(|theme| {
            let name = match theme {
                Theme::Auto => self.t.theme_auto(),
                Theme::Light => self.t.theme_light(),
                Theme::Dark => self.t.theme_dark(),
            };
            (theme.as_str(), name, self.switched("theme", theme.as_str()), theme == self.theme)
        })
    }

    fn switched(&self, name: &str, value: &str) -> String {
        let joint = if self.here.contains('?') { '&' } else { '?' };
        format!("{}{joint}{name}={value}", self.here)
    }
}
