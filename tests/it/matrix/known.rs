//! The names of what is in the seed, read past the program.

use serde_json::Value;
use uuid::Uuid;

use super::seed::EMPTY;
use crate::support::tables::{Row, Tables, int, text};
use im_console::cli::demo::{SHOP, STUDIO};

/// An app.
#[derive(Clone, Debug)]
pub(crate) struct AppRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) introduction: String,
    pub(crate) edition: String,
    pub(crate) status: String,
    pub(crate) revision: i64,
}

/// The numbers of push certificates.
#[derive(Clone, Debug)]
pub(crate) struct Push {
    /// One that was uploaded only.
    pub(crate) draft: String,
    /// One that was uploaded to take the place of another.
    pub(crate) replacing: String,
    /// One that is saved.
    pub(crate) saved: String,
}

/// Ids and words that addresses and forms are made of. Without a word about the owner it is the owner's.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// Every app.
    pub(crate) apps: Vec<AppRow>,
    /// One app per status of the customer with three hundred.
    pub(crate) other_apps: Vec<AppRow>,
    /// The account whose bills are parked.
    pub(crate) parked: String,
    /// The months of the bills.
    pub(crate) bills: Vec<String>,
    /// Number and status of every order.
    pub(crate) orders: Vec<(String, String)>,
    /// A quote that can be confirmed.
    pub(crate) quote: String,
    /// The same with a voucher chosen.
    pub(crate) quote_with_voucher: String,
    /// A quote that is too old.
    pub(crate) quote_expired: String,
    /// A quote that became an order.
    pub(crate) quote_used: String,
    /// A voucher that can be chosen.
    pub(crate) voucher: String,
    /// Id and state of every top-up.
    pub(crate) top_ups: Vec<(String, String)>,
    /// Id and state of every ticket.
    pub(crate) tickets: Vec<(String, String)>,
    /// The ids of the refunds.
    pub(crate) refunds: Vec<String>,
    /// The numbers of push certificates.
    pub(crate) push: Push,
    /// Id and state of everybody's verifications.
    pub(crate) verifications: Vec<(String, String)>,
    /// Everything that could name something of the owner.
    pub(crate) names: Vec<String>,
    /// The names of everybody else's apps.
    pub(crate) other_names: Vec<String>,
}

impl Known {
    /// Reads the names.
    pub(super) fn of(tables: &Tables) -> Self {
        let (owner, other) = (account(tables, STUDIO.email), account(tables, SHOP.email));
        assert!(!account(tables, EMPTY).is_null());
        let quotes = tables.with("quotes", "account_id", &owner);
        let used: Vec<&Value> = tables.rows("orders").iter().map(|order| &order["quote_id"]).collect();
        let now = int(quotes.iter().max_by_key(|quote| int(quote, "as_of")).unwrap(), "as_of");
        let quote = |is_wanted: &dyn Fn(&Row) -> bool| {
            id(quotes.iter().find(|quote| is_wanted(quote)).unwrap_or_else(|| panic!("no such quote")))
        };
        let is_used = |quote: &Row| used.contains(&&quote["id"]);
        let is_over = |quote: &Row| int(quote, "expires_at") <= now;
        let has_voucher = |quote: &Row| !quote["voucher_id"].is_null();
        let mut other_apps = apps(tables, &other);
        let other_names = other_apps.iter().map(|app| app.name.clone()).collect();
        other_apps.sort_by(|one, two| one.status.cmp(&two.status));
        other_apps.dedup_by(|one, two| one.status == two.status);
        let mut known = Self {
            apps: apps(tables, &owner),
            other_apps,
            orders: pairs(tables.with("orders", "account_id", &owner), "status", |row| {
                text(row, "no").to_owned()
            }),
            parked: hyphened(text(&tables.rows("parked_accounts")[0], "account_id")),
            bills: tables
                .with("bills", "account_id", &owner)
                .into_iter()
                .map(|row| text(row, "month").to_owned())
                .collect(),
            quote: quote(&|row| !is_used(row) && !is_over(row) && !has_voucher(row)),
            quote_with_voucher: quote(&|row| !is_used(row) && !is_over(row) && has_voucher(row)),
            quote_expired: quote(&|row| !is_used(row) && is_over(row)),
            quote_used: quote(&is_used),
            voucher: quotes
                .iter()
                .find(|row| !is_over(row) && has_voucher(row))
                .copied()
                .map(voucher)
                .unwrap(),
            top_ups: pairs(tables.with("topups", "account_id", &owner), "state", id),
            tickets: pairs(tables.with("tickets", "account_id", &owner), "state", id),
            refunds: tables.with("refunds", "account_id", &owner).into_iter().map(id).collect(),
            push: push(tables),
            verifications: pairs(tables.rows("verifications").iter().collect(), "state", id),
            other_names,
            names: vec![STUDIO.email.to_owned(), "Thank you".to_owned()],
        };
        known.names.extend(known.apps.iter().flat_map(|app| [app.name.clone(), app.introduction.clone()]));
        known.names.retain(|name| !name.is_empty());
        known
    }

