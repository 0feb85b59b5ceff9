//! The lines of a bill grouped by a tag of their apps (C6).

use std::collections::BTreeMap;

use crate::domain::{charge::ChargeLine, ids::SdkAppId, money::Amount};

/// The lines of the apps that have the same value of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The value; none for the apps without the key.
    pub value: Option<String>,
    /// The apps, by SDKAppID.
    pub apps: Vec<SdkAppId>,
    /// What the lines come to, before vouchers.
    pub amount: Amount,
}

/// The groups by value, the apps without one last. `values` are those of the key by SDKAppID. Each line is in exactly
/// one group, so the groups come to what the lines come to.
#[must_use]
pub fn by_tag(lines: &[ChargeLine], values: &BTreeMap<i64, String>) -> Vec<Group> {
    let mut groups: BTreeMap<(bool, Option<&String>), Group> = BTreeMap::new();
    for line in lines {
        let value = values.get(&line.app.number());
        let group = groups.entry((value.is_none(), value)).or_insert_with(|| Group {
            value: value.cloned(),
            apps: Vec::new(),
            amount: Amount::ZERO,
        });
        if let Err(place) = group.apps.binary_search(&line.app) {
            group.apps.insert(place, line.app);
        }
        group.amount += line.amount;
    }
    groups.into_values().collect()
}
