//! The limits and features of an application as a table: each number, and whether its edition or an add-on gives it.

use std::borrow::Cow;

use crate::{
    domain::{
        catalog::Catalog,
        limits::{Cap, Limits},
        product::{AddOn, Edition},
    },
    i18n::{Words, format::Format},
};

/// A line of the table.
pub(super) struct LimitRow {
    pub(super) name: Cow<'static, str>,
    pub(super) value: Cow<'static, str>,
    pub(super) source: Cow<'static, str>,
    pub(super) is_raised: bool,
}

/// Writes one number: a cap, a plain count or a length.
struct Writer {
    t: Words,
    f: Format,
    edition: Cow<'static, str>,
}

impl Writer {
    fn row(&self, name: Cow<'static, str>, value: Cap, base: Cap) -> LimitRow {
        let is_raised = value != base;
        let source = if is_raised {
            self.t.limits_raised(&self.cap(base))
        } else {
            self.t.limits_from_edition(&self.edition)
        };
        LimitRow { name, value: self.cap(value), source, is_raised }
    }

    fn cap(&self, cap: Cap) -> Cow<'static, str> {
        cap.map_or_else(|| self.t.unlimited(), |count| self.f.number(i64::from(count)).into())
    }
}

/// The limits of an app of `edition` with `add_ons`. Communities are left out where there are none.
pub(super) fn rows(
    (t, f): (Words, Format),
    catalog: &Catalog,
    edition: Edition,
    add_ons: &[AddOn],
) -> Vec<LimitRow> {
    let (now, base) = (catalog.limits(edition, add_ons), &catalog.edition(edition).limits);
    let writer = Writer { t, f, edition: t.edition_name(edition) };
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
    let source = t.limits_from_edition(&writer.edition);
    rows.push(LimitRow { name: t.limit_history(), value: days, source, is_raised: false });
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
