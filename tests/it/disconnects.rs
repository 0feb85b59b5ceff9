//! Clients that go away in the middle of a request, over real sockets: those beside them are answered as ever, and what
//! was answered is what is on the disk (SEC37).

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use im_console::{
    services::Services,
    web::serve::{Limits, bind, serve},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::sleep,
};

use crate::support::{
    app::{Build, TestApp},
    tables::text,
};

/// Somebody who creates applications over the wire.
#[derive(Clone)]
struct Client {
    address: SocketAddr,
    session: String,
    services: Services,
}

impl Client {
    async fn sends(&self, name: &str) -> TcpStream {
        let key = self.services.form_key();
        let body = format!("key={key}&name={name}&app_type=social&introduction=&data_centre=cn");
        let head = format!(
            "POST /apps/new HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\nCookie: __Host-sid={}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            self.session,
            body.len()
        );
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        stream
    }

    async fn creates(&self, name: &str) -> String {
        let mut answer = String::new();
        self.sends(name).await.read_to_string(&mut answer).await.unwrap();
        answer.chars().skip("HTTP/1.1 ".len()).take(3).collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec37_clients_that_go_away_take_nothing_from_those_who_stay() {
    let app = TestApp::on_sqlite(Build::default()).await;
    let session = async |email| {
        let jane = app.verified_customer(email).await;
        jane.browser.cookie("__Host-sid").unwrap().to_owned()
    };
    let (stays, leaves) = (session("stays@example.com").await, session("leaves@example.com").await);
    let listener = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, app.router.clone(), Limits::default(), std::future::pending()));
    let client = |session| Client { address, session, services: app.services.clone() };
    let (stays, leaves, over) = (client(stays), client(leaves), Arc::new(AtomicBool::new(false)));

    let breakers: Vec<_> = (0..3_u64)
        .map(|number| {
            let (client, over) = (leaves.clone(), Arc::clone(&over));
            tokio::spawn(async move {
                for round in 0_u64.. {
                    if over.load(Ordering::Relaxed) {
                        return;
                    }
                    let stream = client.sends("leaves").await;
                    sleep(Duration::from_micros(500 + (number * 7_919 + round * 1_237) % 20_000)).await;
                    drop(stream);
                }
            })
        })
        .collect();
    let stayers: Vec<_> = (0..4)
        .map(|number| {
            let client = stays.clone();
            tokio::spawn(async move {
                let mut answers = Vec::new();
                for round in 0..15 {
                    let name = format!("s{number}x{round}");
                    answers.push((client.creates(&name).await, name));
                }
                answers
            })
        })
        .collect();
    let mut answers = Vec::new();
    for stayer in stayers {
        answers.extend(stayer.await.unwrap());
    }
    over.store(true, Ordering::Relaxed);
    for breaker in breakers {
        breaker.await.unwrap();
    }
    let tables = app.tables().await;
    let there: Vec<&str> = tables.rows("apps").iter().map(|row| text(row, "name")).collect();
    for (status, name) in &answers {
        assert_eq!(status, "303", "{name}, {} of all", answers.iter().filter(|(is, _)| is != "303").count());
        assert!(there.contains(&name.as_str()), "{name} was answered and is not there");
    }
}
