//! The fields that creating and editing an application share, with what is wrong with them.

use crate::{
    domain::{
        app::{AppName, Profile},
        catalog::Catalog,
    },
    i18n::Words,
    services::apps::{AppRefused, ProfileForm},
    web::{
        form::{Fault, Field, faults},
        pages::app_refusals::{count, sentence},
    },
};

/// The fields, with the most characters of each text.
pub(super) struct ProfileFields {
    pub(super) name: Field,
    pub(super) name_most: u32,
    pub(super) app_type: Field,
    pub(super) introduction: Field,
    pub(super) introduction_most: u32,
}

/// A type of application to choose.
pub(super) struct TypeChoice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

impl ProfileFields {
    /// Nothing entered yet.
    pub(super) fn empty() -> Self {
        Self::entered(ProfileForm {
            name: String::new(),
            app_type: String::new(),
            introduction: String::new(),
        })
    }

    /// What is stored.
    pub(super) fn of(profile: &Profile) -> Self {
        Self::entered(ProfileForm {
            name: profile.name.as_str().to_owned(),
            app_type: profile.app_type.clone(),
            introduction: profile.introduction.clone(),
        })
    }

    /// What was entered.
    pub(super) fn entered(form: ProfileForm) -> Self {
        Self {
            name: Field::holding(form.name),
            name_most: count(AppName::MAX),
            app_type: Field::holding(form.app_type),
            introduction: Field::holding(form.introduction),
            introduction_most: count(Profile::INTRODUCTION_MAX),
        }
    }

    /// What was entered, each fault at its field.
    pub(super) fn refused(t: Words, form: ProfileForm, refusals: &[AppRefused]) -> Self {
        let mut fields = Self::entered(form);
        for refusal in refusals {
            let field = match refusal {
                AppRefused::AppType => &mut fields.app_type,
                AppRefused::Introduction | AppRefused::IntroductionCharacter => &mut fields.introduction,
                _ => &mut fields.name,
            };
            field.error = Some(sentence(t, refusal));
        }
        fields
    }

    /// The lines of the error summary.
    pub(super) fn faults(&self) -> Vec<Fault> {
        faults(&[("name", &self.name), ("app_type", &self.app_type), ("introduction", &self.introduction)])
    }
}

impl TypeChoice {
    /// Every type of the catalog.
    pub(super) fn all(t: Words, catalog: &Catalog, chosen: &str) -> Vec<Self> {
        let choice = |kind: &crate::domain::catalog::AppType| Self {
            value: kind.code.clone(),
            label: t.catalog_name(&kind.names).to_owned(),
            chosen: kind.code == chosen,
        };
        catalog.app_types.iter().map(choice).collect()
    }
}
