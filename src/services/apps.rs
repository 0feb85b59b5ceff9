//! Creating, editing, deactivating and deleting apps (P3, A3, C2, U10, L1).

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event},
    from_store,
    unit::Unit,
};
use crate::{
    domain::{
        app::{self, App, AppName, AppState, NameRefused, Origin, Plan, Profile, StopCause},
        ids::{AccountId, SdkAppId},
        product::Edition,
    },
    store::{StoreError, apps},
};

/// Why something was not done to an app.
#[derive(Debug, thiserror::Error)]
pub enum AppRefused {
    /// The name is not one.
    #[error(transparent)]
    Name(#[from] NameRefused),
    /// The catalog has no such app type.
    #[error("unknown app type")]
    AppType,
    /// The introduction is too long.
    #[error("the introduction is too long")]
    Introduction,
    /// The catalog has no such data centre.
    #[error("unknown data centre")]
    DataCentre,
    /// The account has all the apps it may have (A3).
    #[error("the account has {limit} apps")]
    Limit {
        /// How many it may have.
        limit: u32,
    },
    /// There is no such app in this account.
    #[error("not found")]
    NotFound,
    /// The app was changed since the form was shown.
    #[error("the app was changed meanwhile")]
    Changed(Box<App>),
    /// What was typed is neither its name nor its SDKAppID.
    #[error("the name does not match")]
    NotConfirmed,
    /// It is deactivated, released or deleted already.
    #[error("the app is stopped already")]
    StoppedAlready,
    /// A prepaid app runs to its end; it is refunded instead (U10).
    #[error("a prepaid app can't be deactivated")]
    Prepaid,
    /// Only a stopped app can be deleted (L1).
    #[error("the app is still running")]
    StillRunning,
    /// An app that had a package is deleted by request (section 6).
    #[error("an app that had a package is deleted by request")]
    HadPackage,
    /// An app of the audio/video side is stopped and deleted by request (L2).
    #[error("an app of the audio/video side is handled by request")]
    Rtc,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(AppRefused);

/// What is entered about an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileForm {
    /// Its name.
    pub name: String,
    /// The code of its type.
    pub app_type: String,
    /// Its introduction.
    pub introduction: String,
}

impl Services {
    /// What was entered, as a profile.
    ///
    /// # Errors
    /// With every field that is not right.
    pub fn parse_profile(&self, form: &ProfileForm) -> Result<Profile, Vec<AppRefused>> {
        let mut faults = Vec::new();
        if self.catalog().catalog.app_type(&form.app_type).is_none() {
            faults.push(AppRefused::AppType);
        }
        if form.introduction.chars().count() > Profile::INTRODUCTION_MAX {
            faults.push(AppRefused::Introduction);
        }
        match AppName::parse(&form.name) {
            Ok(name) if faults.is_empty() => {
                let introduction = form.introduction.trim().to_owned();
                Ok(Profile { name, app_type: form.app_type.clone(), introduction })
            }
            Ok(_) => Err(faults),
            Err(refused) => {
                faults.insert(0, refused.into());
                Err(faults)
            }
        }
    }

    /// Creates a trial app (P3).
    ///
    /// # Errors
    /// When the data centre is unknown or the account has all the apps it may have (A3).
    pub async fn create_app(
        &self,
        account: AccountId,
        profile: Profile,
        data_centre: &str,
        actor: &Actor,
    ) -> Result<SdkAppId, AppRefused> {
        let catalog = self.catalog().catalog;
        if catalog.data_centre(data_centre).is_none() {
            return Err(AppRefused::DataCentre);
        }
        let mut unit = Unit::open(self, account, actor).await?.ok_or(AppRefused::NotFound)?;
        let count = apps::count(&mut unit.tx, account).await?;
        if count >= i64::from(catalog.app_limit) {
            return Err(AppRefused::Limit { limit: catalog.app_limit });
        }
        let id = SdkAppId::new(apps::next_number(&mut unit.tx).await?).ok_or(AppRefused::NotFound)?;
        let app = App {
            id,
            account,
            profile,
            data_centre: data_centre.to_owned(),
            origin: Origin::Created,
            plan: Plan::Trial,
            state: AppState::Active,
            auto_renew: false,
            created_at: unit.now,
            revision: 0,
        };
        apps::insert(&mut unit.batch, &app);
        unit.audit(Event::done(
            Action::AppCreate,
            &id,
            json!({ "name": app.profile.name, "data_centre": data_centre }),
        ));
        unit.commit().await?;
        Ok(id)
    }

