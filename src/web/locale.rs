//! Which language and theme a page is shown in: the cookie that the switcher sets (and that sign-in sets from the
//! user's own choice), else the browser's wish, else the catalog's language. `?lang=` and `?theme=` only set cookies.

use axum::{
    extract::Request,
    http::{
        Extensions, HeaderMap, Method, Uri,
        header::{ACCEPT_LANGUAGE, SET_COOKIE},
    },
    middleware::Next,
    response::Response,
};

use super::{State, cookies, error::see_other, paths};
use crate::i18n::Locale;

/// Light, dark, or what the device prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What the device prefers.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the switcher.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The theme's name in the cookie, the address and the page.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == name)
    }
}

/// How a request's page is to be shown.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The language.
    pub locale: Locale,
    /// The theme.
    pub theme: Theme,
    /// The path and query of the page, without `lang` and `theme`.
    pub here: String,
}

impl Scene {
    /// The scene that the layer has put on the request.
    pub(super) fn of(extensions: &Extensions) -> Self {
        let blank = Self { locale: Locale::ZhHans, theme: Theme::Auto, here: paths::HOME.to_owned() };
        extensions.get().cloned().unwrap_or(blank)
    }

    fn read(state: &State, headers: &HeaderMap, here: String) -> Self {
        let chosen = cookies::read(headers, cookies::LANGUAGE).and_then(Locale::from_tag);
        let wished = || {
            let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
            header.and_then(Locale::negotiate)
        };
        Self {
            locale: chosen.or_else(wished).unwrap_or_else(|| state.default_locale()),
            theme: cookies::read(headers, cookies::THEME).and_then(Theme::parse).unwrap_or_default(),
            here,
        }
    }
}

/// Puts the [`Scene`] on the request; an address with `lang` or `theme` is answered with their cookies and the same
/// address without them.
pub(super) async fn layer(state: State, mut request: Request, next: Next) -> Response {
    let switch = Switch::read(request.uri());
    if matches!(*request.method(), Method::GET | Method::HEAD) && switch.is_asked {
        return switch.answer();
    }
    let scene = Scene::read(&state, request.headers(), switch.here);
    request.extensions_mut().insert(scene);
    next.run(request).await
}

/// What an address asks to be switched to.
struct Switch {
    is_asked: bool,
    locale: Option<Locale>,
    theme: Option<Theme>,
    here: String,
}

impl Switch {
    fn read(uri: &Uri) -> Self {
        let path = paths::same_site(uri.path()).unwrap_or(paths::HOME).to_owned();
        let mut switch = Self { is_asked: false, locale: None, theme: None, here: path };
        let Some(query) = uri.query() else { return switch };
        let mut rest = form_urlencoded::Serializer::new(String::new());
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "lang" => (switch.is_asked, switch.locale) = (true, Locale::from_tag(&value)),
                "theme" => (switch.is_asked, switch.theme) = (true, Theme::parse(&value)),
                _ => {
                    rest.append_pair(&name, &value);
                }
            }
        }
        let rest = rest.finish();
        if !rest.is_empty() {
            switch.here = format!("{}?{rest}", switch.here);
        }
        switch
    }

    fn answer(&self) -> Response {
        let mut response = see_other(&self.here);
        let year = Some(cookies::YEAR);
        let language = self.locale.and_then(|locale| cookies::set(cookies::LANGUAGE, locale.tag(), year));
        let theme = self.theme.and_then(|theme| cookies::set(cookies::THEME, theme.as_str(), year));
        for cookie in language.into_iter().chain(theme) {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        response
    }
}
