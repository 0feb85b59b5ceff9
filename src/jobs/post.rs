//! Carries mail to the server (R7, SEC10): messages that wait, and codes for new passwords. A server that is away delays
//! mail and nothing else; what was sent and could not be marked as sent goes again under the same Message-ID.

use std::{future::Future, pin::pin, time::Duration};

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
    transport::smtp::{self, response::Category},
};
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::{
    config::MailServer,
    domain::{account::Email, calendar::Timestamp},
    i18n::{Locale, Words, format::Format, letter::Letter},
    services::{Services, resets::Issued},
    store::{StoreError, mails::Mail, resets::Asked},
};

/// How often it is looked for mail that waits.
const EVERY: Duration = Duration::from_secs(5);
/// How long the server may take for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why mail can't be sent with these settings.
#[derive(Debug, thiserror::Error)]
pub enum PostFault {
    /// The server's address.
    #[error("--smtp-url: {0}")]
    Server(#[source] smtp::Error),
    /// Whom mail is from.
    #[error("--mail-from: {0}")]
    From(#[source] lettre::address::AddressError),
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
enum NotSent {
    /// It never can be: no address, or the server will not have it.
    #[error("the mail can't be delivered: {0}")]
    Never(String),
    /// The server is away or busy.
    #[error("the mail server did not take it: {0}")]
    NotNow(#[source] smtp::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sends mail through one server, from one address.
#[derive(Clone, Debug)]
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    address: String,
}

/// A mail to be sent.
struct Sheet {
    id: String,
    subject: String,
    text: String,
}

/// Says that no person wrote a mail, so that nobody answers it automatically.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Post {
    /// Mail through `server`, with links to the console at `address`, such as `https://console.example.com`.
    ///
    /// # Errors
    /// When the settings can't be read.
    pub fn new(server: &MailServer, address: String) -> Result<Self, PostFault> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(server.url.reveal());
        let transport = builder.map_err(PostFault::Server)?.timeout(Some(PATIENCE)).build();
        Ok(Self { transport, from: server.from.parse().map_err(PostFault::From)?, address })
    }

    async fn send(&self, to: &Email, sheet: Sheet, now: Timestamp) -> Result<(), NotSent> {
        let never = |error: &dyn std::fmt::Display| NotSent::Never(error.to_string());
        let address: Address = to.as_str().parse().map_err(|error| never(&error))?;
        let seconds = Duration::from_secs(u64::try_from(now.unix()).unwrap_or_default());
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, address))
            .date(std::time::UNIX_EPOCH + seconds)
            .message_id(Some(format!("<{}@{}>", sheet.id, self.from.email.domain())))
            .subject(sheet.subject)
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(sheet.text)
            .map_err(|error| never(&error))?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if is_about_the_mail(&error) => Err(never(&error)),
            Err(error) => Err(NotSent::NotNow(error)),
        }
    }

    async fn send_mail(&self, services: &Services, mail: &Mail) -> Result<(), NotSent> {
        if !services.take_mail(mail).await? {
            return Ok(());
        }
        let (t, f) = language(services, mail.locale.as_deref());
        let Letter { title, paragraphs } = Letter::of(t, f, &mail.message);
        let foot = t.mail_foot(&self.address);
        let sheet = Sheet {
            id: format!("{}.{}", mail.message_id, mail.user),
            subject: format!("{title} - {}", t.product_name()),
            text: format!("{title}\n\n{}\n\n{foot}\n", paragraphs.join("\n\n")),
        };
        self.send(&mail.email, sheet, services.system.now()).await?;
        Ok(services.mail_done(mail).await?)
    }

    async fn send_code(&self, services: &Services, asked: &Asked) -> Result<(), NotSent> {
        let Some(Issued { code, locale, expires_at }) = services.take_reset(asked).await? else {
            return Ok(());
        };
        let (t, f) = language(services, locale.as_deref());
        let title = t.reset_mail_title();
        let text = t.reset_mail_text(&self.address, &code.readable(), &f.date_time_zoned(expires_at));
        let sheet = Sheet {
            id: format!("reset.{}.{}", asked.asked_at.unix(), expires_at.unix()),
            subject: format!("{title} - {}", t.product_name()),
            text: format!("{title}\n\n{text}\n"),
        };
        self.send(&asked.email, sheet, services.system.now()).await?;
        Ok(services.reset_told(&asked.email).await?)
    }
}

/// Whether the server will never have this mail: its words are about the mailbox or the mail. That it does not know us, or
/// wants another password, is for the operator to mend, and the mail waits.
fn is_about_the_mail(error: &smtp::Error) -> bool {
    error.is_permanent() && error.status().is_some_and(|code| matches!(code.category, Category::MailSystem))
}

/// The language of a user, else the catalog's.
fn language(services: &Services, tag: Option<&str>) -> (Words, Format) {
    let catalog = services.catalog().catalog;
    let tag = tag.and_then(Locale::from_tag).or_else(|| Locale::from_tag(&catalog.default_locale));
    let locale = tag.unwrap_or(Locale::ZhHans);
    let format = Format { locale, calendar: catalog.calendar(), currency: catalog.currency };
    (Words::of(locale), format)
}

/// Sends what waits, at once and then every few seconds, until `stop` completes.
pub async fn run(services: Services, post: Post, stop: impl Future<Output = ()>) {
    let mut stop = pin!(stop);
    let mut ticks = interval_at(Instant::now() + EVERY, EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let (here, carrier) = (services.clone(), post.clone());
        if let Err(error) = tokio::spawn(async move { tick(&here, &carrier).await }).await {
            tracing::error!(%error, "sending mail panicked; it is tried again in a few seconds");
        }
        tokio::select! {
            () = &mut stop => return,
            _ = ticks.tick() => {}
        }
    }
}

/// Sends once what waits: codes first, since somebody sits there. The first failure that is not of one mail alone ends it:
/// what is left is due again later.
pub async fn tick(services: &Services, post: &Post) {
    if let Err(error) = send_all(services, post).await {
        tracing::error!(%error, "mail waits; it is tried again after a pause");
    }
}

async fn send_all(services: &Services, post: &Post) -> Result<(), NotSent> {
    for asked in services.due_resets().await? {
        if let Err(error) = past(post.send_code(services, &asked).await)? {
            tracing::warn!(%error, "a code for a new password could not be mailed");
            services.reset_told(&asked.email).await?;
        }
    }
    for mail in services.due_mails().await? {
        if let Err(error) = past(post.send_mail(services, &mail).await)? {
            tracing::warn!(%error, message = %mail.message_id, "a message could not be mailed");
            services.mail_done(&mail).await?;
        }
    }
    Ok(())
}

/// Parts what concerns one mail alone from what concerns all.
fn past(sent: Result<(), NotSent>) -> Result<Result<(), NotSent>, NotSent> {
    match sent {
        Ok(()) => Ok(Ok(())),
        Err(error @ NotSent::Never(_)) => Ok(Err(error)),
        Err(error) => Err(error),
    }
}
