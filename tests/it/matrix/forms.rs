//! Every form of the console, filled in so that it would be taken. A route that writes and has no form here fails the
//! tests.

use im_console::cli::demo::{OPERATOR, STUDIO};

use super::{
    known::{AppRow, Known},
    seed::{Who, seed},
    world::{World, routes},
};
use crate::support::{app::PASSWORD, page::Page};

/// A form, filled in.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// The route as it stands in the table.
    pub(crate) route: &'static str,
    /// A concrete address.
    pub(crate) path: String,
    /// Who sends it.
    pub(crate) who: Who,
    /// Names and values.
    pub(crate) fields: Vec<(&'static str, String)>,
}

/// A form in the making: who, the variable part of the address, and the fields.
type Filled<'a> = (Who, &'a str, Vec<(&'static str, String)>);

/// A confirming form that was shown: its route, its app and its fields.
type Check = (&'static str, String, Vec<(&'static str, String)>);

impl Form {
    /// Sends it.
    pub(crate) async fn send(&self, world: &World) -> Page {
        world.browser(self.who).post(&self.path, &self.pairs()).await
    }

    /// Names and values as a browser takes them.
    pub(crate) fn pairs(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }

    /// The same form with another value in one field.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut form = self.clone();
        for field in form.fields.iter_mut().filter(|(found, _)| *found == name) {
            value.clone_into(&mut field.1);
        }
        form
    }
}

/// The form of every route that writes.
pub(crate) async fn forms(world: &World) -> Vec<Form> {
    let session = world.browser(Who::Owner).get("/account").await.value("session");
    let (refund, together) = (refund(world).await, together(world).await);
    let checks = checks(world).await;
    let editor = format!("/apps/{}/tags", world.known.named("Probe").id);
    let editor = world.browser(Who::Owner).get(&editor).await;
    let tags = editor.attributes("main form[method=post]", "action").remove(0);
    let posts = routes().into_iter().filter(|route| route.methods.iter().any(|method| *method != "get"));
    let message =
        world.browser(Who::Owner).get("/messages").await.attributes("[name=message]", "value").remove(0);
    let form = |path: &'static str| {
        let filled = people(path, &session).or_else(|| apps(path, world)).or_else(|| money(path, world));
        let filled = filled
            .or_else(|| refund.clone().filter(|_| path == "/apps/{id}/refund"))
            .or_else(|| together.clone().filter(|_| path == "/billing/renewals/check"))
            .or_else(|| operators(path, world.known))
            .or_else(|| changing(path, &checks))
            .or_else(|| reading(path, &message))
            .or_else(|| resetting(path, &seed().code));
        let (who, id, fields) = filled.unwrap_or_else(|| panic!("{path} has no form in the matrix"));
        let filled = path.replace("{id}", id).replace("{no}", id);
        // The editor of tags says in its address which tags it showed: its rows take all the fields of a form.
        let filled = if path == "/apps/{id}/tags" { tags.clone() } else { filled };
        Form { route: path, path: filled, who, fields }
    };
    posts.map(|route| form(route.path)).collect()
}

/// The form of a refund: what its page has just shown.
async fn refund(world: &World) -> Option<Filled<'_>> {
    let taught = world.known.named("云上课堂");
    let page = world.browser(Who::Owner).get(&format!("/apps/{}/refund", taught.id)).await;
    let mut fields = fields(&[("what", "package"), ("typed", &taught.name)]);
    fields.extend(["total", "as_of", "key"].map(|name| (name, page.value(name))));
    Some((Who::Owner, &taught.id, fields))
}

/// The form that renews several together: what its page has just shown.
async fn together(world: &World) -> Option<Filled<'_>> {
    let address = format!("/billing/renewals/check?months=1&app_{}=yes", world.known.named("云上课堂").id);
    let page = world.browser(Who::Owner).get(&address).await;
    let fields = ["apps", "months", "total", "key"].map(|name| (name, page.value(name)));
    Some((Who::Owner, "", fields.to_vec()))
}

