//! An entry of the log as it is shown: what was done in words, by whom, to what and from where. No id of the staff and
//! no detail of a change stands here.

use std::borrow::Cow;

use crate::{
    domain::ids::{OrderNo, SdkAppId},
    i18n::Words,
    services::audit::{Action, By, Entry},
    web::{list::Moment, page::Page, paths, visitor::Visitor},
};

/// An entry.
pub(in crate::web::pages) struct Row {
    /// When, by the system clock.
    pub(in crate::web::pages) at: Moment,
    /// The business time of a sandbox.
    pub(in crate::web::pages) sandbox_at: Option<Cow<'static, str>>,
    /// What was done.
    pub(in crate::web::pages) what: Cow<'static, str>,
    /// Whether it was refused.
    pub(in crate::web::pages) is_refused: bool,
    /// By whom.
    pub(in crate::web::pages) who: Cow<'static, str>,
    /// The SDKAppID or order number that it is about, and its page where it has one.
    pub(in crate::web::pages) object: Option<(String, Option<String>)>,
    /// The name of the application that it is about, where it is there.
    pub(in crate::web::pages) app: Option<String>,
    /// The address that it came from; empty for what came from nowhere or from the staff.
    pub(in crate::web::pages) ip: String,
}

impl Row {
    /// The entry as a customer sees it.
    pub(in crate::web::pages) fn of(
        (page, is_sandbox): (&Page, bool),
        visitor: &Visitor,
        entry: Entry,
    ) -> Self {
        let t = page.t;
        let who = match entry.by {
            By::User if entry.actor == Some(visitor.user().0) => t.activity_you(),
            by => who(t, by),
        };
        let ip = if entry.by == By::Operator { String::new() } else { entry.ip };
        Self {
            at: Moment::of(page, entry.at),
            sandbox_at: is_sandbox.then(|| t.activity_sandbox(&page.f.date_time(entry.business_at))),
            what: what(t, entry.action),
            is_refused: entry.is_refused,
            who,
            object: object(&entry.object),
            app: None,
            ip,
        }
    }
}

impl Row {
    /// The page of what it is about: an order's, or that of an application that is there.
    pub(in crate::web::pages) fn url(&self) -> Option<&str> {
        let (no, url) = self.object.as_ref()?;
        (self.app.is_some() || OrderNo::parse(no).is_some()).then_some(url.as_deref()).flatten()
    }
}

/// Who acted, as others are told.
pub(in crate::web::pages) fn who(t: Words, by: By) -> Cow<'static, str> {
    match by {
        By::User => t.activity_user(),
        By::Operator => t.activity_staff(),
        By::Console => t.activity_console(),
        By::Visitor => t.activity_visitor(),
    }
}

/// What customers know by its number, with its page.
fn object(object: &str) -> Option<(String, Option<String>)> {
    if let Some(no) = OrderNo::parse(object) {
        return Some((object.to_owned(), Some(paths::order(&no))));
    }
    SdkAppId::new(object.parse().ok()?).map(|id| (object.to_owned(), Some(paths::app(id))))
}

/// What was done, in words.
pub(in crate::web::pages) fn what(t: Words, action: Option<Action>) -> Cow<'static, str> {
    let Some(action) = action else { return t.did_other() };
    of_account(t, action).or_else(|| of_app(t, action)).unwrap_or_else(|| of_money(t, action))
}

