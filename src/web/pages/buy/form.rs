//! What the purchase form says, field by field, and the cart that it means. Every field has a set or a range; whatever
//! lies outside becomes a message at its field, all of them at once (SEC31–SEC33).

use serde::Deserialize;

pub(in crate::web) use super::spot::{Spot, Wrong};
use crate::domain::{
    catalog::Catalog,
    entered_amount::read_whole,
    ids::SdkAppId,
    product::{AddOn, AddOnKind, Edition},
    purchase::{Cart, PurchaseRefused},
};

/// The kinds of add-ons in the order of the form (P7).
pub(in crate::web) const KINDS: [AddOnKind; 4] =
    [AddOnKind::CallPack, AddOnKind::GroupsPerUser, AddOnKind::MembersPerGroup, AddOnKind::LivestreamGroups];

/// The word of a duration that is none of the quick picks.
pub(in crate::web) const OTHER: &str = "other";
/// The value of a ticked box, and of the add-on without tiers.
pub(in crate::web) const YES: &str = "yes";

/// The fields as they came, in a query or a form. A missing one is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Entered {
    /// The code of a data centre.
    pub data_centre: String,
    /// An SDKAppID.
    pub app: String,
    /// The word of an edition.
    pub package: String,
    /// The word of a call pack.
    pub call_pack: String,
    /// A tier.
    pub groups_per_user: String,
    /// A tier.
    pub members_per_group: String,
    /// `yes`, or empty.
    pub livestream_groups: String,
    /// A number of months, or `other`.
    pub months: String,
    /// A number of months, if `months` says so.
    pub other_months: String,
    /// `yes`, or empty.
    pub auto_renew: String,
    /// `yes`, or empty.
    pub sla: String,
}

impl Entered {
    /// The fields that are filled in, with their names.
    pub(in crate::web) fn fields(&self) -> Vec<(String, String)> {
        let fields = [
            ("data_centre", &self.data_centre),
            ("app", &self.app),
            ("package", &self.package),
            ("call_pack", &self.call_pack),
            ("groups_per_user", &self.groups_per_user),
            ("members_per_group", &self.members_per_group),
            ("livestream_groups", &self.livestream_groups),
            ("months", &self.months),
            ("other_months", &self.other_months),
            ("auto_renew", &self.auto_renew),
            ("sla", &self.sla),
        ];
        let filled = fields.into_iter().filter(|(_, value)| !value.is_empty());
        filled.map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }

    /// The choices as a query that the purchase page understands, without the agreement: no address ticks it.
    pub(in crate::web) fn query(&self) -> String {
        let fields = self.fields().into_iter().filter(|(name, _)| name != "sla");
        form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
    }

    /// The choices that made `cart`, to go back to the form with; `months` where a duration is part of them.
    pub(in crate::web) fn of(data_centre: &str, app: SdkAppId, cart: &Cart, months: Option<u32>) -> Self {
        let tier = |kind| {
            let chosen = cart.add_ons.iter().find(|add_on| add_on.kind() == kind);
            chosen.map(|&add_on| word(add_on)).unwrap_or_default()
        };
        Self {
            data_centre: data_centre.to_owned(),
            app: app.to_string(),
            package: cart.package.map(|edition| edition.to_string()).unwrap_or_default(),
            call_pack: tier(AddOnKind::CallPack),
            groups_per_user: tier(AddOnKind::GroupsPerUser),
            members_per_group: tier(AddOnKind::MembersPerGroup),
            livestream_groups: tier(AddOnKind::LivestreamGroups),
            months: months.map(|months| months.to_string()).unwrap_or_default(),
            auto_renew: if cart.auto_renew { YES.to_owned() } else { String::new() },
            ..Self::default()
        }
    }

    /// What stands in the field of a kind of add-on.
    pub(in crate::web) fn tier(&self, kind: AddOnKind) -> &str {
        match kind {
            AddOnKind::CallPack => &self.call_pack,
            AddOnKind::GroupsPerUser => &self.groups_per_user,
            AddOnKind::MembersPerGroup => &self.members_per_group,
            AddOnKind::LivestreamGroups => &self.livestream_groups,
            AddOnKind::ContentSecurity => "",
        }
    }

    /// The number of months that stands in the form, as it was written.
    pub(in crate::web) fn months_entered(&self) -> &str {
        if ["", OTHER].contains(&self.months.trim()) { &self.other_months } else { &self.months }
    }

    /// The app, if an SDKAppID stands there.
    pub(in crate::web) fn app_id(&self) -> Option<SdkAppId> {
        read_whole(&self.app).and_then(|number| i64::try_from(number).ok()).and_then(SdkAppId::new)
    }

    /// The number of months that was entered, and what is wrong with it: a package needs one, and only one (P9).
    pub(in crate::web) fn duration(
        &self,
        catalog: &Catalog,
        is_needed: bool,
    ) -> (Option<u32>, Option<Wrong>) {
        let (months, other) = (self.months.trim(), self.other_months.trim());
        let number = |text: &str| read_whole(text).and_then(|number| u32::try_from(number).ok());
        if months.is_empty() && other.is_empty() {
            return (None, is_needed.then_some(Wrong::NoDuration));
        }
        let found = number(self.months_entered());
        if !found.is_some_and(|months| catalog.months().contains(&months)) {
            return (None, Some(Wrong::Rule(PurchaseRefused::months(catalog, found.unwrap_or_default()))));
        }
        let is_other_too = months != OTHER && !other.is_empty() && number(other) != found;
        (found, is_other_too.then_some(Wrong::TwoDurations))
    }

