//! Creating an app (P3): one form makes one app, and an account has no more than it may have (A3).

use serde_json::json;

use super::{AppRefused, introduction};
use crate::{
    domain::{
        app::{App, Profile},
        ids::{AccountId, SdkAppId},
    },
    services::{
        Actor, Services,
        audit::{Action, Event},
        once::{FormKey, Sent},
        unit::Unit,
    },
    store::apps,
};

impl Services {
    /// Creates a trial app (P3).
    ///
    /// # Errors
    /// When the introduction is none, the data centre is unknown or the account has all the apps it may have (A3).
    pub async fn create_app(
        &self,
        account: AccountId,
        profile: Profile,
        data_centre: &str,
        actor: &Actor,
    ) -> Result<SdkAppId, AppRefused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(AppRefused::NotFound)?;
        let id = self.create_in(&mut unit, profile, data_centre).await?;
        unit.commit().await?;
        Ok(id)
    }

    /// The same for a form that was shown with `key`: sent again, it gives the app that it created the first time
    /// (SEC38).
    ///
    /// # Errors
    /// The same, and when the key was used with other answers or is older than a day.
    pub async fn create_app_once(
        &self,
        account: AccountId,
        (profile, data_centre): (Profile, &str),
        key: FormKey,
        actor: &Actor,
    ) -> Result<SdkAppId, AppRefused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(AppRefused::NotFound)?;
        let request = json!([profile.name, profile.app_type, profile.introduction, data_centre]).to_string();
        let pending = match unit.sent(key, Action::AppCreate.as_str(), &request).await? {
            Sent::New(pending) => pending,
            Sent::Before(id) => return created_before(&id),
            Sent::OtherBefore(id) => return Err(AppRefused::SentBefore(created_before(&id)?)),
            Sent::Stale => return Err(AppRefused::Stale),
        };
        let id = self.create_in(&mut unit, profile, data_centre).await?;
        unit.keep(pending, id.to_string());
        unit.commit().await?;
        Ok(id)
    }

    async fn create_in(
        &self,
        unit: &mut Unit<'_>,
        profile: Profile,
        data_centre: &str,
    ) -> Result<SdkAppId, AppRefused> {
        let catalog = self.catalog().catalog;
        if catalog.data_centre(data_centre).is_none() {
            return Err(AppRefused::DataCentre);
        }
        let profile = Profile { introduction: introduction(&profile.introduction)?, ..profile };
        let account = unit.account.id;
        if apps::count(&mut unit.tx, account).await? >= i64::from(catalog.app_limit) {
            return Err(AppRefused::Limit { limit: catalog.app_limit });
        }
        let id = SdkAppId::new(apps::next_number(&mut unit.tx).await?).ok_or(AppRefused::NotFound)?;
        let detail = json!({ "name": profile.name, "data_centre": data_centre });
        let app = App::new_trial(id, account, profile, data_centre.to_owned(), unit.now);
        apps::insert(&mut unit.batch, &app, unit.now);
        unit.give_key(id, 1).await?;
        unit.audit(Event::done(Action::AppCreate, &id, detail));
        Ok(id)
    }
}

/// The app that a form's key stands for.
fn created_before(id: &str) -> Result<SdkAppId, AppRefused> {
    id.parse().ok().and_then(SdkAppId::new).ok_or(AppRefused::NotFound)
}
