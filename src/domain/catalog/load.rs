//! Turns the text of a catalog file into a [`Catalog`], or into every fault that keeps it from being one (K2).
//! Says which keys a catalog has; the books have a file of their own.

use std::ops::RangeInclusive;

use chrono_tz::Tz;
use toml::de::DeTable;

use super::{
    AppType, BookId, Catalog, CatalogErrors, DataCentre, DurationDiscount, GroupType, LOCALES, MemberLimit,
    Names, Policy, check, load_books, load_editions, load_periods,
    reader::{At, Reader, Section},
};
use crate::domain::{
    calendar::Calendar,
    money::{Amount, Currency},
    product::{AddOnKind, Edition},
};

/// Reads the catalog in `text`; `source_name` is what its faults call the file.
pub(super) fn parse(source_name: &str, text: &str) -> Result<Catalog, CatalogErrors> {
    let reader = Reader::new(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        reader.syntax(error);
    }
    let catalog = if errors.is_empty() { read(Section::root(&reader, table.get_ref())) } else { None };
    let faults = reader.into_faults();
    match catalog {
        Some(catalog) if faults.is_empty() => Ok(catalog),
        _ => Err(CatalogErrors { source_name: source_name.to_owned(), faults }),
    }
}

/// What the file says before its first table.
struct Head {
    name: String,
    currency: Currency,
    calendar: Calendar,
    default_locale: String,
    policy: Policy,
    app_limit: u32,
    reauth_above: Amount,
    postpaid_from: Vec<Edition>,
}

fn read(root: Section<'_>) -> Option<Catalog> {
    let currency = currency(&root);
    let head = head(&root, currency);
    let months = root.section("months").and_then(months);
    let (discounts, undiscounted) = discounts(&root, months.as_ref());
    let periods = root.section("periods").and_then(load_periods::periods);
    let bill_days = root.section("bill_days").and_then(|section| load_periods::bill_days(section, currency));
    let terms = (load_periods::renewals(&root), load_periods::refunds(&root), load_periods::calls(&root));
    let app_types = named(&root, "app_types");
    let group_types = group_types(&root);
    let editions = root.section("editions").and_then(load_editions::read);
    let books = root.section("books").map(|books| {
        load_books::Context { currency, editions: editions.as_ref(), group_types: &group_types }.read(books)
    });
    let (book_keys, books) = books.unwrap_or_default();
    let data_centres = data_centres(&root, &book_keys);
    root.finish();
    let head = head?;
    Some(Catalog {
        name: head.name,
        currency: head.currency,
        default_locale: head.default_locale,
        policy: head.policy,
        postpaid_from: head.postpaid_from.into_iter().collect(),
        periods: periods?,
        bill_days: bill_days?,
        renewals: terms.0?,
        refunds: terms.1?,
        calls: terms.2?,
        app_limit: head.app_limit,
        reauth_above: head.reauth_above,
        discounts,
        undiscounted: undiscounted.into_iter().collect(),
        data_centres,
        app_types: app_types.into_iter().map(|(code, names)| AppType { code, names }).collect(),
        group_types,
        calendar: head.calendar,
        months: months?,
        editions: editions?,
        books,
    })
}

/// The currency; an unknown one is a fault and counts as one with two decimals for the rest of the check.
fn currency(root: &Section<'_>) -> Currency {
    let codes = Currency::ALL.map(Currency::code).join(", ");
    root.word("currency", &codes, Currency::parse).map_or(Currency::Cny, |currency| currency.value)
}

fn head(root: &Section<'_>, currency: Currency) -> Option<Head> {
    let name = code(root, "name");
    let zone =
        root.word("zone", "an IANA zone name, such as \"Asia/Shanghai\"", |zone| zone.parse::<Tz>().ok());
    let default_locale = root
        .word("default_locale", &LOCALES.join(", "), |tag| LOCALES.contains(&tag).then(|| tag.to_owned()));
    let policy = root.word("policy", &joined(Policy::ALL), Policy::parse);
    let app_limit = root.number("app_limit", 1..=1_000_000);
    let reauth_above = root.price("reauth_above", currency);
    let postpaid_from = root.words("postpaid_from", "trial, im", |word| {
        Edition::parse(word).filter(|edition| !edition.has_billing_mode())
    });
    Some(Head {
        name: name?.value,
        currency,
        calendar: Calendar::new(zone?.value),
        default_locale: default_locale?.value,
        policy: policy?.value,
        app_limit: app_limit?.value,
        reauth_above: reauth_above?.value,
        postpaid_from,
    })
}

