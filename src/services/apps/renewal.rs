//! Switching automatic renewal on and off (P9).

use serde_json::json;

use super::{AppRefused, living};
use crate::{
    domain::{
        ids::{AccountId, SdkAppId},
        renewal,
    },
    services::{
        Actor, Services,
        audit::{Action, Event},
        unit::Unit,
    },
};

impl Services {
    /// Switches the automatic renewal of an app whose prepaid term runs. What is so already stays as it is.
    ///
    /// # Errors
    /// When it is not the account's, no term of it runs, or it was changed since `revision` was shown.
    pub async fn switch_auto_renew(
        &self,
        account: AccountId,
        id: SdkAppId,
        (is_on, revision): (bool, i64),
        actor: &Actor,
    ) -> Result<(), AppRefused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(AppRefused::NotFound)?;
        let mut app = living(&mut unit, id).await?;
        renewal::continues(&app, unit.now).ok_or(AppRefused::NoTerm)?;
        if app.auto_renew == is_on {
            return Ok(());
        }
        if app.revision != revision {
            return Err(AppRefused::Changed(Box::new(app)));
        }
        app.auto_renew = is_on;
        self.save(&mut unit, &app);
        unit.audit(Event::done(Action::AppAutoRenew, &id, json!({ "on": is_on })));
        Ok(unit.commit().await?)
    }
}