fn resetting<'a>(route: &str, code: &str) -> Option<Filled<'a>> {
    let fields = match route {
        "/reset" => fields(&[("email", STUDIO.email)]),
        "/reset/code" => fields(&[("code", code), ("new_password", PASSWORD)]),
        _ => return None,
    };
    Some((Who::Nobody, "", fields))
}

fn reading<'a>(route: &str, message: &str) -> Option<Filled<'a>> {
    (route == "/messages/read").then(|| (Who::Owner, "", fields(&[("message", message), ("show", "")])))
}

fn people<'a>(route: &str, session: &str) -> Option<Filled<'a>> {
    let sign_in =
        |email: &str, password: &str| fields(&[("email", email), ("password", password), ("next", "/help")]);
    let (who, fields) = match route {
        "/sign-in" => (Who::Nobody, sign_in(STUDIO.email, STUDIO.password)),
        "/operator/sign-in" => (Who::Nobody, sign_in(OPERATOR.email, OPERATOR.password)),
        "/sign-up" => (Who::Nobody, fields(&[("email", "somebody@example.com"), ("password", PASSWORD)])),
        "/sign-out" | "/account/sessions/end-others" => (Who::Owner, Vec::new()),
        "/operator/sign-out" => (Who::Operator, Vec::new()),
        "/reauth" => (Who::Owner, fields(&[("password", STUDIO.password), ("next", "/apps")])),
        "/operator/reauth" => {
            (Who::Operator, fields(&[("password", OPERATOR.password), ("next", "/operator")]))
        }
        "/account/password" => (Who::Owner, change(STUDIO.password)),
        "/operator/account" => (Who::Operator, change(OPERATOR.password)),
        "/account/sessions/end" => (Who::Owner, fields(&[("session", session)])),
        "/verification" => {
            let papers = [
                ("holder", "enterprise"),
                ("legal_name", "Empty Ltd"),
                ("document_no", "91310000MA1FL0000X"),
            ];
            (Who::Empty, fields(&papers))
        }
        "/sandbox/clock" => (Who::Owner, fields(&[("to", "2026-11-21T10:00")])),
        _ => return None,
    };
    Some((who, "", fields))
}

fn change(current: &str) -> Vec<(&'static str, String)> {
    fields(&[("current_password", current), ("new_password", PASSWORD), ("end_others", "yes")])
}

