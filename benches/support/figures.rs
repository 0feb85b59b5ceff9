//! Figures of several rounds: their middle, their spread, and whether the middle keeps its limit.

use std::{
    fmt,
    io::Write as _,
    ops::{Bound, RangeBounds},
};

use crate::Fault;

/// The same figure from several rounds.
#[derive(Default)]
pub(crate) struct Rounds(Vec<f64>);

impl Rounds {
    pub(crate) fn add(&mut self, figure: f64) {
        self.0.push(figure);
        self.0.sort_by(f64::total_cmp);
    }

    pub(crate) fn median(&self) -> f64 {
        self.0.get(self.0.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

/// `0.71 (0.68 to 0.74 in 7 rounds)`.
impl fmt::Display for Rounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or(2);
        let (least, most) = (self.0.first().unwrap_or(&f64::NAN), self.0.last().unwrap_or(&f64::NAN));
        let (median, count) = (self.median(), self.0.len());
        write!(f, "{median:.digits$} ({least:.digits$} to {most:.digits$} in {count} rounds)")
    }
}

/// Prints a line.
pub(crate) fn say(line: &str) -> Result<(), Fault> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

/// `limit ≥ 0.6: kept, 1.18 of it`; of a limit that is open at one end.
pub(crate) fn verdict(figure: f64, limit: &impl RangeBounds<f64>) -> String {
    let (sign, bound) = match (limit.start_bound(), limit.end_bound()) {
        (Bound::Included(least), _) => ('≥', least),
        (_, Bound::Included(most)) => ('≤', most),
        _ => ('=', &figure),
    };
    let word = if limit.contains(&figure) { "kept" } else { "MISSED" };
    format!("limit {sign} {bound}: {word}, {:.2} of it", figure / bound)
}
