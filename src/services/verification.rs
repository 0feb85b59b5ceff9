//! Real-name verification (A2): what a customer submits and an operator decides. Approved, the account may do what
//! costs money (P1); refused, it may submit again.

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event, Who},
    from_store,
    top_ups::is_reason,
    unit::Unit,
};
use crate::{
    domain::{
        account::{DocumentNumber, Holder, LegalName, Verification},
        ids::{AccountId, OperatorId, VerificationId},
        message::Message,
    },
    store::{
        StoreError,
        verifications::{self, StoredVerification},
    },
};

/// What a customer submits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerificationForm {
    /// A person or a company.
    pub holder: Holder,
    /// The name in the papers.
    pub legal_name: LegalName,
    /// The number of the papers.
    pub document_no: DocumentNumber,
}

/// Why a verification was not taken.
#[derive(Debug, thiserror::Error)]
pub enum SubmitRefused {
    /// One waits for a decision.
    #[error("a verification waits for a decision")]
    Waiting,
    /// The account is verified.
    #[error("the account is verified")]
    AlreadyApproved,
    /// There is no such account.
    #[error("not found")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

/// Why a verification was not decided.
#[derive(Debug, thiserror::Error)]
pub enum VerdictRefused {
    /// There is no such verification.
    #[error("not found")]
    NotFound,
    /// It has been decided already.
    #[error("the verification has been decided")]
    Decided,
    /// A refusal needs a reason: one line, not too long.
    #[error("a refusal needs a reason in one line")]
    ReasonMissing,
    /// Only operators decide.
    #[error("only an operator decides verifications")]
    NotAnOperator,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(SubmitRefused, VerdictRefused);

/// An operator's word on a verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The papers are right.
    Approve,
    /// They are not, for this reason.
    Refuse(String),
}

impl Verdict {
    const fn state(&self) -> Verification {
        match self {
            Self::Approve => Verification::Approved,
            Self::Refuse(_) => Verification::Refused,
        }
    }

    fn reason(&self) -> Option<&str> {
        match self {
            Self::Approve => None,
            Self::Refuse(reason) => Some(reason.trim()),
        }
    }
}

impl Services {
    /// Submits a verification for an operator to decide.
    ///
    /// # Errors
    /// When one waits already or the account is verified.
    pub async fn submit_verification(
        &self,
        account: AccountId,
        form: &VerificationForm,
        actor: &Actor,
    ) -> Result<VerificationId, SubmitRefused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(SubmitRefused::NotFound)?;
        let state = unit.account.verification;
        let Some(next) = state.submitted() else {
            let is_approved = state.is_approved();
            return Err(if is_approved { SubmitRefused::AlreadyApproved } else { SubmitRefused::Waiting });
        };
        let id = VerificationId(self.random.uuid(unit.now));
        let new = verifications::NewVerification {
            id,
            account,
            holder: form.holder.as_str(),
            legal_name: form.legal_name.as_str(),
            document_no: form.document_no.as_str(),
            at: unit.now,
        };
        verifications::insert(&mut unit.tx, &new).await?;
        unit.account.verification = next;
        unit.audit(Event::done(Action::VerificationSubmit, &id, json!({ "holder": form.holder })));
        unit.commit().await?;
        Ok(id)
    }

    /// Approves or refuses a submitted verification, and with it the account (A2).
    ///
    /// # Errors
    /// When there is none, it has been decided, a refusal has no reason, or it is not an operator who decides.
    pub async fn decide_verification(
        &self,
        id: VerificationId,
        verdict: Verdict,
        actor: &Actor,
    ) -> Result<StoredVerification, VerdictRefused> {
        let Who::Operator(operator) = actor.who else { return Err(VerdictRefused::NotAnOperator) };
        if matches!(&verdict, Verdict::Refuse(reason) if !is_reason(reason)) {
            return Err(VerdictRefused::ReasonMissing);
        }
        let mut reading = self.store.read().await?;
        let found = verifications::find(&mut reading, id).await?.ok_or(VerdictRefused::NotFound)?;
        drop(reading);
        let unit = Unit::open(self, found.account, actor).await?.ok_or(VerdictRefused::NotFound)?;
        decide_in(unit, found, &verdict, operator).await
    }
}

async fn decide_in(
    mut unit: Unit<'_>,
    mut verification: StoredVerification,
    verdict: &Verdict,
    operator: OperatorId,
) -> Result<StoredVerification, VerdictRefused> {
    let (state, by) = (verdict.state(), (operator, unit.now));
    if !verifications::decide(&mut unit.tx, verification.id, state, by, verdict.reason()).await? {
        return Err(VerdictRefused::Decided);
    }
    unit.account.verification = state;
    let detail = json!({ "state": state, "reason": verdict.reason() });
    unit.audit(Event::done(Action::VerificationDecide, &verification.id, detail.clone()));
    unit.tell("verification", &detail);
    let (is_approved, reason) = (state.is_approved(), verdict.reason().map(str::to_owned));
    let message = Message::VerificationDecided { is_approved, reason };
    unit.inform(format!("verification/{}", verification.id), &message);
    verification.state = state;
    verification.decided_at = Some(unit.now);
    verification.reason = verdict.reason().map(str::to_owned);
    unit.commit().await?;
    Ok(verification)
}
