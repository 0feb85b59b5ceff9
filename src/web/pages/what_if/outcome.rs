//! Both courses side by side, month by month, and what happens in the planned one.

use crate::{
    domain::{
        forecast::{self, Planned},
        money::Amount,
    },
    services::forecast::PlanDesk,
    web::{
        page::Page,
        pages::forecast::view::{MonthView, months},
    },
};

/// What a plan brings.
pub(super) struct Outcome {
    /// What is paid at once; what is given back.
    pub(super) today: String,
    pub(super) back: Option<String>,
    /// Month by month: as things are, with the plan, the difference.
    pub(super) rows: Vec<Row>,
    /// The same for all months.
    pub(super) all: Row,
    /// What happens with the plan.
    pub(super) months: Vec<MonthView>,
    /// The page of the real action, with the same choices.
    pub(super) address: String,
}

/// A month, or all of them.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) as_is: String,
    pub(super) planned: String,
    pub(super) difference: String,
}

impl Outcome {
    pub(super) fn of(page: &Page, desk: &PlanDesk, (planned, address): (&Planned, String)) -> Self {
        let f = page.f;
        let compared = desk.compare(planned);
        let calendar = desk.change.releases.current().catalog.calendar();
        let at_once = planned.happening(0).amount();
        let row = |name, as_is: Amount, with: Amount| Row {
            name,
            as_is: f.money(as_is),
            planned: f.money(with),
            difference: signed(page, with - as_is),
        };
        let rows = forecast::months(calendar, desk.now).into_iter().map(|month| {
            row(f.calendar_month(month), compared.as_is.in_month(month), compared.planned.in_month(month))
        });
        Self {
            today: f.money(at_once.max(Amount::ZERO)),
            back: (at_once < Amount::ZERO).then(|| f.money(-at_once)),
            rows: rows.collect(),
            all: row(page.t.ahead_total().into_owned(), compared.as_is.total(), compared.planned.total()),
            months: months(page, calendar, &compared.planned),
            address,
        }
    }
}

/// A difference with its sign.
fn signed(page: &Page, amount: Amount) -> String {
    let plus = if amount.is_positive() { "+" } else { "" };
    format!("{plus}{}", page.f.money(amount))
}
