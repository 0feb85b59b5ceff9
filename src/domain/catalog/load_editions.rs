//! Reads what each edition brings without add-ons: its limits, its features and whether its usage is charged (K1).

use super::{
    EditionTerms, Editions,
    load::joined,
    reader::{At, Section},
};
use crate::domain::limits::{Cap, Feature, Limits};

/// Reads the table of all editions; each of the four must be there.
pub(super) fn read(section: Section<'_>) -> Option<Editions> {
    let edition = |key| section.section(key).and_then(edition);
    let trial = edition("trial");
    let im = edition("im");
    let professional = edition("professional");
    let ultimate = edition("ultimate");
    section.finish();
    Some(Editions { trial: trial?, im: im?, professional: professional?, ultimate: ultimate? })
}

fn edition(section: Section<'_>) -> Option<EditionTerms> {
    let usage_charged = section.flag("usage_charged");
    let features = section.words("features", &joined(Feature::ALL), Feature::parse);
    let limits = section.section("limits").and_then(|limits| read_limits(limits, &features));
    section.finish();
    Some(EditionTerms { limits: limits?, usage_charged: usage_charged? })
}

/// The numbers that `None` means no limit for.
struct Caps {
    registered_users: Cap,
    friends_per_user: Cap,
    groups_per_user: Cap,
    members_per_group: Cap,
    groups: Cap,
    livestream_groups: Cap,
    new_groups_per_day: Cap,
    communities: Cap,
    members_per_community: Cap,
    members_per_livestream_group: Cap,
}

fn caps(section: &Section<'_>) -> Option<Caps> {
    let registered_users = section.cap("registered_users");
    let friends_per_user = section.cap("friends_per_user");
    let groups_per_user = section.cap("groups_per_user");
    let members_per_group = section.cap("members_per_group");
    let groups = section.cap("groups");
    let livestream_groups = section.cap("livestream_groups");
    let new_groups_per_day = section.cap("new_groups_per_day");
    let communities = section.cap("communities");
    let members_per_community = section.cap("members_per_community");
    let members_per_livestream_group = section.cap("members_per_livestream_group");
    Some(Caps {
        registered_users: registered_users?,
        friends_per_user: friends_per_user?,
        groups_per_user: groups_per_user?,
        members_per_group: members_per_group?,
        groups: groups?,
        livestream_groups: livestream_groups?,
        new_groups_per_day: new_groups_per_day?,
        communities: communities?,
        members_per_community: members_per_community?,
        members_per_livestream_group: members_per_livestream_group?,
    })
}

fn read_limits(section: Section<'_>, features: &[Feature]) -> Option<Limits> {
    let caps = caps(&section);
    let number = |key| section.number(key, 0..=u32::MAX);
    let history_days = number("history_days");
    let free_daily_active_users = number("free_daily_active_users");
    let free_peak_groups = number("free_peak_groups");
    let recent_contacts = number("recent_contacts");
    let web_devices = section.number("web_devices", 1..=100);
    let devices_per_platform = section.number("devices_per_platform", 1..=100);
    let of_feature = |key, feature| number_of_feature(&section, key, feature, features);
    let read_receipt_members = of_feature("read_receipt_members", Feature::GroupReadReceipts);
    let online_list_members = of_feature("online_list_members", Feature::OnlineMemberList);
    section.finish();
    let caps = caps?;
    Some(Limits {
        registered_users: caps.registered_users,
        friends_per_user: caps.friends_per_user,
        groups_per_user: caps.groups_per_user,
        members_per_group: caps.members_per_group,
        groups: caps.groups,
        livestream_groups: caps.livestream_groups,
        new_groups_per_day: caps.new_groups_per_day,
        communities: caps.communities,
        members_per_community: caps.members_per_community,
        members_per_livestream_group: caps.members_per_livestream_group,
        history_days: history_days?.value,
        free_daily_active_users: free_daily_active_users?.value,
        free_peak_groups: free_peak_groups?.value,
        recent_contacts: recent_contacts?.value,
        web_devices: web_devices?.value,
        devices_per_platform: devices_per_platform?.value,
        read_receipt_members: read_receipt_members?.value,
        online_list_members: online_list_members?.value,
        features: features.iter().copied().collect(),
    })
}

/// A number that belongs to a feature: above zero with it, zero without it.
fn number_of_feature(
    section: &Section<'_>,
    key: &'static str,
    feature: Feature,
    features: &[Feature],
) -> Option<At<u32>> {
    let range = if features.contains(&feature) { 1..=u32::MAX } else { 0..=0 };
    section.number(key, range)
}
