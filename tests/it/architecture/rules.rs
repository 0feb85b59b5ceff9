//! The rules: each takes files and answers with one line for each fault.

use super::{
    functions::{functions, span, without_tests, words},
    source::SourceFile,
};
use std::collections::BTreeSet;

const MOST_FILE_LINES: usize = 300;
const MOST_FUNCTION_LINES: usize = 40;
const MOST_ARGUMENTS: usize = 5;

/// What a layer (a path prefix) must not say, and which of our own modules it must not know.
const LAYERS: &[(&str, &[&str], &[&str])] = &[
    (
        "src/domain/",
        &["sqlx", "axum", "tokio", "Utc::now", "std::env", "askama"],
        &["store", "services", "web", "jobs", "cli", "i18n", "config"],
    ),
    ("src/i18n/", &["sqlx", "axum", "tokio"], &["store", "services", "web", "jobs", "cli"]),
    ("src/store/", &["axum", "askama"], &["services", "web", "jobs", "cli"]),
    ("src/services/", &["axum", "askama", "sqlx"], &["web", "jobs", "cli"]),
    ("src/web/", &["sqlx", ".write()"], &["jobs", "cli"]),
    ("src/jobs/", &["sqlx"], &["web", "cli"]),
    ("src/cli/", &["sqlx"], &[]),
    ("src/config.rs", &["sqlx", "axum"], &["store", "services", "web", "jobs", "cli"]),
    ("src/clock.rs", &["sqlx", "axum"], &["store", "services", "web", "jobs", "cli"]),
    ("src/main.rs", &["sqlx", "axum"], &[]),
];

/// What says that something is unfinished, switched off or silenced. Written in two halves, so that no search for
/// one of them ends here.
pub(super) const LEFT_OVERS: &[&str] = &[
    concat!("to", "do!"),
    concat!("unimple", "mented!"),
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("#[ig", "nore"),
    concat!("#[al", "low"),
    concat!("#![al", "low"),
];

/// The dependency rule of the architecture.
pub(super) fn direction(files: &[SourceFile]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        for (_, forbidden, above) in LAYERS.iter().filter(|(prefix, ..)| file.path.starts_with(prefix)) {
            let said = forbidden.iter().filter(|word| says(&file.code, word)).map(|word| (*word).to_owned());
            let known = own_modules(&file.code).into_iter().filter(|module| above.contains(&module.as_str()));
            faults.extend(said.chain(known).map(|word| format!("{}: must not name {word}", file.path)));
        }
    }
    faults
}

/// Whether `code` uses `word`: a method by its call, anything else as a word or the beginning of a path.
fn says(code: &str, word: &str) -> bool {
    if word.starts_with('.') {
        let joined: String = code.split_whitespace().collect();
        return joined.contains(word);
    }
    words(code, word).next().is_some()
}

/// The modules of this crate that `code` names after `crate::`, alone or in braces.
fn own_modules(code: &str) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let inner = if rest.starts_with('{') { &rest[1..span(rest) - 1] } else { rest };
        let parts = if rest.starts_with('{') { top_level(inner) } else { vec![inner] };
        for part in parts {
            modules.insert(part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    modules
}

/// Splits at commas outside of braces.
fn top_level(text: &str) -> Vec<&str> {
    let mut depth = 0;
    text.split(|c| {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        c == ',' && depth == 0
    })
    .collect()
}

/// Templates escape every value and leave style and script to their files.
pub(super) fn templates(files: &[SourceFile]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        let tight: String = file.text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let spaceless = tight.replace(' ', "");
        for word in ["|safe", "{%filtersafe", "{%autoescape", "<style", "href=\"javascript:"] {
            if spaceless.contains(word) {
                faults.push(format!("{}: {word}", file.path));
            }
        }
        faults.extend(inline_scripts(&tight).map(|tag| format!("{}: inline {tag}", file.path)));
        faults.extend(inline_attributes(&tight).map(|name| format!("{}: attribute {name}", file.path)));
    }
    faults
}

fn inline_scripts(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("<script").filter_map(|(at, _)| {
        let tag = &text[at..at + text[at..].find('>').unwrap_or(text.len() - at)];
        (!tag.contains(" src=")).then_some(tag)
    })
}

/// Names of `style=` and `on…=` attributes inside of tags.
fn inline_attributes(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('=').filter_map(|(at, _)| {
        let name = text[..at].rsplit([' ', '"', '\'', '<', '>']).next().unwrap_or_default();
        let in_tag = text[..at].rfind('<') > text[..at].rfind('>');
        let handler =
            name.len() > 3 && name.starts_with("on") && name.chars().all(|c| c.is_ascii_lowercase());
        (in_tag && (name == "style" || handler)).then_some(name)
    })
}

