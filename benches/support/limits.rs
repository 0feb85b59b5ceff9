//! What a page can be at best: its own handler on a bare router, called with a visitor and a frame that were read
//! once, so that one query and one template are left of it; and its bytes without either.

use std::{future::ready, net::SocketAddr};

use axum::{
    Router,
    body::Bytes,
    extract,
    http::header::CONTENT_TYPE,
    response::{IntoResponse as _, Response},
    routing::get,
};
use im_console::{
    domain::{
        calendar::Timestamp,
        ids::{AccountId, SdkAppId},
        product::Edition,
    },
    services::Services,
    store::app_list::{self, Sort, Wanted},
    web::{
        Error, State,
        extract::{Path, Query},
        page::Page,
        pages,
        visitor::Visitor,
    },
};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::{
    Fault,
    http::{Client, page},
};

const DOOR: &str = "/bench/seen";

/// What the layers of the console hand to a handler for one signed-in browser.
#[derive(Clone)]
pub(crate) struct Seen {
    state: State,
    visitor: Visitor,
    page: Page,
}

/// A console with one more route, which sends on what its handler is given.
pub(crate) fn seeing(state: State) -> (Router, UnboundedReceiver<Seen>) {
    let (sender, receiver) = unbounded_channel();
    let handler =
        move |state: State, visitor: Visitor, page: Page| ready(send(&sender, Seen { state, visitor, page }));
    (im_console::web::router_with(state, Router::new().route(DOOR, get(handler))), receiver)
}

fn send(to: &UnboundedSender<Seen>, seen: Seen) -> &'static str {
    if to.send(seen).is_ok() { "seen" } else { "nobody looks" }
}

/// Goes through that route.
pub(crate) async fn see(
    mut seen: UnboundedReceiver<Seen>,
    door: SocketAddr,
    cookie: &str,
) -> Result<Seen, Fault> {
    Client::connect(door).await?.get(&page(door, DOOR, cookie)).await?;
    seen.recv().await.ok_or_else(|| "nobody was seen".into())
}

impl Seen {
    /// The use cases.
    pub(crate) fn services(&self) -> &Services {
        self.state.services()
    }

    /// Whose session it is.
    pub(crate) const fn account(&self) -> AccountId {
        self.visitor.account()
    }

    /// The newest application of this edition with this text in its name.
    pub(crate) async fn app(&self, text: &str, edition: Option<Edition>) -> Result<SdkAppId, Fault> {
        let wanted = Wanted {
            text: text.to_owned(),
            standing: None,
            edition,
            data_centre: None,
            ends_by: None,
            push_ends_before: None,
            tag: None,
            soon: Timestamp::from_unix(0),
            sort: Sort::Newest,
            skip: 0,
            take: 1,
        };
        let mut tx = self.services().store.read().await?;
        let (_, listed) = app_list::page(&mut tx, self.account(), &wanted).await?;
        Ok(listed.first().ok_or("there is no such application")?.app.id)
    }

    /// The frame as it is at this address.
    fn at(&self, here: &str) -> Page {
        Page { here: here.to_owned(), ..self.page.clone() }
    }
}

/// Both pages: one query through the console's pool, then the page's template, with no session and no layer.
pub(crate) fn query_and_template(seen: Seen, app: SdkAppId) -> Router {
    let own = format!("/apps/{app}");
    Router::new()
        .route("/apps", get(apps))
        .route(&own, get(move |seen| configuration(seen, app)))
        .with_state(seen)
}

async fn apps(extract::State(seen): extract::State<Seen>) -> Result<Response, Error> {
    let page = seen.at("/apps");
    pages::apps::get(seen.state, seen.visitor, page, Query(pages::apps::Asked::default())).await
}

async fn configuration(extract::State(seen): extract::State<Seen>, app: SdkAppId) -> Result<Response, Error> {
    let page = seen.at(&format!("/apps/{app}"));
    pages::app::get(seen.state, seen.visitor, page, Path(app.number())).await
}

/// A handler that answers with these bytes.
pub(crate) fn same_bytes(body: Vec<u8>) -> Router {
    let body = Bytes::from(body);
    let answer = move || {
        let body = body.clone();
        async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response() }
    };
    Router::new().route("/", get(answer))
}
