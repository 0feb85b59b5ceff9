//! Who can sign in to the demo, and how they came to be there.

use anyhow::Context as _;

use super::walk::Walk;
use crate::{
    domain::{
        account::{DocumentNumber, Email, Holder, LegalName},
        ids::{AccountId, OperatorId, VerificationId},
    },
    services::{
        Actor,
        audit::Who,
        operators::OperatorPasswordChange,
        verification::{Verdict, VerificationForm},
    },
    store::operators,
};

/// A sign-in of the demo.
#[derive(Clone, Copy, Debug)]
pub struct SignIn {
    /// The address.
    pub email: &'static str,
    /// The password: no secret, it is printed.
    pub password: &'static str,
}

/// The customer with an app in every state.
pub const STUDIO: SignIn = SignIn { email: "demo@example.com", password: "paper boats at noon" };
/// The customer with three hundred apps.
pub const SHOP: SignIn = SignIn { email: "many@example.com", password: "three hundred kites" };
/// The customer whose verification waits for the operator.
pub const NEWCOMER: SignIn = SignIn { email: "new@example.com", password: "first snow in harbour" };
/// The member of the staff.
pub const OPERATOR: SignIn = SignIn { email: "operator@example.com", password: "lanterns over the pass" };

/// The papers that a customer of the demo submits.
pub(super) struct Papers {
    pub(super) holder: Holder,
    pub(super) legal_name: &'static str,
    pub(super) document_no: &'static str,
}

impl Walk<'_> {
    /// Makes the operator, who changes the one-time secret for a password of their own.
    pub(super) async fn hire(&self) -> anyhow::Result<Actor> {
        let email = address(OPERATOR.email)?;
        let secret = self.services.create_operator(&email, &Actor::console()).await?;
        let mut tx = self.services.store.read().await?;
        let found = operators::by_email(&mut tx, &email).await?;
        drop(tx);
        let operator: OperatorId = found.context("the operator was not stored")?.operator;
        let actor = Actor { who: Who::Operator(operator), ..Actor::console() };
        let change = OperatorPasswordChange {
            operator,
            email: &email,
            current: &secret,
            new: OPERATOR.password,
            keep_only: "",
        };
        self.services.change_operator_password(&change, &actor).await?;
        Ok(actor)
    }

    /// Signs a customer up, who has no language of their own: whoever signs in keeps theirs.
    pub(super) async fn welcome(&self, who: SignIn) -> anyhow::Result<Customer> {
        let actor = Actor::console();
        let signed = self.services.sign_up(&address(who.email)?, who.password, None, &actor).await?;
        Ok(Customer { account: signed.account, actor: Actor { who: Who::User(signed.user), ..actor } })
    }

    /// Submits a customer's papers.
    pub(super) async fn submit(
        &self,
        customer: &Customer,
        papers: &Papers,
    ) -> anyhow::Result<VerificationId> {
        let refused = || anyhow::anyhow!("the papers of {} are refused", papers.legal_name);
        let form = VerificationForm {
            holder: papers.holder,
            legal_name: LegalName::parse(papers.legal_name).map_err(|_| refused())?,
            document_no: DocumentNumber::parse(papers.document_no).map_err(|_| refused())?,
        };
        Ok(self.services.submit_verification(customer.account, &form, &customer.actor).await?)
    }

    /// Submits a customer's papers, which the operator approves.
    pub(super) async fn verify(
        &self,
        customer: &Customer,
        papers: &Papers,
        operator: &Actor,
    ) -> anyhow::Result<()> {
        let id = self.submit(customer, papers).await?;
        self.services.decide_verification(id, Verdict::Approve, operator).await?;
        Ok(())
    }
}

/// A customer of the demo, as somebody who acts.
pub(super) struct Customer {
    pub(super) account: AccountId,
    pub(super) actor: Actor,
}

fn address(text: &str) -> anyhow::Result<Email> {
    Email::parse(text).map_err(|_| anyhow::anyhow!("{text} is no address"))
}
