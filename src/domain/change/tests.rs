//! What may be changed, how often, and what becomes of it (U1–U3, U6, U9–U11).

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::*;
use crate::domain::{
    app::{AppName, Origin, Profile},
    catalog::embedded,
    course::Turn,
    ids::{AccountId, SdkAppId},
};

const SHANGHAI: Calendar = Calendar::new(chrono_tz::Asia::Shanghai);
const LIVE: AddOn = AddOn::LivestreamGroups;
const GROUPS: AddOn = AddOn::GroupsPerUser(1_000);
const KIND: AddOnKind = AddOnKind::LivestreamGroups;

fn at(text: &str) -> Timestamp {
    SHANGHAI.moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap())
}

/// An app with everything a decision looks at; changes that are made become part of its course.
struct Shop {
    app: App,
    course: Course,
    uses: Vec<Use>,
    stake: Stake,
    releases: Releases,
    now: Timestamp,
}

impl Shop {
    fn new(plan: Plan, now: &str) -> Self {
        let catalog = Catalog::parse("mainland", embedded("mainland").unwrap()).unwrap();
        let created = at("2019-01-01 00:00:00");
        let profile = Profile {
            name: AppName::parse("Chat").unwrap(),
            app_type: "social".into(),
            introduction: String::new(),
        };
        let account = AccountId(uuid::Uuid::nil());
        let app = App::new_trial(SdkAppId::FIRST, account, profile, "cn".into(), created);
        let setup = Setup::plain(plan.edition(), plan.billing_mode());
        Self {
            app: App { plan, origin: Origin::Imported, ..app },
            course: Course::new(vec![Turn { at: created, setup }]),
            uses: Vec::new(),
            stake: Stake::default(),
            releases: Releases::only(Published { version: 1, catalog: Arc::new(catalog) }),
            now: at(now),
        }
    }

    /// A postpaid professional app that left `im` at `left`.
    fn postpaid(left: &str, add_ons: &[AddOn]) -> Self {
        let mut shop = Self::new(Plan::Im, left);
        shop.make(|situation| upgrade(situation, &wanted(Edition::Professional, add_ons))).unwrap();
        shop
    }

    fn on(&mut self, now: &str) -> &mut Self {
        self.now = at(now);
        self
    }

    fn situation(&self) -> Situation<'_> {
        Situation {
            app: &self.app,
            course: &self.course,
            pack: &[],
            uses: &self.uses,
            releases: &self.releases,
            stake: &self.stake,
            verified: true,
            now: self.now,
        }
    }

    fn make(
        &mut self,
        decide: impl Fn(&Situation<'_>) -> Result<Change, ChangeRefused>,
    ) -> Result<Change, ChangeRefused> {
        let change = decide(&self.situation())?;
        (self.app.plan, self.app.state) = (change.plan(&self.app), change.state(&self.app));
        self.course = self.course.turned(change.at, change.after.clone());
        self.uses.extend(change.uses.clone());
        Ok(change)
    }

    fn to(&mut self, edition: Edition, add_ons: &[AddOn]) -> Result<Change, ChangeRefused> {
        self.make(|situation| reconfigure(situation, &wanted(edition, add_ons)))
    }
}

fn wanted(edition: Edition, add_ons: &[AddOn]) -> Wanted {
    Wanted { edition, add_ons: add_ons.to_vec() }
}

const PRO: Edition = Edition::Professional;
const ULTIMATE: Edition = Edition::Ultimate;

#[test]
fn u1_only_the_editions_that_the_catalog_lists_are_upgraded_and_never_a_downgraded_one() {
    let change =
        Shop::new(Plan::Im, "2027-02-10 09:00:00").make(|s| upgrade(s, &wanted(PRO, &[LIVE]))).unwrap();
    assert_eq!((change.after.edition, change.after.add_ons, change.uses), (PRO, vec![LIVE], vec![]));
    let mut trial = Shop::new(Plan::Trial, "2027-02-10 09:00:00");
    let refused = trial.make(|s| upgrade(s, &wanted(PRO, &[])));
    assert_eq!(refused, Err(ChangeRefused::NotUpgradable { edition: Edition::Trial }));
    let mut postpaid = Shop::postpaid("2027-02-10 09:00:00", &[]);
    let refused = postpaid.make(|s| upgrade(s, &wanted(ULTIMATE, &[])));
    assert_eq!(refused, Err(ChangeRefused::NotUpgradable { edition: PRO }));
    let mut downgraded = Shop::new(Plan::Im, "2027-02-10 09:00:00");
    downgraded.make(downgrade).unwrap();
    assert_eq!(downgraded.make(|s| upgrade(s, &wanted(PRO, &[]))), Err(ChangeRefused::WasDowngraded));
}

