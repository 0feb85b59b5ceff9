//! A small site with the console's content security policy.

use axum::{
    Router,
    http::{HeaderMap, HeaderValue, header},
    middleware,
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

const STYLE: &str = ":root { color-scheme: light dark; background: light-dark(white, black); color: light-dark(black, white) }
    :focus-visible { outline: 3px solid light-dark(blue, cyan); outline-offset: 2px }
    a { color: inherit } button { min-block-size: 2.5rem }
    .row:has(:focus-visible) { outline: 3px solid } .row :focus-visible { outline: 0 }
    .unmarked:focus { outline: 0 }
    .cover { position: fixed; inset: 0 0 50% 0; background: gray }
    .wide { inline-size: 200rem } .cut { inline-size: 3rem; overflow: hidden; white-space: nowrap }
    .scroll { inline-size: 3rem; overflow-x: auto; white-space: nowrap }
    .vh { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
    .tight { block-size: 1.2em; line-height: 1.1; overflow: hidden; inline-size: 20rem }
    .pale { color: #ccc; background: #ddd }
    .late { block-size: 10rem }";

const SCRIPT: &str = "document.documentElement.dataset.script = 'ran';
    document.querySelector('#grow')?.addEventListener('click', (event) => {
      const box = document.createElement('div'); box.className = 'late'; document.querySelector('h1').before(box) });";

const GOOD: &str = "<h1>Apps</h1><p>Some text of the page.</p><p class=\"row\"><a href=\"/other\">Other</a></p>
    <p class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Long\">A long text that can be scrolled into view.</p>
    <p class=\"vh\">Only spoken</p>
    <form method=\"post\" action=\"/save\"><p><label for=\"name\">Name</label> <input id=\"name\" name=\"name\"></p>
    <button type=\"button\" commandfor=\"sure\" command=\"show-modal\" id=\"open\">Delete</button></form>
    <dialog id=\"sure\" aria-labelledby=\"ask\"><h2 id=\"ask\">Delete the app?</h2><form method=\"post\" action=\"/delete\">
    <button type=\"button\" commandfor=\"sure\" command=\"close\" id=\"keep\" autofocus>Keep</button> <button id=\"delete\">Delete</button>
    </form></dialog>";

/// A page of the site around `main`.
pub(super) fn page(main: &str) -> Html<String> {
    Html(format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Site</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"icon\" href=\"/icon.svg\"><link rel=\"stylesheet\" href=\"/site.css\">\
         <script src=\"/app-1.js\" defer></script></head>\
         <body><header><p>Site</p></header><nav aria-label=\"Main\"><a href=\"/\">Home</a></nav>\
         <main>{main}</main><footer><p>End</p></footer></body></html>"
    ))
}

/// The good page at `/`, and one with `planted` in it at `/planted`.
pub(super) fn site(planted: &'static str) -> Router {
    let file = |kind: &'static str, text: &'static str| {
        get(move || async move { ([(header::CONTENT_TYPE, kind)], text) })
    };
    Router::new()
        .route("/", get(|| async { page(GOOD) }))
        .route("/planted", get(move || async move { page(planted) }))
        .route("/other", get(|headers: HeaderMap| async move { page(&format!("<h1>Other</h1><p>{}</p>", language(&headers))) }))
        .route("/deleted", get(|| async { page("<h1>Deleted</h1>") }))
        .route("/delete", axum::routing::post(|| async { Redirect::to("/deleted") }))
        .route("/save", axum::routing::post(|body: String| async move { page(&format!("<h1>Saved</h1><p>{body}</p>")) }))
        .route("/site.css", file("text/css", STYLE))
        .route("/app-1.js", file("text/javascript", SCRIPT))
        .route("/icon.svg", file("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"))
        .layer(middleware::map_response(with_policy))
}

fn language(headers: &HeaderMap) -> String {
    headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

async fn with_policy(response: Response) -> impl IntoResponse {
    ([(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY))], response)
}
