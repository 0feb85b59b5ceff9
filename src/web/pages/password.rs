//! The form that changes a password, as the pages of customers and of operators show it.

use serde::Deserialize;

use crate::{
    domain::password::PasswordRefused,
    i18n::Words,
    services::{accounts::ChangeRefused, passwords::HashFailed},
    web::{
        Error, State,
        form::{Fault, Field, faults},
        page::Page,
    },
};

/// What is entered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    pub(super) current_password: String,
    pub(super) new_password: String,
    pub(super) end_others: Option<String>,
}

/// What the form shows.
pub(super) struct PasswordPart {
    pub(super) current: Field,
    pub(super) new: Field,
    pub(super) ends_others: bool,
    pub(super) path: &'static str,
}

/// What was chosen beside the passwords.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    pub(super) path: &'static str,
    pub(super) ends_others: bool,
}

impl PasswordPart {
    /// Nothing entered; the other sessions are to end (SEC6).
    pub(super) fn blank(path: &'static str) -> Self {
        Self { current: Field::default(), new: Field::default(), ends_others: true, path }
    }

    /// What is wrong, in the order of the form.
    pub(super) fn faults(&self) -> Vec<Fault> {
        faults(&[("current_password", &self.current), ("new_password", &self.new)])
    }
}

/// The form again with what is wrong; an error where that is no fault of the entries.
pub(super) fn refused(
    error: ChangeRefused,
    page: &Page,
    chosen: Chosen,
    state: &State,
) -> Result<PasswordPart, Error> {
    let (is_wrong, new) = match error {
        ChangeRefused::Current(new) => (true, new),
        ChangeRefused::New(new) => (false, Some(new)),
        ChangeRefused::Overtaken => return Err(Error::Conflict(Words::password_overtaken)),
        ChangeRefused::NotTried(error) => return Err(Error::not_signed_in(error, state)),
        ChangeRefused::Hash(HashFailed::Busy) => return Err(Error::Busy),
        ChangeRefused::Hash(error) => return Err(Error::internal(error)),
        ChangeRefused::Store(error) => return Err(error.into()),
    };
    let sentence = |refused: PasswordRefused| page.t.password_refused(refused);
    Ok(PasswordPart {
        current: Field::default().judged(is_wrong.then(|| page.t.password_current_wrong())),
        new: Field::default().judged(new.map(sentence)),
        ends_others: chosen.ends_others,
        path: chosen.path,
    })
}
