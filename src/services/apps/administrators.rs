//! The administrators of an app (C4): added one by one, ten in all, and deleted; never the default one.

use serde_json::json;

use super::living;
use crate::{
    domain::{
        administrator::{self, Administrator, NotChanged},
        app::App,
        ids::{AccountId, SdkAppId},
        lifecycle,
    },
    services::{
        Actor, Services,
        apps::AppRefused,
        audit::{Action, Event},
        from_store,
        once::{FormKey, Sent},
        unit::Unit,
    },
    store::{StoreError, app_settings},
};

/// Why the administrators of an app were not changed. Nothing was.
#[derive(Debug, thiserror::Error)]
pub enum AdministratorRefused {
    /// There is no such app in this account.
    #[error("not found")]
    NotFound,
    /// A rule of administrators (C4).
    #[error(transparent)]
    Rule(#[from] NotChanged),
    /// The form was sent before, with another name.
    #[error("the form was sent before with another name")]
    SentBefore,
    /// The form is older than a day.
    #[error("the form is too old")]
    Stale,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(AdministratorRefused);

impl From<AppRefused> for AdministratorRefused {
    fn from(refused: AppRefused) -> Self {
        match refused {
            AppRefused::Store(error) => Self::Store(error),
            _ => Self::NotFound,
        }
    }
}

impl Services {
    /// Adds an administrator to an app (C4). The same form sent again adds nothing more.
    ///
    /// # Errors
    /// When the app is not the account's, or a rule is against it.
    pub async fn add_administrator(
        &self,
        account: AccountId,
        id: SdkAppId,
        (name, key): (&Administrator, FormKey),
        actor: &Actor,
    ) -> Result<(), AdministratorRefused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(AdministratorRefused::NotFound)?;
        let app = self.present(&mut unit, id).await?;
        let request = json!([id, name.as_str()]).to_string();
        let pending = match unit.sent(key, Action::AdministratorAdd.as_str(), &request).await? {
            Sent::New(pending) => pending,
            Sent::Before(_) => return Ok(()),
            Sent::OtherBefore(_) => return Err(AdministratorRefused::SentBefore),
            Sent::Stale => return Err(AdministratorRefused::Stale),
        };
        let mut names = app_settings::find(&mut unit.tx, id).await?.names();
        administrator::may_add(&app, &names, name)?;
        let at = unit.now;
        app_settings::add_administrator(&mut unit.batch, id, name, at);
        names.push(name.clone());
        written(&mut unit, id, (Action::AdministratorAdd, name), &names);
        unit.keep(pending, id.to_string());
        Ok(unit.commit().await?)
    }

    /// Deletes an administrator of an app (C4). One that is gone already stays gone.
    ///
    /// # Errors
    /// When the app is not the account's, or a rule is against it.
    pub async fn delete_administrator(
        &self,
        account: AccountId,
        id: SdkAppId,
        name: &Administrator,
        actor: &Actor,
    ) -> Result<(), AdministratorRefused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(AdministratorRefused::NotFound)?;
        let app = self.present(&mut unit, id).await?;
        administrator::may_delete(&app, name)?;
        let mut names = app_settings::find(&mut unit.tx, id).await?.names();
        if !names.contains(name) {
            return Ok(());
        }
        app_settings::delete_administrator(&mut unit.batch, id, name);
        names.retain(|other| other != name);
        written(&mut unit, id, (Action::AdministratorDelete, name), &names);
        Ok(unit.commit().await?)
    }

    /// An app of the unit's account as time has left it, even when the job that writes it down is late.
    async fn present(&self, unit: &mut Unit<'_>, id: SdkAppId) -> Result<App, AppRefused> {
        let mut app = living(unit, id).await?;
        lifecycle::catch_up(&mut app, &self.catalog().catalog, unit.now);
        Ok(app)
    }
}

/// Writes down and tells what became of the administrators: `names` are those beside the default one.
fn written(
    unit: &mut Unit<'_>,
    id: SdkAppId,
    (action, name): (Action, &Administrator),
    names: &[Administrator],
) {
    unit.audit(Event::done(action, &id, json!({ "name": name.as_str() })));
    let all = names.iter().map(Administrator::as_str).chain([Administrator::DEFAULT]);
    unit.tell("app_administrators", &json!({ "app": id, "administrators": all.collect::<Vec<_>>() }));
}
