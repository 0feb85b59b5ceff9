//! A client that costs little: one kept connection, plain HTTP/1.1, whole answers with a length.

use std::net::{IpAddr, SocketAddr};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpSocket, TcpStream},
};

use crate::Fault;

/// Room for one answer.
const ANSWER: usize = 256 * 1_024;

/// A kept connection and the last answer that came over it.
pub(crate) struct Client {
    stream: TcpStream,
    answer: Vec<u8>,
    head: usize,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> Result<Self, Fault> {
        Self::connect_from(IpAddr::from([127, 0, 0, 1]), address).await
    }

    /// The same as somebody at another address of this machine's loopback.
    pub(crate) async fn connect_from(own: IpAddr, address: SocketAddr) -> Result<Self, Fault> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::new(own, 0))?;
        let stream = socket.connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, answer: Vec::with_capacity(ANSWER), head: 0 })
    }

    /// Sends a request, reads the answer to its end and gives its status.
    pub(crate) async fn send(&mut self, request: &[u8]) -> Result<u16, Fault> {
        self.answer.clear();
        self.stream.write_all(request).await?;
        let mut whole = None;
        while whole.is_none_or(|whole| self.answer.len() < whole) {
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err("the connection ended within an answer".into());
            }
            if whole.is_none() {
                whole = self.length()?;
            }
        }
        let status = self.answer.get(9..12).and_then(|status| std::str::from_utf8(status).ok());
        Ok(status.ok_or("an answer without a status")?.parse()?)
    }

    /// Asks for a page, which must be there, and gives its body.
    pub(crate) async fn get(&mut self, request: &[u8]) -> Result<&[u8], Fault> {
        match self.send(request).await? {
            200 => Ok(self.answer.get(self.head..).unwrap_or_default()),
            status => Err(format!("a page answered {status}").into()),
        }
    }

    /// Signs in and gives the session's cookie.
    pub(crate) async fn sign_in(
        &mut self,
        address: SocketAddr,
        (email, password): (&str, &str),
    ) -> Result<String, Fault> {
        let form: String = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("email", email), ("password", password)])
            .finish();
        let request = format!(
            "POST /sign-in HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            form.len()
        );
        let status = self.send(request.as_bytes()).await?;
        let cookie = self.header("set-cookie: __Host-sid=").and_then(|value| value.split(';').next());
        match (status, cookie) {
            (303, Some(cookie)) => Ok(format!("__Host-sid={cookie}")),
            _ => Err(format!("signing in answered {status}").into()),
        }
    }

    /// The bytes of the whole answer, once its head is there.
    fn length(&mut self) -> Result<Option<usize>, Fault> {
        let Some(end) = self.answer.windows(4).position(|bytes| bytes == b"\r\n\r\n") else {
            return Ok(None);
        };
        self.head = end + 4;
        let body = self.header("content-length: ").map(str::parse::<usize>).transpose()?;
        Ok(Some(self.head + body.ok_or("an answer without a length")?))
    }

    fn header(&self, start: &str) -> Option<&str> {
        let head = std::str::from_utf8(self.answer.get(..self.head)?).ok()?;
        head.lines().find_map(|line| line.strip_prefix(start))
    }
}

/// The request for a page, with a session's cookie.
pub(crate) fn page(address: SocketAddr, path: &str, cookie: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\naccept-language: en\r\n\r\n")
        .into_bytes()
}
