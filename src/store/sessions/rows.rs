//! What the queries of sessions give, and how rows become it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{StoreError, Times};
use crate::domain::{
    account::{Email, Verification},
    calendar::Timestamp,
    ids::{AccountId, OperatorId, UserId},
    money::Amount,
};

/// A customer's session with what a page needs of the user and the account, from one query.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CustomerSession {
    /// Who is signed in.
    pub user: UserId,
    /// The account that is worked for.
    pub account: AccountId,
    /// The user's address.
    pub email: Email,
    /// The account's balance.
    pub balance: Amount,
    /// What the account owes on overdue bills.
    pub owed: Amount,
    /// How far the account's verification has come.
    pub verification: Verification,
    /// How many messages of the account the user has not read, up to what is counted.
    pub unread: u32,
    /// The session's times.
    pub times: Times,
}

/// An operator's session with what a page needs of the operator, from one query.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OperatorSession {
    /// Who is signed in.
    pub operator: OperatorId,
    /// The operator's address.
    pub email: Email,
    /// Whether the one-time secret must be changed first (SEC8).
    pub must_change: bool,
    /// The session's times.
    pub times: Times,
}

/// A line of the list of sessions.
#[derive(Clone, Debug)]
pub struct ListedSession {
    /// The digest of its id; it opens nothing.
    pub id_hash: String,
    /// Its times.
    pub times: Times,
    /// The client's network address.
    pub ip: String,
    /// What the browser calls itself.
    pub agent: String,
}

row! {
    pub(super) struct CustomerRow {
        user_id: Uuid,
        account_id: Uuid,
        email: String,
        balance: i64,
        owed: i64,
        verification: String,
        created_at: i64,
        seen_at: i64,
        expires_at: i64,
        auth_at: i64,
        unread: i64,
    }
}

row! {
    pub(super) struct OperatorRow {
        user_id: Uuid,
        email: String,
        must_change: bool,
        created_at: i64,
        seen_at: i64,
        expires_at: i64,
        auth_at: i64,
    }
}

row! {
    pub(super) struct ListedRow {
        id_hash: String,
        ip: String,
        agent: String,
        created_at: i64,
        seen_at: i64,
        expires_at: i64,
        auth_at: i64,
    }
}

macro_rules! times {
    ($row:expr) => {
        Times {
            created_at: Timestamp::from_unix($row.created_at),
            seen_at: Timestamp::from_unix($row.seen_at),
            expires_at: Timestamp::from_unix($row.expires_at),
            auth_at: Timestamp::from_unix($row.auth_at),
        }
    };
}

impl TryFrom<CustomerRow> for CustomerSession {
    type Error = StoreError;

    fn try_from(row: CustomerRow) -> Result<Self, StoreError> {
        let email =
            Email::parse(&row.email).map_err(|_| StoreError::inconsistent("users", "email", row.user_id))?;
        let verification = Verification::parse(&row.verification)
            .ok_or_else(|| StoreError::inconsistent("accounts", "verification", row.account_id))?;
        Ok(Self {
            times: times!(row),
            user: UserId(row.user_id),
            account: AccountId(row.account_id),
            email,
            balance: Amount::minor(row.balance),
            owed: Amount::minor(row.owed),
            verification,
            unread: u32::try_from(row.unread).unwrap_or_default(),
        })
    }
}

impl TryFrom<OperatorRow> for OperatorSession {
    type Error = StoreError;

    fn try_from(row: OperatorRow) -> Result<Self, StoreError> {
        let email = Email::parse(&row.email)
            .map_err(|_| StoreError::inconsistent("operators", "email", row.user_id))?;
        let times = times!(row);
        Ok(Self { operator: OperatorId(row.user_id), email, must_change: row.must_change, times })
    }
}

impl From<ListedRow> for ListedSession {
    fn from(row: ListedRow) -> Self {
        Self { times: times!(row), id_hash: row.id_hash, ip: row.ip, agent: row.agent }
    }
}