#[test]
fn u1_what_is_not_offered_is_refused() {
    let refused = |edition, add_ons: &[AddOn]| {
        Shop::new(Plan::Im, "2027-02-10 09:00:00")
            .make(|s| upgrade(s, &wanted(edition, add_ons)))
            .unwrap_err()
    };
    let pack = AddOn::CallPack(crate::domain::product::CallPack::Basic);
    for (edition, add_on) in [(ULTIMATE, LIVE), (PRO, AddOn::ContentSecurity), (PRO, pack)] {
        assert_eq!(refused(edition, &[add_on]), ChangeRefused::NotOffered { add_on, edition });
    }
    let twice = [GROUPS, AddOn::GroupsPerUser(500)];
    assert_eq!(refused(PRO, &twice), ChangeRefused::ChosenTwice { kind: AddOnKind::GroupsPerUser });
    assert_eq!(refused(Edition::Trial, &[]), ChangeRefused::EditionNotOffered { edition: Edition::Trial });
    let mut shop = Shop::new(Plan::Im, "2027-02-10 09:00:00");
    shop.app.state = AppState::Deactivated { since: shop.now, cause: StopCause::Arrears };
    assert_eq!(shop.make(|s| upgrade(s, &wanted(PRO, &[]))), Err(ChangeRefused::NotActive));
    let unverified = Situation { verified: false, ..shop.situation() };
    assert_eq!(upgrade(&unverified, &wanted(PRO, &[])), Err(ChangeRefused::NotVerified));
}

#[test]
fn u2_only_a_postpaid_app_is_reconfigured_and_only_to_something_else() {
    for plan in [Plan::Trial, Plan::Im, Plan::Prepaid { edition: PRO, ends_at: at("2028-01-01 00:00:00") }] {
        assert_eq!(Shop::new(plan, "2027-02-10 09:00:00").to(PRO, &[]), Err(ChangeRefused::NotPostpaid));
    }
    let mut shop = Shop::postpaid("2027-02-10 09:00:00", &[LIVE]);
    assert_eq!(shop.to(PRO, &[LIVE]), Err(ChangeRefused::NothingChanges));
}

#[test]
fn u3_an_item_is_changed_once_in_a_calendar_month_and_again_on_the_first_of_the_next() {
    let mut shop = Shop::postpaid("2027-01-10 09:00:00", &[]);
    shop.on("2027-03-05 00:00:00").to(PRO, &[LIVE]).unwrap();
    let next_at = at("2027-04-01 00:00:00");
    let refused = ChangeRefused::ChangedThisMonth { item: Changeable::AddOn(KIND), back_to: None, next_at };
    assert_eq!(shop.on("2027-03-31 23:59:59").to(PRO, &[]), Err(refused));
    assert_eq!(shop.situation().allowed(Changeable::AddOn(KIND)), Allowed::From(next_at));
    assert_eq!(shop.situation().allowed(Changeable::Edition), Allowed::Freely);
    shop.to(PRO, &[LIVE, GROUPS]).unwrap();
    shop.on("2027-04-01 00:00:00").to(PRO, &[GROUPS]).unwrap();
}

#[test]
fn u3_in_the_month_of_leaving_im_each_item_is_set_back_once() {
    let mut shop = Shop::postpaid("2027-02-10 09:00:00", &[]);
    shop.on("2027-02-15 00:00:00").to(PRO, &[LIVE]).unwrap();
    let next_at = at("2027-03-01 00:00:00");
    let back = Value::AddOn(KIND, None);
    assert_eq!(shop.situation().allowed(Changeable::AddOn(KIND)), Allowed::OnlyBackTo(back, next_at));
    let change = shop.on("2027-02-25 00:00:00").to(PRO, &[]).unwrap();
    assert!(change.uses[0].set_back);
    let refused = ChangeRefused::ChangedThisMonth { item: Changeable::AddOn(KIND), back_to: None, next_at };
    assert_eq!(shop.to(PRO, &[LIVE]), Err(refused));
    shop.on("2027-03-01 00:00:00").to(PRO, &[LIVE]).unwrap();
    assert!(matches!(shop.to(PRO, &[]), Err(ChangeRefused::ChangedThisMonth { back_to: None, .. })));
}

