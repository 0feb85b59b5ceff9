//! Every public function of the store is named by a test that runs on both databases.

use super::{functions::words, source::SourceFile};

/// What is no aggregate: how statements are sent, and what the writer is made of.
const PLUMBING: [&str; 4] = ["batch", "error", "faults", "tx"];

/// The functions of `sources` under `src/store` that no file of `tests` calls by `module::function(`, and the tests
/// there that run on one database only.
pub(super) fn untested(sources: &[SourceFile], tests: &[SourceFile]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in sources {
        let Some(module) =
            file.path.strip_prefix("src/store/").and_then(|path| path.split(['/', '.']).next())
        else {
            continue;
        };
        for name in functions(&file.code).filter(|_| !PLUMBING.contains(&module)) {
            let call = format!("{module}::{name}");
            if !tests.iter().any(|test| calls(&test.code, &call)) {
                faults.push(format!("{}: {call} has no test in tests/it/store", file.path));
            }
        }
    }
    let alone = tests.iter().filter(|test| test.code.contains("test]"));
    faults.extend(alone.map(|test| format!("{}: write each test in on_both_databases!", test.path)));
    faults
}

/// The public functions of a module, which begin a line; methods do not.
fn functions(code: &str) -> impl Iterator<Item = &str> {
    code.lines().filter_map(|line| {
        let rest = line.strip_prefix("pub async fn ").or_else(|| line.strip_prefix("pub fn "))?;
        rest.split(['(', '<']).next()
    })
}

fn calls(code: &str, call: &str) -> bool {
    words(code, call).any(|at| code[at + call.len()..].starts_with('('))
}
