//! Somebody who buys: with the mouse or with nothing but the keyboard, in a browser with or without scripts.

use im_console::cli::demo::SignIn;

use crate::support::{Browser, Key};

/// More presses of an arrow than a group has options.
const MOST_OPTIONS: usize = 24;

/// What a person works with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hand {
    Mouse,
    Keyboard,
}

/// A person in front of a browser.
pub(crate) struct Shopper<'b> {
    pub(crate) browser: &'b Browser,
    pub(crate) scripts: bool,
    pub(crate) hand: Hand,
}

impl Shopper<'_> {
    /// Fills in the sign-in form and sends it.
    pub(crate) async fn sign_in(&self, who: SignIn) {
        self.write("#email", who.email).await;
        self.write("#password", who.password).await;
        self.press("main button.pri").await;
    }

    /// Presses a button or follows a link.
    pub(crate) async fn press(&self, css: &str) {
        match self.hand {
            Hand::Mouse => self.browser.click(css).await,
            Hand::Keyboard => self.enter_at(css).await,
        }
    }

    /// Sends the form of a field: with its button, or with Enter in the field.
    pub(crate) async fn send(&self, field: &str, button: &str) {
        match self.hand {
            Hand::Mouse => self.browser.click(button).await,
            Hand::Keyboard => self.enter_at(field).await,
        }
    }

    /// Tabs to an element, presses Enter and waits for the next page.
    async fn enter_at(&self, css: &str) {
        self.mark_page().await;
        self.browser.tab_to(css).await;
        self.browser.press(Key::Enter).await;
        self.browser.wait_until("document.readyState === 'complete' && !window.seenBefore").await;
    }

    /// Enters a text.
    pub(crate) async fn write(&self, css: &str, text: &str) {
        match self.hand {
            Hand::Mouse => self.browser.fill(css, text).await,
            Hand::Keyboard => {
                self.browser.tab_to(css).await;
                self.browser.type_text(text).await;
            }
        }
    }

    /// Opens a part that is folded, if it is.
    pub(crate) async fn open(&self, css: &str) {
        if self.browser.count(&format!("{css}[open]")).await > 0 {
            return;
        }
        let summary = format!("{css} > summary");
        match self.hand {
            Hand::Mouse => self.browser.click(&summary).await,
            Hand::Keyboard => {
                self.browser.tab_to(&summary).await;
                self.browser.press(Key::Enter).await;
            }
        }
    }

    /// Ticks a box.
    pub(crate) async fn tick(&self, css: &str) {
        match self.hand {
            Hand::Mouse => self.browser.click(css).await,
            Hand::Keyboard => {
                self.browser.tab_to(css).await;
                self.browser.press(Key::Space).await;
            }
        }
        self.browser.find(&format!("{css}:checked")).await;
    }

    /// Chooses a radio button and has the page calculate: by itself with scripts, else with the button for it.
    pub(crate) async fn choose(&self, name: &str, value: &str) {
        let chosen = format!("input[name={name}][value='{value}']:checked");
        if self.browser.count(&chosen).await > 0 {
            return;
        }
        self.select(name, value).await;
        if self.scripts {
            let told =
                format!("document.querySelector('#choices').value.split('&').includes('{name}={value}')");
            self.browser.wait_until(&told).await;
            self.browser.wait_until("!document.querySelector('#summary[aria-busy]')").await;
        } else {
            self.press("#buy .btn[formmethod=get]").await;
        }
        self.browser.find(&chosen).await;
    }

    /// Chooses a radio button.
    pub(crate) async fn select(&self, name: &str, value: &str) {
        let wanted = format!("input[name={name}][value='{value}']");
        if self.hand == Hand::Mouse {
            self.browser.click(&wanted).await;
            return;
        }
        self.browser.tab_to(&format!("input[name={name}]")).await;
        for _ in 0..MOST_OPTIONS {
            if self.browser.has_focus(&wanted).await {
                self.browser.press(Key::Space).await;
                return;
            }
            self.browser.press(Key::Down).await;
        }
        panic!("the arrows do not lead to {wanted}: {}", self.browser.focused().await);
    }

    /// Takes the first voucher that can be used, and is shown what is left to pay.
    pub(crate) async fn take_voucher(&self) {
        let choice = "input[name=voucher]:not([value=''])";
        let value = self.browser.find(choice).await.attr("value").await.unwrap().unwrap();
        self.select("voucher", &value).await;
        self.press("form[action$='/voucher'] .btn").await;
        self.browser.find(&format!("input[name=voucher][value='{value}']:checked")).await;
    }

    /// The figures of an amount, without what stands around them.
    pub(crate) async fn amount(&self, css: &str) -> String {
        let text = self.browser.text(css).await;
        let figures: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        assert!(!figures.is_empty(), "no amount in {text:?}");
        figures
    }

    /// Marks the page, so that the next one can be told from it.
    async fn mark_page(&self) {
        self.browser.run::<()>("window.seenBefore = true", vec![]).await;
    }
}
