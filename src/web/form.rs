//! The fields of a form as a page shows them again: what was entered and what is wrong with it, everything at once.

use std::borrow::Cow;

/// One field: what stands in it, and the sentence that says what is wrong and what to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// What was entered. Never a password.
    pub value: String,
    /// What is wrong, in the visitor's language.
    pub error: Option<Cow<'static, str>>,
}

impl Field {
    /// A field that holds `value` and has no fault.
    #[must_use]
    pub fn holding(value: impl Into<String>) -> Self {
        Self { value: value.into(), error: None }
    }

    /// The same field with a fault.
    #[must_use]
    pub fn refused(mut self, error: impl Into<Cow<'static, str>>) -> Self {
        self.error = Some(error.into());
        self
    }

    /// The same field with a fault, if there is one.
    #[must_use]
    pub fn judged<E: Into<Cow<'static, str>>>(mut self, error: Option<E>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// Whether the entry was refused.
    #[must_use]
    pub const fn is_refused(&self) -> bool {
        self.error.is_some()
    }
}

/// One line of the error summary: the sentence, and the address of the field that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// `#` and the id of the field's control.
    pub href: String,
    /// The same words as at the field.
    pub text: Cow<'static, str>,
}

/// The lines of the error summary, in the order of the form: pairs of control id and field.
#[must_use]
pub fn faults(fields: &[(&str, &Field)]) -> Vec<Fault> {
    let fault = |&(id, field): &(&str, &Field)| {
        field.error.clone().map(|text| Fault { href: format!("#{id}"), text })
    };
    fields.iter().filter_map(fault).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_has_the_words_of_the_fields_in_their_order() {
        let (email, password) = (Field::holding("a@b").refused("Enter it"), Field::default());
        let summary = faults(&[("email", &email), ("password", &password)]);
        assert_eq!(summary, [Fault { href: "#email".into(), text: "Enter it".into() }]);
    }
}