fn apps<'a>(route: &str, world: &World) -> Option<Filled<'a>> {
    let known = world.known;
    let probe = known.named("Probe");
    let profile = [("name", "Renamed"), ("app_type", "social"), ("introduction", "What it is for")];
    match route {
        "/apps/new" => {
            let mut fields = fields(&profile);
            fields.extend([("data_centre", "cn".to_owned()), ("key", world.key())]);
            Some((Who::Owner, "", fields))
        }
        "/apps/{id}/profile" => {
            let mut fields = fields(&profile);
            fields.push(("revision", probe.revision.to_string()));
            Some((Who::Owner, &probe.id, fields))
        }
        "/apps/{id}/auto-renew" => {
            let taught = known.named("云上课堂");
            let fields = fields(&[("auto_renew", "on"), ("revision", &taught.revision.to_string())]);
            Some((Who::Owner, &taught.id, fields))
        }
        "/apps/{id}/renew" => {
            let taught = known.named("云上课堂");
            let kept = [("months", "2"), ("other_months", ""), ("groups_per_user", "yes"), ("call_pack", "")];
            Some((Who::Owner, &taught.id, fields(&kept)))
        }
        "/apps/{id}/upgrade-package" => {
            let taught = known.named("云上课堂");
            Some((Who::Owner, &taught.id, fields(&[("target", "ultimate"), ("call_pack", "")])))
        }
        "/apps/{id}/administrators" => {
            let fields = vec![("administrator", "second-ops".to_owned()), ("key", world.key())];
            Some((Who::Owner, &probe.id, fields))
        }
        "/apps/{id}/administrators/delete" => {
            Some((Who::Owner, &known.named("云上课堂").id, fields(&[("name", "lessons-ops")])))
        }
        "/apps/{id}/tags" => {
            let rows = [("key_1", "team"), ("value_1", "probing"), ("key_2", "zone"), ("value_2", "one two")];
            Some((Who::Owner, &probe.id, fields(&rows)))
        }
        "/apps/{id}/key" | "/apps/{id}/key/switch" | "/apps/{id}/audio-video/enable" => {
            Some((Who::Owner, &probe.id, Vec::new()))
        }
        "/apps/{id}/key/rotate" | "/apps/{id}/key/end-older" => {
            let mut fields = fields(&[("typed", &probe.name)]);
            fields.push(("key", world.key()));
            Some((Who::Owner, &probe.id, fields))
        }
        "/apps/{id}/usersig" => {
            let made = fields(&[("act", "make"), ("user", "user1"), ("days", "7")]);
            Some((Who::Owner, &probe.id, made))
        }
        "/apps/{id}/push/new" => {
            let mut fields = fields(&[
                ("vendor", "honor"),
                ("package", "com.example.other"),
                ("app_id", "A102"),
                ("client_id", "C102"),
                ("secret", "not-4-everyone-to-see"),
                ("badge", "com.example.Main"),
                ("click", "web"),
                ("target", "https://www.example.com/"),
            ]);
            fields.push(("key", world.key()));
            Some((Who::Owner, &probe.id, fields))
        }
        "/apps/{id}/audio-video/trial" => Some((Who::Owner, &probe.id, vec![("key", world.key())])),
        "/buy/apps" => {
            let mut fields = fields(&[("new_app", "Bought"), ("choices", "data_centre=cn&months=3")]);
            fields.push(("key", world.key()));
            Some((Who::Owner, "", fields))
        }
        _ => push(route, world),
    }
}

fn push<'a>(route: &str, world: &World) -> Option<Filled<'a>> {
    let known = &world.known.push;
    match route {
        "/push/{id}/check" => Some((Who::Owner, &known.draft, vec![("key", world.key())])),
        "/push/{id}/edit" => {
            let mut fields = fields(&[
                ("package", "com.example.changed"),
                ("app_id", "A101"),
                ("secret", ""),
                ("click", "app"),
                ("revision", "0"),
            ]);
            fields.push(("key", world.key()));
            Some((Who::Owner, &known.saved, fields))
        }
        "/push/{id}/delete" => Some((Who::Owner, &known.saved, fields(&[("typed", &known.saved)]))),
        _ => None,
    }
}

/// The confirming forms of the routes that change or end apps, as their pages show them.
async fn checks(world: &World) -> Vec<Check> {
    let known = world.known;
    let (tide, forum, taught) = (known.named("Tide_Chat"), known.named("老友圈"), known.named("云上课堂"));
    let (probe, stopped) = (known.named("Probe"), known.app("trial", "deactivated"));
    let edition = "?edition=professional&for=professional&step=check";
    let package = ["edition", "livestream_groups", "groups_per_user", "members_per_group", "seen", "key"];
    let pages: [(&'static str, &AppRow, &str, &[&'static str]); 6] = [
        ("/apps/{id}/upgrade", forum, edition, &package),
        ("/apps/{id}/reconfigure", tide, edition, &package),
        ("/apps/{id}/history", taught, "?days=30", &["days", "seen", "key"]),
        ("/apps/{id}/downgrade", forum, "", &["typed", "seen", "key"]),
        ("/apps/{id}/deactivate", probe, "", &["typed", "seen", "key"]),
        ("/apps/{id}/delete", stopped, "", &["typed", "seen"]),
    ];
    let mut checks = Vec::new();
    for (route, app, query, names) in pages {
        let page = world.browser(Who::Owner).get(&format!("{}{query}", route.replace("{id}", &app.id))).await;
        let mut fields: Vec<_> = names.iter().map(|name| (*name, page.value(name))).collect();
        for field in fields.iter_mut().filter(|(name, _)| *name == "typed") {
            field.1.clone_from(&app.name);
        }
        checks.push((route, app.id.clone(), fields));
    }
    checks
}

