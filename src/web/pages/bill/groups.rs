//! A bill grouped by a tag of the applications (C6): which key is chosen stands in the address.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::{
    domain::{
        bill::{Group, by_tag},
        charge::ChargeLine,
        ids::AccountId,
        money::Amount,
        month::Month,
    },
    store::{StoreError, Tx, app_settings},
    web::{pages::lines::Style, paths},
};

/// What stands before the key in the address.
const TAG: &str = "tag:";

/// What the bill is to be grouped by.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    group: String,
}

/// The choice of a key, and the groups by the chosen one.
pub(super) struct Grouping {
    /// The bill's page.
    pub(super) path: String,
    /// The keys: the value of the choice, the key, and whether it is chosen.
    pub(super) keys: Vec<(String, String, bool)>,
    /// The groups.
    pub(super) groups: Option<Groups>,
}

/// The groups by one key.
pub(super) struct Groups {
    /// The heading.
    pub(super) title: String,
    /// Value, applications and amount.
    pub(super) rows: Vec<GroupRow>,
    /// What all lines come to.
    pub(super) total: String,
}

/// A group.
pub(super) struct GroupRow {
    pub(super) value: Option<String>,
    pub(super) apps: Vec<String>,
    pub(super) amount: String,
}

impl Grouping {
    /// The choice for the bill with these lines; a key that none of the account's apps has is none.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn of(
        tx: &mut Tx,
        account: AccountId,
        (month, asked): (Month, &Asked),
        (style, lines, names): (Style, &[ChargeLine], &HashMap<i64, String>),
    ) -> Result<Self, StoreError> {
        let keys = app_settings::tag_keys(tx, account).await?;
        let chosen = asked.group.strip_prefix(TAG).filter(|chosen| keys.iter().any(|key| key == chosen));
        let groups = match chosen {
            Some(key) => {
                let values: BTreeMap<i64, String> =
                    app_settings::tag_values(tx, account, key).await?.into_iter().collect();
                Some(Groups::of(style, key, (&by_tag(lines, &values), names)))
            }
            None => None,
        };
        let choice = |key: String| (format!("{TAG}{key}"), key.clone(), chosen == Some(key.as_str()));
        Ok(Self { keys: keys.iter().cloned().map(choice).collect(), groups, path: paths::bill(month) })
    }
}

impl Groups {
    fn of(style: Style, key: &str, (groups, names): (&[Group], &HashMap<i64, String>)) -> Self {
        let row = |group: &Group| GroupRow {
            value: group.value.clone(),
            apps: group
                .apps
                .iter()
                .map(|id| names.get(&id.number()).cloned().unwrap_or_else(|| id.to_string()))
                .collect(),
            amount: style.money(group.amount),
        };
        Self {
            title: style.t.tags_group_title(key).into_owned(),
            rows: groups.iter().map(row).collect(),
            total: style.money(groups.iter().map(|group| group.amount).sum::<Amount>()),
        }
    }
}
