//! The offline push certificates of an application, one vendor after the other (C5): what may be shown of them.

use std::borrow::Cow;

use crate::{
    domain::{
        calendar::Timestamp,
        ids::SdkAppId,
        push::{Field, Vendor},
        reminder,
    },
    store::{
        Tx,
        push::{self, PushRow},
    },
    web::{Error, State, page::Page, paths},
};

/// The section.
#[derive(Default)]
pub(super) struct Push {
    pub(super) new_url: String,
    /// What is to be done about certificates that end.
    pub(super) ending: Option<Cow<'static, str>>,
    pub(super) certificates: Vec<Certificate>,
}

/// One certificate.
pub(super) struct Certificate {
    pub(super) number: i64,
    pub(super) vendor: Cow<'static, str>,
    pub(super) of: String,
    pub(super) environment: Option<Cow<'static, str>>,
    pub(super) end: Option<Cow<'static, str>>,
    pub(super) tone: &'static str,
    pub(super) tail: Option<Cow<'static, str>>,
    pub(super) fingerprint: Option<Cow<'static, str>>,
    pub(super) edit_url: String,
    pub(super) delete_url: String,
}

impl Push {
    pub(super) async fn load(
        (state, page): (&State, &Page),
        tx: &mut Tx,
        app: SdkAppId,
    ) -> Result<Self, Error> {
        let mut rows = push::of_app(tx, app).await?;
        rows.sort_by_key(|row| (row.vendor, row.number));
        let now = state.services().now();
        let soon = reminder::push_soon(state.services().catalog().catalog.calendar(), now);
        let ending = rows.iter().filter(|row| row.expires_at.is_some_and(|end| end < soon)).count();
        Ok(Self {
            new_url: paths::push_new(app),
            ending: (ending > 0).then(|| page.t.push_ending(ending, reminder::PUSH_SOON)),
            certificates: rows.iter().map(|row| Certificate::new((page, soon), row, now)).collect(),
        })
    }
}

impl Certificate {
    fn new((page, soon): (&Page, Timestamp), row: &PushRow, now: Timestamp) -> Self {
        let (t, shown) = (page.t, &row.shown);
        let left = row.expires_at.map(|end| (end, end.seconds_since(now).div_euclid(86_400)));
        let environment = shown.fields.get(&Field::Environment);
        Self {
            number: row.number,
            vendor: t.push_vendor(row.vendor),
            of: shown.app().to_owned(),
            environment: environment.and_then(|word| t.push_choice(word)),
            tone: match left {
                Some((_, ..0)) => "bad",
                Some((end, _)) if end < soon => "warn",
                _ => "ok",
            },
            end: left.map(|(end, days)| match u32::try_from(days) {
                Ok(days) => t.push_ends(&page.f.date_long(end), days),
                Err(_) => t.push_ended(&page.f.date_long(end)),
            }),
            tail: some(&shown.tail).map(|tail| t.push_tail(tail)),
            fingerprint: some(&shown.fingerprint).map(|print| t.push_fingerprint_of(print)),
            edit_url: paths::push_edit(row.number),
            delete_url: paths::push_delete(row.number),
        }
    }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// The heading of a certificate on pages of its own: its vendor and what it is for.
pub(in crate::web::pages) fn title(page: &Page, (vendor, of): (Vendor, &str)) -> String {
    format!("{} {of}", page.t.push_vendor(vendor)).trim().to_owned()
}
