//! What every template gets as `page`: the words, the formats, the theme, and the frame around the content for somebody
//! who is signed in.

mod switches;

use std::borrow::Cow;

use axum::{
    extract::{FromRef, FromRequestParts},
    http::request::Parts,
};

use super::{
    State, assets,
    error::Error,
    flash::Flash,
    kept::IsAsked,
    locale::{Scene, Theme},
    paths,
    session::{self, Principal},
};
use crate::domain::calendar::Timestamp;
use crate::i18n::{Words, format::Format};
use crate::store::messages::COUNTED;

pub use switches::SwitchLink;

/// The common part of every page's template. As an argument of a handler it is an extractor that also works signed
/// out; [`Page::at`] says where in the navigation the page is.
#[derive(Clone, Debug)]
pub struct Page {
    /// The words, in the visitor's language.
    pub t: Words,
    /// How values are written.
    pub f: Format,
    /// Light, dark or the device's.
    pub theme: Theme,
    /// Path and query of this page, which the language and theme links return to; empty where they must be relative.
    pub here: String,
    /// The frame of a signed-in visitor; `None` when signed out.
    pub frame: Option<Frame>,
    /// The notice to show, once.
    pub flash: Option<Flash>,
    /// Whether the page leaves a place for what is said of a kept form.
    pub has_kept: bool,
    /// What a sandbox says of itself, with its time: `Sandbox · 3 Apr 2027, 14:05 (UTC+8)`.
    pub sandbox: Option<String>,
}

impl Page {
    /// This page as one at `section` of the navigation.
    #[must_use]
    pub fn at(mut self, section: Section) -> Self {
        if let Some(frame) = &mut self.frame {
            frame.section = Some(section);
        }
        self
    }

    /// Whether this is the operators' side.
    #[must_use]
    pub fn is_operator(&self) -> bool {
        self.frame.as_ref().is_some_and(|frame| frame.operator)
    }

    /// Where the product's name leads.
    #[must_use]
    pub fn home(&self) -> &'static str {
        if self.is_operator() { paths::OPERATOR } else { paths::HOME }
    }

    /// The account's balance; operators and visitors have none.
    #[must_use]
    pub fn balance(&self) -> Option<&str> {
        self.frame.as_ref().filter(|frame| !frame.operator).map(|frame| frame.balance.as_str())
    }

    /// How many messages are unread, as the top of every page tells it; empty when all are read, none for operators.
    #[must_use]
    pub fn unread(&self) -> Option<&str> {
        self.frame.as_ref().filter(|frame| !frame.operator).map(|frame| frame.unread.as_str())
    }

    /// The address of the style sheet.
    #[must_use]
    pub fn css(&self) -> &'static str {
        assets::css_url()
    }

    /// The address of the script.
    #[must_use]
    pub fn js(&self) -> &'static str {
        assets::js_url()
    }

    /// The address of the icon.
    #[must_use]
    pub fn icon(&self) -> &'static str {
        assets::icon_url()
    }

    /// A time of today for somebody who waits: whole minutes, never early, with the offset from UTC.
    #[must_use]
    pub fn clock(&self, moment: Timestamp) -> String {
        format!("{} {}", self.f.time(moment.plus_seconds(59)), self.f.offset(moment))
    }

    /// The page of an error. Its links are relative, so that the same page stands at every address (SEC17).
    pub(super) fn of_error(state: &State, scene: &Scene, principal: Option<&Principal>) -> Self {
        Self { here: String::new(), flash: None, ..Self::new(state, scene.clone(), principal) }
    }

    fn new(state: &State, scene: Scene, principal: Option<&Principal>) -> Self {
        let (t, f) = (Words::of(scene.locale), state.format(scene.locale));
        Self {
            t,
            f,
            theme: scene.theme,
            here: scene.here,
            frame: principal.map(|principal| Frame::of(principal, t, f, state.sandbox().is_some())),
            flash: None,
            has_kept: false,
            sandbox: state.sandbox_line(scene.locale),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Page
where
    State: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let principal = session::principal(&mut parts.extensions).await?;
        let scene = Scene::of(&parts.extensions);
        let flash = Flash::read(&parts.headers, Words::of(scene.locale));
        let has_kept = parts.extensions.get::<IsAsked>().is_some();
        Ok(Self { flash, has_kept, ..Self::new(&State::from_ref(state), scene, principal.as_ref()) })
    }
}

