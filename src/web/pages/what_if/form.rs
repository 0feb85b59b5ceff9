//! What the address of "what if" says: which plan, with which choices, by the forms of the real actions.

use std::borrow::Cow;

use serde::Deserialize;

use super::plan::Plan;
use crate::{
    domain::{
        change::{self, ChangeKind},
        product::{AddOn, AddOnKind, Edition},
        purchase::{self, Sellable},
        renewal, upgrade,
        wish::Wish,
    },
    services::forecast::{Intent, PlanDesk},
    web::{
        page::Page,
        pages::{app_change, app_refund, app_renew, app_upgrade, buy, wishes},
        paths,
    },
};

/// The word of the step that compares.
pub(super) const COMPARE: &str = "compare";

/// The fields as they came. A missing one is empty; each is called as in the form of the real action.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entered {
    pub(super) plan: String,
    pub(super) step: String,
    #[serde(rename = "for")]
    of: String,
    edition: String,
    package: String,
    call_pack: String,
    groups_per_user: String,
    members_per_group: String,
    livestream_groups: String,
    content_security: String,
    months: String,
    auto_renew: String,
    target: String,
    what: String,
    days: String,
}

/// What is wrong with the choices: the id of a control, and the sentence.
pub(super) type Wrong = (&'static str, Cow<'static, str>);

/// What the choices mean.
pub(super) struct Read {
    /// What is planned; what is wrong with the choices.
    pub(super) intent: Result<Intent, Wrong>,
    /// The page of the real action with these choices.
    pub(super) address: String,
    /// The choices as the questions show them.
    pub(super) shown: Shown,
}

/// The choices of one kind of plan, to be shown again.
pub(super) enum Shown {
    Purchase { entered: buy::Entered, package: Option<Edition>, sells_packages: bool },
    Renew { entered: app_renew::Entered, held: Vec<AddOn> },
    UpgradePackage { entered: app_upgrade::Entered },
    Refund { what: String, held: Vec<AddOn> },
    Choose(Box<app_change::form::Picked>),
    History { days: String },
    Nothing,
}

impl Entered {
    /// Whether the choices were sent; else the form is shown for the first time.
    pub(super) fn is_sent(&self) -> bool {
        self.step == COMPARE
    }

    /// What they mean for `plan`.
    pub(super) fn read(&self, page: &Page, desk: &PlanDesk, plan: Plan) -> Read {
        match plan {
            Plan::Purchase => self.purchase(page, desk),
            Plan::Renew => self.renewal(page, desk),
            Plan::UpgradePackage => self.upgrade(page, desk),
            Plan::Refund => self.refund(page, desk),
            Plan::Change(kind @ (ChangeKind::Upgrade | ChangeKind::Reconfigure)) => {
                self.choice(page, desk, kind)
            }
            Plan::Change(ChangeKind::History) => self.history(page, desk),
            Plan::Change(kind) => {
                let is_final = kind == ChangeKind::Downgrade;
                let wish = if is_final { change::Wish::Downgrade } else { change::Wish::Deactivate };
                Read {
                    intent: Ok(Intent::Change(wish)),
                    address: paths::app_change(desk.app().id, kind),
                    shown: Shown::Nothing,
                }
            }
        }
    }

    fn purchase(&self, page: &Page, desk: &PlanDesk) -> Read {
        let (app, catalog) = (desk.app(), &desk.change.releases.current().catalog);
        let (package, sells_packages) = self.package(desk);
        let has_months = purchase::sellable(app).is_ok_and(Sellable::has_months);
        let entered = self.cart(desk, package.filter(|_| sells_packages), has_months);
        let (cart, wrong) = entered.cart(catalog);
        let wrong = wrong.first().map(|wrong| (wrong.spot().id(), buy::view::wrong(page.t, wrong)));
        let wish = Wish::Buy(cart.clone()).of_app(app);
        Read {
            address: buy::back(&buy::Entered::of(&app.data_centre, app.id, &cart, wish.months())),
            intent: wrong.map_or_else(|| Ok(Intent::Order(wish)), Err),
            shown: Shown::Purchase { entered, package, sells_packages },
        }
    }

    /// The edition whose add-ons are offered, and whether its package is what is bought.
    fn package(&self, desk: &PlanDesk) -> (Option<Edition>, bool) {
        let app = desk.app();
        match purchase::sellable(app) {
            Ok(Sellable::AddOns { edition, .. } | Sellable::CallPack { edition }) => (Some(edition), false),
            Ok(_) if self.package.is_empty() => {
                let book = desk.change.releases.current().catalog.book_of(&app.data_centre);
                (book.and_then(|book| book.editions().next()).map(|(edition, _)| edition), true)
            }
            Ok(_) => (Edition::parse(&self.package), true),
            Err(_) => (Some(app.plan.edition()), false),
        }
    }

