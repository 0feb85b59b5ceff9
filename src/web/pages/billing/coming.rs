//! What is taken from the balance next, and whether it lasts for thirty days (pages.md 1.10).

use std::{borrow::Cow, collections::HashMap};

use crate::{
    domain::{
        forecast::{Charge, ChargeOf, Short, reach},
        ids::SdkAppId,
        money::Amount,
        top_up::TopUp,
    },
    services::forecast::Ahead,
    web::{list::Moment, page::Page, pages::top_up_new::entries::plain, paths},
};

/// How many charges are shown.
const NEXT: usize = 3;

/// What comes next.
pub(super) struct Coming {
    /// Whether the balance lasts, in a sentence.
    pub(super) text: Cow<'static, str>,
    /// What is missing.
    pub(super) short: Option<ShortView>,
    /// The next charges.
    pub(super) next: Vec<NextCharge>,
}

/// What is missing.
pub(super) struct ShortView {
    pub(super) title: Cow<'static, str>,
    pub(super) stops: Cow<'static, str>,
    pub(super) button: Cow<'static, str>,
    pub(super) url: String,
}

/// A charge.
pub(super) struct NextCharge {
    pub(super) name: Cow<'static, str>,
    pub(super) url: String,
    pub(super) at: Moment,
    pub(super) amount: String,
}

/// How charges are called.
struct Names<'a> {
    page: &'a Page,
    /// Each app by its name, and whether what renews itself of it is a call pack alone.
    apps: HashMap<SdkAppId, (&'a str, bool)>,
}

impl Names<'_> {
    fn of(&self, charge: &Charge) -> Cow<'static, str> {
        let Page { t, f, .. } = self.page;
        match charge.of {
            ChargeOf::Bill(month) => t.ahead_bill(&f.calendar_month(month)),
            ChargeOf::Renewal(app) | ChargeOf::Plan(app) => {
                t.next_renewal(self.apps.get(&app).map(|(name, _)| *name).unwrap_or_default())
            }
        }
    }

    fn is_of_pack(&self, charge: &Charge) -> bool {
        match charge.of {
            ChargeOf::Renewal(app) => self.apps.get(&app).is_some_and(|(_, is_pack)| *is_pack),
            ChargeOf::Bill(_) | ChargeOf::Plan(_) => false,
        }
    }

    fn next(&self, charge: &Charge) -> NextCharge {
        NextCharge {
            name: self.of(charge),
            url: match charge.of {
                ChargeOf::Bill(_) => paths::FORECAST.to_owned(),
                ChargeOf::Renewal(app) | ChargeOf::Plan(app) => paths::app_forecast(app),
            },
            at: Moment::of(self.page, charge.at),
            amount: self.page.f.money(charge.amount),
        }
    }

    fn short(&self, short: &Short) -> ShortView {
        let (t, f) = (self.page.t, self.page.f);
        let amount = short.missing.max(TopUp::LEAST);
        let (at, stops_at) = (f.date_time_zoned(short.charge.at), f.date_time_zoned(short.stops_at));
        ShortView {
            title: t.reach_short(&f.money(short.missing)),
            stops: if self.is_of_pack(&short.charge) {
                t.reach_pack_ends(&self.of(&short.charge), &at, &stops_at)
            } else {
                t.reach_stops(&self.of(&short.charge), &at, &stops_at)
            },
            button: t.reach_top_up(&f.money(amount)),
            url: paths::top_up_of(&plain(self.page, amount)),
        }
    }
}

impl Coming {
    /// What comes next for an account with this balance that owes this much.
    pub(super) fn of(page: &Page, ahead: &Ahead, (balance, owed): (Amount, Amount)) -> Self {
        let (t, f) = (page.t, page.f);
        let apps = ahead.apps.iter().map(|outlook| &outlook.app);
        let apps = apps.map(|app| (app.id, (app.profile.name.as_str(), app.pack.is_some()))).collect();
        let names = Names { page, apps };
        let forecast = (&ahead.forecast, ahead.apps.as_slice());
        let reach = reach(&ahead.releases, forecast, balance - owed, ahead.now);
        let (needed, until) = (f.money(reach.needed), f.date_time_zoned(reach.until));
        Self {
            text: match reach.short {
                Some(_) => t.reach_needed(&needed, &until),
                None if reach.needed.is_zero() => t.reach_nothing(&until),
                None => t.reach_enough(&needed, &until),
            },
            short: reach.short.map(|short| names.short(&short)),
            next: ahead.forecast.charges().iter().take(NEXT).map(|charge| names.next(charge)).collect(),
        }
    }
}
