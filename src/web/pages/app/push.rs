//! The offline push certificates of an application, one vendor after the other (C5): what may be shown of them.

use std::borrow::Cow;

use crate::{
    domain::{
        ids::SdkAppId,
        push::{Field, Vendor},
    },
    store::{
        Tx,
        push::{self, PushRow},
    },
    web::{Error, State, page::Page, paths},
};

/// How many days before its end a certificate is shown as ending.
const SOON: i64 = 30;

/// The section.
#[derive(Default)]
pub(super) struct Push {
    pub(super) new_url: String,
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
        let certificates = rows.iter().map(|row| Certificate::new(state, page, row)).collect();
        Ok(Self { new_url: paths::push_new(app), certificates })
    }
}

impl Certificate {
    fn new(state: &State, page: &Page, row: &PushRow) -> Self {
        let (t, shown) = (page.t, &row.shown);
        let left = row.expires_at.map(|end| (end, end.seconds_since(state.system_now()).div_euclid(86_400)));
        let environment = shown.fields.get(&Field::Environment);
        Self {
            number: row.number,
            vendor: t.push_vendor(row.vendor),
            of: shown.app().to_owned(),
            environment: environment.and_then(|word| t.push_choice(word)),
            tone: match left {
                Some((_, ..0)) => "bad",
                Some((_, ..=SOON)) => "warn",
                _ => "ok",
            },
            end: left.map(|(end, days)| match u32::try_from(days) {
                Ok(days) => t.push_ends(&page.f.date_long(end), days),
                Err(_) => t.push_ended(&page.f.date_long(end)),
            }),
            tail: some(&shown.tail).map(|tail| t.push_tail(tail)),
            fingerprint: some(&shown.fingerprint).map(|print| t.push_fingerprint_of(print)),
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
