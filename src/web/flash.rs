//! Notices that follow a redirect: a code in a cookie of its own, shown once. The page that shows it removes it; the
//! server keeps nothing, so a GET changes nothing.

use std::borrow::Cow;

use axum::{
    extract::Request,
    http::{
        HeaderMap, Method, StatusCode,
        header::{CONTENT_TYPE, SET_COOKIE},
    },
    middleware::Next,
    response::Response,
};

use super::{cookies, error::see_other};
use crate::i18n::Words;

macro_rules! notices {
    ($( $(#[$doc:meta])* $name:ident = $code:literal, $message:path; )*) => {
        /// What a notice says. Its code travels in the cookie.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Notice { $( $(#[$doc])* $name ),* }

        impl Notice {
            /// Every notice.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code in the cookie.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The notice's sentence.
            #[must_use]
            pub fn sentence(self, words: Words) -> Cow<'static, str> {
                match self { $(Self::$name => $message(words)),* }
            }
        }
    };
}

notices! {
    /// The password was changed.
    PasswordChanged = "password-changed", Words::notice_password_changed;
    /// The password was changed and every other session ended.
    PasswordChangedEverywhere = "password-changed-everywhere", Words::notice_password_changed_everywhere;
    /// One session was ended.
    SessionEnded = "session-ended", Words::notice_session_ended;
    /// Every other session was ended.
    SessionsEnded = "sessions-ended", Words::notice_sessions_ended;
    /// The verification was submitted.
    VerificationSubmitted = "verification-submitted", Words::notice_verification_submitted;
    /// A top-up was filed.
    TopUpFiled = "top-up-filed", Words::notice_top_up_filed;
    /// A sandbox confirmed a top-up.
    TopUpConfirmed = "top-up-confirmed", Words::notice_top_up_confirmed;
    /// An operator confirmed a top-up.
    TopUpDecided = "top-up-decided", Words::notice_top_up_decided;
    /// An operator refused a top-up.
    TopUpTurnedDown = "top-up-turned-down", Words::notice_top_up_refused;
    /// An operator approved a verification.
    VerificationApproved = "verification-approved", Words::notice_verification_approved;
    /// An operator refused a verification.
    VerificationRefused = "verification-refused", Words::notice_verification_refused;
    /// The sandbox's clock was moved.
    ClockAdvanced = "clock-advanced", Words::notice_clock_advanced;
    /// The application was created.
    AppCreated = "app-created", Words::app_created;
    /// The application's profile was changed.
    AppSaved = "app-saved", Words::profile_saved;
    /// Automatic renewal was switched on.
    AutoRenewOn = "auto-renew-on", Words::renewal_switched_on;
    /// Automatic renewal was switched off.
    AutoRenewOff = "auto-renew-off", Words::renewal_switched_off;
    /// Several applications were renewed together.
    RenewedTogether = "renewed-together", Words::notice_renewed_together;
    /// A package or an add-on was refunded.
    Refunded = "refunded", Words::notice_refunded;
    /// The application was upgraded to postpaid.
    AppUpgraded = "app-upgraded", Words::upgrade_done;
    /// The application was reconfigured.
    AppReconfigured = "app-reconfigured", Words::reconfigure_done;
    /// The length of the history was changed.
    AppHistory = "app-history", Words::history_done;
    /// The application was downgraded.
    AppDowngraded = "app-downgraded", Words::downgrade_done;
    /// The application was deactivated.
    AppDeactivated = "app-deactivated", Words::app_was_deactivated;
    /// The application got another key.
    KeyRotated = "key-rotated", Words::key_rotated;
    /// The older key of an application was ended.
    KeyEnded = "key-ended", Words::key_ended;
    /// The application switched to a secret key.
    KeySwitched = "key-switched", Words::key_switched;
    /// Audio/video was enabled.
    RtcEnabled = "rtc-enabled", Words::rtc_enabled;
    /// The free trial of calls was started.
    CallTrialStarted = "call-trial-started", Words::rtc_trial_started;
    /// The application was deleted.
    AppDeleted = "app-deleted", Words::app_was_deleted;
    /// A push certificate was added.
    PushAdded = "push-added", Words::push_added;
    /// A push certificate was changed.
    PushChanged = "push-changed", Words::push_changed;
    /// A push certificate was deleted.
    PushDeleted = "push-deleted", Words::push_deleted;
    /// A code for a new password is on its way, if there is an account.
    ResetSent = "reset-sent", Words::reset_sent;
    /// A new password was set with a code.
    ResetDone = "reset-done", Words::reset_done;
    /// A message was read.
    MessageRead = "message-read", Words::inbox_was_read;
    /// Every message that was shown was read.
    MessagesRead = "messages-read", Words::inbox_all_read;
    /// The budget was set.
    BudgetSet = "budget-set", Words::budget_was_set;
    /// The budget was taken away.
    BudgetRemoved = "budget-removed", Words::budget_was_removed;
    /// An administrator was added.
    AdministratorAdded = "administrator-added", Words::admins_was_added;
    /// An administrator was deleted.
    AdministratorDeleted = "administrator-deleted", Words::admins_was_deleted;
    /// The tags were changed.
    TagsSaved = "tags-saved", Words::tags_saved;
    /// A request was made.
    TicketSent = "ticket-sent", Words::ticket_was_sent;
    /// A message was added to a request.
    TicketWritten = "ticket-written", Words::ticket_was_written;
    /// A request was closed.
    TicketClosed = "ticket-closed", Words::ticket_was_closed;
    /// An operator answered a request.
    TicketAnswered = "ticket-answered", Words::ticket_was_answered;
    /// An operator did what a request asks for.
    TicketCarriedOut = "ticket-carried-out", Words::ticket_was_carried_out;
    /// The account was made and signed in to.
    Welcome = "welcome", Words::notice_welcome;
}

/// A notice as a page shows it: below the breadcrumb, before the heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// The sentence, in the visitor's language.
    pub text: Cow<'static, str>,
}

impl Flash {
    /// The notice that the request's cookie names, if any.
    #[must_use]
    pub fn read(headers: &HeaderMap, words: Words) -> Option<Self> {
        let code = cookies::read(headers, cookies::FLASH)?;
        let notice = Notice::ALL.iter().find(|notice| notice.code() == code)?;
        Some(Self { text: notice.sentence(words) })
    }
}

/// Sends the browser on to `address`, where `notice` will be shown.
#[must_use]
pub fn see_other_with(address: &str, notice: Notice) -> Response {
    let mut response = see_other(address);
    if let Some(cookie) = cookies::set(cookies::FLASH, notice.code(), None) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// Removes the cookie once a page has shown its notice.
pub(super) async fn layer(request: Request, next: Next) -> Response {
    let is_get = *request.method() == Method::GET;
    let has_notice =
        is_get && cookies::read(request.headers(), cookies::FLASH).is_some_and(|code| !code.is_empty());
    let mut response = next.run(request).await;
    let is_page = response.status() == StatusCode::OK
        && response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if has_notice
        && is_page
        && let Some(removal) = cookies::remove(cookies::FLASH)
    {
        response.headers_mut().append(SET_COOKIE, removal);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn every_notice_has_a_code_of_its_own_that_a_cookie_can_hold() {
        for (index, notice) in Notice::ALL.iter().enumerate() {
            assert!(cookies::set(cookies::FLASH, notice.code(), None).is_some());
            assert!(Notice::ALL[index + 1..].iter().all(|other| other.code() != notice.code()));
            assert!(!notice.sentence(Words::of(Locale::En)).is_empty());
        }
    }
}
