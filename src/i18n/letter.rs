//! A message as a reader finds it: a title and sentences in one language, the same on the page and in mail.

use std::{borrow::Cow, collections::BTreeSet};

use super::{Words, format::Format};
use crate::domain::{
    app::StopCause,
    calendar::Timestamp,
    message::{Message, Named},
    reminder::{Reminder, What},
    renewal::Hindrance,
};

/// A message in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it is about, with the most important figure.
    pub title: Cow<'static, str>,
    /// One paragraph each; a digest has one for each app.
    pub paragraphs: Vec<String>,
}

impl Letter {
    /// `message` in the language of `t`.
    #[must_use]
    pub fn of(t: Words, f: Format, message: &Message) -> Self {
        let one = |title, text: Cow<'static, str>| Self { title, paragraphs: vec![text.into_owned()] };
        match message {
            Message::Digest { reminders, .. } => Self {
                title: t.told_digest(message.apps().into_iter().collect::<BTreeSet<_>>().len()),
                paragraphs: reminders.iter().map(|reminder| remembered(t, f, reminder)).collect(),
            },
            Message::BillPushed { month, total, debit_at } => one(
                t.told_bill(&f.calendar_month(*month), &f.money(*total)),
                t.told_bill_text(&f.date_long(*debit_at)),
            ),
            Message::BillOverdue { month, owed, stops_at } => one(
                t.told_overdue_title(&f.calendar_month(*month), &f.money(*owed)),
                t.told_overdue_text(&f.date_time_zoned(*stops_at)),
            ),
            Message::VerificationDecided { is_approved: true, .. } => {
                one(t.told_verified(), t.told_verified_text())
            }
            Message::VerificationDecided { reason, .. } => {
                refused(t, t.told_unverified_title(), reason.as_deref())
            }
            Message::PasswordChanged { everywhere } => one(
                t.told_password(),
                if *everywhere { t.told_password_everywhere() } else { t.told_password_here() },
            ),
            Message::PasswordReset => one(t.told_reset(), t.told_reset_text()),
            Message::TopUpDecided { amount, is_confirmed: true, .. } => {
                one(t.told_top_up(&f.money(*amount)), t.told_top_up_text())
            }
            Message::TopUpDecided { amount, reason, .. } => {
                refused(t, t.told_top_up_refused(&f.money(*amount)), reason.as_deref())
            }
            Message::AppExpired { .. }
            | Message::AppStopped { .. }
            | Message::AppReleased { .. }
            | Message::AppRestored { .. }
            | Message::CallTrialEnded { .. }
            | Message::CallPackEnded { .. } => of_app(t, f, message),
        }
    }
}

fn refused(t: Words, title: Cow<'static, str>, reason: Option<&str>) -> Letter {
    Letter {
        title,
        paragraphs: reason.map(|reason| t.told_reason(reason).into_owned()).into_iter().collect(),
    }
}

fn of_app(t: Words, f: Format, message: &Message) -> Letter {
    let sentences =
        |title, sentences: &[Cow<'static, str>]| Letter { title, paragraphs: vec![joined(t, sentences)] };
    match message {
        Message::AppExpired { app, stops_at } => {
            sentences(t.told_expired_title(&named(t, app)), &[t.told_stops(&f.date_time_zoned(*stops_at))])
        }
        Message::AppStopped { app, cause, kept_until } => {
            let why = match cause {
                StopCause::Refund => t.told_stopped_refund(),
                StopCause::Arrears => t.told_stopped_arrears(),
                StopCause::Expiry | StopCause::Owner | StopCause::Operator => t.told_stopped_ended(),
            };
            let kept = t.told_kept(&f.date_time_zoned(*kept_until));
            sentences(t.told_stopped_title(&named(t, app)), &[why, kept])
        }
        Message::AppReleased { app } => {
            sentences(t.told_released_title(&named(t, app)), &[t.told_released_text()])
        }
        Message::AppRestored { app } => {
            sentences(t.told_restored_title(&named(t, app)), &[t.told_restored_text()])
        }
        Message::CallTrialEnded { app } => {
            sentences(t.told_call_trial_title(&named(t, app)), &[t.told_call_trial_text()])
        }
        Message::CallPackEnded { app } => {
            sentences(t.told_pack_ended_title(&pack_of(t, app)), &[t.told_pack_ended_text()])
        }
        _ => sentences(Cow::Borrowed(""), &[]),
    }
}

fn named(t: Words, app: &Named) -> Cow<'static, str> {
    t.told_app(&app.name, &app.id.to_string())
}

fn pack_of(t: Words, app: &Named) -> Cow<'static, str> {
    t.told_pack(&app.name, &app.id.to_string())
}

fn remembered(t: Words, f: Format, reminder: &Reminder) -> String {
    let app = if reminder.of_pack { pack_of(t, &reminder.app) } else { named(t, &reminder.app) };
    let (day, moment) = (|at: Timestamp| f.date_long(at), |at: Timestamp| f.date_time_zoned(at));
    let end = moment(reminder.ends_at);
    match reminder.what {
        What::Ends => t.told_ends(&app, &end).into_owned(),
        What::Renews { at, amount: Some(amount), is_covered: true } => {
            t.told_renews(&app, &day(at), &f.money(amount)).into_owned()
        }
        What::Renews { at, amount: Some(amount), is_covered: false } => {
            t.told_renews_short(&app, &day(at), &f.money(amount)).into_owned()
        }
        What::Renews { at, amount: None, .. } => t.told_renews_unpriced(&app, &day(at)).into_owned(),
        What::PushEnds { number, vendor } => {
            t.told_push_ends(&app, &t.push_vendor(vendor), &number.to_string(), &end).into_owned()
        }
        What::Ended { stops_at } => joined(t, &[t.told_ended(&app, &end), t.told_stops(&moment(stops_at))]),
        What::NotRenewed { missing, hindrance, again_at, stops_at } => {
            let why = match (missing, hindrance) {
                (Some(missing), _) => t.told_short(&app, &f.money(missing)),
                (None, Some(Hindrance::Overdue)) => t.told_overdue(&app),
                (None, Some(Hindrance::Unverified)) => t.told_unverified(&app),
                (None, Some(Hindrance::NotSold) | None) => t.told_not_sold(&app),
            };
            let again = again_at.map(|at| t.told_again(&day(at)));
            let then = match stops_at {
                Some(at) => t.told_stops(&moment(at)),
                None if reminder.of_pack => t.told_pack_end(&end),
                None => t.told_end(&end),
            };
            joined(t, &[Some(why), again, Some(then)].into_iter().flatten().collect::<Vec<_>>())
        }
    }
}

/// Sentences one after the other: English parts them with a space.
fn joined(t: Words, sentences: &[Cow<'static, str>]) -> String {
    sentences.join(if t.locale == super::Locale::En { " " } else { "" })
}
