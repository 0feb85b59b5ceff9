//! Load on one page: as fast as it goes, or at a constant rate whatever the answers take.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

use crate::{Fault, http::Client};

/// Kept connections under full load.
const CLIENTS: u32 = 16;
/// Kept connections at a constant rate: more than are ever busy at once unless answers take too long.
const SEATS: u32 = 64;

/// A page, and where it is.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) address: SocketAddr,
    pub(crate) request: Arc<[u8]>,
}

/// Answers per second when each client asks again as soon as it has its answer.
pub(crate) async fn fastest(target: &Target, time: Duration) -> Result<f64, Fault> {
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        clients.push(Client::connect(target.address).await?);
    }
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for mut client in clients {
        let target = target.clone();
        tasks.spawn(async move {
            let mut answers = 0_u32;
            while began.elapsed() < time {
                client.get(&target.request).await?;
                answers += 1;
            }
            Ok::<_, Fault>(answers)
        });
    }
    let mut answers = 0;
    while let Some(done) = tasks.join_next().await {
        answers += done??;
    }
    Ok(f64::from(answers) / began.elapsed().as_secs_f64())
}

/// How long answers take when `count` requests are due in an even rhythm, from the moment at which each was due: one
/// that had to wait for a free connection has waited, too.
pub(crate) async fn constant(target: &Target, rate: u32, count: u32) -> Result<Vec<Duration>, Fault> {
    let mut clients = Vec::new();
    for _ in 0..SEATS {
        clients.push(Client::connect(target.address).await?);
    }
    let (began, next) = (tokio::time::Instant::now(), Arc::new(AtomicU32::new(0)));
    let mut tasks = JoinSet::new();
    for mut client in clients {
        let (target, next) = (target.clone(), Arc::clone(&next));
        tasks.spawn(async move {
            let mut taken = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return Ok::<_, Fault>(taken);
                }
                let due = began + Duration::from_secs(1) * number / rate;
                tokio::time::sleep_until(due).await;
                client.get(&target.request).await?;
                taken.push(due.elapsed());
            }
        });
    }
    let mut taken = Vec::new();
    while let Some(done) = tasks.join_next().await {
        taken.extend(done??);
    }
    Ok(taken)
}

/// The 99th percentile, in milliseconds.
pub(crate) fn slowest_hundredth(mut taken: Vec<Duration>) -> f64 {
    taken.sort_unstable();
    let at = (taken.len() * 99).div_ceil(100).saturating_sub(1);
    taken.get(at).map_or(f64::NAN, |taken| taken.as_secs_f64() * 1_000.0)
}