#[test]
fn u3_what_an_edition_change_voids_is_part_of_it_and_setting_it_back_restores_it() {
    let mut shop = Shop::postpaid("2027-02-10 09:00:00", &[LIVE, GROUPS]);
    assert_eq!(shop.situation().carried_over(ULTIMATE), []);
    let change = shop.on("2027-02-12 00:00:00").to(ULTIMATE, &[AddOn::GroupsPerUser(3_000)]).unwrap();
    assert_eq!((change.uses.len(), change.voided), (1, vec![LIVE, GROUPS]));
    let groups = Changeable::AddOn(AddOnKind::GroupsPerUser);
    assert_eq!(shop.situation().allowed(groups), Allowed::Freely, "moved, not changed");
    assert_eq!(shop.situation().carried_over(PRO), [LIVE, GROUPS]);
    let change = shop.on("2027-02-20 00:00:00").to(PRO, &[LIVE, GROUPS]).unwrap();
    assert_eq!((change.uses.len(), change.restored), (1, vec![LIVE, GROUPS]));
    assert!(matches!(shop.to(ULTIMATE, &[]), Err(ChangeRefused::ChangedThisMonth { .. })));
}

#[test]
fn u3_outside_the_month_of_leaving_im_an_edition_is_not_set_back() {
    let mut shop = Shop::postpaid("2027-02-10 09:00:00", &[]);
    shop.on("2027-03-12 00:00:00").to(ULTIMATE, &[]).unwrap();
    let next_at = at("2027-04-01 00:00:00");
    let refused = ChangeRefused::ChangedThisMonth { item: Changeable::Edition, back_to: None, next_at };
    assert_eq!(shop.to(PRO, &[]), Err(refused));
    let allowance = shop.situation().allowance();
    assert_eq!(allowance[0], (Changeable::Edition, Allowed::From(next_at)));
    assert!(allowance[1..].iter().all(|(_, allowed)| *allowed == Allowed::Freely));
}

#[test]
fn u3_an_add_on_chosen_beside_a_change_of_edition_is_a_change_of_its_own() {
    let mut shop = Shop::postpaid("2027-01-10 09:00:00", &[]);
    let members = AddOn::MembersPerGroup(6_000);
    let change = shop.on("2027-03-12 00:00:00").to(ULTIMATE, &[members]).unwrap();
    assert_eq!(change.uses.len(), 2);
    let item = Changeable::AddOn(AddOnKind::MembersPerGroup);
    assert!(matches!(shop.situation().allowed(item), Allowed::From(_)));
}

#[test]
fn u6_history_is_changed_once_a_month_on_prepaid_and_postpaid_apps() {
    let prepaid = Plan::Prepaid { edition: PRO, ends_at: at("2028-01-01 00:00:00") };
    for mut shop in [Shop::new(prepaid, "2027-03-10 09:00:00"), Shop::postpaid("2027-02-10 09:00:00", &[])] {
        let plan = shop.app.plan;
        let change = shop.on("2027-03-10 09:00:00").make(|s| set_history(s, Some(90))).unwrap();
        assert_eq!((change.after.history_days, change.plan(&shop.app)), (Some(90), plan));
        let refused = shop.make(|s| set_history(s, None));
        assert!(matches!(refused, Err(ChangeRefused::ChangedThisMonth { item: Changeable::History, .. })));
        shop.on("2027-04-01 00:00:00");
        let refused = shop.make(|s| set_history(s, Some(60)));
        assert_eq!(refused, Err(ChangeRefused::HistoryNotOffered { days: 60, edition: PRO }));
        assert_eq!(shop.make(|s| set_history(s, Some(90))), Err(ChangeRefused::NothingChanges));
        shop.make(|s| set_history(s, None)).unwrap();
    }
    let refused = Shop::new(Plan::Im, "2027-03-10 09:00:00").make(|s| set_history(s, Some(90)));
    assert_eq!(refused, Err(ChangeRefused::HistoryNeedsPackage));
}

