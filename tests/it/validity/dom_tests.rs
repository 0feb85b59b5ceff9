//! The checker finds each planted fault, and nothing on a good page.

use super::dom;

const GOOD: &str = r##"<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Apps - Console</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/app.css"><script src="/app.js" defer></script></head>
<body><a href="#main">Skip</a><header><a href="/"><img src="/i.svg" alt="Home"></a></header><nav aria-label="Main"><a href="/apps">Apps</a></nav>
<main id="main" tabindex="-1"><h1>Apps</h1>
<form method="post" action="/apps"><label for="n">Name</label><input id="n" name="n" aria-invalid="true" aria-describedby="e"><p id="e">Too long</p>
<fieldset><legend>Kind</legend><label><input type="radio" name="k" value="a"> A</label></fieldset>
<button type="button" commandfor="d" command="show-modal">More</button><button>Save</button></form>
<svg aria-hidden="true"></svg><svg role="img"><title>Chart</title></svg>
<dialog id="d" aria-labelledby="t"><h2 id="t">More</h2><form method="dialog"><button>Close</button></form></dialog></main>
<footer><p>Footer</p></footer></body></html>"##;

/// The faults of the good page with one change.
fn with(from: &str, to: &str) -> Vec<String> {
    assert!(GOOD.contains(from), "{from} is not on the page");
    dom::check(&GOOD.replacen(from, to, 1))
}

#[test]
fn harness_dom_finds_nothing_on_a_good_page() {
    assert_eq!(dom::check(GOOD), Vec::<String>::new());
    assert_eq!(dom::title(GOOD), "Apps - Console");
}

#[test]
fn harness_dom_finds_each_planted_fault() {
    let faults: &[(&str, &str, &str)] = &[
        ("lang=\"en\"", "", "html lang"),
        ("lang=\"en\"", "lang=\"zh\"", "html lang"),
        ("<title>Apps - Console</title>", "", "title"),
        ("initial-scale=1", "user-scalable=no", "zooming"),
        ("<h1>Apps</h1>", "<h1>Apps</h1><h1>B</h1>", "2 h1"),
        ("<h1>Apps</h1>", "", "0 h1"),
        ("<h1>Apps</h1>", "<h1>Apps</h1><h3>B</h3>", "h3 “B” comes after h1"),
        ("<h1>Apps</h1>", "<h1>Apps</h1><h2> </h2>", "h2 is empty"),
        ("<header>", "<div>", "header landmarks"),
        ("<footer>", "<div>", "footer landmarks"),
        ("<nav aria-label=\"Main\">", "<div>", "nav landmark"),
        ("<nav", "<nav aria-label=\"Main\"></nav><nav", "the name \"Main\""),
        ("id=\"e\"", "id=\"n\"", "id “n” stands 2 times"),
        ("id=\"e\"", "id=\"f\"", "aria-describedby=“e” names nothing"),
        ("commandfor=\"d\"", "commandfor=\"c\"", "commandfor=“c” names nothing"),
        ("#main", "#top", "#top leads nowhere"),
        ("for=\"n\"", "", "no label"),
        (" A</label>", "</label>", "no label"),
        ("aria-describedby=\"e\"", "", "invalid without a message"),
        ("<legend>Kind</legend>", "", "no legend"),
        ("tabindex=\"-1\"", "tabindex=\"1\"", "tab order"),
        ("alt=\"Home\"", "", "no alt"),
        ("alt=\"Home\"", "alt=\"\"", "nothing to read"),
        (">Save<", "><", "nothing to read"),
        ("<svg aria-hidden=\"true\">", "<svg>", "neither hidden"),
        ("<dialog", "<dialog open", "written open"),
        ("aria-labelledby=\"t\"", "", "no name"),
        ("type=\"button\"", "", "opens a dialog and submits"),
        ("<button>Save</button>", "", "no button submits"),
        ("action=\"/apps\"", "", "no action"),
        ("<h1>", "<h1 style=\"color:red\">", "inline style="),
        ("<h1>", "<h1 onclick=\"x()\">", "inline onclick="),
        ("<h1>", "<script>x()</script><h1>", "inline <script>"),
        ("<h1>", "<style>p {}</style><h1>", "inline <style>"),
        ("href=\"/apps\"", "href=\"javascript:x()\"", "inline address"),
    ];
    for (from, to, expected) in faults {
        let found = with(from, to);
        assert!(found.iter().any(|fault| fault.contains(expected)), "{from} -> {to}: {found:#?}");
    }
}
