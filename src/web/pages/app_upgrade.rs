//! Going up within a prepaid term (R4): to the ultimate package or to a higher tier of an add-on, with one line for each
//! term and negative lines for what becomes void. The form in the address gives the price again without a script.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    app_renew::load,
    buy::{summary::SummaryView, view::Choice},
    lines::Style,
    quote::{Told, told},
    wishes::{Subject, ULTIMATE, quoted, target_word},
};
use crate::{
    domain::{
        product::{AddOn, CallPack, Edition, Item},
        upgrade::{self, Target, UpgradeRefused},
        wish::{self, Offer, Shop, Wish},
    },
    services::prepaid::PaidApp,
    web::{
        Error, State,
        extract::{Form, Path, Query},
        form::Fault,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// What is chosen. Nothing at all is the first that is offered.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entered {
    /// The word of what it goes up to.
    pub target: String,
    /// The word of a call pack.
    pub call_pack: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/app_upgrade.html")]
struct UpgradePage {
    page: Page,
    title: Cow<'static, str>,
    name: String,
    app_url: String,
    path: String,
    faults: Vec<Fault>,
    refused: Option<Told>,
    form: Option<UpgradeForm>,
    /// Why there is no form.
    nothing: Cow<'static, str>,
}

/// The form and its price.
struct UpgradeForm {
    targets: Vec<Choice>,
    packs: Vec<Choice>,
    target_error: Option<Cow<'static, str>>,
    pack_error: Option<Cow<'static, str>>,
    voids: Option<Cow<'static, str>>,
    summary: SummaryView,
}

/// What is wrong with the form: with the target, or with the call pack.
type Faulty = (Option<Cow<'static, str>>, Option<Cow<'static, str>>);

/// The form, with the price of what is chosen in the address.
///
/// # Errors
/// With 404 when the app is not this account's; when the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Query(entered): Query<Entered>,
) -> Result<Response, Error> {
    let paid = load(&state, &visitor, number).await?;
    let faulty =
        if entered.target.is_empty() { Faulty::default() } else { entered.faulty(&page, &state, &paid) };
    let shown = show(&state, page, &paid, (&entered, faulty, None));
    let status = if shown.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, shown).into_response())
}

