//! What the rows of a query become. A tuple takes its columns in their order; a struct that is defined with `row!` does
//! so too, and its columns bear the names of its fields. Whether they do is looked at in the first row of each answer:
//! a statement and a struct that do not agree are an error, never a value in the wrong place.

use rusqlite::{Error, Row, types::FromSql};
use uuid::Uuid;

/// The columns of a row from a reading connection, taken one after the other.
pub(super) struct Columns<'a> {
    row: &'a Row<'a>,
    next: usize,
    named: bool,
}

impl Columns<'_> {
    fn take<T: FromSql>(&mut self, name: &str) -> Result<T, Error> {
        let at = self.next;
        self.next += 1;
        if self.named && !name.is_empty() && self.row.as_ref().column_name(at)? != name {
            return Err(Error::InvalidColumnName(name.to_owned()));
        }
        self.row.get(at)
    }
}

/// A value that is made of the next column, or of several.
pub(super) trait FromColumns: Sized {
    /// Takes what it is made of. A value of one column, which has to be called `name`, if that is not empty.
    fn take(columns: &mut Columns<'_>, name: &str) -> Result<Self, Error>;

    /// The value of a whole row; `named` looks whether the columns bear the names of the fields.
    fn of(row: &Row<'_>, named: bool) -> Result<Self, Error> {
        Self::take(&mut Columns { row, next: 0, named }, "")
    }
}

macro_rules! one_column {
    ($($kind:ty),*) => { $(
        impl FromColumns for $kind {
            fn take(columns: &mut Columns<'_>, name: &str) -> Result<Self, Error> {
                columns.take(name)
            }
        }

        impl FromColumns for Option<$kind> {
            fn take(columns: &mut Columns<'_>, name: &str) -> Result<Self, Error> {
                columns.take(name)
            }
        }
    )* };
}

one_column!(i64, bool, String, Uuid);

macro_rules! tuples {
    ($first:ident $($rest:ident)*) => {
        impl<$first: FromColumns, $($rest: FromColumns),*> FromColumns for ($first, $($rest,)*) {
            fn take(columns: &mut Columns<'_>, _: &str) -> Result<Self, Error> {
                Ok(($first::take(columns, "")?, $($rest::take(columns, "")?,)*))
            }
        }

        tuples! { $($rest)* }
    };
    () => {};
}

tuples! { A B C D E F G H I J }

/// Defines what a row of a query becomes: a struct whose fields stand in the order of the columns and bear their names.
/// A field that is a row itself is marked with `#[sqlx(flatten)]`.
macro_rules! row {
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident {
            $( $(#[$field_meta:meta])* $field_visibility:vis $field:ident: $kind:ty ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(sqlx::FromRow)]
        $visibility struct $name {
            $( $(#[$field_meta])* $field_visibility $field: $kind ),*
        }

        impl $crate::store::rows::FromColumns for $name {
            fn take(
                columns: &mut $crate::store::rows::Columns<'_>,
                _: &str,
            ) -> Result<Self, rusqlite::Error> {
                Ok(Self {
                    $( $field: $crate::store::rows::FromColumns::take(columns, stringify!($field))? ),*
                })
            }
        }
    };
}
