//! Reading the audit log: what was done, by whom, when and to what; and whether a chain is whole.

use serde_json::Value;
use uuid::Uuid;

use super::{Action, Outcome, first_broken};
use crate::{
    domain::{calendar::Timestamp, ids::AccountId, product::words},
    services::Services,
    store::{
        StoreError,
        audit::{self, AuditRow, Wanted},
    },
};

words! {
    /// The kinds of those who act, as the log names them.
    By {
        /// A customer's user.
        User = "user",
        /// A member of the staff.
        Operator = "operator",
        /// The console itself.
        Console = "console",
        /// Nobody that is known.
        Visitor = "visitor",
    }
}

/// What is asked of a log; what is none is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The object: an SDKAppID, an order number.
    pub object: Option<String>,
    /// What was done.
    pub action: Option<Action>,
    /// By whom.
    pub by: Option<By>,
    /// Not before this moment of the system clock.
    pub from: Option<Timestamp>,
    /// Before this moment of the system clock.
    pub until: Option<Timestamp>,
    /// Before the row with this number.
    pub before: Option<i64>,
}

impl Asked {
    /// Everything that was done to one thing.
    #[must_use]
    pub fn of(object: &dyn std::fmt::Display) -> Self {
        Self { object: Some(object.to_string()), ..Self::default() }
    }

    /// Whether there can be rows that are not asked for, wherever the page begins.
    #[must_use]
    pub fn narrows(&self) -> bool {
        Self { before: None, ..self.clone() } != Self::default()
    }
}

/// A row of the log as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its number.
    pub seq: i64,
    /// The system clock's time.
    pub at: Timestamp,
    /// The business time.
    pub business_at: Timestamp,
    /// What was done; none when the word is a newer program's.
    pub action: Option<Action>,
    /// To what.
    pub object: String,
    /// Whether it was refused.
    pub is_refused: bool,
    /// By whom.
    pub by: By,
    /// The id of the user or the operator.
    pub actor: Option<Uuid>,
    /// The address that the request came from; empty where there was none.
    pub ip: String,
}

impl From<AuditRow> for Entry {
    fn from(row: AuditRow) -> Self {
        let content: Value = serde_json::from_str(&row.content).unwrap_or_default();
        let of_actor =
            |name: &str| content.get("actor").and_then(|actor| actor.get(name)).and_then(Value::as_str);
        let business_at = content.get("business_at").and_then(Value::as_i64);
        Self {
            seq: row.seq,
            at: row.at,
            business_at: business_at.map_or(row.at, Timestamp::from_unix),
            action: Action::parse(&row.action),
            is_refused: row.result == Outcome::Refused.as_str(),
            by: of_actor("kind").and_then(By::parse).unwrap_or(By::Visitor),
            actor: of_actor("id").and_then(|id| Uuid::try_parse(id).ok()),
            ip: of_actor("ip").unwrap_or_default().to_owned(),
            object: row.object,
        }
    }
}

impl Services {
    /// The newest `limit` rows of an account's log that are asked for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn log_of(
        &self,
        account: AccountId,
        asked: &Asked,
        limit: u32,
    ) -> Result<Vec<Entry>, StoreError> {
        let wanted = Wanted {
            action: asked.action.map(Action::as_str),
            // Within the content a quotation mark of somebody's text has a backslash before it.
            content: asked.by.map(|by| format!("%\"kind\":\"{by}\"%")),
            from: asked.from,
            until: asked.until,
            before: asked.before.unwrap_or(i64::MAX),
            limit,
        };
        let mut tx = self.store.read().await?;
        let rows = audit::page(&mut tx, account, asked.object.as_deref(), &wanted).await?;
        Ok(rows.into_iter().map(Entry::from).collect())
    }

    /// How many rows an account's chain has, and the first that does not follow from the one before it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn check_log(&self, account: AccountId) -> Result<(usize, Option<i64>), StoreError> {
        let chain = audit::chain(&mut self.store.read().await?, account).await?;
        Ok((chain.len(), first_broken(&chain)))
    }
}
