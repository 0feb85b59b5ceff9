//! Plays one act of the story with the services, as a customer would with the pages.

use anyhow::{Context as _, bail};
use chrono::NaiveDate;

use super::{
    gifts::Gift,
    people::Customer,
    script::{Act, Question, Settled, Wish},
    walk::Walk,
};
use crate::{
    domain::{
        administrator::Administrator,
        charge::Measure,
        ids::{OrderNo, SdkAppId, VoucherId},
        money::Amount,
        purchase::Cart,
        refund::{self, RefundScope},
        tag::Tags,
        usage_report::UsageRow,
        wish::{self as domain, Renewal},
    },
    services::{
        apps::ProfileForm,
        purchase::{Payment, Placed},
        refunds::RefundForm,
        tickets::{Answer, TicketForm},
        top_ups::TopUpForm,
        vouchers::Grant,
    },
    store::{orders, vouchers},
};

impl Walk<'_> {
    /// Plays one act.
    pub(super) async fn play(&mut self, who: &Customer, act: &'static Act) -> anyhow::Result<()> {
        match act {
            Act::TopUp(amount) => self.top_up(who, *amount).await,
            Act::Grant(gift) => self.grant(who, gift).await,
            Act::Create(app) => {
                let id = self.create(who, form(app.name, app.kind, app.introduction), app.centre).await?;
                self.apps.insert(app.name, id);
                Ok(())
            }
            Act::Buy(name, wish) => self.buy(who, self.app(name)?, wish).await,
            Act::Renew(name, months) => {
                let renewal = Renewal { months: *months, left_out: Vec::new() };
                self.ask(who, self.app(name)?, domain::Wish::Renew(renewal)).await
            }
            Act::Upgrade(name, target) => {
                self.ask(who, self.app(name)?, domain::Wish::Upgrade(*target)).await
            }
            Act::Refund(name) => self.refund(who, self.app(name)?, name).await,
            Act::Cancel(name) => {
                let no = self.unpaid(self.app(name)?).await?;
                Ok(self.services.cancel(who.account, &no, &who.actor).await?)
            }
            Act::Use(name, users) => self.report(self.app(name)?, (Measure::DailyActiveUsers, *users)).await,
            Act::Call(name, minutes) => self.report(self.app(name)?, (Measure::CallMinutes, *minutes)).await,
            Act::TryCalls(name) => {
                let key = self.services.form_key();
                Ok(self.services.try_calls(who.account, self.app(name)?, key, &who.actor).await?)
            }
            Act::Deactivate(name) => {
                Ok(self.services.deactivate_app(who.account, self.app(name)?, name, &who.actor).await?)
            }
            Act::Delete(name) => {
                Ok(self.services.delete_app(who.account, self.app(name)?, name, &who.actor).await?)
            }
            Act::Administrator(name, entered) => self.appoint(who, self.app(name)?, entered).await,
            Act::Ask(question) => self.ask_staff(who, question).await,
            Act::Tag(name, tags) => self.tag(who, self.app(name)?, tags).await,
        }
    }

    /// Gives an app an administrator.
    async fn appoint(&self, who: &Customer, app: SdkAppId, entered: &str) -> anyhow::Result<()> {
        let form = (&Administrator::parse(entered)?, self.services.form_key());
        Ok(self.services.add_administrator(who.account, app, form, &who.actor).await?)
    }

    /// Gives an app that has no tags these.
    async fn tag(&self, who: &Customer, app: SdkAppId, tags: &[(&str, &str)]) -> anyhow::Result<()> {
        let rows: Vec<_> = tags.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        let seen = Tags::default().digest();
        Ok(self.services.set_tags(who.account, app, (&rows, &seen), &who.actor).await?)
    }

    /// The app of this name.
    pub(super) fn app(&self, name: &str) -> anyhow::Result<SdkAppId> {
        self.apps.get(name).copied().with_context(|| format!("the story has no app {name}"))
    }

    /// Has today's count of an app reported.
    async fn report(&self, app: SdkAppId, (measure, value): (Measure, u32)) -> anyhow::Result<()> {
        let day = self.services.catalog().catalog.calendar().local(self.services.now()).date_naive();
        let row = UsageRow {
            app: app.to_string(),
            day: day.to_string(),
            measure: measure.as_str().to_owned(),
            value: value.to_string(),
        };
        self.services.import_usage(vec![(1, row)], &self.operator).await?;
        Ok(())
    }

    /// Pays in.
    pub(super) async fn top_up(&self, who: &Customer, amount: Amount) -> anyhow::Result<()> {
        let form = TopUpForm { amount, reference: "Demo".to_owned(), order: None };
        self.services.file_top_up(who.account, form, true, &who.actor).await?;
        Ok(())
    }

    async fn grant(&self, who: &Customer, gift: &Gift) -> anyhow::Result<()> {
        let (year, month, day) = gift.ends;
        let after = NaiveDate::from_ymd_opt(year, month, day).and_then(|date| date.succ_opt());
        let ends = after.context("a voucher ends on no day")?.and_time(chrono::NaiveTime::MIN);
        let grant = Grant {
            name: gift.name.to_owned(),
            face: gift.face,
            threshold: gift.threshold,
            scope: (gift.scope)(),
            reusable: gift.reusable,
            expires_at: self.services.catalog().catalog.calendar().moment(ends),
        };
        self.services.grant_voucher(who.account, grant, &self.operator).await?;
        Ok(())
    }

    /// Adds an app.
    pub(super) async fn create(
        &self,
        who: &Customer,
        form: ProfileForm,
        centre: &str,
    ) -> anyhow::Result<SdkAppId> {
        match self.services.parse_profile(&form) {
            Ok(profile) => Ok(self.services.create_app(who.account, profile, centre, &who.actor).await?),
            Err(faults) => bail!("the app {} is refused: {faults:?}", form.name),
        }
    }

    /// Quotes and confirms; what becomes of the order must be what the story says.
    pub(super) async fn buy(&self, who: &Customer, app: SdkAppId, wish: &Wish) -> anyhow::Result<()> {
        let cart = Cart {
            package: wish.package,
            add_ons: wish.add_ons.to_vec(),
            months: wish.months,
            auto_renew: wish.auto_renew,
        };
        let mut quote = self.services.quote(who.account, app, cart, &who.actor).await?;
        if let Some(name) = wish.voucher {
            let voucher = Some(self.voucher(who, name).await?);
            quote = self.services.choose_voucher(who.account, quote.id, voucher, &who.actor).await?;
        }
        let payment = if wish.payment == Settled::Later { Payment::Later } else { Payment::Now };
        let placed = self.services.confirm(who.account, quote.id, payment, &who.actor).await?;
        match (&placed, wish.payment) {
            (Placed::Paid(_), Settled::Paid) | (Placed::Unpaid { .. }, Settled::Later) => Ok(()),
            (Placed::Unpaid { missing, .. }, Settled::Short) if missing.is_positive() => Ok(()),
            _ => bail!("the order for app {app} ended as {placed:?}"),
        }
    }

    /// Quotes and pays.
    async fn ask(&self, who: &Customer, app: SdkAppId, wish: domain::Wish) -> anyhow::Result<()> {
        let quote = self.services.quote(who.account, app, wish, &who.actor).await?;
        match self.services.confirm(who.account, quote.id, Payment::Now, &who.actor).await? {
            Placed::Paid(_) => Ok(()),
            other => bail!("the order for app {app} ended as {other:?}"),
        }
    }

    /// Refunds the package at what it comes to now.
    async fn refund(&self, who: &Customer, app: SdkAppId, name: &str) -> anyhow::Result<()> {
        let paid = self.services.paid_app(who.account, app).await?;
        let paid = paid.with_context(|| format!("the story has no app {name}"))?;
        let (scope, as_of) = (RefundScope::Package, self.services.now());
        let refund = refund::price(&paid.prepaid(), scope, paid.first.as_ref(), as_of)?;
        let form = RefundForm { scope, total: refund.total(), as_of, typed: name.to_owned() };
        let key = self.services.form_key();
        self.services.refund(who.account, app, (&form, key), &who.actor).await?;
        Ok(())
    }

    /// Opens a ticket, and has it answered.
    async fn ask_staff(&self, who: &Customer, question: &Question) -> anyhow::Result<()> {
        let app = Some(self.app(question.app)?);
        let form = TicketForm { topic: question.topic, app, text: question.text.to_owned() };
        let asked = (&form, self.services.form_key());
        let ticket = self.services.open_ticket(who.account, asked, &who.actor).await?;
        if let Some(text) = question.answer {
            self.services.answer_ticket(ticket, (Answer::Reply, text), 1, &self.operator).await?;
        }
        Ok(())
    }

    async fn voucher(&self, who: &Customer, name: &str) -> anyhow::Result<VoucherId> {
        let mut tx = self.services.store.read().await?;
        let owned = vouchers::list(&mut tx, who.account).await?;
        let found = owned.into_iter().find(|voucher| voucher.name == name);
        Ok(found.with_context(|| format!("the story has no voucher {name}"))?.id)
    }

    async fn unpaid(&self, app: SdkAppId) -> anyhow::Result<OrderNo> {
        let mut tx = self.services.store.read().await?;
        let order = orders::unpaid_of_app(&mut tx, app).await?;
        Ok(order.with_context(|| format!("app {app} has no unpaid order"))?.no)
    }
}

/// What is entered about an app.
pub(super) fn form(name: &str, kind: &str, introduction: &str) -> ProfileForm {
    ProfileForm { name: name.to_owned(), app_type: kind.to_owned(), introduction: introduction.to_owned() }
}
