//! Reads the repository as text and holds it to the house rules that no lint knows: which layer may name what,
//! how long a file or a function may be, and what must not be left behind. Each rule is a function from files to
//! faults, and each has a second test that plants a fault and sees it found.

mod functions;
mod rules;
mod source;
mod store;

use source::{SourceFile, tree};

/// Fails with one fault a line.
#[track_caller]
fn assert_clean(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The number of faults a rule finds in one planted file.
fn found(rule: fn(&[SourceFile]) -> Vec<String>, path: &str, text: &str) -> usize {
    rule(&[SourceFile::new(path, text)]).len()
}

fn rust() -> Vec<SourceFile> {
    let files = tree("src", &["rs"]);
    assert!(files.len() > 5, "src was not read");
    files
}

#[test]
fn no_layer_names_what_belongs_to_a_layer_above_it() {
    assert_clean(&rules::direction(&rust()));
}

#[test]
fn a_layer_that_looks_upwards_is_found() {
    let planted = |path: &str, text: &str| found(rules::direction, path, text);
    for word in
        ["sqlx::query", "axum::Router", "tokio::spawn", "Utc::now()", "std::env::var", "askama::Template"]
    {
        assert_eq!(planted("src/domain/app.rs", &format!("fn f() {{ {word}; }}")), 1, "{word}");
    }
    assert_eq!(planted("src/domain/app.rs", "use crate::store::Store;"), 1);
    assert_eq!(planted("src/domain/app.rs", "use crate::{clock, services::Services};"), 1);
    assert_eq!(planted("src/store/apps.rs", "use axum::Json;"), 1);
    assert_eq!(planted("src/services/buy.rs", "use askama::Template;"), 1);
    assert_eq!(planted("src/services/buy.rs", "use crate::web::paths;"), 1);
    assert_eq!(planted("src/web/pages/buy.rs", "async fn post() { store.write().await }"), 1);
    assert_eq!(planted("src/web/pages/buy.rs", "async fn post() { store\n    .write()\n    .await }"), 1);
    assert_eq!(planted("src/web/pages/buy.rs", "use sqlx::Row;"), 1);
    assert_eq!(planted("src/jobs/mail.rs", "use sqlx::Row;"), 1);
    assert_eq!(planted("src/cli/serve.rs", "use sqlx::Row;"), 1);
}

#[test]
fn words_in_comments_and_texts_are_not_uses() {
    let text = "//! Knows no sqlx and no tokio.\n/* axum /* std::env */ */ const A: &str = \"askama\"; \
                const B: &str = r#\"sqlx \" tokio\"#; const C: char = '\"'; fn f<'a>(a: &'a str) {} // Utc::now";
    assert_eq!(found(rules::direction, "src/domain/app.rs", text), 0);
    assert_eq!(
        found(rules::direction, "src/domain/app.rs", "use crate::domain::money; let axumatic = 1;"),
        0
    );
}

#[test]
fn templates_escape_everything_and_carry_no_inline_style_or_script() {
    assert_clean(&rules::templates(&tree("templates", &["html"])));
    assert_clean(&rules::unescaped(&rust()));
}

#[test]
fn an_unescaped_value_or_an_inline_style_or_script_is_found() {
    let planted = |text: &str| found(rules::templates, "templates/pages/x.html", text);
    assert_eq!(planted("<p>{{ name|safe }}</p>"), 1);
    assert_eq!(planted("<p>{{ name | safe }}</p>"), 1);
    assert_eq!(planted("{% filter safe %}{{ name }}{% endfilter %}"), 1);
    assert_eq!(planted("{% autoescape false %}{{ name }}"), 1);
    assert_eq!(planted("<p style=\"color:red\">"), 1);
    assert_eq!(planted("<p\n  STYLE='color:red'>"), 1);
    assert_eq!(planted("<p onclick=\"x()\">"), 1);
    assert_eq!(planted("<script>x()</script>"), 1);
    assert_eq!(planted("<style>p {}</style>"), 1);
    assert_eq!(planted("<a href=\"javascript:x()\">"), 1);
    assert_eq!(
        planted("<script src=\"{{ x }}\" defer></script><p data-on=\"1\" class=\"style\">on=1</p>"),
        0
    );
    assert_eq!(found(rules::unescaped, "src/web/x.rs", "#[template(ext = \"html\", escape = \"none\")]"), 1);
    assert_eq!(found(rules::unescaped, "src/web/x.rs", "impl HtmlSafe for X {}"), 1);
    assert_eq!(found(rules::unescaped, "src/web/x.rs", "askama::filters::Safe(x)"), 1);
}

#[test]
fn no_source_file_has_more_than_three_hundred_lines() {
    assert_clean(&rules::file_length(&rust()));
}

#[test]
fn a_long_file_is_found_and_its_tests_do_not_count() {
    let planted = |text: &str| found(rules::file_length, "src/x.rs", text);
    assert_eq!(planted(&"const A: u8 = 1;\n".repeat(301)), 1);
    assert_eq!(planted(&"const A: u8 = 1;\n".repeat(300)), 0);
    let tests = format!("const A: u8 = 1;\n#[cfg(test)]\nmod tests {{\n{}}}\n", "// x\n".repeat(400));
    assert_eq!(planted(&tests), 0);
}

#[test]
fn no_function_has_more_than_forty_lines_or_five_arguments() {
    assert_clean(&rules::function_size(&rust()));
}

#[test]
fn a_long_function_and_a_sixth_argument_are_found() {
    let planted = |text: &str| found(rules::function_size, "src/x.rs", text);
    let body = |lines| {
        format!("impl X {{\n    fn long(&self) -> u8 {{\n{}    }}\n}}\n", "f(\"}\");\n".repeat(lines))
    };
    assert_eq!(planted(&body(41)), 1);
    assert_eq!(planted(&body(40)), 0);
    assert_eq!(planted(&format!("fn f() {{\n{}}}", "// a comment\n\n".repeat(60))), 0);
    assert_eq!(planted(&format!("#[cfg(test)]\nmod tests {{ {} }}", body(60))), 0);
    assert_eq!(planted("fn f(a: u8, b: (u8, u8), c: Map<u8, u8>, d: fn(u8, u8), e: u8, f: u8) {}"), 1);
    assert_eq!(
        planted("fn f<T: Into<(u8, u8)>>(&self, a: u8, b: (u8, u8), c: Map<u8, u8>, d: T, e: u8,) {}"),
        0
    );
}

#[test]
fn nothing_is_left_undone_ignored_or_silenced() {
    let mut files = rust();
    files.extend(tree("tests", &["rs"]));
    files.extend(tree("benches", &["rs"]));
    files.extend(tree("templates", &["html", "txt"]));
    files.extend(tree("static", &["js", "css"]));
    assert_clean(&rules::left_overs(&files));
}

#[test]
fn a_left_over_is_found() {
    for word in rules::LEFT_OVERS {
        assert_eq!(found(rules::left_overs, "src/x.rs", &format!("fn f() {{\n {word} \n}}")), 1, "{word}");
    }
    assert_eq!(found(rules::left_overs, "src/x.rs", "#[expect(clippy::x, reason = \"y\")] // mastodon"), 0);
}

#[test]
fn sec29_no_statement_is_built_from_text() {
    assert_clean(&rules::built_sql(&rust()));
}

#[test]
fn a_statement_built_from_text_is_found() {
    let planted = |text: &str| found(rules::built_sql, "src/store/x.rs", text);
    assert_eq!(planted("fetch_one!(tx, Row, format!(\"SELECT {x}\"), id)"), 1);
    assert_eq!(planted("sqlx::query(\n    &format!(\"SELECT {x}\"),\n)"), 1);
    assert_eq!(planted("sqlx::query_as::<_, Row>(AssertSqlSafe(text))"), 1);
    assert_eq!(planted("fetch_one!(tx, Row, \"SELECT format!($1)\", id); let text = format!(\"{id}\");"), 0);
}

#[test]
fn both_databases_have_migrations_of_the_same_names() {
    let files = tree("migrations", &["sql"]);
    assert!(!tree("src", &["rs"]).iter().any(|file| file.code.contains("migrate!")) || !files.is_empty());
    assert_clean(&rules::migrations(&files));
}

#[test]
fn a_migration_for_one_database_only_is_found() {
    let file = |path| SourceFile::new(path, "");
    let same = [file("migrations/sqlite/0001_first.sql"), file("migrations/postgres/0001_first.sql")];
    assert!(rules::migrations(&same).is_empty());
    let differ = [file("migrations/sqlite/0001_first.sql"), file("migrations/postgres/0001_start.sql")];
    assert_eq!(rules::migrations(&differ).len(), 2);
}

#[test]
fn no_file_names_a_path_of_the_machine_it_was_written_on() {
    let files = tree(
        "",
        &["rs", "toml", "md", "html", "css", "js", "json", "sql", "txt", "yml", "yaml", "sh", "awk", ""],
    );
    assert!(files.iter().any(|file| file.path == "Cargo.toml"));
    assert_clean(&rules::machine_paths(&files));
}

#[test]
fn a_path_of_the_machine_is_found() {
    let planted = |text: &str| found(rules::machine_paths, "README.md", text);
    for top in ["work", "root", "farm"] {
        assert_eq!(planted(&format!("see /{top}/x/y")), 1, "{top}");
        assert_eq!(planted(&format!("file:///{top}/x")), 1, "{top}");
    }
    assert_eq!(planted("/workspace/x https://example.org/work/x src/root/x"), 0);
}

#[test]
fn the_lock_files_name_no_registry_but_the_public_one() {
    let files: Vec<_> =
        tree("", &["lock", "json"]).into_iter().filter(|file| !file.path.contains('/')).collect();
    assert!(files.iter().any(|file| file.path == "Cargo.lock"));
    assert_clean(&rules::lock_files(&files));
}

#[test]
fn a_registry_address_in_a_lock_file_is_found() {
    let npm = "\"version\": \"1.0.0\",\n\"resolved\": \"https://registry.example.org/x.tgz\",";
    assert_eq!(found(rules::lock_files, "package-lock.json", npm), 1);
    assert_eq!(found(rules::lock_files, "Cargo.lock", "source = \"registry+https://example.org/index\""), 1);
    assert_eq!(found(rules::lock_files, "Cargo.lock", "source = \"git+https://example.org/x\""), 1);
}

#[test]
fn every_function_of_the_store_has_its_test_on_both_databases() {
    assert_clean(&store::untested(&rust(), &tree("tests/it/store", &["rs"])));
}

#[test]
fn a_function_of_the_store_without_its_test_or_a_test_on_one_database_is_found() {
    let source = |path: &str| {
        SourceFile::new(path, "pub async fn find(tx: &mut Tx) {}\n    pub fn of() {}\nfn own() {}")
    };
    let test = |text: &str| SourceFile::new("tests/it/store/apps.rs", text);
    let found = |path: &str, text: &str| store::untested(&[source(path)], &[test(text)]).len();
    assert_eq!(found("src/store/apps.rs", "apps::find(&mut tx)"), 0);
    assert_eq!(found("src/store/apps/rows.rs", "apps::find(&mut tx)"), 0);
    assert_eq!(found("src/store/batch.rs", ""), 0);
    assert_eq!(found("src/store/apps.rs", "my_apps::find(&mut tx)"), 1);
    assert_eq!(found("src/store/apps.rs", "apps::finds(&mut tx); // apps::find(&mut tx)"), 1);
    assert_eq!(found("src/store/apps.rs", "#[tokio::test] async fn t() { apps::find(&mut tx) }"), 1);
}
