//! Walks through the demo's year: puts what everybody does in the order of time, moves the clock and lets it happen.

use std::collections::HashMap;

use uuid::Uuid;

use super::{
    NEWCOMER, SHOP, STUDIO, TODAY, When,
    crowd::{GROUPS, Group},
    legacy::{STEPS, Step},
    moment,
    people::{Customer, Papers},
    script::{Act, Wish},
    story::STORY,
};
use crate::{
    domain::{account::Holder, ids::SdkAppId, money::Amount},
    services::{Actor, Services, audit::Who, sandbox::Sandbox},
};

/// Somebody who does things in the demo's year.
pub(super) struct Walk<'a> {
    pub(super) services: &'a Services,
    sandbox: &'a Sandbox,
    /// The member of the staff who decides and grants.
    pub(super) operator: Actor,
    /// The apps of the story, by name.
    pub(super) apps: HashMap<&'static str, SdkAppId>,
    /// The apps of each group of the crowd.
    crowd: Vec<Vec<(SdkAppId, String)>>,
}

/// Something that happens to one of the customers.
enum Event {
    Story(&'static Act),
    Legacy(When, Step),
    Gather(&'static Group),
    BuyAll(usize, &'static Wish),
    StopAll(usize),
    Newcomer,
}

/// What the second customer pays in at the beginning.
const SHOP_MONEY: Amount = Amount::minor(900_000_000);

const STUDIO_PAPERS: Papers =
    Papers { holder: Holder::Enterprise, legal_name: "星海工作室", document_no: "91310000MA1FL0DEM0" };
const SHOP_PAPERS: Papers = Papers {
    holder: Holder::Enterprise,
    legal_name: "Three Hundred Kites Ltd",
    document_no: "91440300MA5DEM0300",
};
const NEWCOMER_PAPERS: Papers =
    Papers { holder: Holder::Individual, legal_name: "林小雨", document_no: "310101199001010000" };
/// What was told within so many seconds is unread: three days.
const UNREAD: i64 = 3 * 86_400;
/// When the third customer signs up.
const NEWCOMER_COMES: When = (11, 18, 16, 20);

/// Fills a new sandbox and leaves its clock at the end of the story.
///
/// # Errors
/// When a service refuses what the story wants, or the database fails.
pub async fn build(services: &Services, sandbox: &Sandbox) -> anyhow::Result<()> {
    let mut walk = Walk {
        services,
        sandbox,
        operator: Actor::console(),
        apps: HashMap::new(),
        crowd: Vec::with_capacity(GROUPS.len()),
    };
    walk.operator = walk.hire().await?;
    let studio = walk.welcome(STUDIO).await?;
    walk.verify(&studio, &STUDIO_PAPERS, &walk.operator).await?;
    let shop = walk.welcome(SHOP).await?;
    walk.verify(&shop, &SHOP_PAPERS, &walk.operator).await?;
    walk.top_up(&shop, SHOP_MONEY).await?;
    for (when, event) in events() {
        walk.go_to(when).await?;
        walk.happen(&studio, &shop, event).await?;
    }
    walk.go_to(TODAY).await?;
    walk.read(&studio).await?;
    walk.read(&shop).await
}

/// Everything that happens, in the order of time.
fn events() -> Vec<(When, Event)> {
    let mut events: Vec<(When, Event)> = STORY.iter().map(|(when, act)| (*when, Event::Story(act))).collect();
    for (index, group) in GROUPS.iter().enumerate() {
        events.push((group.created, Event::Gather(group)));
        events.extend(group.bought.as_ref().map(|(when, wish)| (*when, Event::BuyAll(index, wish))));
        events.extend(group.stopped.map(|when| (when, Event::StopAll(index))));
    }
    events.extend(STEPS.iter().map(|(when, step)| (*when, Event::Legacy(*when, *step))));
    events.push((NEWCOMER_COMES, Event::Newcomer));
    events.sort_by_key(|(when, _)| *when);
    events
}

impl Walk<'_> {
    /// Moves the clock; what falls due on the way is done.
    async fn go_to(&self, when: When) -> anyhow::Result<()> {
        let to = moment(self.services.catalog().catalog.calendar(), when);
        if to > self.services.now() {
            self.sandbox.advance(self.services, to, &self.operator).await?;
        }
        Ok(())
    }

    /// Takes what was told before the last few days as read: nobody leaves a year of messages unread.
    async fn read(&self, customer: &Customer) -> anyhow::Result<()> {
        let Who::User(user) = customer.actor.who else { return Ok(()) };
        let older = self.services.now().plus_seconds(-UNREAD);
        let whose = (customer.account, user);
        self.services.read_messages(whose, (older, Uuid::max()), &customer.actor).await?;
        Ok(())
    }

    async fn happen(&mut self, studio: &Customer, shop: &Customer, event: Event) -> anyhow::Result<()> {
        match event {
            Event::Story(act) => self.play(studio, act).await,
            Event::Legacy(when, step) => self.step(studio, (when, step)).await,
            Event::Gather(group) => {
                let first = self.crowd.iter().map(Vec::len).sum();
                let gathered = self.gather(shop, group, first).await?;
                self.crowd.push(gathered);
                Ok(())
            }
            Event::BuyAll(group, wish) => self.buy_all(shop, self.group(group), wish).await,
            Event::StopAll(group) => self.stop_all(shop, self.group(group)).await,
            Event::Newcomer => {
                let newcomer = self.welcome(NEWCOMER).await?;
                self.submit(&newcomer, &NEWCOMER_PAPERS).await?;
                Ok(())
            }
        }
    }

    fn group(&self, index: usize) -> &[(SdkAppId, String)] {
        self.crowd.get(index).map_or(&[], Vec::as_slice)
    }
}
