//! A browser and its system by the names that people know, from what the browser says of itself.

/// What a browser of this name puts before its version. Many say the names of others too: the first that is found is
/// the one.
const BROWSERS: [(&str, &str); 7] = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
];

/// Words by which a system is known; the first that is found is the one.
const SYSTEMS: [(&str, &str); 7] = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// `Chrome 156 · Linux`; nothing for a text that no browser of these sends.
pub(super) fn name(text: &str) -> Option<String> {
    let (version, browser) =
        BROWSERS.iter().find_map(|(mark, name)| Some((text.split_once(mark)?.1, name)))?;
    let (_, system) = SYSTEMS.iter().find(|(mark, _)| text.contains(mark))?;
    let major: String = version.chars().take_while(char::is_ascii_digit).collect();
    Some(format!("{browser} {major} · {system}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_known_by_what_they_say_of_themselves() {
        let webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
        for (text, expected) in [
            (format!("Mozilla/5.0 (X11; Linux x86_64) {webkit} Chrome/156.0.0.0 Safari/537.36"), "Chrome 156 · Linux"),
            (
                format!("Mozilla/5.0 (Windows NT 10.0; Win64; x64) {webkit} Chrome/156.0.0.0 Safari/537.36 Edg/156.0"),
                "Edge 156 · Windows",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.2 Safari/605.1.15".into(),
                "Safari 26 · macOS",
            ),
            ("Mozilla/5.0 (Android 16; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0".into(), "Firefox 144 · Android"),
        ] {
            assert_eq!(name(&text).as_deref(), Some(expected));
        }
        assert_eq!(name("curl/8.5.0"), None);
    }
}
