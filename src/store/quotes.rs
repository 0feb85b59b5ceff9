//! Quotes. Lines, basis and what was asked for (in `cart`) are stored as the JSON of their types and never change.

use serde::{Serialize, de::DeserializeOwned};
use sqlx::FromRow as _;
use uuid::Uuid;

use super::{
    Batch, Store, StoreError, Tx,
    accounts::LockedAccount,
    apps::{AppRow, app_columns},
};
use crate::domain::{
    app::App,
    calendar::Timestamp,
    ids::{AccountId, OrderNo, QuoteId, SdkAppId, VoucherId},
    quote::Quote,
};

/// The JSON of a frozen value.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

pub(super) fn from_json<T: DeserializeOwned>(
    table: &'static str,
    column: &'static str,
    id: &impl ToString,
    text: &str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::inconsistent(table, column, id.to_string()))
}

pub(super) fn app_id(table: &'static str, number: i64) -> Result<SdkAppId, StoreError> {
    SdkAppId::new(number).ok_or_else(|| StoreError::inconsistent(table, "sdk_app_id", number))
}

/// Adds a quote to the unit's batch.
pub fn insert(batch: &mut Batch, account: AccountId, quote: &Quote) {
    batch.add(
        "INSERT INTO quotes (id, account_id, sdk_app_id, cart, catalog_version, basis, lines, total, voucher_id,
             deducted, payable, as_of, expires_at, voided, given_back)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        binds![
            quote.id.0,
            account.0,
            quote.app.number(),
            json(&quote.wish),
            quote.catalog_version,
            json(&quote.basis),
            json(&quote.lines),
            quote.total().as_minor(),
            quote.voucher.map(|voucher| voucher.0),
            quote.deducted().as_minor(),
            quote.cash().as_minor(),
            quote.as_of.unix(),
            quote.expires_at.unix(),
            json(&quote.voided),
            quote.given_back().as_minor()
        ],
    );
}

row! {
    struct QuoteRow {
        quote_id: Uuid,
        quote_app_id: i64,
        cart: String,
        catalog_version: i64,
        basis: String,
        lines: String,
        voided: String,
        voucher_id: Option<Uuid>,
        as_of: i64,
        expires_at: i64,
    }
}

/// The columns of a quote, in the order of [`QuoteRow`].
macro_rules! quote_columns {
    () => {
        "q.id AS quote_id, q.sdk_app_id AS quote_app_id, q.cart, q.catalog_version, q.basis, q.lines, q.voided,
         q.voucher_id, q.as_of, q.expires_at"
    };
}

impl TryFrom<QuoteRow> for Quote {
    type Error = StoreError;

    fn try_from(row: QuoteRow) -> Result<Self, StoreError> {
        let id = QuoteId(row.quote_id);
        Ok(Self {
            id,
            app: app_id("quotes", row.quote_app_id)?,
            wish: from_json("quotes", "cart", &id, &row.cart)?,
            catalog_version: row.catalog_version,
            basis: from_json("quotes", "basis", &id, &row.basis)?,
            lines: from_json("quotes", "lines", &id, &row.lines)?,
            voided: from_json("quotes", "voided", &id, &row.voided)?,
            voucher: row.voucher_id.map(VoucherId),
            as_of: Timestamp::from_unix(row.as_of),
            expires_at: Timestamp::from_unix(row.expires_at),
        })
    }
}

/// A quote of an account; none when it is another account's.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, account: AccountId, id: QuoteId) -> Result<Option<Quote>, StoreError> {
    let row = fetch_optional!(
        tx,
        QuoteRow,
        concat!("SELECT ", quote_columns!(), " FROM quotes q WHERE q.id = $1 AND q.account_id = $2"),
        id.0,
        account.0
    )?;
    row.map(Quote::try_from).transpose()
}

/// A quote with what confirming it needs, from one query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmable {
    /// The quote.
    pub quote: Quote,
    /// Its app, as it is now.
    pub app: App,
    /// The order that the quote became (P14).
    pub order: Option<OrderNo>,
    /// The unpaid order of the app (P12).
    pub unpaid: Option<OrderNo>,
    /// The number of the newest catalog (K4).
    pub newest_catalog: i64,
}

row! {
    struct ConfirmableRow {
        #[sqlx(flatten)]
        quote: QuoteRow,
        #[sqlx(flatten)]
        app: AppRow,
        order_no: Option<String>,
        unpaid_no: Option<String>,
        newest_catalog: i64,
    }
}

impl TryFrom<ConfirmableRow> for Confirmable {
    type Error = StoreError;

    fn try_from(row: ConfirmableRow) -> Result<Self, StoreError> {
        Ok(Self {
            quote: row.quote.try_into()?,
            app: row.app.try_into()?,
            order: row.order_no.as_deref().and_then(OrderNo::parse),
            unpaid: row.unpaid_no.as_deref().and_then(OrderNo::parse),
            newest_catalog: row.newest_catalog,
        })
    }
}

/// What is to be confirmed, by how the ids of the quote and of the account are named there.
macro_rules! confirmable {
    ($id:literal, $account:literal) => {
        concat!(
            "SELECT ",
            quote_columns!(),
            ", ",
            app_columns!(),
            ", (SELECT o.no FROM orders o WHERE o.quote_id = q.id) AS order_no,
               (SELECT o.no FROM orders o WHERE o.sdk_app_id = q.sdk_app_id AND o.status = 'unpaid') AS unpaid_no,
               (SELECT COALESCE(MAX(c.version), 0) FROM catalog_versions c) AS newest_catalog
             FROM quotes q JOIN apps a ON a.sdk_app_id = q.sdk_app_id WHERE q.id = ",
            $id,
            " AND q.account_id = ",
            $account
        )
    };
}

/// A quote of an account with its app and orders; none when it is another account's.
///
/// # Errors
/// When the database fails.
pub async fn to_confirm(
    tx: &mut Tx,
    account: AccountId,
    id: QuoteId,
) -> Result<Option<Confirmable>, StoreError> {
    let row = fetch_optional!(tx, ConfirmableRow, confirmable!("$1", "$2"), id.0, account.0)?;
    row.map(Confirmable::try_from).transpose()
}

/// Opens a unit of work on an account, locked, in which a quote of it is looked at first; none when there is no such
/// account. Only services call this.
///
/// # Errors
/// The same as of [`Store::write`].
pub async fn open_to_confirm(
    store: &Store,
    account: AccountId,
    id: QuoteId,
) -> Result<Option<(Tx, LockedAccount, Option<Confirmable>)>, StoreError> {
    let mut question = Batch::new();
    question.add(confirmable!("?", "?"), binds![id.0, account.0]);
    let Some((mut tx, locked, found)) = store.write_on_asking(account, question).await? else {
        return Ok(None);
    };
    let found = match found {
        Some(row) => Some(ConfirmableRow::from_row(&row)?.try_into()?),
        None if store.is_sqlite() => None,
        None => to_confirm(&mut tx, account, id).await?,
    };
    Ok(Some((tx, locked, found)))
}