fn changing<'a>(route: &str, checks: &'a [Check]) -> Option<Filled<'a>> {
    let (_, id, fields) = checks.iter().find(|(found, ..)| *found == route)?;
    Some((Who::Owner, id, fields.clone()))
}

fn money<'a>(route: &str, world: &World) -> Option<Filled<'a>> {
    let known = world.known;
    match route {
        "/quotes" => Some((Who::Owner, "", cart(&known.named("Probe").id))),
        "/quotes/{id}/voucher" => Some((Who::Owner, &known.quote, fields(&[("voucher", &known.voucher)]))),
        "/billing/budget" => {
            let mut fields = fields(&[("amount", "900000000"), ("stops", "yes")]);
            fields.push(("key", world.key()));
            Some((Who::Owner, "", fields))
        }
        "/orders" => Some((Who::Owner, "", fields(&[("quote", &known.quote), ("pay", "now")]))),
        "/orders/{no}/pay" | "/orders/{no}/cancel" => Some((Who::Owner, known.order("unpaid"), Vec::new())),
        "/tickets/new" => {
            let probe = &known.named("Probe").id;
            let mut fields = fields(&[("topic", "question"), ("app", probe), ("text", "How does it work?")]);
            fields.push(("key", world.key()));
            Some((Who::Owner, "", fields))
        }
        "/tickets/{id}/messages" => {
            let fields = vec![("text", "One more thing".to_owned()), ("key", world.key())];
            Some((Who::Owner, known.ticket("answered"), fields))
        }
        "/tickets/{id}/close" => Some((Who::Owner, known.ticket("open"), Vec::new())),
        "/billing/top-ups/new" => {
            let mut fields = fields(&[
                ("choice", "other"),
                ("amount", "1000"),
                ("reference", "Transfer of today"),
                ("order", ""),
            ]);
            fields.push(("key", world.key()));
            Some((Who::Owner, "", fields))
        }
        _ => None,
    }
}

fn cart(app: &str) -> Vec<(&'static str, String)> {
    fields(&[
        ("data_centre", "cn"),
        ("app", app),
        ("package", "professional"),
        ("call_pack", ""),
        ("groups_per_user", ""),
        ("members_per_group", ""),
        ("livestream_groups", ""),
        ("months", "3"),
        ("other_months", ""),
        ("auto_renew", ""),
        ("sla", "yes"),
    ])
}

fn operators<'a>(route: &str, known: &'a Known) -> Option<Filled<'a>> {
    let grant = fields(&[("decision", "grant"), ("reason", "")]);
    match route {
        "/operator/tickets/{id}" => {
            let answer = [("decision", "reply"), ("text", "We are looking at it."), ("seen", "1")];
            Some((Who::Operator, known.ticket("open"), fields(&answer)))
        }
        "/operator/tickets/{id}/act" => {
            let name = &known.named("旧版客服").name;
            let act = [("decision", "delete"), ("typed", name.as_str()), ("seen", "1")];
            Some((Who::Operator, known.ticket("open"), fields(&act)))
        }
        "/operator/verifications/{id}" => Some((Who::Operator, known.verification("submitted"), grant)),
        "/operator/parked/{id}" => Some((Who::Operator, &known.parked, Vec::new())),
        "/operator/top-ups/{id}" => Some((Who::Operator, known.top_up("filed"), grant)),
        _ => None,
    }
}

fn fields(pairs: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}
