//! The pages of money: buying, orders, the billing centre.

use super::{
    super::{
        known::{AppRow, Known},
        seed::Who,
    },
    RUNNING, Shown, of,
};

pub(super) fn buying(route: &str, known: &Known) -> Shown {
    match route {
        "/buy" | "/buy/summary" => choosing(route, known),
        "/quotes/{id}" => {
            let quotes = [&known.quote, &known.quote_with_voucher, &known.quote_expired];
            let row = |id: &String, status| (Who::Owner, format!("/quotes/{id}"), status);
            let used = row(&known.quote_used, 303);
            quotes.iter().map(|id| row(id, 200)).chain([used]).collect()
        }
        "/orders/{no}" => {
            known.orders.iter().map(|(no, _)| (Who::Owner, format!("/orders/{no}"), 200)).collect()
        }
        "/orders/{no}/cancel" => {
            let status = |status: &str| if status == "unpaid" { 200 } else { 303 };
            let row =
                |(no, state): &(String, String)| (Who::Owner, format!("/orders/{no}/cancel"), status(state));
            known.orders.iter().map(row).collect()
        }
        _ => Shown::new(),
    }
}

/// The purchase page: nothing chosen, everything chosen, chosen wrongly, for each app, and where it is not for sale.
fn choosing(route: &str, known: &Known) -> Shown {
    let (probe, taught) = (&known.named("Probe").id, &known.named("云上课堂").id);
    let wrong =
        format!("{route}?data_centre=cn&app={probe}&package=professional&months=other&other_months=25");
    let chosen = [
        String::new(),
        format!("?data_centre=cn&app={probe}"),
        format!("?data_centre=cn&app={probe}&package=professional&call_pack=advanced&months=6&sla=yes"),
        format!("?data_centre=cn&app={probe}&package=ultimate&months=other&other_months=24"),
        format!("?data_centre=cn&app={taught}&livestream_groups=yes"),
        format!("?data_centre=sgp&app={probe}"),
    ];
    let is_part = route == "/buy/summary";
    let mut rows: Shown = chosen.iter().map(|query| (Who::Owner, format!("{route}{query}"), 200)).collect();
    rows.push((Who::Owner, wrong, if is_part { 200 } else { 422 }));
    let row = |app: &AppRow| {
        let status = if app.status == "deleted" { 404 } else { 200 };
        (Who::Owner, format!("{route}?app={}", app.id), status)
    };
    rows.extend(known.apps.iter().map(row));
    rows.extend(of(&[Who::Other], &[""], route, 200));
    rows.extend(of(&[Who::Newcomer, Who::Empty], &[""], route, if is_part { 303 } else { 200 }));
    rows
}

pub(super) fn billing(route: &str, known: &Known) -> Shown {
    let everybody = [Who::Owner, Who::Other, Who::Empty];
    match route {
        "/billing" | "/billing/budget" | "/billing/vouchers" => of(&everybody, &[""], route, 200),
        "/billing/forecast" => {
            let mut rows = of(&everybody, &["", "?page=x"], route, 200);
            rows.extend(of(&everybody, &["?page=999"], route, 303));
            rows
        }
        "/billing/forecast/csv" => {
            let of_app = format!("{route}?app={}", known.named("云上课堂").id);
            let mut rows = of(&everybody, &[""], route, 200);
            rows.extend([(Who::Owner, of_app.clone(), 200), (Who::Empty, of_app, 404)]);
            rows
        }
        "/billing/orders" => {
            let narrowed = [
                "",
                "?status=unpaid",
                "?status=paid",
                "?status=cancelled",
                "?before=1.1",
                "?status=refunded",
            ];
            let mut rows = of(&everybody, &narrowed, route, 200);
            for name in ["云上课堂", "Probe"] {
                let of_app = format!("{route}?app={}", known.named(name).id);
                rows.extend([(Who::Owner, of_app.clone(), 200), (Who::Empty, of_app, 200)]);
            }
            rows
        }
        "/billing/refunds/{id}" => {
            known.refunds.iter().map(|id| (Who::Owner, route.replace("{id}", id), 200)).collect()
        }
        "/billing/renewals" => {
            let tabs = ["", "?tab=automatic", "?tab=ended", "?tab=manual&page=9"];
            of(&everybody, &tabs, route, 200)
        }
        "/billing/renewals/check" => {
            let (taught, probe) = (&known.named("云上课堂").id, &known.named("Probe").id);
            let mut rows = of(&everybody, &[""], route, 422);
            for app in [taught, probe] {
                rows.push((Who::Owner, format!("{route}?months=3&app_{app}=yes"), 200));
            }
            rows
        }
        "/billing/bills" => {
            let mut rows = of(&everybody, &["", "?before=2026-10", "?before=x"], route, 200);
            rows.extend(of(&[Who::Newcomer], &[""], route, 200));
            rows
        }
        "/billing/bills/{month}"
        | "/billing/bills/{month}/csv"
        | "/billing/bills/{month}/json"
        | "/billing/bills/{month}/pdf" => {
            let is_page = route.ends_with("{month}");
            let at = |month: &str| route.replace("{month}", month);
            let of_bill = known.bills.iter().map(|month| (Who::Owner, at(month), 200));
            let running = everybody.iter().map(|who| (*who, at(RUNNING), if is_page { 200 } else { 404 }));
            let grouped = known.bills.iter().filter(|_| is_page);
            let grouped = grouped.map(|month| (Who::Owner, format!("{}?group=tag%3Ateam", at(month)), 200));
            let none = ["2026-01", "x"].map(|month| (Who::Owner, at(month), 404));
            let others = known.bills.iter().take(1).map(|month| (Who::Empty, at(month), 404));
            of_bill.chain(running).chain(grouped).chain(none).chain(others).collect()
        }
        "/billing/ledger" | "/billing/top-ups" => of(&everybody, &["", "?before=1.1"], route, 200),
        "/billing/top-ups/new" => {
            let row = |(no, _): &(String, String)| (Who::Owner, format!("{route}?order={no}"), 200);
            let mut rows = of(&everybody, &[""], route, 200);
            rows.extend(known.orders.iter().map(row));
            rows
        }
        _ => Shown::new(),
    }
}