/// Makes a quote of the form.
///
/// # Errors
/// As [`get`]. What is wrong with the form is told at its fields; what the app's state does not allow is 409.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(entered): Form<Entered>,
) -> Result<Response, Error> {
    let paid = load(&state, &visitor, number).await?;
    let faulty = entered.faulty(&page, &state, &paid);
    let target = entered.target().filter(|_| faulty == Faulty::default());
    let Some(target) = target else {
        let shown = show(&state, page, &paid, (&entered, faulty, None));
        let is_of_form = shown.form.is_some();
        let status = if is_of_form { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
        return Ok((status, shown).into_response());
    };
    let wish = Wish::Upgrade(target);
    let refused = match quoted(&state, &visitor, paid.app.id, wish).await? {
        Ok(to_quote) => return Ok(to_quote),
        Err(refused) => told(&page, &refused),
    };
    let shown = show(&state, page, &paid, (&entered, Faulty::default(), Some(refused)));
    Ok((StatusCode::CONFLICT, shown).into_response())
}

impl Entered {
    /// What the form means; none where it names nothing.
    pub(super) fn target(&self) -> Option<Target> {
        match (self.target.as_str(), self.call_pack.as_str()) {
            (ULTIMATE, "") => Some(Target::Ultimate(None)),
            (ULTIMATE, pack) => Some(Target::Ultimate(Some(CallPack::parse(pack)?))),
            (code, "") => AddOn::parse(code).map(Target::AddOn),
            _ => None,
        }
    }

    /// What is wrong with it, as the domain sees it now.
    fn faulty(&self, page: &Page, state: &State, paid: &PaidApp) -> Faulty {
        let t = page.t;
        let is_known = self.target == ULTIMATE || AddOn::parse(&self.target).is_some();
        if !is_known {
            return (Some(t.upgrade_refused_option()), None);
        }
        if !self.call_pack.is_empty() && CallPack::parse(&self.call_pack).is_none() {
            return (None, Some(t.upgrade_refused_option()));
        }
        let Some(target) = self.target() else {
            return (None, Some(t.upgrade_refused(&UpgradeRefused::NoCallPackVoided)));
        };
        let Err(refused) = upgrade::price(&paid.prepaid(), target, state.services().now()) else {
            return Faulty::default();
        };
        let text = t.upgrade_refused(&refused);
        let is_pack = match refused {
            UpgradeRefused::NoCallPackVoided => true,
            UpgradeRefused::NotOffered { item } => {
                matches!((target, item), (Target::Ultimate(_), Item::AddOn(AddOn::CallPack(_))))
            }
            _ => false,
        };
        if is_pack { (None, Some(text)) } else { (Some(text), None) }
    }
}

fn show(
    state: &State,
    page: Page,
    paid: &PaidApp,
    (entered, (target_error, pack_error), refused): (&Entered, Faulty, Option<Told>),
) -> UpgradePage {
    let page = page.at(Section::Apps);
    let targets = upgrade::targets(&paid.prepaid(), state.services().now());
    let form = targets.first().map(|&first| {
        let chosen = entered.target().filter(|_| target_error.is_none() && pack_error.is_none());
        let chosen = if entered.target.is_empty() { Some(first) } else { chosen };
        form(state, &page, paid, (&targets, entered, chosen), (target_error.clone(), pack_error.clone()))
    });
    let faults = [("#target", target_error), ("#call_pack", pack_error)];
    let faults =
        faults.into_iter().filter_map(|(href, text)| Some(Fault { href: href.to_owned(), text: text? }));
    let possible = upgrade::price(&paid.prepaid(), Target::Ultimate(None), state.services().now());
    UpgradePage {
        title: page.t.upgrade_package_title(),
        name: paid.app.profile.name.as_str().to_owned(),
        app_url: paths::app(paid.app.id),
        path: paths::app_upgrade_package(paid.app.id),
        faults: if form.is_some() { faults.collect() } else { Vec::new() },
        refused,
        form,
        nothing: match possible {
            Err(refused @ (UpgradeRefused::NoRunningTerm | UpgradeRefused::Overdue)) => {
                page.t.upgrade_refused(&refused)
            }
            _ => page.t.upgrade_nothing(),
        },
        page,
    }
}

fn form(
    state: &State,
    page: &Page,
    paid: &PaidApp,
    (targets, entered, chosen): (&[Target], &Entered, Option<Target>),
    (target_error, pack_error): Faulty,
) -> UpgradeForm {
    let (published, now) = (state.services().catalog(), state.services().now());
    let (t, style) = (page.t, Style::signs(page.t, page.f));
    let app = &paid.app;
    let subject = Subject {
        app: app.profile.name.as_str(),
        data_centre: &app.data_centre,
        renews: app.auto_renew,
        catalog: &published,
        now,
    };
    let asked = chosen.map(Wish::Upgrade);
    let shop = Shop { catalog: &published.catalog, app, holdings: &[], prepaid: Some(paid.prepaid()) };
    let priced = asked.as_ref().map(|asked| wish::price(&shop, asked, now));
    let offer = priced.as_ref().and_then(|priced| priced.as_ref().ok());
    let note = t.upgrade_refused_option().into_owned();
    let word = chosen.map_or_else(|| entered.target.clone(), target_word);
    UpgradeForm {
        targets: choices(page, targets, &word),
        packs: packs(page, &upgrade::pairing_packs(&paid.prepaid(), now), &entered.call_pack, targets),
        target_error,
        pack_error,
        voids: offer.and_then(|offer| voids(page, offer)),
        summary: match (&asked, offer) {
            (Some(wish), Some(offer)) => subject.summary(style, wish, Ok(offer)),
            _ => subject.summary(style, &Wish::Upgrade(Target::Ultimate(None)), Err(note)),
        },
    }
}

/// The call packs to choose from, where going to ultimate makes the present one void.
pub(super) fn packs(page: &Page, packs: &[CallPack], entered: &str, targets: &[Target]) -> Vec<Choice> {
    if packs.is_empty() || !targets.contains(&Target::Ultimate(None)) {
        return Vec::new();
    }
    let title = page.t.upgrade_pack_none().into_owned();
    let none = Choice { title, checked: entered.is_empty(), ..Choice::default() };
    let pack = |pack: &CallPack| Choice {
        value: pack.as_str().to_owned(),
        title: page.t.add_on_name(AddOn::CallPack(*pack)).into_owned(),
        checked: entered == pack.as_str(),
        ..Choice::default()
    };
    [none].into_iter().chain(packs.iter().map(pack)).collect()
}

/// The names of what becomes void.
fn voids(page: &Page, offer: &Offer) -> Option<Cow<'static, str>> {
    let mut names: Vec<Cow<'static, str>> = Vec::new();
    for voided in &offer.voided {
        let name = page.t.item_name(voided.item);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let joined = names.into_iter().reduce(|first, rest| page.t.list_joined(&first, &rest))?;
    Some(page.t.upgrade_voids(&joined))
}

/// What can be gone up to.
pub(super) fn choices(page: &Page, targets: &[Target], chosen: &str) -> Vec<Choice> {
    let t = page.t;
    let choice = |target: &Target| Choice {
        value: target_word(*target),
        title: match target {
            Target::Ultimate(_) => t.package_of(&t.edition_name(Edition::Ultimate)),
            Target::AddOn(add_on) => t.add_on_name(*add_on),
        }
        .into_owned(),
        checked: target_word(*target) == chosen,
        ..Choice::default()
    };
    targets.iter().map(choice).collect()
}
