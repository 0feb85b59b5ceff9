//! The loop between the socket and the router: it cuts off slow and silent clients, bounds the number of
//! connections, sends small answers at once and lets running requests finish, when their client goes away and when
//! the program stops. It knows nothing of pages.

mod stall;

use std::{convert::Infallible, future::Future, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
    response::{IntoResponse as _, Response},
};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use thiserror::Error;
use tokio::{
    net::{TcpListener, TcpStream},
    select,
    signal::unix::{SignalKind, signal},
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
    time::{sleep, timeout},
};
use tower::ServiceExt;

use self::stall::Stall;

/// What a client may take of the server (SEC41).
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections open at once, with the requests that outlived theirs; further ones wait in the listener's queue.
    pub connections: usize,
    /// Bytes of a request's line and headers; more is answered with 431.
    pub header_bytes: usize,
    /// How long a request's headers may take, and how long a connection may idle between requests.
    pub header_time: Duration,
    /// How long a client may take no byte of an answer.
    pub write_time: Duration,
    /// How long running requests may take to finish after the signal to stop.
    pub drain_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1_024,
            header_bytes: 16 * 1_024,
            header_time: Duration::from_secs(10),
            write_time: Duration::from_secs(10),
            drain_time: Duration::from_secs(10),
        }
    }
}

/// Why the server could not start.
#[derive(Debug, Error)]
pub enum BindError {
    /// Another program listens there.
    #[error(
        "{0} is taken by another program: stop it, or choose another address with --listen, for example --listen {1}"
    )]
    Taken(SocketAddr, SocketAddr),
    /// The address cannot be used at all.
    #[error("cannot listen on {0}: {1}")]
    Refused(SocketAddr, #[source] io::Error),
}

/// Takes the address. A taken port is its own error, which names another one to try.
///
/// # Errors
/// When the address is taken or cannot be used.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, BindError> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            let next = SocketAddr::new(address.ip(), address.port().wrapping_add(1).max(1_024));
            BindError::Taken(address, next)
        }
        _ => BindError::Refused(address, error),
    })
}

/// The address of the client's end of the connection, as the kernel gives it; headers are not looked at.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Answers requests from `listener` with `app` until `stop` completes, then finishes what runs, for at most
/// [`Limits::drain_time`].
pub async fn serve(listener: TcpListener, app: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.header_time)
        .max_header_size(limits.header_bytes);
    let seats = Arc::new(Semaphore::new(limits.connections));
    let running = GracefulShutdown::new();
    let (begun, mut ended) = mpsc::channel(1);
    let mut stop = pin!(stop);
    loop {
        let (stream, peer, seat) = select! {
            () = &mut stop => break,
            accepted = accept(&listener, &seats) => match accepted {
                Some(accepted) => accepted,
                None => break,
            },
        };
        let held = Held { _seat: Arc::new(seat), _running: begun.clone() };
        let (app, holds) = (app.clone(), held.clone());
        let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(Peer(peer));
            answer(app.clone(), request, holds.clone())
        });
        let io = TokioIo::new(Stall::new(stream, limits.write_time));
        let connection = running.watch(http.serve_connection(io, service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(held);
        });
    }
    drop((listener, begun));
    let drained = async {
        running.shutdown().await;
        // Nothing is ever sent: it ends when the last request and the last connection have.
        let _ended: Option<Infallible> = ended.recv().await;
    };
    if timeout(limits.drain_time, drained).await.is_err() {
        tracing::warn!("stopped with requests still running");
    }
}

/// What a connection and each request on it hold until they end: a request may outlive its connection.
#[derive(Clone)]
struct Held {
    _seat: Arc<OwnedSemaphorePermit>,
    _running: mpsc::Sender<Infallible>,
}

/// Answers one request in a task of its own: a client that goes away does not stop what has begun.
async fn answer(app: Router, request: Request<Incoming>, held: Held) -> Result<Response, Infallible> {
    let running = tokio::spawn(async move {
        let answer = app.oneshot(request.map(Body::new)).await;
        drop(held);
        answer
    });
    running.await.unwrap_or_else(|error| {
        tracing::error!(%error, "a request ended without an answer");
        Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response())
    })
}

/// The next client, once there is a seat for it. `None` never comes while the server runs.
async fn accept(
    listener: &TcpListener,
    seats: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let seat = Arc::clone(seats).acquire_owned().await.ok()?;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "a connection keeps its delay");
                }
                return Some((stream, peer, seat));
            }
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection, trying again");
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

/// Completes on Ctrl-C or SIGTERM. Both are caught from this call on, not only when the answer is awaited.
pub fn stop_signal() -> impl Future<Output = ()> {
    let (interrupt, terminate) = (caught(SignalKind::interrupt()), caught(SignalKind::terminate()));
    async move {
        select! {
            () = interrupt => (),
            () = terminate => (),
        }
    }
}

/// Completes when a signal comes; never where it cannot be caught.
fn caught(kind: SignalKind) -> impl Future<Output = ()> {
    let caught = signal(kind);
    async move {
        match caught {
            Ok(mut caught) => {
                caught.recv().await;
            }
            Err(error) => {
                tracing::error!(%error, signal = kind.as_raw_value(), "a signal cannot be caught");
                std::future::pending::<()>().await;
            }
        }
    }
}
