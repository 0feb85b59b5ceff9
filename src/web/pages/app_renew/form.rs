//! What the renewal form says: the months and the add-ons that are kept, and what is wrong with them.

use std::borrow::Cow;

use serde::Deserialize;

use crate::{
    domain::{
        catalog::Published,
        product::{AddOn, AddOnKind},
        renewal::RenewalRefused,
        wish::Renewal,
    },
    web::{
        page::Page,
        pages::{
            buy::{
                Entered as Duration,
                form::{KINDS, OTHER, Wrong, YES},
                term::{QUICK_PICKS, off},
                view::Choice,
            },
            lines::Style,
        },
    },
};

/// What is chosen. Nothing at all is one month of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Entered {
    /// A number of months, or `other`.
    pub months: String,
    /// A number of months, if `months` says so.
    pub other_months: String,
    /// `yes`, or empty.
    pub call_pack: String,
    /// `yes`, or empty.
    pub groups_per_user: String,
    /// `yes`, or empty.
    pub members_per_group: String,
    /// `yes`, or empty.
    pub livestream_groups: String,
}

/// What the form means, and what is wrong with its fields.
pub(in crate::web::pages) struct Read {
    pub(in crate::web::pages) renewal: Renewal,
    pub(in crate::web::pages) duration: Option<Wrong>,
    pub(in crate::web::pages) add_ons: Vec<(AddOnKind, Cow<'static, str>)>,
}

/// One month of everything that is held.
pub(in crate::web::pages) fn everything(held: &[AddOn]) -> Entered {
    let word = |kind| if held.iter().any(|add_on| add_on.kind() == kind) { YES } else { "" }.to_owned();
    Entered {
        months: "1".to_owned(),
        other_months: String::new(),
        call_pack: word(AddOnKind::CallPack),
        groups_per_user: word(AddOnKind::GroupsPerUser),
        members_per_group: word(AddOnKind::MembersPerGroup),
        livestream_groups: word(AddOnKind::LivestreamGroups),
    }
}

impl Entered {
    /// The fields with their names.
    pub(in crate::web::pages) fn fields(&self) -> Vec<(&'static str, &str)> {
        let boxes = KINDS.map(|kind| (kind.as_str(), self.box_of(kind)));
        [("months", self.months.as_str())].into_iter().chain(boxes).collect()
    }

    pub(in crate::web::pages) fn box_of(&self, kind: AddOnKind) -> &str {
        match kind {
            AddOnKind::CallPack => &self.call_pack,
            AddOnKind::GroupsPerUser => &self.groups_per_user,
            AddOnKind::MembersPerGroup => &self.members_per_group,
            AddOnKind::LivestreamGroups => &self.livestream_groups,
            AddOnKind::ContentSecurity => "",
        }
    }

    pub(in crate::web::pages) fn read(&self, page: &Page, published: &Published, held: &[AddOn]) -> Read {
        let duration = Duration {
            months: self.months.clone(),
            other_months: self.other_months.clone(),
            ..Duration::default()
        };
        let (months, wrong) = duration.duration(&published.catalog, true);
        let mut add_ons = Vec::new();
        for kind in KINDS {
            match self.box_of(kind) {
                "" => {}
                YES if held.iter().any(|add_on| add_on.kind() == kind) => {}
                YES => add_ons.push((kind, page.t.renewal_refused(&RenewalRefused::NotHeld { kind }))),
                _ => add_ons.push((kind, page.t.refused_option())),
            }
        }
        let left_out = held.iter().map(|add_on| add_on.kind()).filter(|&kind| self.box_of(kind).is_empty());
        let renewal = Renewal { months: months.unwrap_or_default(), left_out: left_out.collect() };
        Read { renewal, duration: wrong, add_ons }
    }
}

/// The quick picks and the free number, with what stands in it; call packs have no discounts (D4).
pub(super) fn duration(
    style: Style,
    published: &Published,
    entered: &Entered,
    (read, has_discounts): (&Read, bool),
) -> (Vec<Choice>, String) {
    let (t, catalog) = (style.t, &published.catalog);
    let months = read.renewal.months;
    let is_quick = read.duration.is_none() && QUICK_PICKS.contains(&months) && entered.months != OTHER;
    let pick = |picked: u32| Choice {
        value: picked.to_string(),
        title: t.months(picked).into_owned(),
        price: if has_discounts { off(catalog, style, picked) } else { String::new() },
        checked: is_quick && picked == months,
        ..Choice::default()
    };
    let quick = QUICK_PICKS.into_iter().filter(|months| catalog.months().contains(months)).map(pick);
    let title = t.buy_duration_other().into_owned();
    let other = Choice { value: OTHER.to_owned(), title, checked: !is_quick, ..Choice::default() };
    let number = match (is_quick, entered.months.trim()) {
        (true, _) => String::new(),
        (false, "" | OTHER) => entered.other_months.clone(),
        (false, months) => months.to_owned(),
    };
    (quick.chain([other]).collect(), number)
}
