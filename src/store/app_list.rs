//! The list of an account's apps: one statement finds a page of them, how many there are in all and how many need
//! attention. What is sorted and filtered by comes from enums and bound values, never from text in the statement.

use super::{
    StoreError, Tx,
    apps::{AppRow, app_columns},
};
use crate::domain::{
    app::App, app::search_key, calendar::Timestamp, ids::AccountId, product::Edition, product::words,
};

/// The most characters of a search that are looked at: four times the longest name.
const SEARCHED: usize = 60;

words! {
    /// Which apps to list, by where they stand in their life.
    Standing {
        /// In use, those about to end among them.
        Active = "active",
        /// In use, the term ends within the days of the catalog.
        Expiring = "expiring",
        /// The term has ended; the days of grace are running.
        Expired = "expired",
        /// Deactivated or released.
        Stopped = "stopped",
    }
}

words! {
    /// Which apps to list, by what of them ends within the coming 30 days.
    Ending {
        /// The term.
        Term = "30",
        /// A push certificate.
        Push = "push",
    }
}

words! {
    /// The order of the list; ties are broken by the newest number.
    Sort {
        /// The newest app first.
        Newest = "newest",
        /// The earliest end first; apps without an end last.
        Expiry = "expiry",
        /// By name.
        Name = "name",
    }
}

/// What to list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Part of a name, or the beginning of an SDKAppID; empty finds everything.
    pub text: String,
    /// Where the apps stand.
    pub standing: Option<Standing>,
    /// Their edition.
    pub edition: Option<Edition>,
    /// The code of their data centre.
    pub data_centre: Option<String>,
    /// Only active apps whose term ends up to here.
    pub ends_by: Option<Timestamp>,
    /// Only apps in use with a push certificate that ends before this, or has ended (C5).
    pub push_ends_before: Option<Timestamp>,
    /// A key of a tag, or a key and its value [as one text](crate::domain::tag::joined).
    pub tag: Option<String>,
    /// An active app whose term ends up to here is expiring.
    pub soon: Timestamp,
    /// The order.
    pub sort: Sort,
    /// How many to pass over.
    pub skip: u32,
    /// How many to give.
    pub take: u32,
}

impl Wanted {
    /// Whether there can be apps that are not asked for.
    fn narrows(&self) -> bool {
        let Self { text, standing, edition, data_centre, ends_by, push_ends_before, tag, .. } = self;
        !text.is_empty()
            || standing.is_some()
            || edition.is_some()
            || data_centre.is_some()
            || ends_by.is_some()
            || push_ends_before.is_some()
            || tag.is_some()
    }
}

/// An app as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The app.
    pub app: App,
    /// Whether an order for it waits to be paid.
    pub has_unpaid_order: bool,
}

/// How many apps an account has, deleted ones apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub held: i64,
    /// Those that were asked for.
    pub found: i64,
    /// Those whose term ends soon.
    pub expiring: i64,
    /// Those whose term has ended and that will be deactivated.
    pub expired: i64,
    /// Those with an unpaid order.
    pub unpaid: i64,
}

row! {
    struct Row {
        held: i64,
        found: i64,
        expiring: i64,
        expired: i64,
        unpaid: i64,
        has_unpaid_order: bool,
        #[sqlx(flatten)]
        app: AppRow,
    }
}

