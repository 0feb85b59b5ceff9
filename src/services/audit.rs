//! The audit log: who did what, chained by hashes, written in the transaction of the change. Never a password, a
//! key, a session id or the content of a certificate.

mod actor;
mod chain;
mod trail;

use serde_json::Value;

use super::unit::Unit;
use crate::domain::product::words;

pub use actor::{Actor, Who};
pub(super) use chain::append;
pub use chain::{Moments, first_broken};
pub use trail::{Asked, By, Entry};

words! {
    /// What was done.
    Action {
        /// An account and its first user came to be.
        SignUp = "sign_up",
        /// Somebody tried to sign in.
        SignIn = "sign_in",
        /// A session was ended by its own user.
        SignOut = "sign_out",
        /// A password was entered again.
        Reauthenticate = "reauthenticate",
        /// A password was changed.
        PasswordChange = "password_change",
        /// A new password was asked for.
        ResetAsk = "reset_ask",
        /// A code for a new password was made.
        ResetIssue = "reset_issue",
        /// A new password was set with a code.
        PasswordReset = "password_reset",
        /// Sessions were ended from the account page.
        SessionEnd = "session_end",
        /// A form that arrived when a password had to come first was kept.
        FormKeep = "form_keep",
        /// A real-name verification was submitted.
        VerificationSubmit = "verification_submit",
        /// A real-name verification was decided.
        VerificationDecide = "verification_decide",
        /// A top-up was filed.
        TopUpFile = "top_up_file",
        /// A top-up was decided.
        TopUpDecide = "top_up_decide",
        /// A voucher was granted.
        VoucherGrant = "voucher_grant",
        /// An app was created.
        AppCreate = "app_create",
        /// An app of the older platform was taken over.
        AppImport = "app_import",
        /// What apps used was written down from a file.
        UsageImport = "usage_import",
        /// The secret key of an app was shown.
        AppKeyReveal = "app_key_reveal",
        /// An app got another secret key.
        AppKeyRotate = "app_key_rotate",
        /// The older key of an app was ended.
        AppKeyEnd = "app_key_end",
        /// An app switched from its key pair to a secret key.
        AppKeySwitch = "app_key_switch",
        /// A `UserSig` was made.
        UserSigMake = "user_sig_make",
        /// A push certificate was put up to be looked at.
        PushUpload = "push_upload",
        /// A push certificate was added.
        PushAdd = "push_add",
        /// A push certificate was changed.
        PushEdit = "push_edit",
        /// A push certificate was deleted.
        PushDelete = "push_delete",
        /// Secrets were sealed again with another key.
        SecretsRotate = "secrets_rotate",
        /// An app's profile was changed.
        AppEdit = "app_edit",
        /// An app's automatic renewal was switched.
        AppAutoRenew = "app_auto_renew",
        /// An account's budget was set or taken away.
        BudgetSet = "budget_set",
        /// A part of a month's budget was used up.
        BudgetAlert = "budget_alert",
        /// An app was upgraded to postpaid.
        AppUpgrade = "app_upgrade",
        /// A postpaid app was reconfigured.
        AppReconfigure = "app_reconfigure",
        /// The length of an app's history was changed.
        AppHistory = "app_history",
        /// An app was downgraded to a trial.
        AppDowngrade = "app_downgrade",
        /// An app was deactivated by its owner.
        AppDeactivate = "app_deactivate",
        /// An app was deleted.
        AppDelete = "app_delete",
        /// An app was given an administrator.
        AdministratorAdd = "administrator_add",
        /// An administrator of an app was deleted.
        AdministratorDelete = "administrator_delete",
        /// An app's tags were changed.
        AppTags = "app_tags",
        /// The audio/video of an app was enabled.
        RtcEnable = "rtc_enable",
        /// The free trial of calls of an app was started.
        CallTrialStart = "call_trial_start",
        /// The free trial of calls of an app ended.
        CallTrialEnd = "call_trial_end",
        /// A package was to renew itself.
        AppRenew = "app_renew",
        /// A package or an add-on was refunded.
        AppRefund = "app_refund",
        /// The clock changed an app's state.
        AppDue = "app_due",
        /// A bill was drawn up, or drawn up again.
        BillDrawUp = "bill_draw_up",
        /// A bill was closed and debited.
        BillDebit = "bill_debit",
        /// A credit paid what was owed on a bill.
        BillPay = "bill_pay",
        /// The apps of a bill that stayed overdue were stopped.
        BillArrears = "bill_arrears",
        /// The bills of an account could not be gone on with.
        BillPark = "bill_park",
        /// An operator lets the bills of an account go on.
        BillUnpark = "bill_unpark",
        /// An app that was stopped for arrears came back.
        AppRestore = "app_restore",
        /// A customer asked for something.
        TicketOpen = "ticket_open",
        /// A customer wrote to a ticket.
        TicketWrite = "ticket_write",
        /// A customer closed a ticket.
        TicketClose = "ticket_close",
        /// An operator answered a ticket.
        TicketAnswer = "ticket_answer",
        /// An operator did what a ticket asks for.
        TicketCarryOut = "ticket_carry_out",
        /// A quote was made.
        Quote = "quote",
        /// An order was placed.
        OrderPlace = "order_place",
        /// An order was paid.
        OrderPay = "order_pay",
        /// An order was cancelled.
        OrderCancel = "order_cancel",
        /// A sandbox's clock was moved.
        ClockAdvance = "clock_advance",
        /// A request was refused as coming from another site.
        CsrfBlock = "csrf_block",
        /// Somebody was slowed down.
        LimitHit = "limit_hit",
        /// Somebody asked for what is not theirs.
        AccessDenied = "access_denied",
        /// A form held a value outside its set.
        FormTampered = "form_tampered",
        /// An account was reminded of ends and renewals.
        Remind = "remind",
        /// Messages were read.
        MessageRead = "message_read",
        /// An operator came to be.
        OperatorCreate = "operator_create",
        /// An operator looked at what customers wait for.
        QueueRead = "queue_read",
        /// An operator looked at what one customer waits for.
        CaseRead = "case_read",
        /// An operator looked at an audit log.
        AuditRead = "audit_read",
    }
}

words! {
    /// How it ended.
    Outcome {
        /// It was done.
        Done = "done",
        /// It was refused.
        Refused = "refused",
    }
}

/// Something to be written down.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What was done.
    pub action: Action,
    /// To what: an order number, an SDKAppID, an id.
    pub object: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The details.
    pub detail: Value,
}

impl Event {
    /// Something that was done.
    #[must_use]
    pub fn done(action: Action, object: &dyn std::fmt::Display, detail: Value) -> Self {
        Self { action, object: object.to_string(), outcome: Outcome::Done, detail }
    }

    /// Something that was refused.
    #[must_use]
    pub fn refused(action: Action, object: &dyn std::fmt::Display, detail: Value) -> Self {
        Self { action, object: object.to_string(), outcome: Outcome::Refused, detail }
    }
}

impl super::Services {
    /// Writes down something that changed nothing else: a refused sign-in, a blocked request.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note(
        &self,
        account: crate::domain::ids::AccountId,
        actor: &Actor,
        event: Event,
    ) -> Result<(), crate::store::StoreError> {
        if let Some(mut unit) = Unit::open(self, account, actor).await? {
            unit.audit(event);
            unit.commit().await?;
        }
        Ok(())
    }
}
