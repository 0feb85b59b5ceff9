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
        let catalog = self.catalog().catalog;
        let continues = renewal::continues(&app, unit.now);
        if continues.is_none() && (is_on || renewal::attempt_due(&app, &catalog).is_none()) {
            return Err(AppRefused::NoTerm);
        }
        if app.auto_renew == is_on {
            return Ok(());
        }
        if app.revision != revision {
            return Err(AppRefused::Changed(Box::new(app)));
        }
        app.auto_renew = is_on;
        if let (Some(ends_at), true) = (continues, is_on) {
            app.renewals_tried = renewal::missed_attempts(&catalog, ends_at, unit.now);
        }
        self.save(&mut unit, &app);
        unit.audit(Event::done(Action::AppAutoRenew, &id, json!({ "on": is_on })));
        Ok(unit.commit().await?)
    }
}