/// What surrounds the content for somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The account's balance, formatted; empty for operators.
    pub balance: String,
    /// How many messages are unread; empty when all are read.
    pub unread: String,
    /// Whose session it is.
    pub email: String,
    /// Where in the navigation the page is; `None` on pages that are nowhere in it.
    pub section: Option<Section>,
    /// Whether this is the operators' side.
    pub operator: bool,
    t: Words,
    has_clock: bool,
}

/// A link of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub url: &'static str,
    /// What it says.
    pub label: Cow<'static, str>,
    /// Whether this page is there.
    pub current: bool,
}

impl Frame {
    fn of(principal: &Principal, t: Words, f: Format, has_clock: bool) -> Self {
        let (balance, email, operator) = match principal {
            Principal::Customer(session) => (f.money(session.balance), &session.email, false),
            Principal::Operator(session) => (String::new(), &session.email, true),
        };
        let unread = match principal {
            Principal::Customer(session) => unread(session.unread, t, f),
            Principal::Operator(_) => String::new(),
        };
        Self { balance, unread, email: email.as_str().to_owned(), section: None, operator, t, has_clock }
    }

    /// The links of the navigation, in their order.
    #[must_use]
    pub fn nav(&self) -> Vec<NavItem> {
        let sections = if self.operator { Section::OPERATOR } else { Section::CUSTOMER };
        let shown = sections.iter().filter(|&&section| section != Section::SandboxClock || self.has_clock);
        shown
            .map(|&section| NavItem {
                url: section.url(),
                label: section.label(self.t),
                current: self.section == Some(section),
            })
            .collect()
    }

    /// The page of the own password and sessions.
    #[must_use]
    pub const fn account(&self) -> &'static str {
        if self.operator { paths::OPERATOR_ACCOUNT } else { paths::ACCOUNT }
    }

    /// Where the form that signs out is sent.
    #[must_use]
    pub const fn sign_out(&self) -> &'static str {
        if self.operator { paths::OPERATOR_SIGN_OUT } else { paths::SIGN_OUT }
    }
}

fn unread(count: u32, t: Words, f: Format) -> String {
    match count {
        0 => String::new(),
        COUNTED.. => t.inbox_many().into_owned(),
        _ => f.number(i64::from(count)),
    }
}

/// A place in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The applications.
    Apps,
    /// Buying packages.
    Buy,
    /// The balance and its ledger.
    Billing,
    /// Orders.
    Orders,
    /// Vouchers.
    Vouchers,
    /// Top-ups.
    TopUps,
    /// Requests to the staff.
    Tickets,
    /// Real-name verification.
    Verification,
    /// Password and sessions.
    Account,
    /// The sandbox's clock.
    SandboxClock,
    /// The operators' queue.
    OperatorQueue,
    /// The operator's own password and sessions.
    OperatorAccount,
}

impl Section {
    /// What customers see.
    const CUSTOMER: &[Self] = &[
        Self::Apps,
        Self::Buy,
        Self::Billing,
        Self::Orders,
        Self::Vouchers,
        Self::TopUps,
        Self::Tickets,
        Self::Verification,
        Self::Account,
        Self::SandboxClock,
    ];
    /// What operators see.
    const OPERATOR: &[Self] = &[Self::OperatorQueue, Self::OperatorAccount];

    const fn url(self) -> &'static str {
        match self {
            Self::Apps => paths::APPS,
            Self::Buy => paths::BUY,
            Self::Billing => paths::BILLING,
            Self::Orders => paths::ORDERS,
            Self::Vouchers => paths::VOUCHERS,
            Self::TopUps => paths::TOP_UPS,
            Self::Tickets => paths::TICKETS,
            Self::Verification => paths::VERIFICATION,
            Self::Account => paths::ACCOUNT,
            Self::SandboxClock => paths::SANDBOX_CLOCK,
            Self::OperatorQueue => paths::OPERATOR,
            Self::OperatorAccount => paths::OPERATOR_ACCOUNT,
        }
    }

    fn label(self, t: Words) -> Cow<'static, str> {
        match self {
            Self::Apps => t.nav_apps(),
            Self::Buy => t.nav_buy(),
            Self::Billing => t.nav_billing(),
            Self::Orders => t.nav_orders(),
            Self::Vouchers => t.nav_vouchers(),
            Self::TopUps => t.nav_top_ups(),
            Self::Tickets => t.tickets_title(),
            Self::Verification => t.nav_verification(),
            Self::Account | Self::OperatorAccount => t.nav_account(),
            Self::SandboxClock => t.nav_sandbox_clock(),
            Self::OperatorQueue => t.nav_operator_queue(),
        }
    }
}
