//! The serve loop over real sockets: slow and silent clients, taken ports, the end of the program. These tests use
//! real time, in tenths of seconds, because sockets do.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use axum::{Router, routing::get};
use im_console::web::serve::{BindError, Limits, bind, serve};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::oneshot,
    task::JoinHandle,
    time::{Instant, sleep, timeout},
};

struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// How often something was done to its end.
static MARKS: AtomicU32 = AtomicU32::new(0);

const QUICK: Limits = Limits {
    connections: 4,
    header_bytes: 16 * 1_024,
    header_time: Duration::from_millis(300),
    write_time: Duration::from_millis(300),
    drain_time: Duration::from_millis(800),
};

async fn start(limits: Limits) -> Server {
    let big = "x".repeat(32 * 1_024 * 1_024);
    let app = Router::new()
        .route("/", get(async || "hello"))
        .route("/big", get(async move || big.clone()))
        .route(
            "/slow",
            get(async || {
                sleep(Duration::from_millis(300)).await;
                "done"
            }),
        )
        .route(
            "/marks",
            get(async || {
                sleep(Duration::from_millis(400)).await;
                MARKS.fetch_add(1, Ordering::SeqCst);
            }),
        )
        .route("/panics", get(async || -> &'static str { panic!("caught by nobody") }))
        .route(
            "/stuck",
            get(async || {
                std::future::pending::<()>().await;
            }),
        );
    let listener = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let task = tokio::spawn(async move {
        serve(listener, app, limits, async {
            let _ended = stopped.await;
        })
        .await;
    });
    Server { address, stop, task }
}

async fn send(address: SocketAddr, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    stream
}

/// Everything that comes until the server closes.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    timeout(Duration::from_secs(5), stream.read_to_end(&mut bytes))
        .await
        .expect("closed")
        .unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn sec41_a_partial_header_a_silent_client_and_an_idle_one_are_cut_off() {
    let server = start(QUICK).await;
    for text in ["", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"] {
        let begun = Instant::now();
        let mut stream = send(server.address, text).await;
        let answer = rest(&mut stream).await;
        assert!(begun.elapsed() < Duration::from_secs(2), "{text:?}");
        assert_eq!(answer.ends_with("hello"), text.ends_with("\r\n\r\n"), "{answer:?}");
    }
}

#[tokio::test]
async fn sec41_headers_over_sixteen_kilobytes_are_431() {
    let server = start(QUICK).await;
    let request = format!("GET / HTTP/1.1\r\nHost: x\r\nX-Big: {}\r\n\r\n", "x".repeat(17 * 1_024));
    let mut stream = send(server.address, &request).await;
    assert!(rest(&mut stream).await.starts_with("HTTP/1.1 431"));
}

#[tokio::test]
async fn a_client_that_reads_nothing_gives_its_seat_back() {
    let server = start(Limits { connections: 1, ..QUICK }).await;
    let greedy = send(server.address, "GET /big HTTP/1.1\r\nHost: x\r\n\r\n").await;
    let begun = Instant::now();
    let mut next = send(server.address, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert!(rest(&mut next).await.ends_with("hello"));
    assert!(begun.elapsed() < Duration::from_secs(3));
    drop(greedy);
}

#[tokio::test]
async fn what_runs_is_finished_before_the_end_and_nothing_new_is_taken() {
    let server = start(QUICK).await;
    let mut running = send(server.address, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await;
    sleep(Duration::from_millis(100)).await;
    server.stop.send(()).unwrap();
    assert!(rest(&mut running).await.ends_with("done"));
    timeout(Duration::from_secs(2), server.task).await.unwrap().unwrap();
    assert!(TcpStream::connect(server.address).await.is_err());
}

#[tokio::test]
async fn a_client_that_goes_away_does_not_stop_what_has_begun_and_the_end_waits_for_it() {
    let server = start(QUICK).await;
    let before = MARKS.load(Ordering::SeqCst);
    let gone = send(server.address, "GET /marks HTTP/1.1\r\nHost: x\r\n\r\n").await;
    sleep(Duration::from_millis(100)).await;
    drop(gone);
    sleep(Duration::from_millis(50)).await;
    server.stop.send(()).unwrap();
    timeout(Duration::from_secs(2), server.task).await.unwrap().unwrap();
    assert_eq!(MARKS.load(Ordering::SeqCst), before + 1);
}

#[tokio::test]
async fn requests_that_outlive_their_connections_keep_their_seats() {
    let server = start(Limits { connections: 1, ..QUICK }).await;
    let gone = send(server.address, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await;
    sleep(Duration::from_millis(50)).await;
    drop(gone);
    let begun = Instant::now();
    let mut next = send(server.address, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert!(rest(&mut next).await.ends_with("hello"));
    assert!(begun.elapsed() > Duration::from_millis(150));
}

#[tokio::test]
async fn a_panic_that_nothing_caught_is_500_and_the_server_goes_on() {
    let server = start(QUICK).await;
    let mut stream =
        send(server.address, "GET /panics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert!(rest(&mut stream).await.starts_with("HTTP/1.1 500"));
    let mut next = send(server.address, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert!(rest(&mut next).await.ends_with("hello"));
}

#[tokio::test]
async fn a_request_that_never_ends_does_not_hold_up_the_end() {
    let server = start(QUICK).await;
    let _stuck = send(server.address, "GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n").await;
    sleep(Duration::from_millis(100)).await;
    let begun = Instant::now();
    server.stop.send(()).unwrap();
    timeout(Duration::from_secs(3), server.task).await.unwrap().unwrap();
    assert!(begun.elapsed() >= QUICK.drain_time);
}

#[tokio::test]
async fn a_taken_port_is_an_error_that_says_what_to_do() {
    let first = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = first.local_addr().unwrap();
    let error = bind(address).await.unwrap_err();
    assert!(matches!(error, BindError::Taken(taken, _) if taken == address));
    let told = error.to_string();
    assert!(told.starts_with(&format!("{address} is taken by another program")), "{told}");
    assert!(told.contains("--listen"), "{told}");
}