    /// The app with this edition and status.
    #[track_caller]
    pub(crate) fn app(&self, edition: &str, status: &str) -> &AppRow {
        let found = self.apps.iter().find(|app| app.edition == edition && app.status == status);
        found.unwrap_or_else(|| panic!("no {edition} app is {status}: {:?}", self.apps))
    }

    /// The app with this name.
    #[track_caller]
    pub(crate) fn named(&self, name: &str) -> &AppRow {
        self.apps.iter().find(|app| app.name == name).unwrap()
    }

    /// An order in this status.
    #[track_caller]
    pub(crate) fn order(&self, status: &str) -> &str {
        in_state(&self.orders, status)
    }

    /// A top-up in this state.
    #[track_caller]
    pub(crate) fn top_up(&self, state: &str) -> &str {
        in_state(&self.top_ups, state)
    }

    /// A ticket in this state.
    #[track_caller]
    pub(crate) fn ticket(&self, state: &str) -> &str {
        in_state(&self.tickets, state)
    }

    /// A verification in this state.
    #[track_caller]
    pub(crate) fn verification(&self, state: &str) -> &str {
        in_state(&self.verifications, state)
    }
}

#[track_caller]
fn in_state<'a>(rows: &'a [(String, String)], state: &str) -> &'a str {
    let found = rows.iter().find(|(_, found)| found == state);
    &found.unwrap_or_else(|| panic!("none is {state}: {rows:?}")).0
}

fn push(tables: &Tables) -> Push {
    let rows = tables.rows("push_certificates");
    let number =
        |is_it: fn(&Row) -> bool| int(rows.iter().find(|row| is_it(row)).unwrap(), "number").to_string();
    Push {
        draft: number(|row| row["saved_at"].is_null() && row["replaces"].is_null()),
        replacing: number(|row| !row["replaces"].is_null()),
        saved: number(|row| row["vendor"] == "huawei"),
    }
}

fn account(tables: &Tables, email: &str) -> Value {
    let user = tables.with("users", "email", &Value::from(email))[0];
    tables.with("memberships", "user_id", &user["id"])[0]["account_id"].clone()
}

fn apps(tables: &Tables, account: &Value) -> Vec<AppRow> {
    let row = |row: &Row| AppRow {
        id: int(row, "sdk_app_id").to_string(),
        name: text(row, "name").to_owned(),
        introduction: text(row, "introduction").to_owned(),
        edition: text(row, "edition").to_owned(),
        status: text(row, "status").to_owned(),
        revision: int(row, "revision"),
    };
    tables.with("apps", "account_id", account).into_iter().map(row).collect()
}

fn pairs(rows: Vec<&Row>, column: &str, id: impl Fn(&Row) -> String) -> Vec<(String, String)> {
    rows.into_iter().map(|row| (id(row), text(row, column).to_owned())).collect()
}

fn id(row: &Row) -> String {
    hyphened(text(row, "id"))
}

fn voucher(row: &Row) -> String {
    hyphened(text(row, "voucher_id"))
}

fn hyphened(hex: &str) -> String {
    Uuid::parse_str(hex).unwrap().to_string()
}
