//! Makes the browser another one: without scripts, narrow, dark, in forced colours, in another language.

use super::Browser;
use serde_json::json;

impl Browser {
    /// Switches the page's own scripts off or on, from the next page on.
    pub(crate) async fn scripts(&self, on: bool) {
        self.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": !on })).await;
    }

    /// Lets requests for addresses that match (`*` stands for anything) fail, as when a file does not arrive.
    pub(crate) async fn block(&self, patterns: &[&str]) {
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.setBlockedURLs", json!({ "urls": patterns })).await;
    }

    /// A viewport in CSS pixels; `scale` 2 at half the width is what 200 % zoom is.
    pub(crate) async fn resize(&self, width: u32, height: u32, scale: f64) {
        let params = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", params).await;
    }

    /// Sets media features such as `("prefers-color-scheme", "dark")` or `("forced-colors", "active")`; those not
    /// named go back to the browser's own, motion stays reduced.
    pub(crate) async fn media(&self, features: &[(&str, &str)]) {
        let reduced = ("prefers-reduced-motion", "reduce");
        let features: Vec<_> = std::iter::once(&reduced).chain(features).collect();
        let features: Vec<_> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// What the browser sends as `Accept-Language`.
    pub(crate) async fn language(&self, tag: &str) {
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.setExtraHTTPHeaders", json!({ "headers": { "Accept-Language": tag } })).await;
    }

    /// The text spacing of WCAG 1.4.12, on the current page.
    pub(crate) async fn widen_text(&self) {
        let css = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
                   p { margin-block-end: 2em !important }";
        let body = "const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]);
                    document.adoptedStyleSheets.push(sheet);";
        self.run::<()>(body, vec![json!(css)]).await;
    }
}
