//! What owners change on their apps by themselves (U1, U2, U6, U9, U10): looked at with its figures, then made, once and
//! only while what was shown still holds. A change costs nothing at once: its months are billed by what the app was.

mod failed;

use serde_json::json;

pub use failed::ChangeFailed;

use crate::{
    domain::{
        account::Verification,
        app::{self, App},
        calendar::Timestamp,
        catalog::Releases,
        change::{
            Change, ChangeKind, ChangeRefused, Moved, Preview, Seen, Situation, Stake, Use, Wish,
            charged_so_far, quotas,
        },
        charge::ChargeLine,
        course::Course,
        entitlement::PaidLine,
        ids::{AccountId, RefundId, SdkAppId},
        lifecycle,
        month::Month,
        product::AddOnKind,
        refund::RefundScope,
        usage::{QuotaUse, Reading},
    },
    services::{
        Actor, Services,
        audit::{Action, Event},
        once::{FormKey, Sent},
        purchase::give_up_order_of,
        refunds::give_back,
        unit::Unit,
    },
    store::{StoreError, Tx, accounts, apps, changes, courses, refunds::Refunded, renewals, stakes, usage},
};

/// How a change is confirmed.
#[derive(Clone, Debug, Default)]
pub struct Confirmation<'a> {
    /// What was typed; changes for good ask for the app's name (U12).
    pub typed: &'a str,
    /// What was shown; none where nobody was shown anything.
    pub seen: Option<Seen>,
    /// The key of the form, under which it takes effect once.
    pub key: Option<FormKey>,
}

/// Everything that a decision about an app looks at, as of one moment.
#[derive(Clone, Debug)]
pub struct ChangeDesk {
    /// The app as time has left it.
    pub app: App,
    /// What it was from when to when.
    pub course: Course,
    /// The published catalogs.
    pub releases: Releases,
    /// What it used this month.
    pub readings: Vec<Reading>,
    /// What is lost with it.
    pub stake: Stake,
    uses: Vec<Use>,
    pack: Vec<PaidLine>,
    is_verified: bool,
    now: Timestamp,
}

impl ChangeDesk {
    /// What the domain decides by.
    #[must_use]
    pub fn situation(&self) -> Situation<'_> {
        Situation {
            app: &self.app,
            course: &self.course,
            pack: &self.pack,
            uses: &self.uses,
            releases: &self.releases,
            stake: &self.stake,
            verified: self.is_verified,
            now: self.now,
        }
    }

    /// What `wish` would do and cost.
    ///
    /// # Errors
    /// The first rule against it.
    pub fn preview(&self, wish: &Wish) -> Result<Preview, ChangeRefused> {
        Preview::of(&self.situation(), wish, &self.readings)
    }

    /// The same after a change was made.
    #[must_use]
    pub fn after(&self, change: &Change) -> Self {
        Self {
            app: change.applied(&self.app),
            course: self.course.turned(change.at, change.after.clone()),
            uses: [&self.uses[..], &change.uses].concat(),
            ..self.clone()
        }
    }

    /// What the app has cost this month so far.
    #[must_use]
    pub fn charged_so_far(&self) -> Vec<ChargeLine> {
        charged_so_far(&self.situation(), &self.readings)
    }

    /// What the app has used of its free quotas this month.
    #[must_use]
    pub fn quotas(&self) -> Vec<QuotaUse> {
        quotas(&self.situation(), &self.readings)
    }

    fn check(&self, wish: &Wish, confirmed: &Confirmation<'_>) -> Result<Change, ChangeFailed> {
        let preview = self.preview(wish)?;
        let is_final = wish.kind().is_final();
        if is_final && !app::confirms(confirmed.typed, &self.app.profile.name, self.app.id) {
            return Err(ChangeFailed::NotConfirmed);
        }
        if let Some(seen) = &confirmed.seen {
            let held = seen.holds(&self.situation(), (wish, &self.readings), self.seconds_shown());
            if let Err(moved) = held {
                return Err(ChangeFailed::Moved(moved, Box::new(preview)));
            }
            let shown = wish.decide(&Situation { now: seen.as_of, ..self.situation() })?;
            return Ok(Change { given_back: shown.given_back, ..preview.change });
        }
        Ok(preview.change)
    }

    /// What the form that deletes the app carries (L1).
    #[must_use]
    pub fn deletion_seen(&self) -> Seen {
        Seen::of_deletion(&self.situation(), &self.readings)
    }

    /// Whether what was shown before deleting the app still holds.
    pub(super) fn check_deletion(&self, seen: &Seen) -> Result<(), Moved> {
        seen.holds_for_deletion(&self.situation(), &self.readings, self.seconds_shown())
    }

    /// For how long what was shown can be confirmed, in seconds.
    fn seconds_shown(&self) -> i64 {
        i64::from(self.releases.current().catalog.periods.quote_minutes) * 60
    }
}

impl Services {
    /// Everything that a decision about an app looks at, for its pages.
    ///
    /// # Errors
    /// When the app is not the account's or is deleted.
    pub async fn change_desk(&self, account: AccountId, id: SdkAppId) -> Result<ChangeDesk, ChangeFailed> {
        let mut tx = self.store.read().await?;
        let owner = accounts::find(&mut tx, account).await?.ok_or(ChangeFailed::NotFound)?;
        let app = apps::find(&mut tx, account, id).await?;
        let app = app.filter(|app| !app.is_deleted()).ok_or(ChangeFailed::NotFound)?;
        let releases = self.catalogs.releases(&mut tx).await?;
        Ok(desk_of(&mut tx, app, (releases, owner.verification.is_approved(), self.now())).await?)
    }

