//! The style sheets as they are served and the script: contrast of every colour pair, size, and what must not be in them.

use std::collections::HashMap;

const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/app.css"));
const MOTION: &str = include_str!(concat!(env!("OUT_DIR"), "/motion.css"));
const SCRIPT: &str = include_str!("../../static/app.js");

/// Text needs this much contrast (WCAG 1.4.3).
const TEXT: f64 = 4.5;
/// Borders of controls, focus rings, bars and signs need this much (WCAG 1.4.11).
const GRAPHIC: f64 = 3.0;

/// Foreground, background, what it needs, and the ratios that the palette was chosen for, light and dark.
const PAIRS: &[(&str, &str, f64, [f64; 2])] = &[
    ("text", "bg", TEXT, [16.16, 15.56]),
    ("text", "surface", TEXT, [17.48, 14.33]),
    ("text", "sunken", TEXT, [15.31, 12.79]),
    ("text-2", "surface", TEXT, [8.13, 9.20]),
    ("text-2", "bg", TEXT, [7.51, 9.99]),
    ("text-3", "surface", TEXT, [5.55, 6.37]),
    ("text-3", "bg", TEXT, [5.13, 6.92]),
    ("text-3", "sunken", TEXT, [4.86, 5.69]),
    ("brand-t", "surface", TEXT, [7.31, 8.22]),
    ("brand-t", "bg", TEXT, [6.76, 8.93]),
    ("brand-t", "brand-s", TEXT, [6.40, 7.07]),
    ("text", "warn-s", TEXT, [15.87, 12.22]),
    ("text", "bad-s", TEXT, [15.27, 13.30]),
    ("ring-nav", "nav", GRAPHIC, [8.40, 9.09]),
    ("white", "brand", TEXT, [6.16, 5.19]),
    ("white", "brand-h", TEXT, [8.32, 6.44]),
    ("white", "bad-f", TEXT, [6.40, 5.29]),
    ("white", "bad-h", TEXT, [8.64, 6.60]),
    ("ok", "ok-s", TEXT, [5.46, 6.92]),
    ("warn", "warn-s", TEXT, [5.80, 7.47]),
    ("bad", "bad-s", TEXT, [5.59, 7.08]),
    ("info", "info-s", TEXT, [6.03, 7.38]),
    ("nav-t", "nav", TEXT, [11.74, 10.89]),
    ("control", "surface", GRAPHIC, [3.73, 4.43]),
    ("control", "bg", GRAPHIC, [3.45, 4.81]),
    ("control", "sunken", GRAPHIC, [3.27, 3.95]),
    ("ring", "surface", GRAPHIC, [6.16, 8.22]),
    ("brand", "surface", GRAPHIC, [6.16, 3.33]),
    ("white", "ops", TEXT, [12.41, 12.41]),
];

/// Pairs that the sheet draws beside those of the palette's table.
const DRAWN: &[(&str, &str, f64)] = &[
    ("text-2", "sunken", TEXT),
    ("text-2", "brand-s", TEXT),
    ("text", "brand-s", TEXT),
    ("text", "ok-s", TEXT),
    ("text", "info-s", TEXT),
    ("brand-t", "sunken", TEXT),
    ("brand-t", "warn-s", TEXT),
    ("brand-t", "bad-s", TEXT),
    ("brand-t", "ok-s", TEXT),
    ("brand-t", "info-s", TEXT),
    ("warn", "surface", TEXT),
    ("bad", "surface", TEXT),
    ("white", "nav", TEXT),
    ("surface", "ok", TEXT),
    ("surface", "warn", TEXT),
    ("surface", "bad", TEXT),
    ("surface", "info", TEXT),
    ("warn", "sunken", GRAPHIC),
    ("bad", "sunken", GRAPHIC),
    ("ring", "bg", GRAPHIC),
    ("ring-nav", "ops", GRAPHIC),
    ("control", "brand-s", GRAPHIC),
];

/// Red, green and blue from 0 to 255.
type Colour = [u8; 3];