#[test]
fn u9_only_an_im_app_goes_down_to_trial() {
    let mut shop = Shop::new(Plan::Im, "2027-03-10 09:00:00");
    let change = shop.make(downgrade).unwrap();
    assert_eq!((change.plan(&shop.app), change.kind.is_final()), (Plan::Trial, true));
    assert_eq!(shop.make(downgrade), Err(ChangeRefused::NotLegacy));
    assert_eq!(Shop::postpaid("2027-03-10 09:00:00", &[]).make(downgrade), Err(ChangeRefused::NotLegacy));
}

#[test]
fn u10_im_trial_and_postpaid_stop_at_once_and_a_prepaid_app_is_refunded_instead() {
    for plan in [Plan::Im, Plan::Trial, Plan::Postpaid { edition: PRO }] {
        let mut shop = Shop::new(plan, "2027-03-10 09:00:00");
        let change = shop.make(deactivate).unwrap();
        assert!(!change.after.running && change.kind.is_final());
        assert_eq!(shop.app.state, AppState::Deactivated { since: shop.now, cause: StopCause::Owner });
        assert_eq!(shop.make(deactivate), Err(ChangeRefused::StoppedAlready));
    }
    let prepaid = Plan::Prepaid { edition: PRO, ends_at: at("2028-01-01 00:00:00") };
    let mut shop = Shop::new(prepaid, "2027-03-10 09:00:00");
    assert_eq!(shop.make(deactivate), Err(ChangeRefused::PrepaidIsRefunded));
    let mut rtc = Shop::new(Plan::Trial, "2027-03-10 09:00:00");
    rtc.app.origin = Origin::Rtc;
    assert_eq!(rtc.make(deactivate), Err(ChangeRefused::ByTicketOnly));
}

#[test]
fn u11_lowered_limits_are_told_with_the_codes_of_their_refusals() {
    let mut shop = Shop::postpaid("2027-02-10 09:00:00", &[LIVE, GROUPS]);
    let change = shop.on("2027-03-10 09:00:00").to(PRO, &[]).unwrap();
    let catalog = shop.releases.current().catalog.clone();
    let found = lowered(&catalog, &change.before, &change.after);
    assert_eq!(
        found,
        [
            Lowered { limit: LoweredLimit::LivestreamGroups, from: None, to: Some(50) },
            Lowered { limit: LoweredLimit::GroupsPerUser, from: Some(1_000), to: Some(500) },
        ]
    );
    assert_eq!(found.iter().map(|change| change.limit.code()).collect::<Vec<_>>(), [10_036, 10_037]);
    let mut im = Shop::new(Plan::Im, "2027-03-10 09:00:00");
    let change = im.make(downgrade).unwrap();
    assert_eq!(lowered(&catalog, &change.before, &change.after).len(), 5);
}

#[test]
fn u12_what_was_seen_is_known_by_its_own_text_alone_and_holds_for_its_time_and_month() {
    let shop = Shop::new(Plan::Im, "2027-02-10 09:00:00");
    let wish = Wish::Upgrade(wanted(PRO, &[LIVE]));
    let seen = Preview::of(&shop.situation(), &wish, &[]).unwrap().seen();
    assert_eq!(Seen::parse(&seen.to_string()), Some(seen.clone()));
    for text in
        ["", "1", "1.x", "1.x.0.0.0", "1.x.0.0.0.0.0", "1.x.0.0.0.+1", "01.x.0.0.0.0", "1.x.0.0.0.9e9"]
    {
        assert_eq!(Seen::parse(text), None, "{text:?}");
    }
    let held = |seen: &Seen, wish: &Wish, now: &str| {
        let situation = Situation { now: at(now), ..shop.situation() };
        seen.holds(&situation, (wish, &[]), 900)
    };
    assert_eq!(held(&seen, &wish, "2027-02-10 09:14:59"), Ok(()));
    assert_eq!(held(&seen, &wish, "2027-02-10 09:15:00"), Err(Moved::Expired));
    assert_eq!(held(&seen, &wish, "2027-02-10 08:59:59"), Err(Moved::Expired), "from the future");
    let other = Wish::Upgrade(wanted(PRO, &[GROUPS]));
    assert_eq!(held(&seen, &other, "2027-02-10 09:00:00"), Err(Moved::Changed), "shown for something else");
    let far = Seen { as_of: Timestamp::from_unix(i64::MIN), ..seen };
    assert_eq!(held(&far, &wish, "2027-02-10 09:00:00"), Err(Moved::Expired));
}
