//! What lines come to: the same sums wherever lines stand, so that they are added up in one way.

/// Gives a type with `lines` their three amounts, so that they are added up in one way wherever they stand.
macro_rules! sums_of_lines {
    ($name:ident) => {
        impl $name {
            /// The sum of the lines.
            #[must_use]
            pub fn total(&self) -> $crate::domain::money::Amount {
                self.lines.iter().map(|line| line.amount).sum()
            }

            /// What the voucher takes off.
            #[must_use]
            pub fn deducted(&self) -> $crate::domain::money::Amount {
                self.lines.iter().map(|line| line.deducted).sum()
            }

            /// What the lines cost in money.
            #[must_use]
            pub fn cash(&self) -> $crate::domain::money::Amount {
                self.lines.iter().map($crate::domain::quote::Line::cash).sum()
            }
        }
    };
}
pub(super) use sums_of_lines;

/// Gives a type with `lines` and `voided` what it does to the balance.
macro_rules! settled {
    ($name:ident) => {
        impl $name {
            /// What is given back for what becomes void (R4).
            #[must_use]
            pub fn given_back(&self) -> $crate::domain::money::Amount {
                self.voided.iter().map(|voided| voided.amount).sum()
            }

            /// What is left to pay from the balance; nothing where more is given back than charged.
            #[must_use]
            pub fn payable(&self) -> $crate::domain::money::Amount {
                (self.cash() - self.given_back()).max($crate::domain::money::Amount::ZERO)
            }

            /// What comes onto the balance: what is given back beyond what is charged (R4).
            #[must_use]
            pub fn returned(&self) -> $crate::domain::money::Amount {
                (self.given_back() - self.cash()).max($crate::domain::money::Amount::ZERO)
            }
        }
    };
}
pub(super) use settled;
