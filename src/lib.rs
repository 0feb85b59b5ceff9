//! IM Console: the self-service console and billing engine of an instant-messaging platform.
//!
//! # The map
//!
//! | module | what it is |
//! |---|---|
//! | [`domain`] | the rules, as pure values: what may be bought, what it costs, what time does. No database, no web, no clock: the present moment and ids come in as arguments |
//! | [`store`] | the database, SQLite or PostgreSQL: one file per aggregate, every statement written once for both |
//! | [`services`] | the use cases: each opens a unit of work, loads, asks the domain, saves and commits; each that can be refused has an enum that says why |
//! | [`web`] | the pages: every route on one screen, one module per page beside its template |
//! | [`jobs`] | what the console does by itself: the business time of a live console passes here, mail is carried |
//! | [`cli`] | the commands, and the demo |
//! | [`i18n`] | languages: the messages side by side, money, dates and numbers |
//! | [`config`], [`clock`], [`random`] | what comes from outside: settings, time, randomness; each is read in one place and handed on |
//!
//! Dependencies point one way: `domain` ← `store` ← `services` ← `web`, `jobs`, `cli`; `i18n` sees `domain`. Only
//! services write: a page that is asked for with GET may read through [`store::Store::read`], everything else goes
//! through [`services::Services`]. `tests/it/architecture.rs` reads the sources and fails on a word that belongs to
//! another layer.
//!
//! Three ideas carry the rest:
//!
//! * **One unit of work.** `services::unit` locks the account by raising its revision, collects what is to be written
//!   and sends it in one round trip: the rows, the ledger entry, the audit row, the message to the outside. It is
//!   committed whole or it never was. On SQLite, units that run at the same time share one write to the disk. The bills
//!   of a moment are drafted before their accounts are locked, and many accounts share a commit (`services::bills`).
//! * **Two clocks.** The business clock decides terms, quotes, orders and jobs; in a sandbox it stands still until it
//!   is moved (T1). The system clock decides sessions, throttles and re-authentication.
//! * **Keys, not hopes.** What must happen once has a unique key in the database: a quote becomes one order
//!   (`orders.quote_id`), an order one ledger entry, the end of a term one effect.
//!
//! # One purchase
//!
//! 1. `GET /buy` shows what can be chosen. [`domain::purchase::sellable`] says what the app can be sold at all, the
//!    catalog's price book of its data centre what is offered, and [`domain::quote::price`] what the choice comes to.
//!    With JavaScript the summary follows each click; without it a button asks for the same page again.
//! 2. `POST /quotes` stores the answer of the same function as a quote, for fifteen minutes:
//!    [`services::Services::quote`]. Its lines carry everything their amounts were made from. A refusal is a
//!    [`domain::purchase::PurchaseRefused`], and each case has its own sentence in `i18n::messages`.
//! 3. `GET /quotes/{id}` shows the lines and the vouchers, each with what it would take off.
//!    [`services::Services::choose_voucher`] makes another quote with the same prices and end.
//! 4. `POST /orders` confirms: [`services::Services::confirm`] locks the account, looks whether this quote has become
//!    an order before (P14), prices the frozen wish again at the quote's own moment and refuses if anything differs
//!    (P15). If the balance suffices it pays: order, entitlements, app, voucher, ledger, audit and outbox in one batch
//!    and one commit. If not, the order waits with its price and its voucher (P12).
//! 5. `303 /orders/{no}` shows the receipt. The app's card and page show the package at once; when its term ends,
//!    [`services::Services::run_due`] does what [`domain::lifecycle::next`] says, at the moment at which it fell due.
//!
//! Renewals by hand and upgrades go the same way from their own pages: a [`domain::wish::Wish`] says which of the three a
//! quote is for, and [`domain::wish::price`] prices it wherever it is looked at. A refund has no quote: its page says what
//! it showed and when, and [`services::Services::refund`] prices that again under the lock.
//!
//! # One change
//!
//! What is billed by the month is changed without an order: it costs nothing at once.
//!
//! 1. `GET /apps/{id}/reconfigure` shows what the edition offers and what the month still allows:
//!    [`domain::change::Situation`] is asked option by option. `?step=check` shows the [`domain::change::Preview`]: both
//!    months before and after, from the functions that bill.
//! 2. `POST` sends the choice with a key and a [`domain::change::Seen`]: when it was shown, and a hash of what was shown.
//!    [`services::Services::change_app`] locks the account, decides anew, makes the figures of that moment again and
//!    refuses if they differ. Then the app, its next turn ([`domain::course`]), the change with what it used up, audit
//!    and outbox are one batch and one commit.
//!
//! # Looking ahead
//!
//! [`domain::forecast`] walks through the coming twelve months with the functions that bill and renew;
//! [`services::forecast`] loads what it needs: all apps of an account in a handful of statements. "What if" asks the same
//! rules as the real action ([`services::forecast::PlanDesk::planned`]) and carries the answer out in memory.

pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod i18n;
pub mod jobs;
pub mod random;
pub mod services;
pub mod store;
pub mod web;