fn of_account(t: Words, action: Action) -> Option<Cow<'static, str>> {
    Some(match action {
        Action::SignUp => t.did_sign_up(),
        Action::SignIn => t.did_sign_in(),
        Action::SignOut => t.did_sign_out(),
        Action::Reauthenticate => t.did_reauthenticate(),
        Action::PasswordChange => t.did_password_change(),
        Action::SessionEnd => t.did_session_end(),
        Action::VerificationSubmit => t.did_verification_submit(),
        Action::VerificationDecide => t.did_verification_decide(),
        Action::ClockAdvance => t.did_clock_advance(),
        Action::FormKeep => t.did_form_keep(),
        Action::CsrfBlock => t.did_csrf_block(),
        Action::LimitHit => t.did_limit_hit(),
        Action::AccessDenied => t.did_access_denied(),
        Action::FormTampered => t.did_form_tampered(),
        Action::OperatorCreate => t.did_operator_create(),
        Action::QueueRead => t.did_queue_read(),
        Action::CaseRead => t.did_case_read(),
        Action::AuditRead => t.did_audit_read(),
        Action::ResetAsk => t.did_reset_ask(),
        Action::ResetIssue => t.did_reset_issue(),
        Action::PasswordReset => t.did_password_reset(),
        Action::SecretsRotate => t.did_secrets_rotate(),
        Action::Remind => t.did_remind(),
        Action::MessageRead => t.did_message_read(),
        Action::TicketOpen => t.did_ticket_open(),
        Action::TicketWrite => t.did_ticket_write(),
        Action::TicketClose => t.did_ticket_close(),
        Action::TicketAnswer => t.did_ticket_answer(),
        Action::TicketCarryOut => t.did_ticket_carry_out(),
        _ => return None,
    })
}

fn of_app(t: Words, action: Action) -> Option<Cow<'static, str>> {
    Some(match action {
        Action::AppCreate => t.did_app_create(),
        Action::AppImport => t.did_app_import(),
        Action::UsageImport => t.did_usage_import(),
        Action::AppEdit => t.did_app_edit(),
        Action::AppAutoRenew => t.did_app_auto_renew(),
        Action::AppUpgrade => t.did_app_upgrade(),
        Action::AppReconfigure => t.did_app_reconfigure(),
        Action::AppHistory => t.did_app_history(),
        Action::AppDowngrade => t.did_app_downgrade(),
        Action::AppDeactivate => t.did_app_deactivate(),
        Action::AppDelete => t.did_app_delete(),
        Action::AppKeyReveal => t.did_app_key_reveal(),
        Action::AppKeyRotate => t.did_app_key_rotate(),
        Action::AppKeyEnd => t.did_app_key_end(),
        Action::AppKeySwitch => t.did_app_key_switch(),
        Action::UserSigMake => t.did_user_sig_make(),
        Action::PushUpload => t.did_push_upload(),
        Action::PushAdd => t.did_push_add(),
        Action::PushEdit => t.did_push_edit(),
        Action::PushDelete => t.did_push_delete(),
        Action::RtcEnable => t.did_rtc_enable(),
        Action::CallTrialStart => t.did_call_trial_start(),
        Action::CallTrialEnd => t.did_call_trial_end(),
        Action::AdministratorAdd => t.did_administrator_add(),
        Action::AdministratorDelete => t.did_administrator_delete(),
        Action::AppTags => t.did_app_tags(),
        Action::AppRenew => t.did_app_renew(),
        Action::AppRefund => t.did_app_refund(),
        Action::AppDue => t.did_app_due(),
        Action::AppRestore => t.did_app_restore(),
        _ => return None,
    })
}

fn of_money(t: Words, action: Action) -> Cow<'static, str> {
    match action {
        Action::TopUpFile => t.did_top_up_file(),
        Action::TopUpDecide => t.did_top_up_decide(),
        Action::VoucherGrant => t.did_voucher_grant(),
        Action::BillDrawUp => t.did_bill_draw_up(),
        Action::BillDebit => t.did_bill_debit(),
        Action::BillPay => t.did_bill_pay(),
        Action::BillArrears => t.did_bill_arrears(),
        Action::BillPark => t.did_bill_park(),
        Action::BillUnpark => t.did_bill_unpark(),
        Action::BudgetSet => t.did_budget_set(),
        Action::BudgetAlert => t.did_budget_alert(),
        Action::Quote => t.did_quote(),
        Action::OrderPlace => t.did_order_place(),
        Action::OrderPay => t.did_order_pay(),
        Action::OrderCancel => t.did_order_cancel(),
        _ => t.did_other(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn sec47_everything_that_is_written_down_has_a_sentence_of_its_own() {
        for locale in Locale::ALL {
            let t = Words::of(locale);
            let mut said: Vec<_> = Action::ALL.iter().map(|action| what(t, Some(*action))).collect();
            said.push(t.did_other());
            let count = said.len();
            said.sort_unstable();
            said.dedup();
            assert_eq!(said.len(), count, "{locale:?}: {said:?}");
        }
    }
}
