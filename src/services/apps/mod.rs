//! Creating, editing, changing, renewing and deleting apps (P3, P9, A3, C2, U1–U10, L1).

mod administrators;
mod changes;
mod create;
mod renewal;
mod tags;

pub use administrators::AdministratorRefused;
pub(super) use changes::desk_of;
pub use changes::{ChangeDesk, ChangeFailed, Confirmation};
pub use tags::TagsRefused;

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event},
    from_store,
    purchase::give_up_order_of,
    unit::Unit,
};
use crate::{
    domain::{
        app::{self, App, AppName, AppState, NameRefused, Origin, Profile},
        change::{Moved, Seen},
        ids::{AccountId, SdkAppId},
        lifecycle,
        product::Edition,
        reminder,
        text::TextRefused,
    },
    store::{StoreError, app_keys, app_settings, apps, push, rtc},
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
    /// The introduction holds characters that nobody can read.
    #[error("the introduction holds control characters")]
    IntroductionCharacter,
    /// The catalog has no such data centre.
    #[error("unknown data centre")]
    DataCentre,
    /// The account has all the apps it may have (A3).
    #[error("the account has {limit} apps")]
    Limit {
        /// How many it may have.
        limit: u32,
    },
    /// The form was sent before, with other answers, and led to this app.
    #[error("the form was sent before with other answers")]
    SentBefore(SdkAppId),
    /// The form is older than a day.
    #[error("the form is too old")]
    Stale,
    /// There is no such app in this account.
    #[error("not found")]
    NotFound,
    /// The app was changed since the form was shown.
    #[error("the app was changed meanwhile")]
    Changed(Box<App>),
    /// What was typed is neither its name nor its SDKAppID.
    #[error("the name does not match")]
    NotConfirmed,
    /// What was shown before deleting it does not hold any more (QU5).
    #[error("what was shown does not hold any more")]
    Moved(Moved),
    /// Only a stopped app can be deleted (L1).
    #[error("the app is still running")]
    StillRunning,
    /// An app that had a package is deleted by request (section 6).
    #[error("an app that had a package is deleted by request")]
    HadPackage,
    /// No prepaid term of it runs, so there is nothing to renew (P9).
    #[error("no prepaid term runs")]
    NoTerm,
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
    /// What was entered, as a profile: blanks around the introduction are not part of it.
    ///
    /// # Errors
    /// With every field that is not right, in the order of the form.
    pub fn parse_profile(&self, form: &ProfileForm) -> Result<Profile, Vec<AppRefused>> {
        let mut faults = Vec::new();
        let name = AppName::parse(&form.name).map_err(|refused| faults.push(refused.into())).ok();
        if self.catalog().catalog.app_type(&form.app_type).is_none() {
            faults.push(AppRefused::AppType);
        }
        let introduction = introduction(&form.introduction).map_err(|refused| faults.push(refused)).ok();
        match (name, introduction) {
            (Some(name), Some(introduction)) if faults.is_empty() => {
                Ok(Profile { name, app_type: form.app_type.clone(), introduction })
            }
            _ => Err(faults),
        }
    }

    /// Changes an app's profile (C2).
    ///
    /// # Errors
    /// When its introduction is none, or it is not the account's, is deleted, or was changed since `revision` was
    /// shown.
    pub async fn edit_app(
        &self,
        account: AccountId,
        id: SdkAppId,
        (profile, revision): (Profile, i64),
        actor: &Actor,
    ) -> Result<(), AppRefused> {
        let profile = Profile { introduction: introduction(&profile.introduction)?, ..profile };
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

    /// Deletes a stopped trial app (L1). It frees one of the account's places, and destroys its keys, certificates and
    /// settings.
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
        self.delete_shown_app(account, id, (typed, None), actor).await
    }

    /// The same for an owner who was shown what is lost, while that still holds.
    ///
    /// # Errors
    /// As [`Services::delete_app`], and when anything that was shown has changed.
    pub async fn delete_shown_app(
        &self,
        account: AccountId,
        id: SdkAppId,
        (typed, seen): (&str, Option<&Seen>),
        actor: &Actor,
    ) -> Result<(), AppRefused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(AppRefused::NotFound)?;
        let app = living(&mut unit, id).await?;
        may_delete(&app)?;
        if !app::confirms(typed, &app.profile.name, id) {
            return Err(AppRefused::NotConfirmed);
        }
        if let Some(seen) = seen {
            let releases = self.catalogs.releases(&mut unit.tx).await?;
            let is_verified = unit.account.verification.is_approved();
            let desk = desk_of(&mut unit.tx, app.clone(), (releases, is_verified, unit.now)).await?;
            desk.check_deletion(seen).map_err(AppRefused::Moved)?;
        }
        let detail = json!({ "name": app.profile.name });
        self.delete_in(&mut unit, app, detail).await?;
        Ok(unit.commit().await?)
    }

    /// Deletes an app that may be deleted, with everything that was set on it (L1). The caller commits.
    pub(super) async fn delete_in(
        &self,
        unit: &mut Unit<'_>,
        mut app: App,
        detail: serde_json::Value,
    ) -> Result<(), StoreError> {
        give_up_order_of(unit, app.id).await?;
        app.state = AppState::Deleted { since: unit.now };
        self.save(unit, &app);
        app_keys::destroy(&mut unit.batch, app.id);
        push::destroy(&mut unit.batch, app.id);
        rtc::forget(&mut unit.batch, app.id);
        app_settings::clear(&mut unit.batch, app.id);
        unit.audit(Event::done(Action::AppDelete, &app.id, detail));
        unit.tell("app_deleted", &json!({ "app": app.id }));
        Ok(())
    }

    /// Writes a changed app with the moment at which the clock has something for it next.
    pub(super) fn save(&self, unit: &mut Unit<'_>, app: &App) {
        let catalog = self.catalog().catalog;
        apps::save(&mut unit.batch, app, unit.now, lifecycle::next(app, &catalog));
        unit.account.remind(reminder::next(app, &catalog, unit.now));
    }
}

/// The introduction that was entered.
fn introduction(entered: &str) -> Result<String, AppRefused> {
    Profile::introduction(entered).map_err(|refused| match refused {
        TextRefused::TooLong => AppRefused::Introduction,
        TextRefused::Missing | TextRefused::Letters => AppRefused::IntroductionCharacter,
    })
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
    app.filter(|app| !app.is_deleted()).ok_or(AppRefused::NotFound)
}
