//! Tables for spreadsheets and programs (SEC30): RFC 4180 in UTF-8 with its mark at the front, and no cell that a
//! spreadsheet takes for a formula.

use axum::response::Response;

use super::download::download;

/// Tells spreadsheets that the file is UTF-8.
const MARK: char = '\u{feff}';
/// What a formula begins with; some spreadsheets skip the blank characters before it.
const STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A table in the making.
#[derive(Clone, Debug)]
pub(in crate::web) struct Table(String);

impl Table {
    /// A table with the names of its columns.
    pub(in crate::web) fn new<const N: usize>(head: [&str; N]) -> Self {
        let mut table = Self(MARK.to_string());
        table.row(head.map(str::to_owned));
        table
    }

    /// Adds a row.
    pub(in crate::web) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.0.push_str(&cells.map(|cell| quoted(harmless(cell))).join(","));
        self.0.push_str("\r\n");
    }

    /// The file; `name` is one of ours, in ASCII.
    pub(in crate::web) fn download(self, name: &str) -> Response {
        download(name, "text/csv; charset=utf-8", self.0)
    }
}

/// A cell that no spreadsheet calculates: what would be a formula gets an apostrophe in front. A number stays one, with
/// its minus too: `-12.50` is calculated to itself.
fn harmless(cell: String) -> String {
    if cell.starts_with(STARTS) && !is_number(&cell) { format!("'{cell}") } else { cell }
}

/// Digits with a minus and a decimal point where they have one.
fn is_number(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    digits(whole) && digits(part)
}

fn quoted(cell: String) -> String {
    if cell.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec30_no_cell_is_a_formula_and_a_number_stays_one() {
        for text in
            ["=1+1", "+1", "-", "-1-1", "-1e9", "--1", "-.5", "-1.", "@SUM(A1)", "\t=1", "\r=1", "-１"]
        {
            assert_eq!(harmless(text.to_owned()), format!("'{text}"));
        }
        for text in ["-12.50", "-3", "0.00", "", "a=b", "1,000", "2027-06", "'=1"] {
            assert_eq!(harmless(text.to_owned()), text);
        }
    }

    #[test]
    fn sec30_commas_quotes_and_ends_of_lines_stay_inside_their_cell() {
        let mut table = Table::new(["a", "b"]);
        table.row(["x,\"y\"\r\nz".to_owned(), "=\"1\"".to_owned()]);
        assert_eq!(table.0, "\u{feff}a,b\r\n\"x,\"\"y\"\"\r\nz\",\"'=\"\"1\"\"\"\r\n");
    }
}
