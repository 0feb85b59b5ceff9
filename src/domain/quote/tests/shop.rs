//! A catalog with the prices of its own text beside it, and the carts that can be made of what it lists.

use crate::domain::{
    app::{App, AppName, AppState, Origin, Plan, Profile},
    calendar::Timestamp,
    catalog::{Catalog, embedded},
    ids::{AccountId, SdkAppId},
    product::{AddOn, CallPack, Edition, Item},
};

/// A shipped catalog, and its text as a table.
pub(super) struct Shop {
    pub(super) name: &'static str,
    pub(super) catalog: Catalog,
    text: toml::Table,
}

impl Shop {
    fn of(name: &'static str) -> Self {
        let text = embedded(name).unwrap();
        Self { name, catalog: Catalog::parse(name, text).unwrap(), text: text.parse().unwrap() }
    }

    pub(super) fn mainland() -> Self {
        Self::of("mainland")
    }

    pub(super) fn international() -> Self {
        Self::of("international")
    }

    pub(super) fn all() -> [Self; 2] {
        [Self::mainland(), Self::international()]
    }

    /// The codes of the data centres, as the text lists them.
    pub(super) fn centres(&self) -> Vec<String> {
        let centres = self.text["data_centres"].as_array().unwrap();
        centres.iter().map(|centre| centre["code"].as_str().unwrap().to_owned()).collect()
    }

    /// What the text lists for an edition in a data centre; nothing for an edition that is not for sale.
    pub(super) fn listed(&self, centre: &str, edition: Edition) -> Option<&toml::Table> {
        let centres = self.text["data_centres"].as_array().unwrap();
        let centre = centres.iter().find(|listed| listed["code"].as_str() == Some(centre)).unwrap();
        let book = self.text["books"].get(centre["book"].as_str().unwrap()).unwrap();
        book.get(edition.as_str()).map(|listed| listed.as_table().unwrap())
    }

    /// The monthly price of an item in cents, read off the text.
    pub(super) fn cents(&self, centre: &str, edition: Edition, item: Item) -> i64 {
        let listed = self.listed(centre, edition).unwrap();
        let of = |list: &str, key: &str, value: toml::Value| {
            let entries = listed[list].as_array().unwrap().iter();
            let entry = entries.filter(|entry| entry[key] == value).collect::<Vec<_>>();
            assert_eq!(entry.len(), 1, "{list} {value}");
            entry[0]["monthly"].clone()
        };
        let price = match item {
            Item::Package(_) => listed["monthly"].clone(),
            Item::AddOn(AddOn::LivestreamGroups) => listed["livestream_groups"].clone(),
            Item::AddOn(AddOn::ContentSecurity) => listed["content_security"].clone(),
            Item::AddOn(AddOn::GroupsPerUser(tier)) => of("groups_per_user", "tier", i64::from(tier).into()),
            Item::AddOn(AddOn::MembersPerGroup(tier)) => {
                of("members_per_group", "tier", i64::from(tier).into())
            }
            Item::AddOn(AddOn::CallPack(pack)) => of("call_packs", "pack", pack.as_str().into()),
        };
        let (whole, cents) = price.as_str().unwrap().split_once('.').unwrap();
        assert_eq!(cents.len(), 2);
        format!("{whole}{cents}").parse().unwrap()
    }

    /// The add-ons that a prepaid package of an edition can have in a data centre, kind by kind (P7, P8). Content
    /// security is listed, but a postpaid item.
    pub(super) fn offered(&self, centre: &str, edition: Edition) -> Vec<Vec<AddOn>> {
        let Some(listed) = self.listed(centre, edition) else { return Vec::new() };
        let tiers = |list: &str, add_on: fn(u32) -> AddOn| -> Vec<AddOn> {
            let entries = listed.get(list).and_then(toml::Value::as_array).into_iter().flatten();
            entries.map(|entry| add_on(entry["tier"].as_integer().unwrap().try_into().unwrap())).collect()
        };
        let packs = listed.get("call_packs").and_then(toml::Value::as_array).into_iter().flatten();
        let pack = |entry: &toml::Value| CallPack::parse(entry["pack"].as_str().unwrap()).unwrap();
        vec![
            listed.get("livestream_groups").map(|_| AddOn::LivestreamGroups).into_iter().collect(),
            tiers("groups_per_user", AddOn::GroupsPerUser),
            tiers("members_per_group", AddOn::MembersPerGroup),
            packs.map(|entry| AddOn::CallPack(pack(entry))).collect(),
        ]
    }
}

/// Every choice of at most one of each kind.
pub(super) fn choices(kinds: &[Vec<AddOn>]) -> Vec<Vec<AddOn>> {
    kinds.iter().fold(vec![Vec::new()], |made, kind| {
        let with = |chosen: &Vec<AddOn>| {
            let one_more = kind.iter().map(|&add_on| [chosen.as_slice(), &[add_on]].concat());
            std::iter::once(chosen.clone()).chain(one_more).collect::<Vec<_>>()
        };
        made.iter().flat_map(with).collect()
    })
}

/// Every package that a shop sells: data centre, edition, add-ons.
pub(super) fn every_package(shop: &Shop) -> Vec<(String, Edition, Vec<AddOn>)> {
    let mut packages = Vec::new();
    for centre in shop.centres() {
        for &edition in Edition::ALL.iter().filter(|&&edition| shop.listed(&centre, edition).is_some()) {
            let chosen = choices(&shop.offered(&centre, edition));
            packages.extend(chosen.into_iter().map(|add_ons| (centre.clone(), edition, add_ons)));
        }
    }
    packages
}

/// `numerator` ÷ `denominator`, half up, in whole numbers.
pub(super) fn half_up(numerator: i64, denominator: i64) -> i64 {
    let (whole, left) = (numerator / denominator, numerator % denominator);
    if 2 * left >= denominator { whole + 1 } else { whole }
}

/// An active trial app.
pub(super) fn trial_app(centre: &str) -> App {
    App {
        id: SdkAppId::FIRST,
        account: AccountId(uuid::Uuid::nil()),
        profile: Profile {
            name: AppName::parse("Example").unwrap(),
            app_type: "social".to_owned(),
            introduction: String::new(),
        },
        data_centre: centre.to_owned(),
        origin: Origin::Created,
        plan: Plan::Trial,
        state: AppState::Active,
        pack: None,
        auto_renew: false,
        renewals_tried: 0,
        add_ons: Vec::new(),
        history_days: None,
        created_at: Timestamp::from_unix(0),
        revision: 0,
    }
}
