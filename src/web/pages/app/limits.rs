//! The limits and features of an application in words: each number, and what it would be without the add-on
//! that raises it.

use std::borrow::Cow;

use crate::{
    domain::{
        catalog::Catalog,
        limits::{Cap, Limits},
        product::{AddOn, Edition},
    },
    i18n::{Words, format::Format},
};

/// One limit.
pub(in crate::web::pages) struct LimitRow {
    pub(in crate::web::pages) name: Cow<'static, str>,
    pub(in crate::web::pages) value: Cow<'static, str>,
    /// What it would be without the add-on that raises it.
    pub(in crate::web::pages) raised: Option<Cow<'static, str>>,
}

/// Writes one number: a cap, a plain count or a length.
struct Writer {
    t: Words,
    f: Format,
}

impl Writer {
    fn row(&self, name: Cow<'static, str>, value: Cap, base: Cap) -> LimitRow {
        let raised = (value != base).then(|| self.t.limits_raised(&self.cap(base)));
        LimitRow { name, value: self.cap(value), raised }
    }

    fn cap(&self, cap: Cap) -> Cow<'static, str> {
        cap.map_or_else(|| self.t.unlimited(), |count| self.f.number(i64::from(count)).into())
    }
}

/// The limits of an app of `edition` with `add_ons`. Communities are left out where there are none.
pub(in crate::web::pages) fn rows(
    (t, f): (Words, Format),
    catalog: &Catalog,
    edition: Edition,
    add_ons: &[AddOn],
) -> Vec<LimitRow> {
    let (now, base) = (catalog.limits(edition, add_ons), &catalog.edition(edition).limits);
    let writer = Writer { t, f };
    let same = |name, cap| writer.row(name, cap, cap);
    let mut rows = vec![
        same(t.limit_registered_users(), now.registered_users),
        same(t.limit_friends(), now.friends_per_user),
        writer.row(t.limit_groups_per_user(), now.groups_per_user, base.groups_per_user),
        writer.row(t.limit_members_per_group(), now.members_per_group, base.members_per_group),
        same(t.limit_groups(), now.groups),
        writer.row(t.limit_livestream_groups(), now.livestream_groups, base.livestream_groups),
        same(t.limit_new_groups(), now.new_groups_per_day),
    ];
    if now.communities != Some(0) {
        rows.push(same(t.limit_communities(), now.communities));
    }
    let days = t.limits_days(&f.number(i64::from(now.history_days)));
    rows.push(LimitRow { name: t.limit_history(), value: days, raised: None });
    rows.push(same(t.limit_active_users(), Some(now.free_daily_active_users)));
    rows.push(same(t.limit_peak_groups(), Some(now.free_peak_groups)));
    rows.push(same(t.limit_contacts(), Some(now.recent_contacts)));
    rows
}

/// What the edition brings beside its numbers.
pub(super) fn features(t: Words, limits: &Limits) -> Vec<Cow<'static, str>> {
    let several = limits.several_devices().then(|| t.feature_several_devices());
    limits.features.iter().map(|&feature| t.feature_name(feature)).chain(several).collect()
}
