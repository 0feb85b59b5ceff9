//! Connections to a database server that went away. When one is found dead, older ones may be as well: for a while
//! each is asked whether it still answers before it is used.

use std::{
    sync::{PoisonError, RwLock},
    time::{Duration, Instant},
};

use sqlx::{Connection as _, Error, PgConnection, pool::PoolConnectionMetadata};
use tokio::time::timeout;

/// When a connection of this process was last found dead.
static LAST: RwLock<Option<Instant>> = RwLock::new(None);

/// For how long older connections are not trusted after one was found dead.
const DOUBT: Duration = Duration::from_mins(1);
/// For how long a connection may lie idle and be trusted.
const IDLE: Duration = Duration::from_millis(200);
/// How long a connection may take to say that it answers.
const PATIENCE: Duration = Duration::from_secs(1);

/// Codes of a server that shuts down, crashed, starts, or takes no more connections.
const GONE: [&str; 4] = ["57P01", "57P02", "57P03", "53300"];

/// Whether an error means that the connection is gone, or that there is none to be had.
pub(super) fn is_lost(error: &Error) -> bool {
    match error {
        Error::Io(_) | Error::PoolClosed => true,
        Error::Database(error) => error
            .code()
            .is_some_and(|code| GONE.contains(&code.as_ref()) || (code.len() == 5 && code.starts_with("08"))),
        _ => false,
    }
}

/// Remembers that a connection was found dead just now.
pub(super) fn note() {
    *LAST.write().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
}

/// Whether a connection that is about to be used answers; one in use a moment ago is trusted while none was lost.
pub(super) async fn answers(
    connection: &mut PgConnection,
    meta: PoolConnectionMetadata,
) -> Result<bool, Error> {
    let last = *LAST.read().unwrap_or_else(PoisonError::into_inner);
    let in_doubt = last.map(|at| at.elapsed()).is_some_and(|ago| ago < DOUBT && ago <= meta.age);
    if meta.idle_for < IDLE && !in_doubt {
        return Ok(true);
    }
    Ok(timeout(PATIENCE, connection.ping()).await.is_ok_and(|answer| answer.is_ok()))
}
