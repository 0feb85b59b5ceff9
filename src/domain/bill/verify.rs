//! A bill as a document that can be checked by whoever holds it: every amount is recomputed from what stands beside
//! it, and the whole from its hash (T3, U7).

use serde::{Deserialize, Serialize};

use super::{Bill, Carried, canonical, sha256};
use crate::domain::{
    charge::ChargeLine,
    ids::AccountId,
    money::{Amount, Currency},
    month::Month,
};

/// One line of a document.
pub type DocumentLine = ChargeLine;

/// What a closed month is sealed with: the lines before vouchers.
#[derive(Serialize)]
struct Content<'a> {
    account: AccountId,
    month: Month,
    currency: Currency,
    lines: &'a [ChargeLine],
    carried: Option<Carried>,
    total: Amount,
}

/// An exported bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Whose.
    pub account: AccountId,
    /// The month.
    pub month: Month,
    /// What its amounts are minor units of.
    pub currency: Currency,
    /// The lines, with what vouchers took off.
    pub lines: Vec<DocumentLine>,
    /// What was left on the bill before.
    pub carried: Option<Carried>,
    /// The lines and what was left, before vouchers.
    pub total: Amount,
    /// What is paid in money.
    pub payable: Amount,
    /// The SHA-256 of all this before vouchers, as canonical JSON.
    pub hash: String,
}

/// What does not agree in a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentFault {
    /// The amount of a line is not what its arithmetic gives, or a sum inside it is not the sum of its parts.
    #[error("line {line}: {found:?} stands there, the arithmetic gives {computed:?}")]
    Line {
        /// Which, counted from 1.
        line: usize,
        /// What stands there.
        found: Amount,
        /// What comes out.
        computed: Amount,
    },
    /// Vouchers took more off a line than it has, or less than nothing.
    #[error("line {line}: the deduction is out of range")]
    Deduction {
        /// Which, counted from 1.
        line: usize,
    },
    /// The total is not the sum of the lines and of what was left.
    #[error("the total is not the sum of the lines")]
    Total {
        /// What comes out.
        computed: Amount,
    },
    /// What is paid is not the total less the deductions.
    #[error("what is paid is not the total less the deductions")]
    Payable {
        /// What comes out.
        computed: Amount,
    },
    /// The hash is another one.
    #[error("the hash is {computed}")]
    Hash {
        /// What comes out.
        computed: String,
    },
}

impl Bill {
    /// The hash that the month is closed under: of the content before vouchers, so that a rerun comes to the same (U7).
    ///
    /// # Errors
    /// When the content can't be JSON; never for values of these types.
    pub fn hash(&self) -> Result<String, serde_json::Error> {
        let lines = self.undeducted();
        hash_of(&Content {
            account: self.account,
            month: self.month,
            currency: self.currency,
            lines: &lines,
            carried: self.carried,
            total: self.total(),
        })
    }

    /// The bill as a document for export.
    ///
    /// # Errors
    /// When the content can't be JSON; never for values of these types.
    pub fn document(&self) -> Result<Document, serde_json::Error> {
        Ok(Document {
            account: self.account,
            month: self.month,
            currency: self.currency,
            lines: self.lines.clone(),
            carried: self.carried,
            total: self.total(),
            payable: self.payable(),
            hash: self.hash()?,
        })
    }
}

fn hash_of(content: &Content<'_>) -> Result<String, serde_json::Error> {
    Ok(sha256(&canonical(content)?))
}

/// Recomputes a document and gives everything that does not agree (T3).
///
/// # Errors
/// When the content can't be JSON; never for values of these types.
pub fn verify(document: &Document) -> Result<Vec<DocumentFault>, serde_json::Error> {
    let mut faults = Vec::new();
    for (line, charge) in (1..).zip(&document.lines) {
        if !charge.is_verified() {
            let computed = charge.arithmetic.amount();
            faults.push(DocumentFault::Line { line, found: charge.amount, computed });
        }
        if charge.deducted < Amount::ZERO || charge.deducted > charge.amount {
            faults.push(DocumentFault::Deduction { line });
        }
    }
    let carried = document.carried.map_or(Amount::ZERO, |carried| carried.amount);
    let total = document.lines.iter().map(|line| line.amount).sum::<Amount>() + carried;
    if total != document.total {
        faults.push(DocumentFault::Total { computed: total });
    }
    let payable = document.total - document.lines.iter().map(|line| line.deducted).sum();
    if payable != document.payable {
        faults.push(DocumentFault::Payable { computed: payable });
    }
    let undeducted: Vec<ChargeLine> =
        document.lines.iter().cloned().map(|line| ChargeLine { deducted: Amount::ZERO, ..line }).collect();
    let computed = hash_of(&Content {
        account: document.account,
        month: document.month,
        currency: document.currency,
        lines: &undeducted,
        carried: document.carried,
        total: document.total,
    })?;
    if computed != document.hash {
        faults.push(DocumentFault::Hash { computed });
    }
    Ok(faults)
}