/// No Rust code switches escaping off.
pub(super) fn unescaped(files: &[SourceFile]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        let spaceless: String = file.text.split_whitespace().collect();
        for word in ["escape=\"none\"", "filters::Safe", "HtmlSafefor"] {
            if spaceless.contains(word) {
                faults.push(format!("{}: {word}", file.path));
            }
        }
    }
    faults
}

/// A file is at most 300 lines long without its tests.
pub(super) fn file_length(files: &[SourceFile]) -> Vec<String> {
    let long = files.iter().map(|file| (file, without_tests(&file.code).lines().count()));
    long.filter(|(_, lines)| *lines > MOST_FILE_LINES)
        .map(|(file, lines)| format!("{}: {lines} lines, at most {MOST_FILE_LINES}", file.path))
        .collect()
}

/// A function has at most 40 lines of code and five arguments; tests are free.
pub(super) fn function_size(files: &[SourceFile]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| !file.path.starts_with("src/i18n/messages/")) {
        for function in functions(&without_tests(&file.code)) {
            let place = format!("{}: {} (near line {})", file.path, function.name, function.line);
            if function.lines > MOST_FUNCTION_LINES {
                faults.push(format!("{place}: {} lines, at most {MOST_FUNCTION_LINES}", function.lines));
            }
            if function.arguments > MOST_ARGUMENTS {
                faults.push(format!("{place}: {} arguments, at most {MOST_ARGUMENTS}", function.arguments));
            }
        }
    }
    faults
}

/// Nothing unfinished, ignored or silenced.
pub(super) fn left_overs(files: &[SourceFile]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            if let Some(word) = LEFT_OVERS.iter().find(|word| line.contains(**word)) {
                faults.push(format!("{}:{}: {word}", file.path, number + 1));
            }
        }
    }
    faults
}

/// The one file that joins statements: it takes `&'static str` only and puts `$n` where they have `?`.
const NUMBERING: &str = "src/store/batch.rs";

/// Statements are literals with `$n`; no text is put into one.
pub(super) fn built_sql(files: &[SourceFile]) -> Vec<String> {
    const CALLS: &[&str] = &[
        "execute!",
        "fetch_one!",
        "fetch_optional!",
        "fetch_all!",
        "batch!",
        "query",
        "query_as",
        "query_scalar",
        "raw_sql",
    ];
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| file.path != NUMBERING) {
        if says(&file.code, "AssertSqlSafe") {
            faults.push(format!("{}: AssertSqlSafe", file.path));
        }
        for (call, at) in CALLS.iter().flat_map(|call| words(&file.code, call).map(move |at| (call, at))) {
            let rest = &file.code[at + call.len()..];
            let Some(open) = rest.find('(').filter(|open| is_call(&rest[..*open])) else { continue };
            let inside = &rest[open..open + span(&rest[open..])];
            if ["format!", ".push_str"].iter().any(|word| inside.contains(word)) {
                faults.push(format!("{}: {call} is given built text", file.path));
            }
        }
    }
    faults
}

/// Whether nothing but type arguments stands between a name and its parenthesis.
fn is_call(between: &str) -> bool {
    between.trim().is_empty() || (between.starts_with("::<") && between.trim_end().ends_with('>'))
}

/// Every migration exists for both databases.
pub(super) fn migrations(files: &[SourceFile]) -> Vec<String> {
    let names = |dir: &str| -> BTreeSet<String> {
        files.iter().filter_map(|file| file.path.strip_prefix(dir)).map(str::to_owned).collect()
    };
    let (sqlite, postgres) = (names("migrations/sqlite/"), names("migrations/postgres/"));
    sqlite
        .symmetric_difference(&postgres)
        .map(|name| format!("migrations: {name} is missing on one side"))
        .collect()
}

/// No path of a developer's machine.
pub(super) fn machine_paths(files: &[SourceFile]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        for top in ["work", "root", "farm"] {
            let path = format!("/{top}/");
            let stands_alone = |at: usize| {
                let before = file.text[..at].chars().next_back();
                !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.')
            };
            if file.text.match_indices(&path).any(|(at, _)| stands_alone(at)) {
                faults.push(format!("{}: {path}", file.path));
            }
        }
    }
    faults
}

/// What was fetched is named by version and hash, never by the mirror it came from.
pub(super) fn lock_files(files: &[SourceFile]) -> Vec<String> {
    const PUBLIC: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let mut faults = Vec::new();
    for file in files {
        for line in file.text.lines().map(str::trim) {
            if line.starts_with("\"resolved\"") || (line.starts_with("source = ") && line != PUBLIC) {
                faults.push(format!("{}: {line}", file.path));
            }
        }
    }
    faults
}
