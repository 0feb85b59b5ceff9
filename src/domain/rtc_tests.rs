//! Audio/video: what stands, what may be tried, and the minutes of a pack (C7).

use super::*;
use crate::domain::{
    app::{Plan, StopCause},
    entitlement::fixture::{Owned, SHANGHAI, at, mainland},
    product::Edition,
};

const ADVANCED: AddOn = AddOn::CallPack(CallPack::Advanced);

fn app() -> App {
    Owned::new().app
}

/// A professional app with the advanced pack, paid from `from` to `to`.
fn with_pack(from: &str, to: &str) -> (App, Vec<Holding>) {
    let (anchor, ends_at) = (at(from), at(to));
    let app = App { plan: Plan::Prepaid { edition: Edition::Professional, ends_at }, ..app() };
    let items = [Item::Package(Edition::Professional), Item::AddOn(ADVANCED)];
    (app, items.map(|item| Holding { item, anchor, starts_at: anchor, ends_at }).to_vec())
}

fn enabled(trial_ends_at: Option<&str>) -> Kept {
    Kept { enabled_at: at("2027-03-01 09:00"), trial_ends_at: trial_ends_at.map(at) }
}

fn tried(app: &App, kept: Option<Kept>, holdings: &[Holding], now: &str) -> Result<Timestamp, TrialRefused> {
    try_calls((SHANGHAI, 7), standing(app, kept, holdings, at(now)), kept, at(now))
}

#[test]
fn c7_it_is_off_then_on_then_tried_to_the_end_and_on_again() {
    let (app, now) = (app(), at("2027-03-05 10:00"));
    assert_eq!(standing(&app, None, &[], now), Standing::Off);
    assert_eq!(standing(&app, Some(enabled(None)), &[], now), Standing::On);
    let kept = Some(enabled(Some("2027-03-08 09:00")));
    let until = at("2027-03-08 09:00");
    assert_eq!(standing(&app, kept, &[], until.plus_seconds(-1)), Standing::Trial { until });
    assert_eq!(standing(&app, kept, &[], until), Standing::On, "it ends by itself, at its second");
}

#[test]
fn c7_a_trial_is_seven_days_of_the_calendar_and_once_for_an_app() {
    let app = app();
    assert_eq!(tried(&app, None, &[], "2027-03-01 09:00"), Ok(at("2027-03-08 09:00")));
    assert_eq!(tried(&app, Some(enabled(None)), &[], "2027-12-28 23:59"), Ok(at("2028-01-04 23:59")));
    let (kept, until) = (Some(enabled(Some("2027-03-08 09:00"))), at("2027-03-08 09:00"));
    assert_eq!(tried(&app, kept, &[], "2027-03-08 08:59"), Err(TrialRefused::Running { until }));
    assert_eq!(tried(&app, kept, &[], "2029-01-01 00:00"), Err(TrialRefused::Used { ended_at: until }));
}

#[test]
fn d1_seven_days_over_a_change_of_the_clocks_end_at_the_same_local_time() {
    let berlin = Calendar::new(chrono_tz::Europe::Berlin);
    let begun = berlin.moment("2027-03-25T12:00:00".parse().unwrap());
    let until = try_calls((berlin, 7), Standing::Off, None, begun).unwrap();
    assert_eq!(berlin.local(until).time(), berlin.local(begun).time());
    assert_eq!(until.seconds_since(begun), 7 * 86_400 - 3_600, "an hour is left out in spring");
}

#[test]
fn c7_a_pack_counts_before_everything_and_leaves_no_trial() {
    let (app, holdings) = with_pack("2027-03-01 10:00", "2027-04-01 10:00");
    let kept = Some(enabled(Some("2027-03-08 09:00")));
    let stands = |now| standing(&app, kept, &holdings, at(now));
    assert_eq!(stands("2027-03-02 00:00"), Standing::Pack(CallPack::Advanced));
    assert_eq!(tried(&app, None, &holdings, "2027-03-02 00:00"), Err(TrialRefused::PackInForce));
    assert_eq!(standing(&app, None, &holdings, at("2027-03-02 00:00")), Standing::Pack(CallPack::Advanced));
    let refunded = [Holding { ends_at: at("2027-03-05 10:00"), ..holdings[1] }];
    assert_eq!(standing(&app, Some(enabled(None)), &refunded, at("2027-03-06 00:00")), Standing::On);
}