fn months(section: Section<'_>) -> Option<RangeInclusive<u32>> {
    let from = section.number("from", 1..=120);
    let to = section.number("to", from.as_ref().map_or(1, |from| from.value)..=120);
    section.finish();
    Some(from?.value..=to?.value)
}

fn discounts(
    root: &Section<'_>,
    months: Option<&RangeInclusive<u32>>,
) -> (Vec<DurationDiscount>, Vec<AddOnKind>) {
    if !root.has("discounts") {
        return (Vec::new(), Vec::new());
    }
    let Some(section) = root.section("discounts") else { return (Vec::new(), Vec::new()) };
    let except = section.words("except", &joined(AddOnKind::ALL), AddOnKind::parse);
    let rows: Vec<_> = section.sections("steps").into_iter().map(discount).collect();
    section.finish();
    let rows: Vec<_> = rows.into_iter().collect::<Option<_>>().unwrap_or_default();
    if let Some(months) = months {
        check::discounts(root.reader, &rows, months);
    }
    (rows.into_iter().map(|row| row.value).collect(), except)
}

fn discount(section: Section<'_>) -> Option<At<DurationDiscount>> {
    let from = section.number("from", 1..=120);
    let to = section.number("to", 1..=120);
    let percent = section.number("percent", 1..=100);
    let place = section.place.clone();
    section.finish();
    let value = DurationDiscount { from: from?.value, to: to?.value, percent: percent?.value };
    Some(At { value, place })
}

fn data_centres(root: &Section<'_>, books: &[String]) -> Vec<DataCentre> {
    let mut codes = Vec::new();
    let mut centres = Vec::new();
    for section in root.sections("data_centres") {
        let code = code(&section, "code");
        let names = names(&section);
        let book = section.word("book", &books.join(", "), |book| Some(book.to_owned()));
        section.finish();
        if let Some(book) = &book {
            check::known_book(root.reader, book, books);
        }
        if let (Some(code), Some(names), Some(book)) = (&code, names, book) {
            centres.push(DataCentre { code: code.value.clone(), names, book: BookId(book.value) });
        }
        codes.extend(code);
    }
    check::unique(root.reader, codes.iter());
    centres
}

fn group_types(root: &Section<'_>) -> Vec<GroupType> {
    let mut codes = Vec::new();
    let mut types = Vec::new();
    for section in root.sections("group_types") {
        let code = code(&section, "code");
        let names = names(&section);
        let limited_by = section.word("limited_by", &joined(MemberLimit::ALL), MemberLimit::parse);
        let max_members = section.cap("max_members");
        section.finish();
        if let (Some(code), Some(names), Some(limited_by), Some(max_members)) =
            (&code, names, limited_by, max_members)
        {
            let limited_by = limited_by.value;
            types.push(GroupType { code: code.value.clone(), names, limited_by, max_members });
        }
        codes.extend(code);
    }
    check::unique(root.reader, codes.iter());
    types
}

/// A list of tables that have a code and names only.
fn named(root: &Section<'_>, key: &'static str) -> Vec<(String, Names)> {
    let mut codes = Vec::new();
    let mut found = Vec::new();
    for section in root.sections(key) {
        let code = code(&section, "code");
        let names = names(&section);
        section.finish();
        if let (Some(code), Some(names)) = (&code, names) {
            found.push((code.value.clone(), names));
        }
        codes.extend(code);
    }
    check::unique(root.reader, codes.iter());
    found
}

fn names(section: &Section<'_>) -> Option<Names> {
    let names = section.section("names")?;
    let name = |key| {
        names.word(key, "a name of 1 to 60 characters", |name| {
            (!name.trim().is_empty() && name.chars().count() <= 60).then(|| name.to_owned())
        })
    };
    let (zh_hans, en, ja) = (name("zh_hans"), name("en"), name("ja"));
    names.finish();
    Some(Names { zh_hans: zh_hans?.value, en: en?.value, ja: ja?.value })
}

pub(super) const CODE: &str = "1 to 32 of a–z, 0–9, _ and -";

/// A code, as it stands in addresses, forms and the database.
fn code(section: &Section<'_>, key: &'static str) -> Option<At<String>> {
    section.word(key, CODE, |text| is_code(text).then(|| text.to_owned()))
}

/// Whether `text` can stand in addresses, forms and the database as a code.
pub(super) fn is_code(text: &str) -> bool {
    let allowed =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-');
    (1..=32).contains(&text.len()) && text.bytes().all(allowed)
}

pub(super) fn joined<T: ToString>(values: &[T]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
