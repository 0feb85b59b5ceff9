//! Orders: a confirmed quote on its way to being paid, paid, or given up (P12–P15).

use super::{
    calendar::Timestamp,
    catalog::Catalog,
    ids::{AccountId, OrderNo, QuoteId, SdkAppId, VoucherId},
    money::Amount,
    product::{Item, words},
    purchase::Cart,
    quote::{Basis, Line, Quote},
    sums::{settled, sums_of_lines},
    upgrade::Voided,
    wish::Wish,
};

words! {
    /// What an order is for.
    OrderKind {
        /// A package, with or without add-ons.
        Package = "package",
        /// Add-ons beside a running package (P10).
        AddOns = "add_ons",
        /// A call pack alone, for a term of its own (P6).
        CallPack = "call_pack",
        /// More months of a package, or of a pack that was bought alone (R2).
        Renewal = "renewal",
        /// A higher package or tier within the term (R4).
        Upgrade = "upgrade",
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
        /// Paid, and a part of its money was given back (R4, R5).
        PartlyRefunded = "partly_refunded",
        /// Paid, and all of its money was given back (R5).
        Refunded = "refunded",
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
    /// The state's name, whatever was given back since.
    #[must_use]
    pub const fn status(self) -> OrderStatus {
        match self {
            Self::Unpaid => OrderStatus::Unpaid,
            Self::Paid { .. } => OrderStatus::Paid,
            Self::Cancelled { .. } => OrderStatus::Cancelled,
        }
    }
}

impl OrderKind {
    /// What an order for `wish` is for.
    #[must_use]
    pub const fn of(wish: &Wish) -> Self {
        match wish {
            Wish::Buy(Cart { package: Some(_), .. }) => Self::Package,
            Wish::Buy(Cart { package: None, .. }) => Self::AddOns,
            Wish::CallPack(_) => Self::CallPack,
            Wish::Renew(_) => Self::Renewal,
            Wish::Upgrade(_) => Self::Upgrade,
        }
    }

    /// Whether it costs whole months: what is priced by remaining time is not held beyond its quote (P12).
    #[must_use]
    pub const fn is_by_month(self) -> bool {
        matches!(self, Self::Package | Self::CallPack | Self::Renewal)
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
    /// What was asked for.
    pub wish: Wish,
    /// The catalog it was priced with (K4).
    pub catalog_version: i64,
    /// What the app was.
    pub basis: Basis,
    /// The lines, with the voucher's share.
    pub lines: Vec<Line>,
    /// What becomes void and is given back when it is paid (R4).
    pub voided: Vec<Voided>,
    /// What was given back of the money for its lines since it was paid (R4, R5).
    pub refunded: Amount,
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
settled!(Order);

impl Order {
    /// For how long a top-up can hold an order, in days from its placing.
    pub const AT_MOST_DAYS: u32 = 7;
    /// For how long an order is held at least once its top-up was confirmed, in seconds.
    pub const TO_PAY: i64 = 3_600;

    /// The unpaid order that confirming `quote` at `now` makes.
    #[must_use]
    pub fn place(no: OrderNo, account: AccountId, quote: &Quote, catalog: &Catalog, now: Timestamp) -> Self {
        let kind = OrderKind::of(&quote.wish);
        let expires_at = if kind.is_by_month() {
            now.plus_seconds(i64::from(catalog.periods.unpaid_hours) * 3_600)
        } else {
            quote.expires_at
        };
        Self {
            no,
            account,
            app: quote.app,
            quote: quote.id,
            kind,
            state: OrderState::Unpaid,
            wish: quote.wish.clone(),
            catalog_version: quote.catalog_version,
            basis: quote.basis.clone(),
            lines: quote.lines.clone(),
            voided: quote.voided.clone(),
            refunded: Amount::ZERO,
            voucher: quote.voucher,
            as_of: quote.as_of,
            created_at: now,
            expires_at,
        }
    }

    /// Whether a package is among what it is for.
    #[must_use]
    pub fn has_package(&self) -> bool {
        self.lines.iter().any(|line| matches!(line.item, Item::Package(_)))
    }

    /// The name of its state, refunds included.
    #[must_use]
    pub fn status(&self) -> OrderStatus {
        match self.state {
            OrderState::Paid { .. } if self.refunded.is_positive() && self.refunded == self.cash() => {
                OrderStatus::Refunded
            }
            OrderState::Paid { .. } if self.refunded.is_positive() => OrderStatus::PartlyRefunded,
            state => state.status(),
        }
    }

    /// The same as time has made it: one whose time to be paid is over is cancelled, though the job may be late (P12).
    #[must_use]
    pub fn status_at(&self, now: Timestamp) -> OrderStatus {
        match self.state {
            OrderState::Unpaid if self.is_over(now) => OrderStatus::Cancelled,
            _ => self.status(),
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
        self.kind.is_by_month() && self.expires_at == self.last_end(catalog)
    }

    /// The end of the hold after a top-up for this order was filed: one that covers what is missing holds it until it
    /// is decided, up to the last end. An order priced by remaining time is not held beyond its quote.
    #[must_use]
    pub fn held_after_filing(&self, catalog: &Catalog, covers: bool) -> Timestamp {
        if self.kind.is_by_month() && covers {
            return self.expires_at.max(self.last_end(catalog));
        }
        self.expires_at
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
        if self.kind.is_by_month() && (covers || self.is_held_longer(catalog)) {
            return end.max(now.min(self.last_end(catalog)).plus_seconds(Self::TO_PAY));
        }
        end
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
