//! Orders: a confirmed quote on its way to being paid, paid, or given up (P12–P15).

use super::{
    calendar::Timestamp,
    catalog::Catalog,
    ids::{AccountId, OrderNo, QuoteId, SdkAppId, VoucherId},
    money::Amount,
    product::words,
    purchase::Cart,
    quote::{Basis, Line, Quote, sums_of_lines},
};

words! {
    /// What an order is for.
    OrderKind {
        /// A package, with or without add-ons.
        Package = "package",
        /// Add-ons beside a running package (P10).
        AddOns = "add_ons",
    }
}

words! {
    /// Why an unpaid order was given up.
    CloseReason {
        /// Its customer cancelled it.
        Customer = "customer",
        /// Its time to be paid was over (P12).
        Expired = "expired",
        /// Its app was not any more what it had been priced for (P12).
        AppChanged = "app_changed",
    }
}

words! {
    /// The name of an order's state, without its data.
    OrderStatus {
        /// See [`OrderState::Unpaid`].
        Unpaid = "unpaid",
        /// See [`OrderState::Paid`].
        Paid = "paid",
        /// See [`OrderState::Cancelled`].
        Cancelled = "cancelled",
    }
}

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderState {
    /// Waiting to be paid; its voucher is frozen.
    Unpaid,
    /// Paid, and in force.
    Paid {
        /// When.
        at: Timestamp,
    },
    /// Given up; its voucher was released.
    Cancelled {
        /// When.
        at: Timestamp,
        /// Why.
        reason: CloseReason,
    },
}

impl OrderState {
    /// The state's name.
    #[must_use]
    pub const fn status(self) -> OrderStatus {
        match self {
            Self::Unpaid => OrderStatus::Unpaid,
            Self::Paid { .. } => OrderStatus::Paid,
            Self::Cancelled { .. } => OrderStatus::Cancelled,
        }
    }
}

/// An order. Its lines are frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its number.
    pub no: OrderNo,
    /// Whose it is.
    pub account: AccountId,
    /// The app it is for.
    pub app: SdkAppId,
    /// The quote that was confirmed; a quote becomes one order at most (P14).
    pub quote: QuoteId,
    /// What it is for.
    pub kind: OrderKind,
    /// Where it stands.
    pub state: OrderState,
    /// What was chosen.
    pub cart: Cart,
    /// The catalog it was priced with (K4).
    pub catalog_version: i64,
    /// What the app was.
    pub basis: Basis,
    /// The lines, with the voucher's share.
    pub lines: Vec<Line>,
    /// The voucher.
    pub voucher: Option<VoucherId>,
    /// The moment it was priced at.
    pub as_of: Timestamp,
    /// When it was placed.
    pub created_at: Timestamp,
    /// From when on it can't be paid any more.
    pub expires_at: Timestamp,
}

sums_of_lines!(Order);

impl Order {
    /// The unpaid order that confirming `quote` at `now` makes.
    #[must_use]
    pub fn place(no: OrderNo, account: AccountId, quote: &Quote, catalog: &Catalog, now: Timestamp) -> Self {
        let kind = if quote.cart.package.is_some() { OrderKind::Package } else { OrderKind::AddOns };
        let expires_at = match kind {
            OrderKind::Package => now.plus_seconds(i64::from(catalog.periods.unpaid_hours) * 3_600),
            OrderKind::AddOns => quote.expires_at,
        };
        Self {
            no,
            account,
            app: quote.app,
            quote: quote.id,
            kind,
            state: OrderState::Unpaid,
            cart: quote.cart.clone(),
            catalog_version: quote.catalog_version,
            basis: quote.basis.clone(),
            lines: quote.lines.clone(),
            voucher: quote.voucher,
            as_of: quote.as_of,
            created_at: now,
            expires_at,
        }
    }

    /// Whether a top-up that waits for a decision holds this order beyond its end (P12). An order priced by remaining
    /// time is not held beyond its quote.
    #[must_use]
    pub const fn is_held_by_top_ups(&self) -> bool {
        matches!(self.kind, OrderKind::Package)
    }

    /// The end of the hold after a top-up for this order was refused at `now`: what was held until then ends now.
    #[must_use]
    pub fn held_after_refusal(&self, now: Timestamp) -> Timestamp {
        if self.is_held_by_top_ups() { self.expires_at.max(now) } else { self.expires_at }
    }

    /// The end of the hold after a top-up for this order was confirmed at `now`: long enough to pay (P12). An order
    /// priced by remaining time is not held beyond its quote.
    #[must_use]
    pub fn held_after_top_up(&self, catalog: &Catalog, now: Timestamp) -> Timestamp {
        match self.kind {
            OrderKind::Package => {
                self.expires_at.max(now.plus_seconds(i64::from(catalog.periods.unpaid_hours) * 3_600))
            }
            OrderKind::AddOns => self.expires_at,
        }
    }
}
