//! The customer who walks, and what they do at every turn.

use im_console::{
    cli::demo::SignIn,
    domain::{
        account::{DocumentNumber, Holder, LegalName},
        ids::{AccountId, OperatorId, UserId},
    },
    services::{
        Actor,
        audit::Who,
        verification::{Verdict, VerificationForm},
    },
    web::paths,
};

use crate::{
    buying::shopper::{Hand, Shopper},
    console::Console,
    support::Browser,
};

/// How the customer signs in.
pub(super) const WHO: SignIn = SignIn { email: "walker@example.com", password: "a long way by the sea" };

/// The customer in front of the browser.
pub(super) struct Walker<'b> {
    pub(super) shopper: Shopper<'b>,
    pub(super) console: &'b Console,
    pub(super) language: &'static str,
}

impl<'b> Walker<'b> {
    /// With the pages in a language, with or without scripts, with the mouse or the keyboard.
    pub(super) async fn new(
        browser: &'b Browser,
        console: &'b Console,
        (language, scripts, hand): (&'static str, bool, Hand),
    ) -> Self {
        console.speak(browser, language).await;
        browser.scripts(scripts).await;
        Self { shopper: Shopper { browser, scripts, hand }, console, language }
    }

    pub(super) fn browser(&self) -> &'b Browser {
        self.shopper.browser
    }

    /// Opens an address of the console.
    pub(super) async fn visits(&self, path: &str) {
        self.browser().goto(&self.console.url(path)).await;
    }

    /// Opens a page of an app.
    pub(super) async fn visits_app(&self, name: &str, page: &str) {
        let id = self.console.app(name).await;
        self.visits(&format!("/apps/{id}{page}")).await;
    }

    /// Signs up, and is verified.
    pub(super) async fn join(&self) {
        self.visits(paths::SIGN_UP).await;
        self.shopper.write("#email", WHO.email).await;
        self.shopper.write("#password", WHO.password).await;
        self.shopper.press("main button.pri").await;
        self.browser().find("nav.side").await;
        let services = &self.console.services;
        let (account, user) = self.ids().await;
        let form = VerificationForm {
            holder: Holder::Enterprise,
            legal_name: LegalName::parse("Sea Road Ltd").unwrap(),
            document_no: DocumentNumber::parse("91310000MA1FL0000X").unwrap(),
        };
        let actor = Actor { who: Who::User(user), ..Actor::console() };
        let case = services.submit_verification(account, &form, &actor).await.unwrap();
        let operator = OperatorId(services.random.uuid(services.now()));
        let actor = Actor { who: Who::Operator(operator), ..Actor::console() };
        services.decide_verification(case, Verdict::Approve, &actor).await.unwrap();
    }

    async fn ids(&self) -> (AccountId, UserId) {
        let ids =
            self.console.texts("SELECT lower(hex(account_id)) || lower(hex(user_id)) FROM memberships").await;
        let (account, user) = ids[0].split_at(32);
        (AccountId(account.parse().unwrap()), UserId(user.parse().unwrap()))
    }

    /// Puts money on the balance, which in a sandbox is there at once.
    pub(super) async fn tops_up(&self, amount: &str) {
        self.visits(paths::TOP_UP_NEW).await;
        self.shopper.select("choice", "other").await;
        self.shopper.write("#amount", amount).await;
        self.shopper.write("#reference", "sea-road").await;
        self.shopper.press("main form .btn.pri").await;
        self.browser().find("[role=status]").await;
    }

    /// Adds an app.
    pub(super) async fn adds(&self, name: &str) {
        self.visits(&paths::with_query(paths::APP_NEW, &[("data_centre", "cn")])).await;
        self.shopper.write("#name", name).await;
        // A list has the same keys everywhere: the letters of an entry choose it, in every language another one.
        self.browser().run::<()>("document.querySelector('#app_type').selectedIndex = 1", vec![]).await;
        self.shopper.press("main form .btn.pri").await;
        self.browser().arrive("/apps/").await;
    }

    /// Moves the sandbox's clock through its page.
    pub(super) async fn moves_to(&self, moment: &str) {
        self.visits(paths::SANDBOX_CLOCK).await;
        self.browser()
            .run::<()>("document.querySelector('#to').value = arguments[0]", vec![moment.into()])
            .await;
        self.shopper.send("#to", "main form:has(#to) .btn.pri").await;
        self.browser().find("main [role=status]").await;
    }

    /// Confirms what the page asks to confirm with the app's name; gives the password when it is asked for.
    pub(super) async fn confirms(&self, name: &str) {
        let page = self.browser().here().await;
        self.shopper.write("main #typed", name).await;
        self.shopper.press("main .dlg-f .btn.bad").await;
        if self.browser().here().await.starts_with(paths::REAUTH) {
            self.shopper.write("#password", WHO.password).await;
            self.shopper.press("main form .btn.pri").await;
            self.visits(&page).await;
            self.shopper.write("main #typed", name).await;
            self.shopper.press("main .dlg-f .btn.bad").await;
        }
        self.browser().find("main [role=status]").await;
    }

    /// The balance, in minor units.
    pub(super) async fn balance(&self) -> i64 {
        self.stored("SELECT CAST(balance AS TEXT) FROM accounts WHERE name <> ''").await.parse().unwrap()
    }

    /// The one text that a query finds.
    pub(super) async fn stored(&self, sql: &'static str) -> String {
        let mut found = self.console.texts(sql).await;
        assert_eq!(found.len(), 1, "{sql}: {found:?}");
        found.remove(0)
    }
}
