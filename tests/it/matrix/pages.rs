//! The page matrix on the level of HTML: each row in three languages, all of it in one run of the checker.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::OpenOptions,
    io::Write as _,
};

use axum::{body::Body, http::Method};
use im_console::i18n::{Locale, Words};
use scraper::Html;

use super::{headers, rows::rows, seed::Who, world::World};
use crate::{
    support::page::Page,
    validity::{dom, vnu},
};

/// The languages, as they stand in `<html lang>` and in the cookie.
const LANGUAGES: [&str; 3] = ["zh-Hans", "en", "ja"];

/// A page of the matrix.
struct Cell {
    route: &'static str,
    who: Who,
    name: String,
    language: &'static str,
    page: Page,
}

impl Cell {
    fn is_page(&self) -> bool {
        self.page.header("content-type").starts_with("text/html")
    }
}

/// Everything wrong with the matrix, so that one run tells all of it.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, cell: &Cell, what: impl std::fmt::Display) {
        self.0.push(format!("{}: {what}", cell.name));
    }

    #[track_caller]
    fn assert_none(&self) {
        assert!(self.0.is_empty(), "{} faults\n{}", self.0.len(), self.0.join("\n"));
    }
}

async fn cells(world: &World) -> (Vec<Cell>, Faults) {
    let (mut cells, mut faults) = (Vec::new(), Faults::default());
    for language in LANGUAGES {
        for row in rows(world.known) {
            let page = world.speaking(row.who, language).get(&row.path).await;
            let name = format!("{language} {:?} {}", row.who, row.path);
            let cell = Cell { route: row.route, who: row.who, name, language, page };
            if cell.page.status != row.status {
                faults.add(&cell, format_args!("{} instead of {}", cell.page.status, row.status));
            }
            cells.push(cell);
        }
    }
    (cells, faults)
}

/// Pages that say that something went wrong, each by really doing it.
async fn refusals(world: &World) -> Vec<Cell> {
    let mut cells = Vec::new();
    let here = [("sec-fetch-site", "same-origin")];
    for language in LANGUAGES {
        let mut owner = world.speaking(Who::Owner, language);
        let elsewhere = [("sec-fetch-site", "cross-site")];
        let large = Body::from("x".repeat(70_000));
        let stale = [("choice", "other"), ("amount", "20"), ("reference", "a"), ("key", "none")];
        let answers = [
            (404, "not found", owner.get("/nowhere").await),
            (405, "method", owner.get("/sign-out").await),
            (403, "cross-site", owner.post_with("/sign-out", &elsewhere, &[]).await),
            (400, "twice", owner.post("/reauth", &[("next", "/a"), ("next", "/b")]).await),
            (409, "stale", owner.post("/billing/top-ups/new", &stale).await),
            (413, "too large", owner.send(Method::POST, "/reauth", &here, large).await),
            (422, "wrong", owner.post("/reauth", &[("password", "wrong"), ("next", "/apps")]).await),
            (422, "empty", owner.post("/billing/top-ups/new", &[]).await),
        ];
        for (status, name, page) in answers {
            assert_eq!(page.status, status, "{language} {name}");
            let name = format!("{language} {name}");
            let who = if status == 403 { Who::Nobody } else { Who::Owner };
            cells.push(Cell { route: "(refused)", who, name, language, page });
        }
        cells.push(paused(world, language).await);
    }
    cells
}

/// 429: too many wrong passwords for one address.
async fn paused(world: &World, language: &'static str) -> Cell {
    let email = format!("nobody-{language}@example.com");
    let wrong = [("email", email.as_str()), ("password", "some password or other")];
    let mut browser = world.speaking(Who::Nobody, language);
    let mut page = browser.post("/sign-in", &wrong).await;
    for _ in 0..10 {
        if page.status == 429 {
            break;
        }
        page = browser.post("/sign-in", &wrong).await;
    }
    assert_eq!(page.status, 429);
    Cell { route: "(refused)", who: Who::Nobody, name: format!("{language} too many"), language, page }
}

#[tokio::test(flavor = "multi_thread")]
async fn qh1_qh2_qa4_qa14_ql1_ql3_sec24_every_cell_of_the_page_matrix_is_sound() {
    let world = World::open().await;
    let (mut cells, mut faults) = cells(&world).await;
    let count = cells.len();
    cells.extend(refusals(&world).await);
    for cell in &cells {
        if let Some(fault) = headers::fault(&cell.page) {
            faults.add(cell, format_args!("SEC24, SEC26: {fault}"));
        }
    }
    cells.retain(Cell::is_page);
    for cell in &cells {
        if !cell.page.body.contains("<html") {
            continue;
        }
        let is_outside = cell.who == Who::Nobody;
        for fault in dom::check(&cell.page.body) {
            if is_outside && fault == "there is no nav landmark" {
                continue;
            }
            faults.add(cell, format_args!("QA4, QH2: {fault}"));
        }
        languages(&world, cell, &mut faults);
    }
    titles(&cells, &mut faults);
    same_places(&cells, &mut faults);
    valid(&cells, &mut faults);
    tally(count);
    faults.assert_none();
}