#[test]
fn c7_a_stopped_app_has_none_and_an_expired_one_keeps_its_pack_through_the_grace() {
    let (mut app, holdings) = with_pack("2027-03-01 10:00", "2027-04-01 10:00");
    let since = at("2027-04-01 10:00");
    app.state = AppState::Expired { since, cause: StopCause::Expiry };
    let now = at("2027-04-03 00:00");
    assert_eq!(standing(&app, None, &holdings, now), Standing::Pack(CallPack::Advanced));
    app.state = AppState::Deactivated { since, cause: StopCause::Expiry };
    assert_eq!(standing(&app, Some(enabled(None)), &holdings, now), Standing::Stopped);
    assert_eq!(tried(&app, Some(enabled(None)), &holdings, "2027-04-03 00:00"), Err(TrialRefused::Stopped));
}

#[test]
fn l2_an_app_of_the_audio_video_side_is_on_from_the_first_and_has_its_trial() {
    let app = App { origin: Origin::Rtc, ..app() };
    assert_eq!(standing(&app, None, &[], at("2027-03-01 09:00")), Standing::On);
    assert_eq!(tried(&app, None, &[], "2027-03-01 09:00"), Ok(at("2027-03-08 09:00")));
}

#[test]
fn c7_minutes_are_given_by_the_term_month_and_a_day_counts_once() {
    let (app, holdings) = with_pack("2027-01-31 10:00", "2027-04-30 10:00");
    let month = |now| PackMonth::of(&app, &holdings, SHANGHAI, at(now)).unwrap();
    let first = month("2027-02-01 00:00");
    assert_eq!(first.month, (at("2027-01-31 10:00"), at("2027-02-28 10:00")));
    assert_eq!(first.term, (at("2027-01-31 10:00"), at("2027-04-30 10:00")));
    let second = month("2027-02-28 10:00");
    assert_eq!(second.month, (at("2027-02-28 10:00"), at("2027-03-31 10:00")));
    assert_eq!(first.days(SHANGHAI).1, second.days(SHANGHAI).0);
    assert_eq!(month("2027-04-30 09:59").month.1, at("2027-04-30 10:00"));
    assert_eq!(PackMonth::of(&app, &[], SHANGHAI, at("2027-02-01 00:00")), None);
}

#[test]
fn e2_minutes_used_are_those_of_the_days_of_the_month() {
    let releases = mainland();
    let owned = Owned::bought("2027-03-01 10:00", Edition::Professional, &[Item::AddOn(ADVANCED)], 1);
    let (app, holdings) = with_pack("2027-03-01 10:00", "2027-04-01 10:00");
    let month = PackMonth::of(&app, &holdings, SHANGHAI, at("2027-03-20 00:00")).unwrap();
    let given = month.included(&app, &owned.lines, &releases).unwrap();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let report = |text, measure, value| Usage { app: app.id, day: day(text), measure, value };
    let reports = [
        report("2027-02-28", Measure::CallMinutes, 1),
        report("2027-03-01", Measure::CallMinutes, 20),
        report("2027-03-02", Measure::PeakGroups, 400),
        report("2027-03-31", Measure::CallMinutes, given),
        report("2027-04-01", Measure::CallMinutes, 8_000),
    ];
    let minutes = Minutes::of(&reports, month.days(SHANGHAI));
    assert_eq!(minutes.days, [(day("2027-03-01"), 20), (day("2027-03-31"), given)]);
    assert_eq!((minutes.used, minutes.left(given)), (u64::from(given) + 20, 0));
    assert_eq!(Minutes { used: 30, days: Vec::new() }.left(given), u64::from(given) - 30);
}