/// One page of an account's apps with the tally; an empty page has the tally, too.
///
/// # Errors
/// When the database fails.
pub async fn page(
    tx: &mut Tx,
    account: AccountId,
    wanted: &Wanted,
) -> Result<(Tally, Vec<Listed>), StoreError> {
    let (part, prefix) = patterns(&wanted.text);
    let rows = fetch_all!(
        tx,
        Row,
        wanted.sort.statement(),
        account.0,
        wanted.soon.unix(),
        part,
        prefix,
        wanted.standing.map(Standing::as_str),
        wanted.edition.map(Edition::as_str),
        wanted.data_centre.as_deref(),
        wanted.ends_by.map(Timestamp::unix),
        i64::from(wanted.skip),
        i64::from(wanted.take),
        wanted.narrows(),
        wanted.tag.as_deref(),
        wanted.push_ends_before.map(Timestamp::unix)
    )?;
    let tally = rows.first().map_or_else(Tally::default, |row| Tally {
        held: row.held,
        found: row.found,
        expiring: row.expiring,
        expired: row.expired,
        unpaid: row.unpaid,
    });
    let listed = rows
        .into_iter()
        .filter(|row| row.app.is_there())
        .map(|row| Ok(Listed { app: App::try_from(row.app)?, has_unpaid_order: row.has_unpaid_order }));
    Ok((tally, listed.collect::<Result<_, StoreError>>()?))
}

/// What is asked for, of an app `a`.
macro_rules! is_found {
    () => {
        "($3 IS NULL OR a.name_key LIKE $3 ESCAPE '!' OR CAST(a.sdk_app_id AS TEXT) LIKE $4)
            AND ($5 IS NULL OR a.status = $5
                OR ($5 = 'expiring' AND a.status = 'active' AND a.term_ends_at <= $2)
                OR ($5 = 'stopped' AND a.status IN ('deactivated', 'released')))
            AND ($6 IS NULL OR a.edition = $6)
            AND ($7 IS NULL OR a.data_centre = $7)
            AND ($8 IS NULL OR (a.status = 'active' AND a.term_ends_at <= $8))
            AND ($12 IS NULL OR EXISTS (SELECT 1 FROM app_tags g WHERE g.sdk_app_id = a.sdk_app_id
                AND (g.tag_key = $12 OR g.tag_key || ':' || g.tag_value = $12)))
            AND ($13 IS NULL OR (a.status IN ('active', 'expired') AND EXISTS (SELECT 1 FROM push_certificates c
                WHERE c.sdk_app_id = a.sdk_app_id AND c.saved_at IS NOT NULL AND c.expires_at < $13)))"
    };
}

/// The statement for one order of the list. `tally` reads an index from end to end, and what is found is counted where
/// something is sought; `page` stops early where an index has the order. An empty page still gives one row, whose
/// SDKAppID is 0.
macro_rules! page {
    ($order:literal) => {
        concat!("
    WITH tally AS (
        SELECT COUNT(*) AS held,
            COUNT(*) FILTER (WHERE a.status = 'active' AND a.term_ends_at <= $2) AS expiring,
            COUNT(*) FILTER (WHERE a.status = 'expired') AS expired
        FROM apps a WHERE a.account_id = $1 AND a.status <> 'deleted'
    ), page AS (
        SELECT a.* FROM apps a WHERE a.account_id = $1 AND a.status <> 'deleted' AND ", is_found!(), "
        ORDER BY ", $order, " LIMIT $10 OFFSET $9
    )
    SELECT t.held,
        CASE WHEN $11 THEN (SELECT COUNT(*) FROM apps a
            WHERE a.account_id = $1 AND a.status <> 'deleted' AND ", is_found!(), ") ELSE t.held END AS found,
        t.expiring, t.expired,
        (SELECT COUNT(*) FROM orders o JOIN apps b ON b.sdk_app_id = o.sdk_app_id
         WHERE o.account_id = $1 AND o.status = 'unpaid' AND b.status <> 'deleted') AS unpaid,
        EXISTS (SELECT 1 FROM orders o WHERE o.sdk_app_id = a.sdk_app_id AND o.status = 'unpaid') AS has_unpaid_order,
        COALESCE(a.sdk_app_id, 0) AS sdk_app_id, COALESCE(a.account_id, $1) AS account_id,
        COALESCE(a.name, '') AS name, COALESCE(a.app_type, '') AS app_type,
        COALESCE(a.introduction, '') AS introduction, COALESCE(a.data_centre, '') AS data_centre,
        COALESCE(a.origin, '') AS origin, COALESCE(a.edition, '') AS edition, a.billing_mode,
        COALESCE(a.status, '') AS status, a.stop_reason, COALESCE(a.created_at, 0) AS created_at, a.term_ends_at,
        a.stopped_at, COALESCE(a.auto_renew, FALSE) AS auto_renew,
        COALESCE(a.renewals_tried, 0) AS renewals_tried, COALESCE(a.add_ons, '') AS add_ons, a.history_days,
        COALESCE(a.revision, 0) AS revision, a.pack_ends_at, COALESCE(a.pack_is_over, FALSE) AS pack_is_over
    FROM tally t LEFT JOIN page a ON TRUE
    ORDER BY ", $order)
    };
}

impl Sort {
    const fn statement(self) -> &'static str {
        match self {
            Self::Newest => page!("a.created_at DESC, a.sdk_app_id DESC"),
            Self::Expiry => page!("a.term_ends_at NULLS LAST, a.sdk_app_id DESC"),
            Self::Name => page!("a.name_key, a.sdk_app_id DESC"),
        }
    }
}

