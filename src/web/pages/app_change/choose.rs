//! The choice of edition and add-ons: what is offered, what is in force, what the month still allows (U3) and what the
//! choice comes to.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::http::StatusCode;

use super::{
    form::{EDITION, Picked, wish},
    title,
};
use crate::{
    domain::{
        catalog::{EditionOffers, PriceBook},
        change::{ChangeKind, ChangeRefused, Changeable, POSTPAID_KINDS, Situation, Wanted},
        product::{AddOn, AddOnKind, Edition},
    },
    services::apps::ChangeDesk,
    web::{
        form::Fault,
        page::Page,
        pages::{
            buy::{
                add_ons::{base, limit, title as add_on_title},
                form::word,
                view::Choice,
            },
            lines::Style,
        },
        paths,
    },
};

/// The options of one item, what may be done to it, and what is wrong with it.
pub(in crate::web::pages) struct Block {
    /// The name of the field and the id of its first control.
    pub(in crate::web::pages) id: &'static str,
    /// What it is.
    pub(in crate::web::pages) label: Cow<'static, str>,
    /// What may be done to it.
    pub(in crate::web::pages) hint: Cow<'static, str>,
    /// The options; empty where there is nothing to choose.
    pub(in crate::web::pages) choices: Vec<Choice>,
    error: Option<Cow<'static, str>>,
}

/// The edition and the add-ons of a change with their options.
pub(in crate::web::pages) fn blocks(style: Style, desk: &ChangeDesk, picked: &Picked) -> Vec<Block> {
    let counter = Counter { style, situation: desk.situation(), picked };
    let add_ons = POSTPAID_KINDS.into_iter().filter_map(|kind| counter.add_on_block(kind));
    [counter.edition_block()].into_iter().chain(add_ons).collect()
}

/// What the choice comes to.
struct Summary {
    rows: Vec<(Cow<'static, str>, String)>,
    announced: String,
    note: Cow<'static, str>,
}

/// The page.
#[derive(Template, WebTemplate)]
#[template(path = "pages/app_change.html")]
pub(super) struct ChoosePage {
    page: Page,
    faults: Vec<Fault>,
    title: Cow<'static, str>,
    name: String,
    lead: Cow<'static, str>,
    path: String,
    back: String,
    edition: Block,
    of: &'static str,
    add_ons_hint: Cow<'static, str>,
    switched: Option<Cow<'static, str>>,
    blocks: Vec<Block>,
    part: Vec<Cow<'static, str>>,
    summary: Summary,
}

/// Everything that an option is put into words with.
struct Counter<'a> {
    style: Style,
    situation: Situation<'a>,
    picked: &'a Picked,
}

impl ChoosePage {
    /// The page; with what is wrong where the choice was to be checked.
    pub(super) fn new(page: Page, desk: &ChangeDesk, picked: &Picked, checks: bool) -> (StatusCode, Self) {
        let (t, app) = (page.t, &desk.app);
        let counter = Counter { style: Style::signs(page.t, page.f), situation: desk.situation(), picked };
        let mut blocks: Vec<Block> =
            POSTPAID_KINDS.into_iter().filter_map(|kind| counter.add_on_block(kind)).collect();
        let mut edition = counter.edition_block();
        let refused = picked.preview.as_ref().err().filter(|_| checks && !picked.is_switched);
        counter.mark(&mut edition, &mut blocks, refused);
        let faults: Vec<Fault> = [&edition].into_iter().chain(&blocks).filter_map(Block::fault).collect();
        let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let edition_name = t.edition_name(picked.wanted.edition);
        let is_upgrade = picked.kind == ChangeKind::Upgrade;
        let page = Self {
            faults,
            title: title(t, picked.kind, app.profile.name.as_str()),
            name: app.profile.name.as_str().to_owned(),
            lead: if is_upgrade { t.upgrade_lead() } else { t.reconfigure_lead() },
            path: paths::app_change(app.id, picked.kind),
            back: paths::app(app.id),
            edition,
            of: picked.wanted.edition.as_str(),
            add_ons_hint: t.change_add_ons_of(&edition_name),
            switched: picked.is_switched.then(|| t.change_look_again(&edition_name)),
            blocks,
            part: counter.part_of_edition(),
            summary: counter.summary(),
            page,
        };
        (status, page)
    }
}

impl Block {
    fn fault(&self) -> Option<Fault> {
        let text = self.error.clone()?;
        Some(Fault { href: format!("#{}", self.id), text })
    }
}

