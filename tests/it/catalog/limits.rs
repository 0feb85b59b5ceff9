//! The limits of the editions, what add-ons make of them, and the caps of group types (K1, P7, U1).

use im_console::domain::{
    catalog::{Catalog, EMBEDDED},
    limits::{Cap, Feature, Limits},
    product::{AddOn, CallPack, Edition},
};
use proptest::prelude::*;

use super::catalog;

/// The rows of the limits table in its order, features and devices apart.
fn rows(limits: &Limits) -> ([Cap; 10], [u32; 4]) {
    (
        [
            limits.registered_users,
            limits.friends_per_user,
            limits.groups_per_user,
            limits.members_per_group,
            limits.groups,
            limits.livestream_groups,
            limits.new_groups_per_day,
            limits.communities,
            limits.members_per_community,
            limits.members_per_livestream_group,
        ],
        [
            limits.history_days,
            limits.free_daily_active_users,
            limits.free_peak_groups,
            limits.recent_contacts,
        ],
    )
}

#[test]
fn k1_limits_of_every_edition_in_both_catalogs() {
    let n = Some;
    let paid_base = (
        [None, n(3_000), n(500), n(200), None, n(50), n(10_000), n(0), n(0), None],
        [7, 10_000, 100_000, 100],
    );
    let ultimate = (
        [None, n(3_000), n(1_000), n(2_000), None, None, n(10_000), n(100_000), n(100_000), None],
        [30, 10_000, 100_000, 500],
    );
    for (name, trial_new_groups, trial_peak_groups) in
        [("mainland", 100, 100), ("international", 10_000, 100_000)]
    {
        let catalog = catalog(name);
        let of = |edition| rows(&catalog.limits(edition, &[]));
        let trial = (
            [n(100), n(20), n(50), n(20), n(100), n(10), n(trial_new_groups), n(0), n(0), None],
            [7, 100, trial_peak_groups, 100],
        );
        assert_eq!(of(Edition::Trial), trial, "{name}");
        assert_eq!(of(Edition::Im), paid_base, "{name}");
        assert_eq!(of(Edition::Professional), paid_base, "{name}");
        assert_eq!(of(Edition::Ultimate), ultimate, "{name}");
    }
}

#[test]
fn k1_only_ultimate_has_more_than_global_coverage() {
    for name in EMBEDDED {
        let catalog = catalog(name);
        for &edition in Edition::ALL {
            let limits = catalog.limits(edition, &[]);
            let ultimate = edition == Edition::Ultimate;
            for &feature in Feature::ALL {
                assert_eq!(limits.has(feature), ultimate || feature == Feature::GlobalCoverage);
            }
            let devices = if ultimate { (10, 3) } else { (1, 1) };
            assert_eq!((limits.web_devices, limits.devices_per_platform), devices);
            assert_eq!(limits.several_devices(), ultimate);
            let shown = if ultimate { (200, 1_000) } else { (0, 0) };
            assert_eq!((limits.read_receipt_members, limits.online_list_members), shown);
        }
    }
}

#[test]
fn u6_usage_is_charged_to_every_edition_but_trial() {
    for name in EMBEDDED {
        let catalog = catalog(name);
        for &edition in Edition::ALL {
            assert_eq!(catalog.edition(edition).usage_charged, edition != Edition::Trial);
        }
    }
}

#[test]
fn p7_add_ons_raise_the_limits_that_they_name_and_nothing_else() {
    let catalog = catalog("mainland");
    let base = catalog.limits(Edition::Professional, &[]);
    let raised = catalog.limits(
        Edition::Professional,
        &[
            AddOn::LivestreamGroups,
            AddOn::GroupsPerUser(1_000),
            AddOn::MembersPerGroup(2_000),
            AddOn::ContentSecurity,
            AddOn::CallPack(CallPack::Basic),
        ],
    );
    let expected = Limits {
        livestream_groups: None,
        groups_per_user: Some(1_000),
        members_per_group: Some(2_000),
        ..base.clone()
    };
    assert_eq!(raised, expected);
    assert_eq!(catalog.limits(Edition::Professional, &[AddOn::GroupsPerUser(100)]), base);
}

#[test]
fn u1_members_never_go_above_the_group_types_own_cap() {
    let cap = |name: &str, group_type: &str, edition, add_ons: &[AddOn]| {
        let catalog = catalog(name);
        Catalog::member_cap(catalog.group_type(group_type).unwrap(), &catalog.limits(edition, add_ons))
    };
    let six = [AddOn::MembersPerGroup(6_000)];
    for group_type in ["private", "public", "chat_room"] {
        assert_eq!(cap("mainland", group_type, Edition::Trial, &[]), Some(20));
        assert_eq!(cap("mainland", group_type, Edition::Ultimate, &six), Some(6_000));
    }
    assert_eq!(cap("international", "private", Edition::Ultimate, &six), Some(200));
    assert_eq!(cap("international", "public", Edition::Ultimate, &six), Some(2_000));
    assert_eq!(cap("international", "chat_room", Edition::Ultimate, &six), Some(6_000));
    assert_eq!(cap("mainland", "livestream", Edition::Trial, &[]), None);
    assert_eq!(cap("mainland", "community", Edition::Professional, &[]), Some(0));
    assert_eq!(cap("mainland", "community", Edition::Ultimate, &[]), Some(100_000));
}

proptest! {
    #[test]
    fn p7_no_choice_of_offered_add_ons_lowers_a_limit_and_their_order_does_not_matter(
        edition in prop::sample::select(vec![Edition::Professional, Edition::Ultimate]),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let catalog = catalog("mainland");
        let offered = &catalog.book_of("cn").unwrap().offers(edition).unwrap().add_ons;
        let chosen: Vec<AddOn> = picks.iter().map(|pick| pick.get(offered).add_on).collect();
        let reversed: Vec<AddOn> = chosen.iter().rev().copied().collect();
        let (base, raised) = (catalog.limits(edition, &[]), catalog.limits(edition, &chosen));
        prop_assert_eq!(&raised, &catalog.limits(edition, &reversed));
        for (before, after) in rows(&base).0.into_iter().zip(rows(&raised).0) {
            prop_assert!(after.is_none() || before.is_some_and(|before| after >= Some(before)));
        }
    }
}