    /// The purchase form with these choices; another edition's add-ons are left out.
    fn cart(&self, desk: &PlanDesk, package: Option<Edition>, has_months: bool) -> buy::Entered {
        let is_switched = package.is_some_and(|package| !self.of.is_empty() && self.of != package.as_str());
        let add_on = |value: &String| if is_switched { String::new() } else { value.clone() };
        let is_open = has_months && self.months.is_empty() && !self.is_sent();
        buy::Entered {
            data_centre: desk.app().data_centre.clone(),
            app: desk.app().id.to_string(),
            package: package.map_or_else(|| self.package.clone(), |package| package.to_string()),
            call_pack: add_on(&self.call_pack),
            groups_per_user: add_on(&self.groups_per_user),
            members_per_group: add_on(&self.members_per_group),
            livestream_groups: add_on(&self.livestream_groups),
            months: if is_open { "1".to_owned() } else { self.months.clone() },
            auto_renew: self.auto_renew.clone(),
            ..buy::Entered::default()
        }
    }

    fn renewal(&self, page: &Page, desk: &PlanDesk) -> Read {
        let held = renewal::renewable(&desk.prepaid()).map(|(_, add_ons)| add_ons).unwrap_or_default();
        let entered = if self.is_sent() {
            app_renew::Entered {
                months: self.months.clone(),
                other_months: String::new(),
                call_pack: self.call_pack.clone(),
                groups_per_user: self.groups_per_user.clone(),
                members_per_group: self.members_per_group.clone(),
                livestream_groups: self.livestream_groups.clone(),
            }
        } else {
            app_renew::form::everything(&held)
        };
        let read = entered.read(page, desk.change.releases.current(), &held);
        let months = read.duration.map(|wrong| ("months", app_renew::months_error(page, &wrong)));
        let kept = read.add_ons.first().map(|(_, text)| ("months", text.clone()));
        let query: Vec<(&str, &str)> = entered.fields();
        Read {
            address: paths::with_query(&paths::app_renew(desk.app().id), &query),
            intent: months.or(kept).map_or(Ok(Intent::Order(Wish::Renew(read.renewal))), Err),
            shown: Shown::Renew { entered, held },
        }
    }

    fn upgrade(&self, page: &Page, desk: &PlanDesk) -> Read {
        let first = upgrade::targets(&desk.prepaid(), desk.now).first().copied();
        let target = match first {
            Some(first) if self.target.is_empty() && !self.is_sent() => wishes::target_word(first),
            _ => self.target.clone(),
        };
        let entered = app_upgrade::Entered { target, call_pack: self.call_pack.clone() };
        let wrong = || ("target", page.t.what_if_unknown());
        let query = [("target", entered.target.as_str()), ("call_pack", entered.call_pack.as_str())];
        Read {
            address: paths::with_query(&paths::app_upgrade_package(desk.app().id), &query),
            intent: entered.target().map(|target| Intent::Order(Wish::Upgrade(target))).ok_or_else(wrong),
            shown: Shown::UpgradePackage { entered },
        }
    }

    fn refund(&self, page: &Page, desk: &PlanDesk) -> Read {
        let held = renewal::renewable(&desk.prepaid()).map(|(_, add_ons)| add_ons).unwrap_or_default();
        let what = match self.what.as_str() {
            "" if !self.is_sent() && desk.app().pack.is_some() => AddOnKind::CallPack.as_str(),
            "" if !self.is_sent() => app_refund::PACKAGE,
            what => what,
        };
        let wrong = || ("what", page.t.what_if_unknown());
        Read {
            address: paths::with_query(&paths::app_refund(desk.app().id), &[("what", what)]),
            intent: app_refund::scope(what).map(Intent::Refund).ok_or_else(wrong),
            shown: Shown::Refund { what: what.to_owned(), held },
        }
    }

    fn choice(&self, page: &Page, desk: &PlanDesk, kind: ChangeKind) -> Read {
        let entered = app_change::Entered {
            edition: self.edition.clone(),
            of: self.of.clone(),
            livestream_groups: self.livestream_groups.clone(),
            groups_per_user: self.groups_per_user.clone(),
            members_per_group: self.members_per_group.clone(),
            content_security: self.content_security.clone(),
            ..app_change::Entered::default()
        };
        let picked = app_change::form::Picked::of(&desk.change, kind, &entered);
        let wrong = picked.wrong.first().map(|&id| (id, page.t.change_option()));
        Read {
            address: picked.check_address(desk.app().id),
            intent: wrong.map_or_else(|| Ok(Intent::Change(picked.wish.clone())), Err),
            shown: Shown::Choose(Box::new(picked)),
        }
    }

    fn history(&self, page: &Page, desk: &PlanDesk) -> Read {
        let address = paths::app_change(desk.app().id, ChangeKind::History);
        let wrong = || ("days", page.t.what_if_unknown());
        Read {
            address: paths::with_query(&address, &[("days", &self.days)]),
            intent: app_change::history::wish(&self.days).map(Intent::Change).ok_or_else(wrong),
            shown: Shown::History { days: self.days.clone() },
        }
    }
}
