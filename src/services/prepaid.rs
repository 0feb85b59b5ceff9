//! What renewals, upgrades and refunds of a prepaid app are computed from: its paid lines, every published catalog, and
//! whether the account owes something.

use super::Services;
use crate::{
    domain::{
        app::{App, StopCause},
        catalog::Releases,
        entitlement::PaidLine,
        ids::{AccountId, SdkAppId},
        lifecycle,
        refund::FirstOrder,
        renewal::Prepaid,
    },
    store::{StoreError, Tx, accounts, apps, refunds, renewals},
};

/// What is known of an app's paid package beside the app itself.
#[derive(Clone, Debug)]
pub struct Paid {
    lines: Vec<PaidLine>,
    releases: Releases,
    has_overdue: bool,
}

impl Paid {
    /// The same when `version` is what is sold.
    pub(super) fn sold_by(&self, version: i64) -> Self {
        Self { releases: self.releases.sold_by(version), ..self.clone() }
    }

    /// All of it for `app`, which it was loaded for.
    #[must_use]
    pub const fn of<'a>(&'a self, app: &'a App) -> Prepaid<'a> {
        Prepaid { app, lines: self.lines.as_slice(), releases: &self.releases, has_overdue: self.has_overdue }
    }
}

/// An app with its paid package, for the pages.
#[derive(Clone, Debug)]
pub struct PaidApp {
    /// The app, as time has left it.
    pub app: App,
    /// Its paid package.
    pub paid: Paid,
    /// The account's first paid package order, where one was paid (R5).
    pub first: Option<FirstOrder>,
}

impl PaidApp {
    /// What renewals, upgrades and refunds are computed from.
    #[must_use]
    pub const fn prepaid(&self) -> Prepaid<'_> {
        self.paid.of(&self.app)
    }
}

impl Services {
    /// An app of an account with its paid package; none when it is deleted or another account's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn paid_app(&self, account: AccountId, id: SdkAppId) -> Result<Option<PaidApp>, StoreError> {
        let mut tx = self.store.read().await?;
        let Some(mut app) = apps::find(&mut tx, account, id).await? else { return Ok(None) };
        lifecycle::catch_up(&mut app, &self.catalog().catalog, self.now());
        let paid = self.paid(&mut tx, &app).await?.sold_by(self.catalog().version);
        let first = refunds::first_order(&mut tx, account).await?;
        Ok(Some(PaidApp { app, paid, first }))
    }

    /// What is known of the paid package of `app`, which stands where time has left it. After a refund it is what was
    /// refunded, up to then: a renewal goes on with that (R2).
    pub(super) async fn paid(&self, tx: &mut Tx, app: &App) -> Result<Paid, StoreError> {
        let lines = match (app.state.cause(), app.plan.ends_at()) {
            (Some(StopCause::Refund), Some(at)) => renewals::refunded_lines(tx, app.id, at).await?,
            _ => renewals::paid_lines(tx, app.id).await?,
        };
        let releases = self.catalogs.releases(tx).await?;
        let account = accounts::find(tx, app.account).await?;
        let has_overdue = account.is_some_and(|account| account.owed.is_positive());
        Ok(Paid { lines, releases, has_overdue })
    }
}
