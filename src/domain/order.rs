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
    /// For how long a top-up can hold an order, in days from its placing.
    pub const AT_MOST_DAYS: u32 = 7;
    /// For how long an order is held at least once its top-up was confirmed, in seconds.
    pub const TO_PAY: i64 = 3_600;

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

    /// Whether its time to be paid is over, though a job may be late.
    #[must_use]
    pub const fn is_over(&self, now: Timestamp) -> bool {
        now.unix() >= self.expires_at.unix()
    }

    /// Whether it is held as long as it can be, for a top-up that waits to be decided.
    #[must_use]
    pub fn is_held_longer(&self, catalog: &Catalog) -> bool {
        self.kind == OrderKind::Package && self.expires_at == self.last_end(catalog)
    }

    /// The end of the hold after a top-up for this order was filed: one that covers what is missing holds it until it
    /// is decided, up to the last end. An order priced by remaining time is not held beyond its quote.
    #[must_use]
    pub fn held_after_filing(&self, catalog: &Catalog, covers: bool) -> Timestamp {
        match self.kind {
            OrderKind::Package if covers => self.expires_at.max(self.last_end(catalog)),
            OrderKind::Package | OrderKind::AddOns => self.expires_at,
        }
    }

    /// The end of the hold after the top-up for this order was refused at `now`: what was held for it ends now.
    #[must_use]
    pub fn held_after_refusal(&self, catalog: &Catalog, now: Timestamp) -> Timestamp {
        if self.is_held_longer(catalog) { self.own_end(catalog).max(now) } else { self.expires_at }
    }

    /// The end of the hold after a top-up for this order was confirmed at `now`: one that covers what was missing
    /// leaves an hour to pay at least.
    #[must_use]
    pub fn held_after_confirmation(&self, catalog: &Catalog, now: Timestamp, covers: bool) -> Timestamp {
        let end = self.held_after_refusal(catalog, now);
        match self.kind {
            OrderKind::Package if covers || self.is_held_longer(catalog) => {
                end.max(now.min(self.last_end(catalog)).plus_seconds(Self::TO_PAY))
            }
            OrderKind::Package | OrderKind::AddOns => end,
        }
    }

    /// The end of the hold without any top-up.
    fn own_end(&self, catalog: &Catalog) -> Timestamp {
        self.created_at.plus_seconds(i64::from(catalog.periods.unpaid_hours) * 3_600)
    }

    /// The end that no top-up moves.
    fn last_end(&self, catalog: &Catalog) -> Timestamp {
        self.own_end(catalog).max(self.created_at.plus_seconds(i64::from(Self::AT_MOST_DAYS) * 86_400))
    }
}
