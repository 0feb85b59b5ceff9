//! What the purchase form says, field by field, and the cart that it means. Every field has a set or a range; whatever
//! lies outside becomes a message at its field, all of them at once (SEC31–SEC33).

use serde::Deserialize;

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

/// A place of the form that a message stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Spot {
    /// The data centres.
    DataCentre,
    /// The apps.
    App,
    /// The packages.
    Package,
    /// The options of one kind of add-on.
    AddOn(AddOnKind),
    /// The duration.
    Months,
    /// The box of the agreement.
    Agreement,
}

impl Spot {
    /// The id of the first control there.
    pub(in crate::web) const fn id(self) -> &'static str {
        match self {
            Self::DataCentre => "data_centre",
            Self::App => "app",
            Self::Package => "package",
            Self::AddOn(kind) => kind.as_str(),
            Self::Months => "months",
            Self::Agreement => "sla",
        }
    }

    /// Where the message of a refusal belongs.
    pub(in crate::web) const fn of(refused: &PurchaseRefused) -> Self {
        match refused {
            PurchaseRefused::UnknownDataCentre => Self::DataCentre,
            PurchaseRefused::NotVerified
            | PurchaseRefused::OtherDataCentre
            | PurchaseRefused::NoApp
            | PurchaseRefused::Postpaid
            | PurchaseRefused::Legacy
            | PurchaseRefused::StoppedForGood
            | PurchaseRefused::Released
            | PurchaseRefused::UnpaidOrder { .. } => Self::App,
            PurchaseRefused::PackageNeeded | PurchaseRefused::PackageHeld => Self::Package,
            PurchaseRefused::NotOffered { add_on, .. } => Self::AddOn(add_on.kind()),
            PurchaseRefused::ChosenTwice { kind } | PurchaseRefused::Held { kind } => Self::AddOn(*kind),
            PurchaseRefused::NothingChosen | PurchaseRefused::CallPackPairing { .. } => {
                Self::AddOn(AddOnKind::CallPack)
            }
            PurchaseRefused::Months { .. } => Self::Months,
            PurchaseRefused::AgreementMissing => Self::Agreement,
        }
    }
}

/// What is wrong with the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) enum Wrong {
    /// A rule refuses it.
    Rule(PurchaseRefused),
    /// The page offers no such option there.
    Option(Spot),
}

impl Wrong {
    /// Where its message belongs.
    pub(in crate::web) const fn spot(&self) -> Spot {
        match self {
            Self::Rule(refused) => Spot::of(refused),
            Self::Option(spot) => *spot,
        }
    }
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

    /// The choices that made `cart`, to go back to the form with.
    pub(in crate::web) fn of(data_centre: &str, app: SdkAppId, cart: &Cart) -> Self {
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
            months: cart.package.map(|_| cart.months.to_string()).unwrap_or_default(),
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
        if self.months == OTHER { &self.other_months } else { &self.months }
    }

    /// The app, if an SDKAppID stands there.
    pub(in crate::web) fn app_id(&self) -> Option<SdkAppId> {
        read_whole(&self.app).and_then(|number| i64::try_from(number).ok()).and_then(SdkAppId::new)
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
        let range = catalog.months();
        let number = read_whole(self.months_entered()).and_then(|number| u32::try_from(number).ok());
        let months = number.filter(|months| range.contains(months));
        if months.is_none() && !(self.months.is_empty() && self.other_months.is_empty()) {
            let found = number.unwrap_or_default();
            let refused = PurchaseRefused::Months { found, least: *range.start(), most: *range.end() };
            wrong.push(Wrong::Rule(refused));
        }
        let cart = Cart {
            package,
            add_ons,
            months: months.unwrap_or(*range.start()),
            auto_renew: self.auto_renew == YES,
        };
        (cart, wrong)
    }
}

/// The add-on that a filled field means.
fn add_on(kind: AddOnKind, entered: &str) -> Option<AddOn> {
    match (entered, kind) {
        (YES, AddOnKind::LivestreamGroups) => Some(AddOn::LivestreamGroups),
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
        for bad in ["", "0", "25", "-1", "1e9", "1.5", "NaN", "2147483648", "9223372036854775808", "二"] {
            assert_eq!(months(bad), None, "{bad}");
        }
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
        let form = Entered::of("cn", SdkAppId::FIRST, &cart);
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
