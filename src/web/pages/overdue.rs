//! What an account owes, and what happens next: the box on the pages that it concerns (U8, M1).

use std::borrow::Cow;

use crate::{
    domain::{calendar::Timestamp, money::Amount},
    store::{StoreError, Tx, bills},
    web::{State, page::Page, paths, visitor::Visitor},
};

/// The box of an account that owes something.
#[derive(Clone, Debug)]
pub(in crate::web) struct Overdue {
    /// What is owed.
    pub(in crate::web) title: Cow<'static, str>,
    /// When the applications are stopped, or since when they are.
    pub(in crate::web) stops: Cow<'static, str>,
    /// The overdue bills, the oldest first: address and words.
    pub(in crate::web) bills: Vec<(String, Cow<'static, str>)>,
}

impl Overdue {
    /// The box for whoever looks at a page now.
    pub(in crate::web) async fn for_visitor(
        state: &State,
        visitor: &Visitor,
        page: &Page,
    ) -> Result<Option<Self>, StoreError> {
        let mut tx = state.services().store.read().await?;
        Self::of(&mut tx, visitor, (page, state.services().now())).await
    }

    /// The box at `now`; none for an account that owes nothing.
    pub(in crate::web) async fn of(
        tx: &mut Tx,
        visitor: &Visitor,
        (page, now): (&Page, Timestamp),
    ) -> Result<Option<Self>, StoreError> {
        if !visitor.has_overdue() {
            return Ok(None);
        }
        let heads = bills::overdue(tx, visitor.account()).await?;
        let Some(oldest) = heads.first() else { return Ok(None) };
        let (t, f) = (page.t, page.f);
        let stops_at = oldest.kept.bill.times.deactivate_at;
        let when = f.date_time_zoned(stops_at);
        let owed: Amount = heads.iter().map(|head| head.kept.bill.owed()).sum();
        let link = |month| (paths::bill(month), t.bill_title(&f.calendar_month(month)));
        Ok(Some(Self {
            title: t.overdue_title(&f.money_iso(owed)),
            stops: if now < stops_at { t.overdue_will_stop(&when) } else { t.overdue_stopped(&when) },
            bills: heads.iter().map(|head| link(head.kept.bill.month)).collect(),
        }))
    }
}
