//! What the form of an upgrade or a reconfiguration says, and the wish that it means.

use serde::Deserialize;

use crate::{
    domain::{
        change::{ChangeKind, ChangeRefused, POSTPAID_KINDS, Preview, Wanted, Wish},
        ids::SdkAppId,
        product::{AddOn, AddOnKind, Edition},
    },
    services::apps::ChangeDesk,
    web::{
        pages::buy::form::{add_on, word},
        paths,
    },
};

/// The name of the field with the edition, and the id of its first control.
pub(super) const EDITION: &str = "edition";

/// The fields as they came, in a query or a form. A missing one is empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entered {
    /// What to do with the choices.
    pub step: String,
    /// The word of the chosen edition.
    pub edition: String,
    /// The word of the edition whose add-ons stand in the form.
    #[serde(rename = "for")]
    pub of: String,
    /// `yes`, or empty.
    pub livestream_groups: String,
    /// A tier.
    pub groups_per_user: String,
    /// A tier.
    pub members_per_group: String,
    /// `yes`, or empty.
    pub content_security: String,
    /// The key of the confirming form.
    pub key: String,
    /// What the confirming form showed.
    pub seen: String,
}

impl Entered {
    fn field(&self, kind: AddOnKind) -> &str {
        match kind {
            AddOnKind::LivestreamGroups => &self.livestream_groups,
            AddOnKind::GroupsPerUser => &self.groups_per_user,
            AddOnKind::MembersPerGroup => &self.members_per_group,
            AddOnKind::ContentSecurity => &self.content_security,
            AddOnKind::CallPack => "",
        }
    }

    /// The add-ons that the form means, and the fields that mean none.
    fn add_ons(&self) -> (Vec<AddOn>, Vec<&'static str>) {
        let (mut add_ons, mut wrong) = (Vec::new(), Vec::new());
        for kind in POSTPAID_KINDS.into_iter().filter(|&kind| !self.field(kind).is_empty()) {
            match add_on(kind, self.field(kind)) {
                Some(add_on) => add_ons.push(add_on),
                None => wrong.push(kind.as_str()),
            }
        }
        (add_ons, wrong)
    }
}

/// What was chosen, and what it comes to.
#[derive(Debug)]
pub(in crate::web::pages) struct Picked {
    /// What kind of change it is.
    pub(in crate::web::pages) kind: ChangeKind,
    /// The edition and add-ons.
    pub(in crate::web::pages) wanted: Wanted,
    /// The change that they are.
    pub(in crate::web::pages) wish: Wish,
    /// What it comes to.
    pub(in crate::web::pages) preview: Result<Preview, ChangeRefused>,
    /// The fields that hold no option.
    pub(in crate::web::pages) wrong: Vec<&'static str>,
    /// Whether the add-ons of the form were another edition's, so that those of the chosen one are to be looked at.
    pub(in crate::web::pages) is_switched: bool,
}

impl Picked {
    /// What the form means for an app. Without an edition it is the one that the app has, or the first for sale.
    pub(in crate::web::pages) fn of(desk: &ChangeDesk, kind: ChangeKind, entered: &Entered) -> Self {
        let situation = desk.situation();
        let parsed = Edition::parse(&entered.edition).filter(|&edition| situation.offers(edition).is_ok());
        let mut wrong = Vec::new();
        if parsed.is_none() && !entered.edition.is_empty() {
            wrong.push(EDITION);
        }
        let edition = parsed.unwrap_or_else(|| first(desk, kind));
        let is_of_edition = parsed.is_some() && entered.of == edition.as_str();
        let add_ons = if is_of_edition {
            let (add_ons, faults) = entered.add_ons();
            wrong.extend(faults);
            add_ons
        } else {
            situation.carried_over(edition)
        };
        let wanted = Wanted { edition, add_ons };
        let wish = wish(kind, wanted.clone());
        let is_switched = parsed.is_some() && !is_of_edition;
        Self { kind, preview: desk.preview(&wish), wanted, wish, wrong, is_switched }
    }

    /// The choices as fields of the confirming form.
    pub(super) fn fields(&self) -> Vec<(&'static str, String)> {
        let add_on = |kind: AddOnKind| {
            let chosen = self.wanted.add_ons.iter().find(|add_on| add_on.kind() == kind);
            (kind.as_str(), chosen.map(|&add_on| word(add_on)).unwrap_or_default())
        };
        let edition = (EDITION, self.wanted.edition.to_string());
        [edition].into_iter().chain(POSTPAID_KINDS.map(add_on)).collect()
    }

    /// The address of the page that checks them.
    pub(in crate::web::pages) fn check_address(&self, id: SdkAppId) -> String {
        let fields = self.fields();
        let mut pairs: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        pairs.extend([("for", self.wanted.edition.as_str()), ("step", super::CHECK)]);
        paths::with_query(&paths::app_change(id, self.kind), &pairs)
    }
}

/// The wish of an upgrade or a reconfiguration.
pub(super) fn wish(kind: ChangeKind, wanted: Wanted) -> Wish {
    if kind == ChangeKind::Upgrade { Wish::Upgrade(wanted) } else { Wish::Reconfigure(wanted) }
}

/// The edition with which the form opens.
fn first(desk: &ChangeDesk, kind: ChangeKind) -> Edition {
    let situation = desk.situation();
    let book = situation.catalog().book_of(&desk.app.data_centre);
    let first = book.and_then(|book| book.editions().map(|(edition, _)| edition).next());
    let own = desk.app.plan.edition();
    if kind == ChangeKind::Upgrade { first.unwrap_or(own) } else { own }
}