/// The colour tokens of the sheet, light and dark.
fn tokens() -> HashMap<&'static str, [Colour; 2]> {
    let (_, rest) = CSS.split_once("@layer tokens{").unwrap();
    let (block, _) = rest.split_once("@layer base{").unwrap();
    let declarations = block.split([';', '{', '}']).filter_map(|text| text.trim().strip_prefix("--"));
    let mut tokens = HashMap::from([("white", [[255; 3]; 2])]);
    for (name, value) in declarations.filter_map(|text| text.split_once(':')) {
        let pair = value.strip_prefix("light-dark(").and_then(|value| value.strip_suffix(')'));
        let (light, dark) = pair.and_then(|pair| pair.split_once(',')).unwrap_or((value, value));
        if let (Some(light), Some(dark)) = (colour(light), colour(dark)) {
            assert!(tokens.insert(name, [light, dark]).is_none(), "{name} is defined twice");
        }
    }
    tokens
}

fn colour(text: &str) -> Option<Colour> {
    let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6)?;
    let part = |from: usize| u8::from_str_radix(&hex[from..from + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// Relative luminance (WCAG 2.x).
fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn ratios(tokens: &HashMap<&str, [Colour; 2]>, front: &str, back: &str) -> [f64; 2] {
    let pair = |theme: usize| contrast(tokens[front][theme], tokens[back][theme]);
    [pair(0), pair(1)]
}

#[test]
fn qa3_every_pair_of_the_palette_has_the_contrast_it_was_chosen_for() {
    let tokens = tokens();
    for &(front, back, need, chosen) in PAIRS {
        for (ratio, chosen) in ratios(&tokens, front, back).into_iter().zip(chosen) {
            assert!(ratio >= need, "{front} on {back}: {ratio:.2}");
            assert!((ratio - chosen).abs() < 0.006, "{front} on {back}: {ratio:.2}, chosen for {chosen:.2}");
        }
    }
}

#[test]
fn qa3_every_other_pair_that_is_drawn_has_enough_contrast() {
    let tokens = tokens();
    for &(front, back, need) in DRAWN {
        let [light, dark] = ratios(&tokens, front, back);
        assert!(light >= need && dark >= need, "{front} on {back}: {light:.2} and {dark:.2}, needs {need}");
    }
}

#[test]
fn qa3_the_formula_finds_a_pair_that_is_too_faint() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    assert!(contrast([0x77; 3], [255; 3]) < TEXT);
}

#[test]
fn qp1_style_and_script_stay_small() {
    assert!(CSS.len() + MOTION.len() <= 16_000, "the sheets have {} bytes", CSS.len() + MOTION.len());
    assert!(SCRIPT.len() <= 4_000, "app.js has {} bytes", SCRIPT.len());
}

#[test]
fn the_sheets_are_squeezed_without_losing_a_rule() {
    for (served, source) in
        [(CSS, include_str!("../../static/app.css")), (MOTION, include_str!("../../static/motion.css"))]
    {
        assert!(!served.contains(['\n', '\t']) && !served.contains("  "), "{served}");
        let [one, other] = [served, source].map(|sheet| sheet.matches('{').count());
        assert_eq!(one, other);
    }
}

#[test]
fn the_sheets_load_nothing_and_the_script_writes_no_markup() {
    for sheet in [CSS, MOTION] {
        for word in ["url(", "@import", "@font-face", "!important"] {
            assert!(!sheet.contains(word), "{word}");
        }
    }
    for word in ["innerHTML", "insertAdjacentHTML", "eval(", ".style", "setAttribute('style"] {
        assert!(!SCRIPT.contains(word), "{word}");
    }
}

#[test]
fn every_colour_of_the_sheet_is_a_token() {
    let (_, parts) = CSS.split_once("@layer base{").unwrap();
    let literal = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let found: Vec<&str> =
        parts.split('#').skip(1).filter_map(|rest| rest.get(..6)).filter(literal).collect();
    assert!(found.is_empty(), "{found:?}");
}