/// The patterns for a name and for an SDKAppID; none where nothing is searched, or where it can't be a number.
fn patterns(text: &str) -> (Option<String>, Option<String>) {
    let key: String = search_key(text.trim()).chars().filter(|c| !c.is_control()).take(SEARCHED).collect();
    if key.is_empty() {
        return (None, None);
    }
    let is_number = key.bytes().all(|byte| byte.is_ascii_digit());
    let mut part = String::from("%");
    for character in key.chars() {
        if matches!(character, '%' | '_' | '!') {
            part.push('!');
        }
        part.push(character);
    }
    part.push('%');
    (Some(part), is_number.then(|| format!("{key}%")))
}

/// Apps of an account that make room at its limit (A3), at most `take` of each kind: stopped ones that can be
/// deleted first, then running trial apps that could be deactivated; oldest first. Apps of the audio/video side are
/// not among them (L2).
///
/// # Errors
/// When the database fails.
pub async fn making_room(tx: &mut Tx, account: AccountId, take: u32) -> Result<Vec<App>, StoreError> {
    let rows = fetch_all!(
        tx,
        AppRow,
        concat!("WITH room AS (
             SELECT sdk_app_id, status, ROW_NUMBER() OVER (
                 PARTITION BY CASE WHEN status = 'active' THEN 1 ELSE 0 END ORDER BY created_at, sdk_app_id) AS place
             FROM apps WHERE account_id = $1 AND origin <> 'rtc'
                 AND ((status = 'active' AND edition = 'trial')
                      OR (status IN ('deactivated', 'released') AND edition IN ('trial', 'im')))
         )
         SELECT ", app_columns!(), "
         FROM room r JOIN apps a ON a.sdk_app_id = r.sdk_app_id
         WHERE r.place <= $2
         ORDER BY CASE WHEN a.status = 'active' THEN 1 ELSE 0 END, r.place"),
        account.0,
        i64::from(take)
    )?;
    rows.into_iter().map(App::try_from).collect()
}

#[cfg(test)]
mod tests {
    use super::patterns;

    #[test]
    fn sec29_what_is_typed_is_a_literal_part_of_a_name() {
        assert_eq!(patterns("100%_!"), (Some("%100!%!_!!%".into()), None));
        assert_eq!(patterns("' OR 1=1 --").0.as_deref(), Some("%' or 1=1 --%"));
        assert_eq!(patterns("a\0b").0.as_deref(), Some("%ab%"));
        assert_eq!(patterns(&"x".repeat(100_000)).0.map(|pattern| pattern.len()), Some(62));
    }

    #[test]
    fn qu8_names_are_sought_by_part_and_numbers_by_their_beginning_in_any_width_and_case() {
        assert_eq!(patterns("  ＡＢＣ "), (Some("%abc%".into()), None));
        assert_eq!(patterns("１４０"), (Some("%140%".into()), Some("140%".into())));
        assert_eq!(patterns("   "), (None, None));
    }
}
