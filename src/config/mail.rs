//! How mail is sent: the server's address with its credentials, and whom mail is from.

use std::net::IpAddr;

use thiserror::Error;

use super::Secret;

/// What is wrong with how mail is to be sent, and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MailFault {
    /// The server's address is not one.
    #[error("--smtp-url is not an address like smtps://user:password@mail.example.com (smtps or smtp)")]
    Url,
    /// Mail with codes in it would cross the network in the clear.
    #[error("--smtp-url would send mail in the clear: use smtps://, or add ?tls=required")]
    InTheClear,
    /// The sender is not an address.
    #[error("--mail-from is not an address like \"IM Console <console@example.com>\"")]
    From,
    /// A mail server without a sender, or a sender without a server.
    #[error("--smtp-url and --mail-from go together")]
    Half,
}

/// A mail server that is to be used.
#[derive(Clone, Debug)]
pub struct MailServer {
    /// `smtps://user:password@host:port`, or `smtp://` with `?tls=required`.
    pub url: Secret,
    /// Whom mail is from.
    pub from: String,
}

impl MailServer {
    /// Both settings together, or none.
    pub(super) fn new(url: Option<Secret>, from: Option<String>) -> Result<Option<Self>, MailFault> {
        match (url, from) {
            (None, None) => Ok(None),
            (Some(url), Some(from)) => {
                check(url.reveal())?;
                let is_address = from.contains('@') && !from.chars().any(char::is_control);
                is_address.then_some(Some(Self { url, from })).ok_or(MailFault::From)
            }
            _ => Err(MailFault::Half),
        }
    }
}

/// Mail with codes in it goes through TLS, or stays on this machine.
fn check(url: &str) -> Result<(), MailFault> {
    let (scheme, rest) = url.split_once("://").ok_or(MailFault::Url)?;
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let host = place.rsplit_once('@').map_or(place, |(_, host)| host).trim_end_matches('/');
    let host = match host.strip_prefix('[') {
        Some(inner) => inner.split_once(']').map_or(inner, |(host, _)| host),
        None => host.split_once(':').map_or(host, |(host, _)| host),
    };
    let is_here = host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
    let is_private = query.split('&').any(|setting| setting == "tls=required");
    match scheme {
        _ if host.is_empty() => Err(MailFault::Url),
        "smtps" => Ok(()),
        "smtp" if is_here || is_private => Ok(()),
        "smtp" => Err(MailFault::InTheClear),
        _ => Err(MailFault::Url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(url: &str) -> Result<Option<MailServer>, MailFault> {
        MailServer::new(Some(url.into()), Some("Console <console@example.com>".to_owned()))
    }

    #[test]
    fn mail_leaves_this_machine_through_tls_only() {
        for good in [
            "smtps://u:p@mail.example.com",
            "smtp://mail.example.com:587?tls=required",
            "smtp://127.0.0.1:2525",
            "smtp://[::1]:25",
            "smtp://localhost",
        ] {
            assert!(told(good).unwrap().is_some(), "{good}");
        }
        for clear in ["smtp://mail.example.com", "smtp://u:p@localhost.example.com:25?tls=opportunistic"] {
            assert!(matches!(told(clear), Err(MailFault::InTheClear)), "{clear}");
        }
        for wrong in ["mail.example.com", "http://mail.example.com", "smtp://", "smtps://u@"] {
            assert!(matches!(told(wrong), Err(MailFault::Url)), "{wrong}");
        }
    }

    #[test]
    fn a_server_and_a_sender_go_together() {
        assert!(MailServer::new(None, None).unwrap().is_none());
        let alone = MailServer::new(Some("smtps://mail.example.com".into()), None);
        assert!(matches!(alone, Err(MailFault::Half)));
        let nobody = MailServer::new(Some("smtps://mail.example.com".into()), Some("nobody".to_owned()));
        assert!(matches!(nobody, Err(MailFault::From)));
        assert!(!format!("{:?}", told("smtps://u:secret@mail.example.com")).contains("secret"));
    }
}
