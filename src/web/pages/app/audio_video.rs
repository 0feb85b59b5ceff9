//! Real-time audio/video of an application (C7): whether it is on, the free trial, and the call pack with its minutes;
//! what can be done with it, and why the rest can't. On the configuration page and on the page of its own.

use std::borrow::Cow;

use super::actions::cannot_buy;
use crate::{
    domain::{
        app::{App, Origin},
        catalog::Catalog,
        product::Edition,
        purchase::{PurchaseRefused, Sellable, sellable},
        rtc::{self, Standing},
    },
    services::rtc::CallMinutes,
    store::app_page::AppAround,
    web::{
        State,
        page::Page,
        paths,
        view::{Meter, Usage},
    },
};

/// The section.
pub(in crate::web::pages) struct AudioVideo {
    pub(in crate::web::pages) tone: &'static str,
    pub(in crate::web::pages) standing: Cow<'static, str>,
    pub(in crate::web::pages) text: Option<Cow<'static, str>>,
    pub(in crate::web::pages) pack: Option<Pack>,
    /// Where enabling is sent; none for what is on.
    pub(in crate::web::pages) enable: Option<String>,
    pub(in crate::web::pages) trial: Option<Trial>,
    /// Where a call pack is bought.
    pub(in crate::web::pages) buy: Option<String>,
    /// What can't be done, each with the reason.
    pub(in crate::web::pages) not_now: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    pub(in crate::web::pages) details: String,
}

/// The form that starts the free trial.
pub(in crate::web::pages) struct Trial {
    pub(in crate::web::pages) path: String,
    pub(in crate::web::pages) key: String,
    /// What it gives and until when.
    pub(in crate::web::pages) text: Cow<'static, str>,
}

/// The pack that is in force.
pub(in crate::web::pages) struct Pack {
    pub(in crate::web::pages) name: String,
    pub(in crate::web::pages) term: String,
    pub(in crate::web::pages) month: String,
    pub(in crate::web::pages) used: String,
    pub(in crate::web::pages) left: Option<String>,
    /// How much of the minutes is used; none where the catalog does not say how many there are.
    pub(in crate::web::pages) meter: Option<Meter>,
    /// Whether all of them are.
    pub(in crate::web::pages) is_used_up: bool,
    /// The days with their minutes, the latest first.
    pub(in crate::web::pages) days: Vec<(String, String)>,
}

impl AudioVideo {
    pub(in crate::web::pages) fn of(
        (state, page): (&State, &Page),
        catalog: &Catalog,
        around: &AppAround,
        used: Option<&CallMinutes>,
    ) -> Self {
        let (t, f, app, now) = (page.t, page.f, &around.app, state.services().now());
        let standing = rtc::standing(app, around.rtc, &around.holdings, now);
        let mut not_now = Vec::new();
        let days = catalog.calls.trial_days;
        let trial = match rtc::try_calls((catalog.calendar(), days), standing, around.rtc, now) {
            Ok(end) => Some(Trial {
                path: paths::app_call_trial(app.id),
                key: state.services().form_key().to_string(),
                text: t.rtc_try_text(days, &f.date_time_zoned(end)),
            }),
            Err(refused) => {
                not_now.push((t.rtc_try(), t.trial_refused(refused, f)));
                None
            }
        };
        let buy = match way_to_buy((page, catalog), app, standing) {
            Some(Ok(url)) => Some(url),
            Some(Err(reason)) => {
                not_now.push((t.rtc_buy(), reason));
                None
            }
            None => None,
        };
        Self {
            tone: tone(standing),
            standing: t.rtc_standing(standing),
            text: text(page, app, standing),
            pack: used.map(|used| Pack::of((page, catalog), used)),
            enable: (standing == Standing::Off).then(|| paths::app_audio_video_enable(app.id)),
            trial,
            buy,
            not_now,
            details: paths::app_audio_video(app.id),
        }
    }
}

const fn tone(standing: Standing) -> &'static str {
    match standing {
        Standing::Stopped | Standing::Off => "",
        Standing::On | Standing::Pack(_) => "ok",
        Standing::Trial { .. } => "warn",
    }
}

fn text(page: &Page, app: &App, standing: Standing) -> Option<Cow<'static, str>> {
    let t = page.t;
    match standing {
        Standing::Stopped => Some(t.rtc_stopped_text()),
        Standing::Off => Some(t.rtc_enable_text()),
        Standing::On if app.origin == Origin::Rtc => Some(t.rtc_from_there()),
        Standing::On => Some(t.rtc_on_text()),
        Standing::Trial { until } => Some(t.rtc_trial_text(&page.f.date_time_zoned(until))),
        Standing::Pack(_) => None,
    }
}

/// Where a call pack can be bought, or why not; none while one is in force. An app without a package is led to the
/// smallest that a pack goes with (P8).
fn way_to_buy(
    (page, catalog): (&Page, &Catalog),
    app: &App,
    standing: Standing,
) -> Option<Result<String, Cow<'static, str>>> {
    if matches!(standing, Standing::Pack(_)) {
        return None;
    }
    let (held, editions) = match sellable(app) {
        Ok(Sellable::AddOns { edition, .. } | Sellable::CallPack { edition }) => (true, vec![edition]),
        Ok(Sellable::Package | Sellable::PackageFrom(_)) => {
            (false, vec![Edition::Professional, Edition::Ultimate])
        }
        Err(refused) => return Some(Err(reason(page, &refused))),
    };
    let book = catalog.book_of(&app.data_centre);
    let of = |edition: Edition| Some((edition, book?.offers(edition)?.call_packs().next()?));
    let found = editions.into_iter().find_map(of);
    Some(match found {
        Some((edition, pack)) => Ok(paths::buy_call_pack(app, (!held).then_some(edition), pack)),
        None => Err(page.t.rtc_not_sold()),
    })
}

fn reason(page: &Page, refused: &PurchaseRefused) -> Cow<'static, str> {
    cannot_buy(page.t, refused)
}

impl Pack {
    fn of((page, catalog): (&Page, &Catalog), call_minutes: &CallMinutes) -> Self {
        let (t, f) = (page.t, page.f);
        let CallMinutes { month, minutes, included } = call_minutes;
        let number = |value: u64| f.number(i64::try_from(value).unwrap_or(i64::MAX));
        let used = u32::try_from(minutes.used).unwrap_or(u32::MAX);
        let meter = |limit| {
            let label = t.rtc_minutes().into_owned();
            Meter::new(t, f, Usage { id: "call-minutes", label, used, limit })
        };
        let midnight =
            |day: chrono::NaiveDate| catalog.calendar().moment(day.and_time(chrono::NaiveTime::MIN));
        let day = |&(day, value): &(chrono::NaiveDate, u32)| {
            (f.date_long(midnight(day)), f.number(i64::from(value)))
        };
        Self {
            name: t.call_pack_name(month.pack).into_owned(),
            term: f.range(month.term.0, month.term.1),
            month: f.range(month.month.0, month.month.1),
            used: number(minutes.used),
            left: included.map(|included| number(minutes.left(included))),
            meter: included.map(meter),
            is_used_up: included.is_some_and(|included| minutes.left(included) == 0),
            days: minutes.days.iter().rev().map(day).collect(),
        }
    }
}