    /// The cart that the form means and what is wrong with its fields. Wrong fields count as not filled in; a
    /// duration that is not there is one month.
    pub(in crate::web) fn cart(&self, catalog: &Catalog) -> (Cart, Vec<Wrong>) {
        let mut wrong = Vec::new();
        let package = Edition::parse(&self.package);
        if package.is_none() && !self.package.is_empty() {
            wrong.push(Wrong::Option(Spot::Package));
        }
        let mut add_ons = Vec::new();
        for kind in KINDS.into_iter().filter(|&kind| !self.tier(kind).is_empty()) {
            match add_on(kind, self.tier(kind)) {
                Some(add_on) => add_ons.push(add_on),
                None => wrong.push(Wrong::Option(Spot::AddOn(kind))),
            }
        }
        if !["", YES].contains(&self.auto_renew.as_str()) {
            wrong.push(Wrong::Option(Spot::AutoRenew));
        }
        let (months, fault) = self.duration(catalog, package.is_some());
        wrong.extend(fault);
        let months = months.unwrap_or(*catalog.months().start());
        let cart = Cart { package, add_ons, months, auto_renew: self.auto_renew == YES };
        (cart, wrong)
    }
}

/// The add-on that a filled field means.
pub(in crate::web) fn add_on(kind: AddOnKind, entered: &str) -> Option<AddOn> {
    match (entered, kind) {
        (YES, AddOnKind::LivestreamGroups) => Some(AddOn::LivestreamGroups),
        (YES, AddOnKind::ContentSecurity) => Some(AddOn::ContentSecurity),
        _ => AddOn::parse(&format!("{kind}:{entered}")),
    }
}

/// What stands in a form for an add-on: its tier, or `yes`.
pub(in crate::web) fn word(add_on: AddOn) -> String {
    let code = add_on.code();
    code.split_once(':').map_or_else(|| YES.to_owned(), |(_, tier)| tier.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalog::embedded;

    fn catalog() -> Catalog {
        Catalog::parse("mainland", embedded("mainland").unwrap()).unwrap()
    }

    fn months(entered: &str) -> Option<u32> {
        let form = Entered { months: OTHER.into(), other_months: entered.into(), ..Entered::default() };
        let (cart, wrong) = form.cart(&catalog());
        wrong.is_empty().then_some(cart.months)
    }

    #[test]
    fn sec33_months_are_one_to_twenty_four_in_any_digits_and_nothing_else() {
        for (entered, count) in [("1", 1), (" 24 ", 24), ("１２", 12), ("07", 7)] {
            assert_eq!(months(entered), Some(count), "{entered}");
        }
        for bad in ["0", "25", "-1", "1e9", "1.5", "NaN", "2147483648", "9223372036854775808", "二"] {
            assert_eq!(months(bad), None, "{bad}");
        }
        for guess in ["1,5", "1 2", "2_4", "1²", "①", "0,012", "0 012", "１，０００", "1\u{a0}2"] {
            assert_eq!(months(guess), None, "{guess}");
        }
    }

    #[test]
    fn p9_a_package_needs_one_duration_and_one_only() {
        let fault = |package: &str, months: &str, other_months: &str| {
            let form = Entered {
                package: package.into(),
                months: months.into(),
                other_months: other_months.into(),
                ..Entered::default()
            };
            form.cart(&catalog()).1.pop()
        };
        assert_eq!(fault("professional", "", " "), Some(Wrong::NoDuration));
        assert_eq!(fault("", "", ""), None, "add-ons end with their package");
        assert_eq!(fault("professional", "6", "24"), Some(Wrong::TwoDurations));
        assert_eq!(fault("professional", "6", "x"), Some(Wrong::TwoDurations));
        assert_eq!(fault("professional", "6", "６"), None);
        assert_eq!(fault("professional", OTHER, "24"), None);
        assert_eq!(fault("professional", "", "24"), None, "a number alone is plain enough");
    }

    #[test]
    fn sec33_a_tier_outside_its_set_is_told_at_its_field() {
        for bad in ["4294967296", "-1", "1000.0", "1e3", "groups", "NaN", "０"] {
            let form = Entered { groups_per_user: bad.into(), ..Entered::default() };
            let (cart, wrong) = form.cart(&catalog());
            assert_eq!(wrong, [Wrong::Option(Spot::AddOn(AddOnKind::GroupsPerUser))], "{bad}");
            assert!(cart.add_ons.is_empty());
        }
    }

    #[test]
    fn a_cart_comes_back_from_the_query_that_it_makes() {
        let cart = Cart {
            package: Some(Edition::Professional),
            add_ons: vec![AddOn::GroupsPerUser(1_000), AddOn::LivestreamGroups],
            months: 7,
            auto_renew: true,
        };
        let form = Entered::of("cn", SdkAppId::FIRST, &cart, Some(7));
        let (again, wrong) = form.cart(&catalog());
        assert_eq!((again, wrong), (cart, vec![]));
        assert_eq!(form.app_id(), Some(SdkAppId::FIRST));
        assert!(
            form.query().starts_with("data_centre=cn&app=1400000001&package=professional&"),
            "{}",
            form.query()
        );
        let agreed = Entered { sla: YES.into(), ..form.clone() };
        assert_eq!(agreed.query(), form.query());
    }
}
