//! The audit log: who did what, chained by hashes, written in the transaction of the change. Never a password, a
//! key, a session id or the content of a certificate.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{catalogs::hex, unit::Unit};
use crate::{
    domain::{
        calendar::Timestamp,
        ids::{OperatorId, UserId},
        product::words,
    },
    store::{
        Batch,
        accounts::LockedAccount,
        audit::{self, AuditRow},
    },
};

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
        /// Secrets were sealed again with another key.
        SecretsRotate = "secrets_rotate",
        /// An app's profile was changed.
        AppEdit = "app_edit",
        /// An app's automatic renewal was switched.
        AppAutoRenew = "app_auto_renew",
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

/// Who acts, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub who: Who,
    /// The hash of the session's id.
    pub session: Option<String>,
    /// The address the request came from.
    pub ip: String,
    /// What the browser calls itself.
    pub agent: String,
    /// The request's id, as in the log.
    pub request: String,
}

/// The kinds of actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Nobody that is known.
    Visitor,
    /// A customer's user.
    User(UserId),
    /// A member of the staff.
    Operator(OperatorId),
    /// The console itself: jobs, the command line.
    Console,
}

impl Actor {
    /// The console itself.
    #[must_use]
    pub const fn console() -> Self {
        Self {
            who: Who::Console,
            session: None,
            ip: String::new(),
            agent: String::new(),
            request: String::new(),
        }
    }

    fn as_json(&self) -> Value {
        let (kind, id): (&str, Option<Uuid>) = match self.who {
            Who::Visitor => ("visitor", None),
            Who::User(id) => ("user", Some(id.0)),
            Who::Operator(id) => ("operator", Some(id.0)),
            Who::Console => ("console", None),
        };
        json!({ "kind": kind, "id": id, "session": self.session, "ip": self.ip, "agent": self.agent,
                "request": self.request })
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

/// The moments an event is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moments {
    /// The system clock's.
    pub system: Timestamp,
    /// The business clock's.
    pub business: Timestamp,
}

/// Adds `event` to the chain of the locked account.
pub(super) fn append(
    batch: &mut Batch,
    account: &mut LockedAccount,
    actor: &Actor,
    event: Event,
    at: Moments,
) {
    let content =
        json!({ "actor": actor.as_json(), "business_at": at.business.unix(), "detail": event.detail })
            .to_string();
    let mut row = AuditRow {
        account: account.id,
        seq: account.audit_seq + 1,
        at: at.system,
        action: event.action.as_str().to_owned(),
        object: event.object,
        result: event.outcome.as_str().to_owned(),
        content,
        row_hash: String::new(),
    };
    row.row_hash = hash(&account.audit_hash, &row);
    audit::insert(batch, &row);
    account.audit_seq = row.seq;
    account.audit_hash = row.row_hash;
}

/// The hash that binds `row` to the row before it. Lengths go in with the texts, so no two rows read alike.
fn hash(before: &str, row: &AuditRow) -> String {
    let mut sha = Sha256::new();
    let (seq, at) = (row.seq.to_string(), row.at.unix().to_string());
    for text in
        [before, &row.account.to_string(), &seq, &at, &row.action, &row.object, &row.result, &row.content]
    {
        sha.update(text.len().to_string());
        sha.update([0]);
        sha.update(text);
    }
    hex(&sha.finalize())
}

/// The number of the first row of a chain (oldest first) that does not follow from the one before; none when the
/// chain is whole (I8).
#[must_use]
pub fn first_broken(chain: &[AuditRow]) -> Option<i64> {
    let mut before = "";
    for (expected, row) in (1_i64..).zip(chain) {
        if row.seq != expected || row.row_hash != hash(before, row) {
            return Some(row.seq);
        }
        before = &row.row_hash;
    }
    None
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
