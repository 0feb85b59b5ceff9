//! What the overview draws, what lists show of orders whose time is over, and tables for spreadsheets.

use im_console::domain::money::Amount;

use super::{
    bills::{advance, june},
    customer,
};
use crate::support::{
    app::TestApp,
    customer::{package, professional},
    page::Page,
};

/// The table of the chart: months, names and amounts.
fn table(page: &Page) -> Vec<Vec<String>> {
    let rows = page.texts("#chart tbody tr").len();
    (1..=rows).map(|row| page.texts(&format!("#chart tbody tr:nth-child({row}) > *"))).collect()
}

#[tokio::test]
async fn qa12_the_chart_names_every_value_of_its_table_and_both_are_what_was_spent() {
    let app = TestApp::live().await;
    let (jane, june_app) = june(&app, 10_000_000).await;
    let customer = customer(&app, &jane);
    let mut browser = jane.browser.clone();
    advance(&app, "2027-07-05 00:00:00").await;
    let bought = customer.trial_app("cn").await;
    customer.buys(bought, package(im_console::domain::product::Edition::Professional, &[], 1)).await;
    let spent = customer.services.budget(customer.account).await.unwrap().spending.paid;
    assert_eq!(spent, Amount::minor(99_900));
    let page = browser.get("/billing").await;
    let rows = table(&page);
    assert_eq!(rows.len(), 6, "{rows:?}");
    let heads = page.texts("#chart thead th");
    assert_eq!((heads.first().unwrap().as_str(), heads.last().unwrap().as_str()), ("Month", "Total"));
    let names = &heads[1..heads.len() - 1];
    assert_eq!(names.len(), 2, "two apps cost something: {june_app} and {bought}");
    let billed = rows.iter().find(|row| row[0] == "Jun 2027").unwrap();
    assert!(billed.contains(&"CN¥1,732.65".to_owned()), "the bill of June: {billed:?}");
    let running = rows.last().unwrap();
    assert_eq!(running[0], "Jul 2027");
    assert!(running[1..].contains(&"CN¥999.00".to_owned()), "the order of July: {running:?}");
    let told: Vec<String> = rows
        .iter()
        .map(|row| {
            let parts: Vec<String> =
                names.iter().zip(&row[1..]).map(|(name, amount)| format!("{name} {amount}")).collect();
            format!("{}: {} ({})", row[0], row.last().unwrap(), parts.join(", "))
        })
        .collect();
    assert_eq!(page.text("#chart svg[role=img] desc"), told.join("; "));
    assert_eq!(page.texts("#chart .chips li"), names, "the legend");
    assert!(page.texts("#chart [style]").is_empty());
    let year = browser.get("/billing?months=12").await;
    assert_eq!((table(&year).len(), year.text("#chart [aria-current]")), (12, "12 months".to_owned()));
    assert_eq!(table(&browser.get("/billing?months=7").await).len(), 6, "another number is none of ours");
}

#[tokio::test]
async fn p12_lists_show_an_order_whose_time_is_over_as_cancelled_before_the_job_has_passed() {
    let app = TestApp::live().await;
    let jane = app.verified_customer("jane@example.com").await;
    let customer = customer(&app, &jane);
    customer.tops_up(1_000_000).await;
    let id = customer.trial_app("cn").await;
    let no = customer.leaves_unpaid(id, professional()).await;
    let mut browser = jane.browser.clone();
    let path = format!("/orders/{no}");
    assert_eq!(browser.get("/billing/orders?status=unpaid").await.texts("tbody tr").len(), 1);
    app.wait(25 * 3_600);
    let mut browser_again = app.browser();
    let password = crate::support::app::PASSWORD;
    browser_again.post("/sign-in", &[("email", "jane@example.com"), ("password", password)]).await;
    let mut browser = browser_again;
    let all = browser.get("/billing/orders").await;
    assert_eq!(all.texts("tbody .badge"), ["Cancelled"]);
    assert!(browser.get("/billing/orders?status=unpaid").await.texts("tbody tr").is_empty());
    assert_eq!(browser.get("/billing/orders?status=cancelled").await.texts("tbody tr").len(), 1);
    assert!(
        browser
            .get("/billing")
            .await
            .attributes("section[aria-labelledby=waiting-title] a", "href")
            .is_empty()
    );
    assert!(!browser.get(&format!("/apps/{id}")).await.attributes("a", "href").contains(&path));
    assert!(browser.get(&path).await.says("Cancelled"));
}

/// The cells of a table, as a spreadsheet reads them.
fn cells(file: &Page) -> Vec<Vec<String>> {
    let mark = file.body.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(mark.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[tokio::test]
async fn sec30_no_table_of_the_console_holds_a_formula_whatever_an_app_is_called() {
    let app = TestApp::live().await;
    let (jane, id) = june(&app, 0).await;
    advance(&app, "2027-07-03 00:00:00").await;
    let mut browser = jane.browser.clone();
    for (name, cell) in [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1+1", "'+1+1"),
        ("-1-1", "'-1-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("a,\"b\"\r\n=c", "a,\"b\"\r\n=c"),
    ] {
        app.execute(&format!("UPDATE apps SET name = '{name}' WHERE sdk_app_id = {id}")).await;
        for path in [
            "/billing/bills/2027-06/csv",
            "/billing/forecast/csv",
            &format!("/billing/forecast/csv?app={id}"),
        ] {
            let file = browser.get(path).await;
            assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
            let disposition = file.header("content-disposition").to_owned();
            let name_of_file =
                disposition.strip_prefix("attachment; filename=\"").unwrap().strip_suffix("\"").unwrap();
            let is_safe = |letter: char| letter.is_ascii_alphanumeric() || "-.".contains(letter);
            assert!(name_of_file.chars().all(is_safe), "{disposition}");
            let rows = cells(&file);
            assert!(
                rows.len() > 1 && rows[1..].iter().any(|row| row.contains(&cell.to_owned())),
                "{path}: {rows:?}"
            );
            for cell in rows.iter().flatten() {
                let is_formula =
                    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
                assert!(!is_formula, "{path}: {cell:?}");
            }
        }
    }
}
