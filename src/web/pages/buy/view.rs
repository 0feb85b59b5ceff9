//! The purchase page as its template sees it: ready words, step by step (pages.md 1.4). What is offered comes from
//! the catalog and the rules; this file only puts it into words.

use std::borrow::Cow;

use super::{
    add_ons::{self, AddOnBlock},
    apps::{self, AppBlock},
    desk::Desk,
    form::{KINDS, Spot, Wrong, YES},
    plans::{self, Comparison},
    term::{self, DurationBlock, Renewal},
};
use crate::{
    domain::{catalog::DataCentre, purchase::Sellable},
    i18n::Words,
    web::{form::Fault, pages::lines::Style},
};

/// A radio button: value, name, and what stands beside it.
#[derive(Clone, Debug, Default)]
pub(in crate::web) struct Choice {
    /// What the form sends.
    pub(in crate::web) value: String,
    /// What it is called.
    pub(in crate::web) title: String,
    /// Further lines.
    pub(in crate::web) details: Vec<String>,
    /// A price or a price difference; may be empty.
    pub(in crate::web) price: String,
    /// A former price, struck out; may be empty.
    pub(in crate::web) list_price: String,
    /// Whether it is chosen.
    pub(in crate::web) checked: bool,
    /// Whether it can't be chosen.
    pub(in crate::web) disabled: bool,
}

/// A message at a place of the form, with the way on where there is one.
pub(in crate::web) type Message = Option<Cow<'static, str>>;

/// A link: address and words.
pub(in crate::web) type Link = (String, String);

/// The whole form.
#[derive(Clone, Debug)]
pub(in crate::web) struct BuyView {
    /// Step 1.
    pub(in crate::web) centres: Vec<Choice>,
    /// Step 2.
    pub(in crate::web) app: AppBlock,
    /// Step 3 where a package is chosen.
    pub(in crate::web) packages: Vec<Choice>,
    /// Step 3 where none is: why.
    pub(in crate::web) package_fixed: String,
    /// What differs between the packages.
    pub(in crate::web) comparison: Option<Comparison>,
    /// Step 4.
    pub(in crate::web) add_ons: Vec<AddOnBlock>,
    /// What holds for all of it.
    pub(in crate::web) add_ons_hint: Cow<'static, str>,
    /// Step 5.
    pub(in crate::web) duration: DurationBlock,
    /// Step 6; none where a package renews or nothing is for sale.
    pub(in crate::web) renewal: Option<Renewal>,
    /// Whether the agreement was ticked.
    pub(in crate::web) agreed: bool,
    /// What the parts of the page depend on: a part is drawn anew when its key has changed.
    pub(in crate::web) keys: Keys,
    /// The choices as a query.
    pub(in crate::web) query: String,
    /// Everything that needs changing, in the order of the form.
    pub(in crate::web) faults: Vec<Fault>,
    messages: Vec<(Spot, Cow<'static, str>)>,
}

/// What the parts of the page depend on.
#[derive(Clone, Debug)]
pub(in crate::web) struct Keys {
    /// The list of apps: the place.
    pub(in crate::web) apps: String,
    /// Packages and duration: the app and what it can be sold.
    pub(in crate::web) package: String,
    /// Add-ons: that, and the edition.
    pub(in crate::web) add_ons: String,
}

impl BuyView {
    /// The message at a place of the form.
    pub(in crate::web) fn at(&self, id: &str) -> Message {
        self.messages.iter().find(|(spot, _)| spot.id() == id).map(|(_, text)| text.clone())
    }

    /// Puts a desk into words.
    pub(in crate::web) fn of(desk: &Desk, style: Style) -> Self {
        let t = style.t;
        let messages = messages(desk, t);
        let faults =
            messages.iter().map(|(spot, text)| Fault { href: format!("#{}", spot.id()), text: text.clone() });
        let sells = desk.sells_packages();
        Self {
            centres: centres(desk, t),
            app: apps::block(desk, style),
            packages: if sells { plans::packages(desk, style) } else { Vec::new() },
            package_fixed: package_fixed(desk, style),
            comparison: if sells { plans::comparison(desk, style) } else { None },
            add_ons: add_ons::blocks(desk, style),
            add_ons_hint: if desk.sells_pack_alone() { t.pack_alone_hint() } else { t.buy_add_ons_hint() },
            duration: term::duration(desk, style),
            renewal: term::renewal(desk, style),
            agreed: desk.entered.sla == YES && !desk.wrong.is_empty(),
            keys: keys(desk),
            query: desk.entered.query(),
            faults: faults.collect(),
            messages,
        }
    }
}

/// The messages in the order of the form, one for each place.
fn messages(desk: &Desk, t: Words) -> Vec<(Spot, Cow<'static, str>)> {
    let spots = [Spot::DataCentre, Spot::App, Spot::Package].into_iter();
    let spots = spots.chain(KINDS.map(Spot::AddOn)).chain([Spot::Months, Spot::AutoRenew, Spot::Agreement]);
    spots.filter_map(|spot| Some((spot, wrong(t, desk.wrong_at(spot)?)))).collect()
}

/// What is wrong with a field, in words.
pub(in crate::web) fn wrong(t: Words, wrong: &Wrong) -> Cow<'static, str> {
    match wrong {
        Wrong::Rule(refused) => t.purchase_refused(refused),
        Wrong::Option(Spot::AutoRenew) => t.refused_auto_renew(),
        Wrong::Option(_) => t.refused_option(),
        Wrong::NoDuration => t.refused_no_duration(),
        Wrong::TwoDurations => t.refused_two_durations(),
    }
}

fn keys(desk: &Desk) -> Keys {
    let app = desk.chosen().map(|chosen| chosen.app.id.to_string()).unwrap_or_default();
    let package = format!("{}/{app}", desk.centre.code);
    let edition = desk.edition().map(|edition| edition.to_string()).unwrap_or_default();
    Keys { apps: desk.centre.code.clone(), add_ons: format!("{package}/{edition}"), package }
}

fn centres(desk: &Desk, t: Words) -> Vec<Choice> {
    let choice = |centre: &DataCentre| Choice {
        value: centre.code.clone(),
        title: t.catalog_name(&centre.names).to_owned(),
        checked: centre.code == desk.centre.code,
        ..Choice::default()
    };
    desk.published.catalog.data_centres.iter().map(choice).collect()
}

fn package_fixed(desk: &Desk, style: Style) -> String {
    let Style { t, f, .. } = style;
    match &desk.subject().sellable {
        Ok(Sellable::AddOns { edition, ends_at }) => {
            t.buy_package_fixed(&t.edition_name(*edition), &f.date_long(*ends_at)).into_owned()
        }
        Ok(Sellable::CallPack { edition }) => {
            let mode = desk.subject().app.plan.billing_mode();
            t.pack_alone(&t.edition_label(*edition, mode)).into_owned()
        }
        Ok(_) => String::new(),
        Err(_) => t.buy_package_not_here().into_owned(),
    }
}
