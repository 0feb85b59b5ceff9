//! The tags of an app (C6): what its owner entered takes the place of what the form showed.

use serde_json::json;

use super::living;
use crate::{
    domain::{
        ids::{AccountId, SdkAppId},
        tag::{Tags, Wrong},
    },
    services::{
        Actor, Services,
        apps::AppRefused,
        audit::{Action, Event},
        from_store,
        unit::Unit,
    },
    store::{StoreError, app_settings},
};

/// Why the tags of an app were not changed. Nothing was.
#[derive(Debug, thiserror::Error)]
pub enum TagsRefused {
    /// There is no such app in this account.
    #[error("not found")]
    NotFound,
    /// What was entered are no tags.
    #[error(transparent)]
    Wrong(#[from] Wrong),
    /// They were changed since they were shown; these are there now.
    #[error("the tags were changed meanwhile")]
    Changed(Tags),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(TagsRefused);

impl From<AppRefused> for TagsRefused {
    fn from(refused: AppRefused) -> Self {
        match refused {
            AppRefused::Store(error) => Self::Store(error),
            _ => Self::NotFound,
        }
    }
}

impl Services {
    /// Gives an app exactly these tags (C6). `seen` is the [digest](Tags::digest) of those that the form showed. Sent
    /// again, it changes nothing more.
    ///
    /// # Errors
    /// When the app is not the account's, a row is wrong, the account would have more than [`Tags::MOST_KEYS`], or the tags
    /// were changed since they were shown.
    pub async fn set_tags(
        &self,
        account: AccountId,
        id: SdkAppId,
        (rows, seen): (&[(String, String)], &str),
        actor: &Actor,
    ) -> Result<(), TagsRefused> {
        let after = Tags::parse(rows)?;
        let mut unit = Unit::open(self, account, actor).await?.ok_or(TagsRefused::NotFound)?;
        let app = living(&mut unit, id).await?;
        let before = app_settings::find(&mut unit.tx, id).await?.tags;
        if before == after {
            return Ok(());
        }
        if before.digest() != seen {
            return Err(TagsRefused::Changed(before));
        }
        let others = app_settings::other_keys(&mut unit.tx, account, id).await?;
        after.fit(&before, &others)?;
        app_settings::set_tags(&mut unit.batch, &app, (&before, &after));
        let detail =
            json!({ "before": before.len(), "after": after.len(), "changed": changed(&before, &after) });
        unit.audit(Event::done(Action::AppTags, &id, detail));
        Ok(unit.commit().await?)
    }
}

/// The keys whose value is another one, or that are new or gone.
fn changed<'a>(before: &'a Tags, after: &'a Tags) -> Vec<&'a str> {
    let other = after.iter().filter(|(key, value)| before.get(key) != Some(value));
    let gone = before.iter().filter(|(key, _)| after.get(key).is_none());
    other.chain(gone).map(|(key, _)| key).collect()
}