    /// Changes an app's profile (C2).
    ///
    /// # Errors
    /// When it is not the account's, is deleted, or was changed since `revision` was shown.
    pub async fn edit_app(
        &self,
        account: AccountId,
        id: SdkAppId,
        (profile, revision): (Profile, i64),
        actor: &Actor,
    ) -> Result<(), AppRefused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(AppRefused::NotFound)?;
        let mut app = living(&mut unit, id).await?;
        if app.profile == profile {
            return Ok(());
        }
        if app.revision != revision {
            return Err(AppRefused::Changed(Box::new(app)));
        }
        let before = std::mem::replace(&mut app.profile, profile);
        self.save(&mut unit, &app);
        let detail = json!({ "name": [before.name, app.profile.name] });
        unit.audit(Event::done(Action::AppEdit, &id, detail));
        Ok(unit.commit().await?)
    }

    /// Deactivates a trial app at once and for good (U10).
    ///
    /// # Errors
    /// When what was typed does not confirm it, or its state or edition does not allow it.
    pub async fn deactivate_app(
        &self,
        account: AccountId,
        id: SdkAppId,
        typed: &str,
        actor: &Actor,
    ) -> Result<(), AppRefused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(AppRefused::NotFound)?;
        let mut app = living(&mut unit, id).await?;
        may_deactivate(&app)?;
        if !app::confirms(typed, &app.profile.name, id) {
            return Err(AppRefused::NotConfirmed);
        }
        app.state = AppState::Deactivated { since: unit.now, cause: StopCause::Owner };
        self.save(&mut unit, &app);
        unit.audit(Event::done(Action::AppDeactivate, &id, json!({ "edition": app.plan.edition() })));
        unit.tell("app_deactivated", &json!({ "app": id, "cause": StopCause::Owner }));
        Ok(unit.commit().await?)
    }

    /// Deletes a stopped trial app (L1). It frees one of the account's places.
    ///
    /// # Errors
    /// When what was typed does not confirm it, or its state or edition does not allow it.
    pub async fn delete_app(
        &self,
        account: AccountId,
        id: SdkAppId,
        typed: &str,
        actor: &Actor,
    ) -> Result<(), AppRefused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(AppRefused::NotFound)?;
        let mut app = living(&mut unit, id).await?;
        may_delete(&app)?;
        if !app::confirms(typed, &app.profile.name, id) {
            return Err(AppRefused::NotConfirmed);
        }
        app.state = AppState::Deleted { since: unit.now };
        self.save(&mut unit, &app);
        unit.audit(Event::done(Action::AppDelete, &id, json!({ "name": app.profile.name })));
        unit.tell("app_deleted", &json!({ "app": id }));
        Ok(unit.commit().await?)
    }

    /// Writes a changed app with the moment at which the clock has something for it next.
    pub(super) fn save(&self, unit: &mut Unit<'_>, app: &App) {
        let due = crate::domain::lifecycle::next(app, &self.catalog().catalog).map(|(due, _)| due);
        apps::save(&mut unit.batch, app, due);
    }
}

/// Whether an app's owner may deactivate it now (U10, L2).
///
/// # Errors
/// When its state, edition or origin does not allow it.
pub fn may_deactivate(app: &App) -> Result<(), AppRefused> {
    match (app.state, app.plan) {
        _ if app.origin == Origin::Rtc => Err(AppRefused::Rtc),
        (AppState::Deactivated { .. } | AppState::Released { .. } | AppState::Deleted { .. }, _) => {
            Err(AppRefused::StoppedAlready)
        }
        (_, Plan::Prepaid { .. }) => Err(AppRefused::Prepaid),
        (AppState::Active | AppState::Expired { .. }, Plan::Trial | Plan::Im | Plan::Postpaid { .. }) => {
            Ok(())
        }
    }
}

/// Whether an app's owner may delete it now (L1, L2, section 6).
///
/// # Errors
/// When its state, edition or origin does not allow it.
pub fn may_delete(app: &App) -> Result<(), AppRefused> {
    match (app.state, app.plan.edition()) {
        _ if app.origin == Origin::Rtc => Err(AppRefused::Rtc),
        (AppState::Active | AppState::Expired { .. }, _) => Err(AppRefused::StillRunning),
        (_, Edition::Professional | Edition::Ultimate) => Err(AppRefused::HadPackage),
        (_, Edition::Trial | Edition::Im) => Ok(()),
    }
}

/// An app of the unit's account that is not deleted.
async fn living(unit: &mut Unit<'_>, id: SdkAppId) -> Result<App, AppRefused> {
    let app = apps::find(&mut unit.tx, unit.account.id, id).await?;
    app.filter(|app| !matches!(app.state, AppState::Deleted { .. })).ok_or(AppRefused::NotFound)
}