    /// The same for a page that has the app and its owner's verification already, by the catalogs that this process
    /// sells by.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_desk_of(
        &self,
        tx: &mut Tx,
        app: App,
        verification: Verification,
    ) -> Result<ChangeDesk, StoreError> {
        let releases = self.catalogs.known_releases(tx).await?;
        desk_of(tx, app, (releases, verification.is_approved(), self.now())).await
    }

    /// Changes an app as its owner wishes, effective at once, and gives up its unpaid order where that can't be put in
    /// force any more. The same form sent again changes nothing more.
    ///
    /// # Errors
    /// When a rule is against it, it is not confirmed as it has to be, or what was shown does not hold any more.
    pub async fn change_app(
        &self,
        account: AccountId,
        (id, wish): (SdkAppId, &Wish),
        confirmed: &Confirmation<'_>,
        actor: &Actor,
    ) -> Result<(), ChangeFailed> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(ChangeFailed::NotFound)?;
        let app = apps::find(&mut unit.tx, account, id).await?;
        let app = app.filter(|app| !app.is_deleted()).ok_or(ChangeFailed::NotFound)?;
        if let Some(key) = confirmed.key {
            let request = json!([id, wish]).to_string();
            match unit.sent(key, action(wish.kind()).as_str(), &request).await? {
                Sent::New(pending) => unit.keep(pending, id.to_string()),
                Sent::Before(_) => return Ok(()),
                Sent::OtherBefore(_) => return Err(ChangeFailed::SentBefore),
                Sent::Stale => return Err(ChangeFailed::Stale),
            }
        }
        let releases = self.catalogs.releases(&mut unit.tx).await?;
        let is_verified = unit.account.verification.is_approved();
        let desk = desk_of(&mut unit.tx, app, (releases, is_verified, unit.now)).await?;
        let change = desk.check(wish, confirmed)?;
        if let Some(standing) = self.standing_in(&mut unit).await? {
            standing.allows_change(&desk, wish)?;
        }
        if change.kind != ChangeKind::History {
            give_up_order_of(&mut unit, id).await?;
        }
        self.make(&mut unit, &desk.app, &change);
        Ok(unit.commit().await?)
    }

    fn make(&self, unit: &mut Unit<'_>, app: &App, change: &Change) {
        unit.spends();
        changes::record(&mut unit.batch, app, change);
        let changed = change.applied(app);
        self.save(unit, &changed);
        if !change.given_back.is_empty() {
            let id = RefundId(self.random.uuid(unit.now));
            let (scope, lines) = (RefundScope::AddOn(AddOnKind::CallPack), change.given_back.clone());
            let made = Refunded { id, app: app.id, scope, uses_full: false, at: unit.now, lines };
            give_back(unit, &made);
        }
        let detail = json!({ "before": change.before, "after": change.after });
        unit.audit(Event::done(action(change.kind), &app.id, detail));
        if let Some(cause) = changed.state.cause() {
            unit.tell("app_deactivated", &json!({ "app": app.id, "cause": cause }));
        } else {
            unit.tell("app_changed", &json!({ "app": app.id, "kind": change.kind, "setup": change.after }));
        }
    }

    /// Deactivates an `im`, trial or postpaid app at once and for good (U10), and gives up its unpaid order (P12).
    ///
    /// # Errors
    /// When what was typed does not confirm it, or its state or edition does not allow it.
    pub async fn deactivate_app(
        &self,
        account: AccountId,
        id: SdkAppId,
        typed: &str,
        actor: &Actor,
    ) -> Result<(), ChangeFailed> {
        let confirmed = Confirmation { typed, ..Confirmation::default() };
        self.change_app(account, (id, &Wish::Deactivate), &confirmed, actor).await
    }
}

/// Everything that a decision about an app looks at, as of `now`.
pub(in crate::services) async fn desk_of(
    tx: &mut Tx,
    mut app: App,
    (releases, is_verified, now): (Releases, bool, Timestamp),
) -> Result<ChangeDesk, StoreError> {
    let catalog = &releases.current().catalog;
    lifecycle::catch_up(&mut app, catalog, now);
    let calendar = catalog.calendar();
    let span = Month::of(calendar, now).span(calendar);
    let days = (calendar.local(span.from).date_naive(), calendar.local(span.to).date_naive());
    let used = usage::of_app(tx, app.id, days).await?;
    Ok(ChangeDesk {
        course: courses::of_app(tx, app.id).await?,
        uses: changes::uses(tx, app.id, span.from).await?,
        readings: used.iter().map(|used| used.reading(calendar)).collect(),
        pack: if app.pack.is_some() { renewals::paid_lines(tx, app.id).await? } else { Vec::new() },
        stake: stakes::of_app(tx, &app, (calendar, now)).await?,
        is_verified,
        releases,
        app,
        now,
    })
}

const fn action(kind: ChangeKind) -> Action {
    match kind {
        ChangeKind::Upgrade => Action::AppUpgrade,
        ChangeKind::Reconfigure => Action::AppReconfigure,
        ChangeKind::History => Action::AppHistory,
        ChangeKind::Downgrade => Action::AppDowngrade,
        ChangeKind::Deactivate => Action::AppDeactivate,
    }
}
