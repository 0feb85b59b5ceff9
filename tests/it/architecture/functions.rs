//! Finds functions in blanked Rust text by counting brackets.

/// A function with a body.
pub(super) struct Function {
    pub(super) name: String,
    /// Line of `fn`, from 1.
    pub(super) line: usize,
    /// Parameters without the receiver.
    pub(super) arguments: usize,
    /// Lines between the braces that hold code.
    pub(super) lines: usize,
}

/// Every function with a body in `code`, nested ones too.
pub(super) fn functions(code: &str) -> Vec<Function> {
    words(code, "fn").filter_map(|at| function_at(code, at)).collect()
}

/// `code` with what stands under `#[cfg(test)]` cut out.
pub(super) fn without_tests(code: &str) -> String {
    let mut rest = code;
    let mut out = String::new();
    while let Some(at) = rest.find("#[cfg(test)]") {
        out.push_str(&rest[..at]);
        let item = &rest[at..];
        let end = match item.find(['{', ';']) {
            Some(open) if item[open..].starts_with('{') => open + span(&item[open..]),
            Some(end) => end + 1,
            None => item.len(),
        };
        rest = &item[end..];
    }
    out + rest
}

/// Length of the bracketed text at the start of `text`, brackets included.
pub(super) fn span(text: &str) -> usize {
    let mut depth = 0_usize;
    for (i, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + c.len_utf8();
        }
    }
    text.len()
}

/// Where `word` stands in `code` as a word of its own.
pub(super) fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        !inside(code[..at].chars().next_back()) && !inside(code[at + word.len()..].chars().next())
    })
}

fn function_at(code: &str, at: usize) -> Option<Function> {
    let name: String =
        code[at + 2..].trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if name.is_empty() {
        return None; // a function pointer type
    }
    let parameters = at + parameters_start(&code[at..])?;
    let after = parameters + span(&code[parameters..]);
    let open = after + code[after..].find(['{', ';'])?;
    if code[open..].starts_with(';') {
        return None;
    }
    let body = &code[open + 1..open + span(&code[open..])];
    Some(Function {
        name,
        line: code[..at].lines().count().max(1),
        arguments: arguments(&code[parameters + 1..after - 1]),
        lines: body.trim_end_matches('}').lines().filter(|line| !line.trim().is_empty()).count(),
    })
}

/// The parenthesis that opens the parameters: the first one outside of the generics.
fn parameters_start(text: &str) -> Option<usize> {
    let mut angle = 0_i32;
    let mut before = ' ';
    for (i, c) in text.char_indices() {
        match c {
            '<' => angle += 1,
            '>' if before != '-' => angle -= 1,
            '(' if angle == 0 => return Some(i),
            '{' | ';' if angle == 0 => return None,
            _ => {}
        }
        before = c;
    }
    None
}

/// Counts parameters by the commas outside of all brackets; the receiver is not one.
fn arguments(parameters: &str) -> usize {
    let mut depth = 0_i32;
    let mut parts = vec![String::new()];
    let mut before = ' ';
    for c in parameters.chars() {
        match c {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '>' if before != '-' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {}
        }
        if c != ',' || depth > 0 {
            parts.last_mut().unwrap().push(c);
        }
        before = c;
    }
    let is_receiver =
        |part: &str| part.trim_start_matches(['&', ' ']).split([' ', ':']).any(|word| word == "self");
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty() && !is_receiver(part)).count()
}
