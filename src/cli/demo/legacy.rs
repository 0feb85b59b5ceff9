//! What the demo's first customer brought along from the older platform: legacy applications with the usage of some
//! months, of which one stayed as it was, one became postpaid, one was reconfigured later and one was downgraded.

use anyhow::Context as _;
use chrono::NaiveDate;

use super::{STUDIO, When, YEAR, people::Customer, walk::Walk};
use crate::{
    domain::{
        change::{Wanted, Wish},
        charge::Measure,
        ids::SdkAppId,
        legacy::LegacyRow,
        product::{AddOn, Edition},
        usage_report::UsageRow,
    },
    services::apps::Confirmation,
};

/// Something that is done with the legacy applications.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// They are taken over.
    TakeOver,
    /// The usage of a month is counted: month, application, daily active users and peak groups.
    Count(u32, &'static [(&'static str, u32, u32)]),
    /// An application becomes postpaid.
    Upgrade(&'static str, Edition, &'static [AddOn]),
    /// A postpaid application gets something else.
    Reconfigure(&'static str, Edition, &'static [AddOn]),
    /// An application keeps messages for so many days.
    Keep(&'static str, u32),
    /// An application becomes a trial.
    Downgrade(&'static str),
}

const FORUM: &str = "老友圈";
const TIDE: &str = "Tide_Chat";
const STARS: &str = "星河直播";
const NOTES: &str = "Pocket_Notes";

/// Name, data centre and the day on which it was created.
const APPS: [(&str, &str, &str); 4] = [
    (FORUM, "cn", "2018-03-01"),
    (TIDE, "sgp", "2018-09-17 10:20:00"),
    (STARS, "cn", "2019-05-06"),
    (NOTES, "cn", "2019-12-24"),
];
/// The number of the first of them; the others follow.
const FIRST_NUMBER: i64 = 1_400_300_001;

/// The story, in order.
pub(super) const STEPS: &[(When, Step)] = &[
    ((4, 10, 9, 0), Step::TakeOver),
    ((7, 31, 20, 0), Step::Count(7, &[(FORUM, 9_400, 61_000), (STARS, 8_800, 40_500)])),
    ((8, 5, 9, 0), Step::Upgrade(STARS, Edition::Professional, &[AddOn::LivestreamGroups])),
    ((8, 31, 20, 0), Step::Count(8, &[(FORUM, 10_300, 63_000), (STARS, 9_700, 52_000)])),
    ((9, 12, 15, 30), Step::Upgrade(TIDE, Edition::Professional, &[AddOn::GroupsPerUser(1_000)])),
    ((9, 30, 20, 0), Step::Count(9, &[(FORUM, 11_800, 70_200), (TIDE, 4_100, 12_900)])),
    ((10, 8, 11, 0), Step::Downgrade(NOTES)),
    ((10, 31, 20, 0), Step::Count(10, &[(FORUM, 9_900, 68_000), (STARS, 12_400, 88_000)])),
    ((11, 3, 10, 0), Step::Keep(TIDE, 90)),
    ((11, 10, 0, 0), Step::Reconfigure(STARS, Edition::Ultimate, &[AddOn::GroupsPerUser(3_000)])),
    (
        (11, 19, 20, 0),
        Step::Count(11, &[(FORUM, 10_600, 82_000), (TIDE, 5_300, 15_100), (STARS, 12_900, 104_000)]),
    ),
];

/// The public half of a key pair whose private half nobody has kept.
const FORUM_KEY: &str = "-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAED5eOW6/cYFRHUwDxenPWeKJjc57t
kZyQ43fBAp5Tggy12GVe/pgI/gaPfpckr7Y8QDvti9X1+4rnVAnJecp67w==
-----END PUBLIC KEY-----";

impl Walk<'_> {
    /// Does one of the steps.
    pub(super) async fn step(&mut self, who: &Customer, (when, step): (When, Step)) -> anyhow::Result<()> {
        match step {
            Step::TakeOver => self.take_over().await,
            Step::Count(month, counts) => self.count((month, when.1), counts).await,
            Step::Upgrade(name, edition, add_ons) => {
                self.change(who, name, Wish::Upgrade(wanted(edition, add_ons))).await
            }
            Step::Reconfigure(name, edition, add_ons) => {
                self.change(who, name, Wish::Reconfigure(wanted(edition, add_ons))).await
            }
            Step::Keep(name, days) => self.change(who, name, Wish::History(Some(days))).await,
            Step::Downgrade(name) => self.change(who, name, Wish::Downgrade).await,
        }
    }

    async fn take_over(&mut self) -> anyhow::Result<()> {
        let mut rows = Vec::new();
        for ((name, centre, created), number) in APPS.into_iter().zip(FIRST_NUMBER..) {
            rows.push(LegacyRow {
                sdk_app_id: number.to_string(),
                owner: STUDIO.email.to_owned(),
                name: name.to_owned(),
                status: "active".to_owned(),
                created_at: created.to_owned(),
                data_centre: centre.to_owned(),
                public_key: if name == FORUM { FORUM_KEY.to_owned() } else { String::new() },
                ..LegacyRow::default()
            });
            self.apps.insert(name, SdkAppId::new(number).context("no SDKAppID")?);
        }
        self.services.import_apps((2..).zip(rows).collect(), &self.operator).await?;
        Ok(())
    }

    /// Counts what was used on a day of this year.
    async fn count(
        &self,
        (month, day): (u32, u32),
        counts: &[(&'static str, u32, u32)],
    ) -> anyhow::Result<()> {
        let day = NaiveDate::from_ymd_opt(YEAR, month, day).context("no such day")?;
        let mut rows = Vec::new();
        for &(name, users, groups) in counts {
            let app = self.app(name)?;
            for (measure, value) in [(Measure::DailyActiveUsers, users), (Measure::PeakGroups, groups)] {
                rows.push(UsageRow {
                    app: app.to_string(),
                    day: day.to_string(),
                    measure: measure.to_string(),
                    value: value.to_string(),
                });
            }
        }
        self.services.import_usage((2..).zip(rows).collect(), &self.operator).await?;
        Ok(())
    }

    async fn change(&self, who: &Customer, name: &str, wish: Wish) -> anyhow::Result<()> {
        let confirmed = Confirmation { typed: name, ..Confirmation::default() };
        let app = self.app(name)?;
        Ok(self.services.change_app(who.account, (app, &wish), &confirmed, &who.actor).await?)
    }
}

fn wanted(edition: Edition, add_ons: &[AddOn]) -> Wanted {
    Wanted { edition, add_ons: add_ons.to_vec() }
}