impl Counter<'_> {
    fn before(&self) -> (Option<Edition>, &[AddOn]) {
        let setup = self.situation.setup().ok().filter(|setup| setup.is_postpaid());
        setup.map_or((None, &[]), |setup| (Some(setup.edition), &setup.add_ons))
    }

    /// Whether the month allows `wanted` as far as `item` goes (U3).
    fn is_allowed(&self, wanted: Wanted, item: Changeable) -> bool {
        let decided = wish(self.picked.kind, wanted).decide(&self.situation);
        !matches!(decided, Err(ChangeRefused::ChangedThisMonth { item: refused, .. }) if refused == item)
    }

    fn hint(&self, item: Changeable) -> Cow<'static, str> {
        if self.picked.kind == ChangeKind::Upgrade {
            return "".into();
        }
        super::check::allowed(self.style, &self.situation, self.situation.allowed(item))
    }

    fn edition_block(&self) -> Block {
        let Style { t, .. } = self.style;
        let catalog = self.situation.catalog();
        let book = catalog.book_of(&self.situation.app.data_centre);
        let editions = book.into_iter().flat_map(PriceBook::editions);
        let choice = |(edition, offers): (Edition, &EditionOffers)| {
            let wanted = Wanted { edition, add_ons: self.situation.carried_over(edition) };
            let checked = self.picked.wanted.edition == edition;
            let is_current = self.before().0 == Some(edition);
            Choice {
                value: edition.to_string(),
                title: t.edition_name(edition).into_owned(),
                details: if is_current { vec![t.change_current().into_owned()] } else { Vec::new() },
                price: t.per_month(&self.style.money(offers.monthly)).into_owned(),
                checked,
                disabled: !checked && !self.is_allowed(wanted, Changeable::Edition),
                ..Choice::default()
            }
        };
        Block {
            id: EDITION,
            label: t.edition(),
            hint: self.hint(Changeable::Edition),
            choices: editions.map(choice).collect(),
            error: None,
        }
    }

    /// The options of one kind of add-on under the chosen edition; none where it is not known here at all.
    fn add_on_block(&self, kind: AddOnKind) -> Option<Block> {
        let Style { t, .. } = self.style;
        let edition = self.picked.wanted.edition;
        let offers = self.situation.offers(edition).ok()?;
        let carried = self.situation.carried_over(edition);
        let mut tiers: Vec<AddOn> = offers.of_kind(kind).map(|offer| offer.add_on).collect();
        let kept = carried.iter().copied().find(|add_on| add_on.kind() == kind);
        tiers.extend(kept.filter(|add_on| !tiers.contains(add_on)));
        let limits = &self.situation.catalog().edition(edition).limits;
        let is_included = limit(limits, kind) == Some(None);
        if tiers.is_empty() && !is_included {
            return None;
        }
        let options = [None].into_iter().chain(tiers.iter().copied().map(Some));
        let choices = options.map(|option| self.option(kind, option, &carried)).collect();
        let label = match kind {
            AddOnKind::LivestreamGroups => t.limit_livestream_groups(),
            _ => t.add_on_kind_name(kind),
        };
        Some(Block {
            id: kind.as_str(),
            label,
            hint: if is_included {
                t.buy_add_on_included(&t.edition_name(edition))
            } else {
                self.hint(Changeable::AddOn(kind))
            },
            choices: if is_included { Vec::new() } else { choices },
            error: None,
        })
    }

    fn option(&self, kind: AddOnKind, option: Option<AddOn>, carried: &[AddOn]) -> Choice {
        let Style { t, .. } = self.style;
        let edition = self.picked.wanted.edition;
        let others = carried.iter().copied().filter(|add_on| add_on.kind() != kind);
        let wanted = Wanted { edition, add_ons: others.chain(option).collect() };
        let chosen = self.picked.wanted.add_ons.iter().copied().find(|add_on| add_on.kind() == kind);
        let (now, held) = self.before();
        let held = held.iter().copied().find(|add_on| add_on.kind() == kind);
        let limits = &self.situation.catalog().edition(edition).limits;
        let offer = option.and_then(|add_on| self.situation.offers(edition).ok()?.offer(add_on));
        let is_current = now == Some(edition) && held == option;
        let checked = chosen == option;
        Choice {
            value: option.map(word).unwrap_or_default(),
            title: option
                .map_or_else(|| base(self.style, limits, kind), |add_on| add_on_title(self.style, add_on)),
            details: if is_current { vec![t.change_current().into_owned()] } else { Vec::new() },
            price: offer.map_or_else(String::new, |offer| {
                t.buy_add_on_delta(&self.style.money(offer.monthly)).into_owned()
            }),
            checked,
            disabled: !checked && !self.is_allowed(wanted, Changeable::AddOn(kind)),
            ..Choice::default()
        }
    }

    /// Puts what is wrong to its block.
    fn mark(&self, edition: &mut Block, blocks: &mut [Block], refused: Option<&ChangeRefused>) {
        let Style { t, f, .. } = self.style;
        let mut put = |id: &str, text: Cow<'static, str>| {
            let at = blocks.iter_mut().find(|block| block.id == id && !block.choices.is_empty());
            at.unwrap_or(&mut *edition).error = Some(text);
        };
        for &id in &self.picked.wrong {
            put(id, t.change_option());
        }
        if let (Some(refused), true) = (refused, self.picked.wrong.is_empty()) {
            let id = match refused {
                ChangeRefused::NotOffered { add_on, .. } => add_on.kind().as_str(),
                ChangeRefused::ChosenTwice { kind }
                | ChangeRefused::ChangedThisMonth { item: Changeable::AddOn(kind), .. } => kind.as_str(),
                _ => EDITION,
            };
            put(id, t.change_refused(refused, f));
        }
    }

    /// What the change of edition makes void or restores.
    fn part_of_edition(&self) -> Vec<Cow<'static, str>> {
        let Ok(preview) = &self.picked.preview else { return Vec::new() };
        super::check::part_of_edition(self.style, &preview.change)
    }

    fn summary(&self) -> Summary {
        let t = self.style.t;
        match &self.picked.preview {
            Ok(preview) => {
                let names = [
                    t.moved_this_before(),
                    t.moved_this_after(),
                    t.moved_next_before(),
                    t.moved_next_after(),
                ];
                let sums = preview.totals().map(|sum| self.style.money(sum));
                let announced = sums.last().cloned().unwrap_or_default();
                Summary {
                    announced: format!("{} {announced}", t.moved_next_after()),
                    rows: names.into_iter().zip(sums).collect(),
                    note: t.change_estimate_note(),
                }
            }
            Err(refused) => Summary {
                rows: Vec::new(),
                announced: String::new(),
                note: t.change_refused(refused, self.style.f),
            },
        }
    }
}
