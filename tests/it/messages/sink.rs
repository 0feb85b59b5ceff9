//! A mail server on loopback that keeps what it is given, or refuses it as it is told.

use std::sync::{Arc, Mutex};

use im_console::{
    config::{Config, Settings},
    jobs::post::Post,
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// How the server answers to a recipient.
pub(super) const TAKEN: &str = "250 OK";

/// The server.
pub(super) struct Sink {
    port: u16,
    answer: Arc<Mutex<&'static str>>,
    kept: Arc<Mutex<Vec<String>>>,
    running: JoinHandle<()>,
}

impl Sink {
    /// A server on a port of its own.
    pub(super) async fn start() -> Self {
        Self::on(0).await
    }

    /// A server on a port that was used before.
    pub(super) async fn on(port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (answer, kept) = (Arc::new(Mutex::new(TAKEN)), Arc::new(Mutex::new(Vec::new())));
        let (to, into) = (Arc::clone(&answer), Arc::clone(&kept));
        let running = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let answer = *to.lock().unwrap();
                let _ended = talk(stream, answer, &into).await;
            }
        });
        Self { port, answer, kept, running }
    }

    /// Answers so to every recipient from now on.
    pub(super) fn answers(&self, answer: &'static str) {
        *self.answer.lock().unwrap() = answer;
    }

    /// Goes away; gives its port.
    pub(super) async fn stop(self) -> u16 {
        self.running.abort();
        let _aborted = self.running.await;
        self.port
    }

    /// Mails as they came over the wire, and none is left after it.
    pub(super) fn taken(&self) -> Vec<String> {
        std::mem::take(&mut *self.kept.lock().unwrap())
    }

    /// What carries mail here.
    pub(super) fn post(&self) -> Post {
        let settings = Settings {
            smtp_url: Some(format!("smtp://127.0.0.1:{}", self.port).as_str().into()),
            mail_from: Some("IM Console <console@example.com>".to_owned()),
            ..Settings::default()
        };
        let server = Config::new(settings).unwrap().mail.unwrap();
        Post::new(&server, "https://console.example.com".to_owned()).unwrap()
    }
}

/// One conversation. A mail is kept before the sender is told so.
async fn talk(stream: TcpStream, answer: &str, kept: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink ESMTP\r\n").await?;
    let (mut line, mut mail, mut is_data) = (String::new(), String::new(), false);
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        if is_data {
            if line == ".\r\n" {
                is_data = false;
                kept.lock().unwrap().push(std::mem::take(&mut mail));
                stream.write_all(b"250 kept\r\n").await?;
            } else {
                mail.push_str(&line);
            }
            continue;
        }
        let verb = line.split([' ', ':', '\r']).next().unwrap_or_default().to_ascii_uppercase();
        let said = match verb.as_str() {
            "DATA" => "354 go on",
            "RCPT" => answer,
            "QUIT" => "221 bye",
            _ => TAKEN,
        };
        is_data = verb == "DATA";
        stream.write_all(format!("{said}\r\n").as_bytes()).await?;
    }
}

/// The value of a header.
pub(super) fn header(mail: &str, name: &str) -> String {
    let prefix = format!("{name}: ");
    let found = mail.lines().find_map(|line| line.strip_prefix(prefix.as_str()));
    found.unwrap_or_else(|| panic!("no {name} in\n{mail}")).to_owned()
}

/// The text of a mail, decoded.
pub(super) fn text(mail: &str) -> String {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let (_, body) = mail.split_once("\r\n\r\n").unwrap();
    match header(mail, "Content-Transfer-Encoding").as_str() {
        "base64" => {
            let joined: String = body.split_whitespace().collect();
            String::from_utf8(STANDARD.decode(joined).unwrap()).unwrap()
        }
        "quoted-printable" => unquoted(body),
        _ => body.to_owned(),
    }
}

fn unquoted(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut parts = joined.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).unwrap());
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).unwrap()
}