/// QL1 and QL3: the page's own words are in the page's language.
fn languages(world: &World, cell: &Cell, faults: &mut Faults) {
    let words = words(&cell.page.body, world);
    if cell.language == "en" {
        let han: String = words.chars().filter(|letter| is_han(*letter)).collect();
        if !han.is_empty() {
            faults.add(cell, format_args!("QL1: Han text {han:?}"));
        }
    }
    if cell.language == "ja" && words.contains(['¥', '￥']) {
        faults.add(cell, "QL3: ¥ is not how CNY is written in Japanese");
    }
    if cell.route == "/quotes/{id}" && cell.page.status == 200 && !words.contains("CNY") {
        faults.add(cell, "QL3: no ISO code");
    }
}

/// The text of the page without what is somebody's name, or a word in its own language.
fn words(html: &str, world: &World) -> String {
    let document = Html::parse_document(html);
    let own = |element: scraper::ElementRef<'_>| element.value().attr("lang").is_some();
    let mut words = String::new();
    for node in document.root_element().descendants() {
        let Some(text) = node.value().as_text() else { continue };
        let above: Vec<_> = node.ancestors().filter_map(scraper::ElementRef::wrap).collect();
        let is_quoted = above.iter().any(|element| own(*element) && element.value().name() != "html");
        if !is_quoted {
            words.push_str(text);
            words.push('\n');
        }
    }
    let other = ["林小雨", "星海工作室", "云"].map(str::to_owned);
    let mut names: Vec<&String> = world.known.names.iter().chain(&other).collect();
    names.extend(world.known.other_names.iter());
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names {
        words = words.replace(name.as_str(), "");
    }
    words
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{2E80}'..='\u{2FDF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// QA4: each route has titles of its own, and all of them name the product.
fn titles(cells: &[Cell], faults: &mut Faults) {
    let mut routes: BTreeMap<(&str, String), BTreeSet<&str>> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.page.body.contains("<title>") && cell.page.status == 200) {
        let title = dom::title(&cell.page.body);
        let words = Words::of(Locale::from_tag(cell.language).unwrap());
        if !title.ends_with(words.product_name().as_ref()) {
            faults.add(cell, format_args!("QA4: the title {title:?} lacks the product's name"));
        }
        routes.entry((cell.language, title)).or_default().insert(cell.route);
    }
    for ((language, title), routes) in routes.iter().filter(|(_, routes)| routes.len() > 1) {
        faults.0.push(format!("{language}: QA4: {routes:?} have the same title {title:?}"));
    }
}

/// QA14: language, sign-out and help stand in the same order on every page of the same visitor.
fn same_places(cells: &[Cell], faults: &mut Faults) {
    let mut orders: BTreeMap<Who, Vec<String>> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.page.body.contains("<html")) {
        let page = Html::parse_document(&cell.page.body);
        let landmarks = scraper::Selector::parse(
            "#menu-language, #menu-theme, form[action$=sign-out], nav, main, footer a[href='/help'], footer a[href='/sla']",
        );
        let order: Vec<String> = page
            .select(&landmarks.unwrap())
            .map(|found| {
                found.value().attr("href").or(found.value().id()).unwrap_or(found.value().name()).to_owned()
            })
            .filter(|name| name != "nav")
            .collect();
        let usual = orders.entry(cell.who).or_insert_with(|| order.clone());
        if *usual != order {
            faults.add(cell, format_args!("QA14: {order:?} instead of {usual:?}"));
        }
        let needs_all = cell.who != Who::Nobody && !order.iter().any(|name| name == "form");
        if needs_all || !order.ends_with(&["/help".to_owned(), "/sla".to_owned()]) {
            faults.add(cell, format_args!("QA14: {order:?}"));
        }
    }
}

/// QH1: the checker finds nothing, neither errors nor warnings. Fragments are put into a page first.
fn valid(cells: &[Cell], faults: &mut Faults) {
    let with_text = cells.iter().filter(|cell| !cell.page.body.is_empty());
    let pages: Vec<_> =
        with_text.map(|cell| (cell.name.clone(), whole(cell.language, &cell.page.body))).collect();
    for (name, messages) in vnu::check(&pages) {
        faults.0.push(format!("{name}: QH1: {}", messages.join("; ")));
    }
}

/// The page; around a fragment, what it is put into: a heading above it, and the form whose fields it has.
fn whole(language: &str, body: &str) -> String {
    if body.contains("<html") {
        return body.to_owned();
    }
    format!(
        "<!DOCTYPE html><html lang=\"{language}\"><head><title>Part</title></head>\
         <body><h1>Part</h1><form id=\"new-app\"></form>{body}</body></html>"
    )
}

/// Says how many cells there were, where the run is counted.
fn tally(cells: usize) {
    if let Some(file) = std::env::var_os("TEST_TALLY") {
        let mut file = OpenOptions::new().create(true).append(true).open(file).unwrap();
        writeln!(file, "cells {cells}").unwrap();
    }
}
