//! The demo's second customer: as many apps as an account may have, in groups that were made, bought and left on
//! the same days. What belongs to one day is done side by side, so that it shares its writes to the disk.

use futures_util::future::try_join_all;

use super::{
    When,
    acts::form,
    people::Customer,
    script::{Settled, Wish},
    walk::Walk,
};
use crate::domain::{
    ids::SdkAppId,
    product::{AddOn, Edition},
};

/// Apps with the same past.
pub(super) struct Group {
    /// How many.
    pub(super) count: usize,
    /// When they were added.
    pub(super) created: When,
    /// When their package was bought, and which.
    pub(super) bought: Option<(When, Wish)>,
    /// When their owner deactivated them.
    pub(super) stopped: Option<When>,
}

const fn trial(count: usize, created: When) -> Group {
    Group { count, created, bought: None, stopped: None }
}

const fn bought(count: usize, created: When, at: When, (edition, months): (Edition, u32)) -> Group {
    let wish = Wish {
        package: Some(edition),
        add_ons: &[],
        months,
        auto_renew: false,
        voucher: None,
        payment: Settled::Paid,
    };
    Group { count, created, bought: Some((at, wish)), stopped: None }
}

const fn with(group: Group, add_ons: &'static [AddOn]) -> Group {
    match group.bought {
        Some((at, wish)) => Group { bought: Some((at, Wish { add_ons, ..wish })), ..group },
        None => group,
    }
}

use Edition::{Professional, Ultimate};

/// The groups: three hundred apps in all.
pub(super) const GROUPS: &[Group] = &[
    bought(15, (3, 18, 10, 0), (3, 20, 10, 0), (Professional, 1)),
    bought(40, (4, 15, 10, 0), (4, 20, 10, 0), (Professional, 12)),
    trial(45, (5, 6, 10, 0)),
    with(bought(25, (5, 28, 10, 0), (6, 1, 10, 0), (Ultimate, 12)), &[AddOn::GroupsPerUser(3_000)]),
    bought(20, (6, 8, 10, 0), (6, 10, 10, 0), (Professional, 3)),
    Group { stopped: Some((10, 5, 10, 0)), ..trial(20, (7, 3, 10, 0)) },
    bought(15, (8, 20, 10, 0), (8, 25, 10, 0), (Professional, 3)),
    with(bought(30, (9, 9, 10, 0), (9, 10, 10, 0), (Professional, 6)), &[AddOn::MembersPerGroup(2_000)]),
    bought(15, (10, 12, 10, 0), (10, 15, 10, 0), (Professional, 1)),
    trial(40, (10, 28, 10, 0)),
    trial(35, (11, 18, 10, 0)),
];

const FIRST_PARTS: [&str; 25] = [
    "云帆",
    "青鸟",
    "海棠",
    "北辰",
    "小满",
    "山月",
    "橙子",
    "飞鱼",
    "竹影",
    "流光",
    "Orchid",
    "Comet",
    "Maple",
    "Delta",
    "Pixel",
    "Nimbus",
    "Cedar",
    "Lumen",
    "さくら",
    "みどり",
    "ほたる",
    "そら",
    "つばめ",
    "ひかり",
    "こだま",
];
const LAST_PARTS: [[&str; 12]; 3] = [
    ["客服", "直播", "课堂", "社区", "商城", "问诊", "会议", "游戏", "社交", "物联", "助手", "门店"],
    ["Help", "Live", "Class", "Club", "Shop", "Care", "Meet", "Play", "Chat", "Home", "Desk", "Lab"],
    [
        "サポート",
        "ライブ",
        "教室",
        "広場",
        "ストア",
        "クリニック",
        "会議",
        "ゲーム",
        "トーク",
        "ホーム",
        "デスク",
        "ラボ",
    ],
];

/// The name of the app with this number, different for each below three hundred.
fn name(number: usize) -> String {
    let first = FIRST_PARTS.iter().cycle().nth(number).copied().unwrap_or_default();
    let language = match number % FIRST_PARTS.len() {
        0..=9 => 0,
        10..=17 => 1,
        _ => 2,
    };
    let last = LAST_PARTS.get(language).and_then(|parts| parts.get(number / FIRST_PARTS.len() % parts.len()));
    format!("{first}_{}", last.copied().unwrap_or_default())
}

impl Walk<'_> {
    /// Adds the apps of a group, the first of which has the number `first`.
    pub(super) async fn gather(
        &self,
        who: &Customer,
        group: &Group,
        first: usize,
    ) -> anyhow::Result<Vec<(SdkAppId, String)>> {
        let catalog = self.services.catalog().catalog;
        let one = |number: usize| {
            let kind = catalog.app_types.iter().cycle().nth(number).map_or("", |kind| &kind.code);
            let centre = catalog.data_centres.iter().cycle().nth(number).map_or("", |centre| &centre.code);
            async move {
                let name = name(number);
                Ok((self.create(who, form(&name, kind, ""), centre).await?, name))
            }
        };
        try_join_all((first..first + group.count).map(one)).await
    }

    /// Buys the same for each of these apps.
    pub(super) async fn buy_all(
        &self,
        who: &Customer,
        apps: &[(SdkAppId, String)],
        wish: &Wish,
    ) -> anyhow::Result<()> {
        try_join_all(apps.iter().map(|(app, _)| self.buy(who, *app, wish))).await?;
        Ok(())
    }

    /// Deactivates these apps.
    pub(super) async fn stop_all(&self, who: &Customer, apps: &[(SdkAppId, String)]) -> anyhow::Result<()> {
        let stop = |(app, name): &(SdkAppId, String)| {
            let (app, name) = (*app, name.clone());
            async move { self.services.deactivate_app(who.account, app, &name, &who.actor).await }
        };
        try_join_all(apps.iter().map(stop)).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::app::AppName;

    #[test]
    fn t2_three_hundred_apps_have_three_hundred_names() {
        let count = GROUPS.iter().map(|group| group.count).sum();
        let names: BTreeSet<String> = (0..count).map(name).collect();
        assert_eq!((count, names.len()), (300, 300));
        assert!(names.iter().all(|name| AppName::parse(name).is_ok_and(|parsed| parsed.as_str() == name)));
    }
}
