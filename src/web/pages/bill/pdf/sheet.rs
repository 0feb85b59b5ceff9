//! Sheets of paper as PDF: rows of text, one below the other, on as many A4 pages as they need, each with its number. Knows
//! nothing of bills. The font is read for one document and let go with it: it is too big to be kept.

use std::{path::Path, sync::Arc};

use krilla::{
    Document,
    color::rgb,
    geom::Point,
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, FillRule},
    surface::Surface,
    text::{Font, TextDirection},
};
use skrifa::{
    FontRef, MetadataProvider as _,
    instance::{LocationRef, Size},
};

use crate::i18n::Locale;

/// A4, in points.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 48.0;
/// The least room between a text and the amount beside it.
const GAP: f32 = 16.0;

/// A row.
#[derive(Clone, Debug)]
pub(super) enum Row {
    /// The title of the document.
    Title(String),
    /// A heading with an amount at the right, which may be empty.
    Heading(String, String),
    /// A text with an amount at the right.
    Line(String, String),
    /// The same, set apart.
    Total(String, String),
    /// An explanation.
    Small(String),
}

impl Row {
    /// Size, the room above, and both texts.
    fn parts(&self) -> (f32, f32, &str, &str) {
        match self {
            Self::Title(text) => (18.0, 0.0, text, ""),
            Self::Heading(text, amount) => (12.0, 12.0, text, amount),
            Self::Line(text, amount) => (10.0, 3.0, text, amount),
            Self::Total(text, amount) => (12.0, 8.0, text, amount),
            Self::Small(text) => (8.0, 1.0, text, ""),
        }
    }
}

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoSheet {
    /// The font file can't be read.
    #[error("the font for PDF can't be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// The file is no font.
    #[error("the font for PDF is none")]
    NoFont,
    /// The document can't be written.
    #[error("the PDF can't be written: {0}")]
    Unwritable(String),
}

/// A font of a file.
struct Face {
    data: Arc<Vec<u8>>,
    index: u32,
}

impl Face {
    /// The face for a language: a collection has one for each, in the order of Noto Sans CJK.
    fn read(path: &Path, locale: Locale) -> Result<Self, NoSheet> {
        let data = Arc::new(std::fs::read(path)?);
        let wanted = match locale {
            Locale::Ja => 0,
            Locale::ZhHans | Locale::En => 2,
        };
        let has = |index: &u32| FontRef::from_index(&data, *index).is_ok();
        let index = [wanted, 0].into_iter().find(has).ok_or(NoSheet::NoFont)?;
        Ok(Self { data, index })
    }

    fn font(&self) -> Result<Font, NoSheet> {
        Font::new(Arc::clone(&self.data).into(), self.index).ok_or(NoSheet::NoFont)
    }

    fn measured(&self) -> Result<FontRef<'_>, NoSheet> {
        FontRef::from_index(&self.data, self.index).map_err(|_| NoSheet::NoFont)
    }
}

/// Measures texts.
struct Ruler<'a>(FontRef<'a>);

impl Ruler<'_> {
    /// How wide letters are.
    fn advance(&self, size: f32) -> impl Fn(char) -> f32 {
        let map = self.0.charmap();
        let metrics = self.0.glyph_metrics(Size::new(size), LocationRef::default());
        move |letter| metrics.advance_width(map.map(letter).unwrap_or_default()).unwrap_or_default()
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(self.advance(size)).sum()
    }

    /// The text in lines of at most `room`, broken at a blank where there is one.
    fn wrapped(&self, text: &str, size: f32, room: f32) -> Vec<String> {
        let (mut lines, mut line, mut taken) = (Vec::new(), String::new(), 0.0);
        let advance = self.advance(size);
        for letter in text.chars() {
            line.push(letter);
            taken += advance(letter);
            if taken > room && line.chars().count() > 1 {
                let rest = match line.rfind(' ').filter(|at| *at > 0 && at + 1 < line.len()) {
                    Some(blank) => line.split_off(blank + 1),
                    None => line.pop().map(String::from).unwrap_or_default(),
                };
                taken = rest.chars().map(&advance).sum();
                lines.push(std::mem::replace(&mut line, rest));
            }
        }
        lines.push(line);
        lines
    }
}

/// A text at its place.
struct Placed {
    x: f32,
    y: f32,
    size: f32,
    text: String,
}

/// Draws `rows` with the font of `path`; `foot` gives the words below page `x` of `y`.
///
/// # Errors
/// When the font is not there or is none.
pub(super) fn draw(
    (path, locale): (&Path, Locale),
    rows: &[Row],
    foot: impl Fn(usize, usize) -> String,
) -> Result<Vec<u8>, NoSheet> {
    let face = Face::read(path, locale)?;
    let ruler = Ruler(face.measured()?);
    let mut pages = laid_out(&ruler, rows);
    let count = pages.len();
    for (number, page) in (1..).zip(&mut pages) {
        let text = foot(number, count);
        let x = WIDTH - MARGIN - ruler.width(&text, 8.0);
        page.push(Placed { x, y: HEIGHT - MARGIN / 2.0, size: 8.0, text });
    }
    written(&face.font()?, &pages)
}

fn laid_out(ruler: &Ruler<'_>, rows: &[Row]) -> Vec<Vec<Placed>> {
    let (mut pages, mut page, mut y) = (Vec::new(), Vec::new(), MARGIN);
    for row in rows {
        let (size, above, text, amount) = row.parts();
        let taken = ruler.width(amount, size);
        let room = WIDTH - 2.0 * MARGIN - if taken > 0.0 { taken + GAP } else { 0.0 };
        y += above;
        for (place, line) in ruler.wrapped(text, size, room).into_iter().enumerate() {
            if y + size * 1.5 > HEIGHT - MARGIN {
                pages.push(std::mem::take(&mut page));
                y = MARGIN;
            }
            y += size * 1.5;
            if place == 0 && taken > 0.0 {
                page.push(Placed { x: WIDTH - MARGIN - taken, y, size, text: amount.to_owned() });
            }
            page.push(Placed { x: MARGIN, y, size, text: line });
        }
    }
    pages.push(page);
    pages
}

fn written(font: &Font, pages: &[Vec<Placed>]) -> Result<Vec<u8>, NoSheet> {
    let unwritable = |what: &str| NoSheet::Unwritable(what.to_owned());
    let mut document = Document::new();
    for placed in pages {
        let settings =
            PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| unwritable("the page has no size"))?;
        let mut page = document.start_page_with(settings);
        let mut surface: Surface<'_> = page.surface();
        surface.set_fill(Some(Fill {
            paint: rgb::Color::new(0, 0, 0).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::default(),
        }));
        for Placed { x, y, size, text } in placed {
            let at = Point::from_xy(*x, *y);
            surface.draw_text(at, font.clone(), *size, text, false, TextDirection::LeftToRight);
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| NoSheet::Unwritable(format!("{error:?}")))
}
