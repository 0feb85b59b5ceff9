//! Files of the repository as text, and Rust text without its comments and literals.

use std::{fs, path::Path};

/// One file: its path from the top of the repository, its text, and for Rust the text with comments and literals
/// blanked, line for line.
pub(super) struct SourceFile {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) code: String,
}

impl SourceFile {
    pub(super) fn new(path: &str, text: &str) -> Self {
        let is_rust = Path::new(path).extension().is_some_and(|extension| extension == "rs");
        let code = if is_rust { code_only(text) } else { String::new() };
        Self { path: path.to_owned(), text: text.to_owned(), code }
    }
}

/// Every file under `dir` of the repository with one of the extensions (`""`: none), sorted by path.
/// A folder that does not exist has no files; build output and fetched tools are left out.
pub(super) fn tree(dir: &str, extensions: &[&str]) -> Vec<SourceFile> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![top.join(dir)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if folder == top && ["target", "node_modules", ".git", "data"].contains(&name) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let extension = path.extension().map_or("", |extension| extension.to_str().unwrap());
            if extensions.contains(&extension)
                && let Ok(text) = fs::read_to_string(&path)
            {
                files.push(SourceFile::new(path.strip_prefix(top).unwrap().to_str().unwrap(), &text));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Rust text with comments and the insides of literals replaced by spaces; line breaks stay.
fn code_only(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = literal_end(&chars, at);
        for &c in &chars[at..end.max(at + 1)] {
            out.push(if end > at && c != '\n' { ' ' } else { c });
        }
        at = end.max(at + 1);
    }
    out
}

/// Where the comment or literal that begins at `at` ends; `at` itself when none begins there.
fn literal_end(chars: &[char], at: usize) -> usize {
    let rest = &chars[at..];
    let starts = |prefix: &str| prefix.chars().enumerate().all(|(i, c)| rest.get(i) == Some(&c));
    let after_word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    if starts("//") {
        return at + rest.iter().position(|&c| c == '\n').unwrap_or(rest.len());
    }
    if starts("/*") {
        return at + block_comment(rest);
    }
    if !after_word && (starts("r\"") || starts("r#") || starts("br\"") || starts("br#")) {
        return at + raw_string(rest).unwrap_or(0);
    }
    match rest[0] {
        '"' => at + quoted(rest, '"').unwrap_or(rest.len()),
        '\'' if rest.get(1) == Some(&'\\') || rest.get(2) == Some(&'\'') => {
            at + quoted(rest, '\'').unwrap_or(0)
        }
        _ => at,
    }
}

/// Length of a block comment, which may nest.
fn block_comment(rest: &[char]) -> usize {
    let mut depth = 0;
    let mut i = 0;
    while i + 1 < rest.len() {
        match (rest[i], rest[i + 1]) {
            ('/', '*') => (depth, i) = (depth + 1, i + 2),
            ('*', '/') => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            return i;
        }
    }
    rest.len()
}

/// Length of a raw string; none when it is a raw name such as `r#type`.
fn raw_string(rest: &[char]) -> Option<usize> {
    let open = rest.iter().position(|&c| c == '"')?;
    let hashes = rest[..open].iter().filter(|&&c| c == '#').count();
    if rest[..open].iter().any(|c| !"br#".contains(*c)) {
        return None;
    }
    let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let inside = &rest[open + 1..];
    let end = inside.windows(close.len()).position(|window| window == close)?;
    Some(open + 1 + end + close.len())
}

/// Length of a literal between `quote` characters, with escapes.
fn quoted(rest: &[char], quote: char) -> Option<usize> {
    let mut escaped = false;
    for (i, &c) in rest.iter().enumerate().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return Some(i + 1);
        }
    }
    None
}
