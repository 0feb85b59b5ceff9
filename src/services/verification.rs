//! Real-name verification (A2): what an operator decides. Approved, the account may do what costs money (P1);
//! refused, it may submit again. What a customer submits is kept by `accounts`.

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
        account::Verification,
        ids::{OperatorId, VerificationId},
    },
    store::{
        StoreError,
        verifications::{self, StoredVerification},
    },
};

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

from_store!(VerdictRefused);

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
    state.as_str().clone_into(&mut unit.account.verification);
    let detail = json!({ "state": state, "reason": verdict.reason() });
    unit.audit(Event::done(Action::VerificationDecide, &verification.id, detail.clone()));
    unit.tell("verification", &detail);
    verification.state = state;
    verification.decided_at = Some(unit.now);
    verification.reason = verdict.reason().map(str::to_owned);
    unit.commit().await?;
    Ok(verification)
}
