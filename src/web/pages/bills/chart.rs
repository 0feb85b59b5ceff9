//! What the last months came to, as bars: a drawing for those who see it, and a table with the same figures.

use crate::{store::bills::Head, web::page::Page};

/// The most months that are drawn.
pub(in crate::web) const MONTHS: usize = 12;
/// The drawing's measures, in its own units: a bar with its gap, and the highest bar.
const STEP: i64 = 30;
const BAR: i64 = 20;
const HIGHEST: i64 = 90;

/// The chart.
pub(in crate::web) struct Chart {
    /// The drawing's width.
    pub(in crate::web) width: i64,
    /// From which month to which.
    pub(in crate::web) stretch: String,
    /// The bars, the oldest month first.
    pub(in crate::web) bars: Vec<Bar>,
}

/// A month.
pub(in crate::web) struct Bar {
    /// Where it stands.
    pub(in crate::web) x: i64,
    /// Where it begins.
    pub(in crate::web) y: i64,
    /// How high it is.
    pub(in crate::web) height: i64,
    /// The month.
    pub(in crate::web) month: String,
    /// What it came to.
    pub(in crate::web) amount: String,
}

impl Chart {
    /// The chart of the newest of these bills, which come newest first; none where there is none.
    pub(in crate::web) fn of(page: &Page, heads: &[Head]) -> Option<Self> {
        let shown: Vec<&Head> = heads.iter().take(MONTHS).rev().collect();
        let most = shown.iter().map(|head| head.total.as_minor()).max().filter(|most| *most > 0)?;
        let bar = |(place, head): (i64, &&Head)| {
            let month = head.kept.bill.month;
            // Of two amounts the larger has the higher bar, and whatever is not nothing has one.
            let height = (head.total.as_minor().saturating_mul(HIGHEST) / most).max(1);
            let x = place * STEP + (STEP - BAR) / 2;
            Bar {
                x,
                y: HIGHEST - height,
                height,
                month: page.f.calendar_month(month),
                amount: page.f.money(head.total),
            }
        };
        let bars: Vec<Bar> = (0..).zip(&shown).map(bar).collect();
        let (first, last) = (bars.first()?, bars.last()?);
        let stretch = format!("{} – {}", first.month, last.month);
        let count = i64::try_from(MONTHS).unwrap_or_default();
        Some(Self { width: count * STEP, stretch, bars })
    }
}
