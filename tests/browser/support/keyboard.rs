//! Keys as a person presses them, and where the focus is then.

use super::{Browser, Key};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::json;

/// More presses of Tab than any page needs.
const MOST_STOPS: usize = 250;

impl Browser {
    /// Presses and releases one key.
    pub(crate) async fn press(&self, key: Key) {
        self.keys(&[key.into()]).await;
    }

    /// Shift and a key: with Tab, the focus goes back.
    pub(crate) async fn press_shift(&self, key: Key) {
        self.keys(&[Key::Shift.into(), key.into()]).await;
    }

    /// Types a text where the focus is.
    pub(crate) async fn type_text(&self, text: &str) {
        for value in text.chars() {
            self.keys(&[value]).await;
        }
    }

    /// Holds the keys down in order, then lets them go in the other order.
    async fn keys(&self, keys: &[char]) {
        let down = keys.iter().map(|&value| KeyAction::Down { value });
        let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
        let actions = down.chain(up).fold(KeyActions::new("keyboard".into()), KeyActions::then);
        self.client.perform_actions(actions).await.unwrap();
    }

    /// The start tag of the element that has the focus.
    pub(crate) async fn focused(&self) -> String {
        self.run("return document.activeElement.cloneNode(false).outerHTML", vec![]).await
    }

    /// Whether the element that has the focus matches.
    pub(crate) async fn has_focus(&self, css: &str) -> bool {
        self.run("return document.activeElement.matches(arguments[0])", vec![json!(css)]).await
    }

    /// What is wrong with how the focus is shown: out of view, covered, or no different from an element without it.
    pub(crate) async fn focus_fault(&self) -> Option<String> {
        self.run(include_str!("js/focus.js"), vec![]).await
    }

    /// Presses Tab until the focus is on a matching element; every stop on the way must show it.
    pub(crate) async fn tab_to(&self, css: &str) {
        for _ in 0..MOST_STOPS {
            self.press(Key::Tab).await;
            self.assert_focus_is_shown().await;
            if self.has_focus(css).await {
                return;
            }
        }
        panic!("Tab does not lead to {css}");
    }

    /// Presses Tab from the beginning to the end of the page and gives the stops; each must show the focus.
    pub(crate) async fn tab_through(&self) -> Vec<String> {
        let mut stops = Vec::new();
        while stops.len() < MOST_STOPS {
            self.press(Key::Tab).await;
            if self.has_focus("body").await {
                return stops;
            }
            self.assert_focus_is_shown().await;
            stops.push(self.focused().await);
        }
        panic!("Tab never comes to the end of the page: {:?}", stops.last());
    }

    async fn assert_focus_is_shown(&self) {
        if let Some(fault) = self.focus_fault().await {
            panic!("{fault}: {}", self.focused().await);
        }
    }
}
