//! Mailing what accounts are told: what waits, what is tried again and when, what is given up. Who carries mail to the
//! server is not known here.

use super::Services;
use crate::{
    domain::calendar::Timestamp,
    store::{
        Store, StoreError,
        mails::{self, Mail},
        meta,
    },
};

/// Mails that are sent in one go.
const AT_ONCE: u32 = 50;
/// The first pause after a failure, in seconds; each further one is twice as long.
const FIRST_PAUSE: i64 = 60;
/// The longest pause, in seconds: six hours.
const LONGEST_PAUSE: i64 = 21_600;
/// For how long a mail is tried, in seconds: three days. Its message stays in the message centre.
const PATIENCE: i64 = 3 * 86_400;

/// The pause after as many failures.
fn pause(attempts: u32) -> i64 {
    let doubled = 1_i64.checked_shl(attempts).filter(|_| attempts < 16).unwrap_or(LONGEST_PAUSE);
    doubled.saturating_mul(FIRST_PAUSE).min(LONGEST_PAUSE)
}

/// Where the database keeps whether its console sends mail.
const SETTING: &str = "mail";

/// Whether the console that served this database last sends mail.
///
/// # Errors
/// When the database fails.
pub async fn is_on(store: &Store) -> Result<bool, StoreError> {
    let kept = meta::get(&mut store.read().await?, SETTING).await?;
    Ok(kept.is_some_and(|word| word == "on"))
}

impl Services {
    /// Keeps whether this console sends mail, so that commands beside it have their messages mailed as well.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_mail_setting(&self) -> Result<(), StoreError> {
        let word = if self.sends_mail { "on" } else { "off" };
        let mut tx = self.store.write().await?;
        if !meta::claim(&mut tx, SETTING, word).await? {
            meta::set(&mut tx, SETTING, word).await?;
        }
        tx.commit().await
    }

    /// The mails that are due, the longest due first. What was tried for too long, or is to a user who is shut out, is given
    /// up before, so that it holds up nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_mails(&self) -> Result<Vec<Mail>, StoreError> {
        let now = self.system.now();
        let due = mails::due(&mut self.store.read().await?, now, AT_ONCE).await?;
        let given_up = |mail: &Mail| is_given_up(mail, now);
        if due.iter().any(given_up) {
            let mut tx = self.store.write().await?;
            let count = mails::give_up_before(&mut tx, now.plus_seconds(-PATIENCE)).await?;
            tx.commit().await?;
            tracing::error!(count, "mails could not be sent for three days and were given up");
        }
        if due.iter().any(|mail| mail.is_shut_out) {
            let mut tx = self.store.write().await?;
            let count = mails::give_up_shut_out(&mut tx).await?;
            tx.commit().await?;
            tracing::info!(count, "mails to users who are shut out were given up");
        }
        Ok(due.into_iter().filter(|mail| !given_up(mail) && !mail.is_shut_out).collect())
    }

    /// Takes a mail for one attempt: unless it is told to be done, it is tried again after a pause. `false` when another
    /// process took it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_mail(&self, mail: &Mail) -> Result<bool, StoreError> {
        let again = self.system.now().plus_seconds(pause(mail.attempts));
        let mut tx = self.store.write().await?;
        let is_taken = mails::take(&mut tx, mail, again).await?;
        tx.commit().await?;
        Ok(is_taken)
    }

    /// Takes a mail out of the queue: it was sent, or never can be.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail_done(&self, mail: &Mail) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        mails::done(&mut tx, mail).await?;
        tx.commit().await
    }
}

const fn is_given_up(mail: &Mail, now: Timestamp) -> bool {
    now.seconds_since(mail.queued_at) > PATIENCE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_a_mail_is_tried_again_after_a_minute_and_then_ever_more_seldom() {
        let pauses: Vec<i64> = (0..11).map(pause).collect();
        assert_eq!(pauses, [60, 120, 240, 480, 960, 1_920, 3_840, 7_680, 15_360, 21_600, 21_600]);
        assert_eq!(pause(u32::MAX), LONGEST_PAUSE);
    }
}
