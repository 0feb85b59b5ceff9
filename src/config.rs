//! The program's configuration: built-in defaults, under a TOML file, under the environment, under the command line.
//! It is put together and checked once, at the start; after that nothing reads the environment.

mod invoice;
mod mail;
mod secret;

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use clap::Args;
use serde::Deserialize;
use thiserror::Error;

pub use invoice::{Invoice, InvoiceSettings};
pub use mail::{MailFault, MailServer};
pub use secret::Secret;

/// What a user may set, each value optional. On the command line and in the environment (clap joins the two), and
/// under the same names in the file.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The folder for the database
    #[arg(long, env = "IM_CONSOLE_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// A PostgreSQL address instead of the embedded database
    #[arg(long, env = "IM_CONSOLE_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<Secret>,
    /// The keys of secrets at rest, 64 hexadecimal digits each, the newest first; else a key file in the data folder
    #[arg(long, env = "IM_CONSOLE_SECRETS_KEY", value_name = "KEY[,KEY]", hide_env_values = true)]
    pub secrets_key: Option<Secret>,
    /// "mainland", "international" or the path of a catalog file
    #[arg(long, env = "IM_CONSOLE_CATALOG", value_name = "NAME|PATH")]
    pub catalog: Option<String>,
    /// The address to listen on
    #[arg(long, env = "IM_CONSOLE_LISTEN", value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
    /// The address that visitors see, such as <https://console.example.com>
    #[arg(long, env = "IM_CONSOLE_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// A proxy whose X-Forwarded-For is believed; may be given several times
    #[arg(long, env = "IM_CONSOLE_TRUSTED_PROXY", value_name = "IP", value_delimiter = ',')]
    pub trusted_proxy: Vec<IpAddr>,
    /// Memory of one password hash in KiB, 19456 at least
    #[arg(long, env = "IM_CONSOLE_PASSWORD_MEMORY", value_name = "KIB")]
    pub password_memory: Option<u32>,
    /// Passes of one password hash, 2 at least
    #[arg(long, env = "IM_CONSOLE_PASSWORD_PASSES", value_name = "N")]
    pub password_passes: Option<u32>,
    /// Sign-in attempts that one address may make at once
    #[arg(long, env = "IM_CONSOLE_SIGN_IN_BURST", value_name = "N")]
    pub sign_in_burst: Option<u32>,
    /// Seconds until one more attempt is granted to an address
    #[arg(long, env = "IM_CONSOLE_SIGN_IN_SECONDS", value_name = "SECONDS")]
    pub sign_in_seconds: Option<u32>,
    /// A mail server, such as <smtps://user:password@mail.example.com>; without one no mail is sent
    #[arg(long, env = "IM_CONSOLE_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<Secret>,
    /// Whom mail is from, such as "IM Console <console@example.com>"
    #[arg(long, env = "IM_CONSOLE_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// What bills as PDF need.
    #[command(flatten)]
    pub invoice: InvoiceSettings,
}

impl Settings {
    /// The settings of a file.
    ///
    /// # Errors
    /// When it cannot be read, or says something unknown or of the wrong kind.
    pub fn read(file: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| ConfigError::Unreadable { file: file.to_owned(), error })?;
        toml::from_str(&text).map_err(|error| ConfigError::Wrong { file: file.to_owned(), error })
    }

    /// These settings, and those of `under` where these are silent.
    #[must_use]
    pub fn over(self, under: Self) -> Self {
        let proxies = if self.trusted_proxy.is_empty() { under.trusted_proxy } else { self.trusted_proxy };
        Self {
            data: self.data.or(under.data),
            database_url: self.database_url.or(under.database_url),
            secrets_key: self.secrets_key.or(under.secrets_key),
            catalog: self.catalog.or(under.catalog),
            listen: self.listen.or(under.listen),
            public_url: self.public_url.or(under.public_url),
            trusted_proxy: proxies,
            password_memory: self.password_memory.or(under.password_memory),
            password_passes: self.password_passes.or(under.password_passes),
            sign_in_burst: self.sign_in_burst.or(under.sign_in_burst),
            sign_in_seconds: self.sign_in_seconds.or(under.sign_in_seconds),
            smtp_url: self.smtp_url.or(under.smtp_url),
            mail_from: self.mail_from.or(under.mail_from),
            invoice: self.invoice.over(under.invoice),
        }
    }
}

/// How passwords are hashed with argon2id, one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory of one hash, in KiB.
    pub memory_kib: u32,
    /// How many times the memory is gone over.
    pub passes: u32,
}

/// How many sign-in attempts one network address may make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignInRate {
    /// Attempts at once.
    pub burst: u32,
    /// Seconds until one more is granted.
    pub seconds: u32,
}

/// The checked configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder for the database.
    pub data: PathBuf,
    /// A database server instead of the embedded one.
    pub database_url: Option<Secret>,
    /// The keys of secrets at rest, instead of those of a file.
    pub secrets_key: Option<Secret>,
    /// A built-in catalog's name, or a catalog file's path.
    pub catalog: String,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Proxies whose `X-Forwarded-For` is believed (SEC52).
    pub trusted_proxies: Vec<IpAddr>,
    /// How passwords are hashed.
    pub password_cost: PasswordCost,
    /// How often an address may try to sign in.
    pub sign_in_rate: SignInRate,
    /// How mail is sent; none where none is.
    pub mail: Option<MailServer>,
    /// What bills as PDF are made with.
    pub invoice: Invoice,
    public: Option<PublicUrl>,
}

#[derive(Clone, Debug)]
struct PublicUrl {
    https: bool,
    origin: String,
}

/// What is wrong with the configuration, and what to do.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the configuration {}: {error}", file.display())]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// Why.
        #[source]
        error: std::io::Error,
    },
    /// The file says something that cannot be meant.
    #[error("{}: {error}", file.display())]
    Wrong {
        /// Which file.
        file: PathBuf,
        /// Line, key and what is allowed.
        #[source]
        error: toml::de::Error,
    },
    /// Sessions and passwords would cross the network in the clear.
    #[error(
        "listening on {0} would send passwords in the clear: put a TLS proxy in front and give its address with --public-url https://…, or listen on 127.0.0.1"
    )]
    InTheClear(SocketAddr),
    /// The public address is not one.
    #[error("--public-url {0:?} is not an address like https://console.example.com (no path, http or https)")]
    PublicUrl(String),
    /// Mail can't be sent like this.
    #[error(transparent)]
    Mail(#[from] MailFault),
    /// A number below what is safe.
    #[error("{name} is {found}, but must be {least} at least")]
    TooLittle {
        /// The setting.
        name: &'static str,
        /// What was given.
        found: u32,
        /// The least allowed.
        least: u32,
    },
}

impl Config {
    /// Where a console listens when nothing else is said.
    pub const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

    /// The least costs of a password hash that are accepted, and the default.
    pub const LEAST_COST: PasswordCost = PasswordCost { memory_kib: 19_456, passes: 2 };

    /// Checks the settings and fills in the defaults.
    ///
    /// # Errors
    /// When a setting is not safe or not one.
    pub fn new(settings: Settings) -> Result<Self, ConfigError> {
        let listen = settings.listen.unwrap_or(Self::LISTEN);
        let public = settings.public_url.as_deref().map(PublicUrl::parse).transpose()?;
        if !listen.ip().is_loopback() && !public.as_ref().is_some_and(|public| public.https) {
            return Err(ConfigError::InTheClear(listen));
        }
        let least = Self::LEAST_COST;
        Ok(Self {
            data: settings.data.unwrap_or_else(|| PathBuf::from("data")),
            database_url: settings.database_url,
            secrets_key: settings.secrets_key,
            catalog: settings.catalog.unwrap_or_else(|| "mainland".to_owned()),
            listen,
            trusted_proxies: settings.trusted_proxy,
            password_cost: PasswordCost {
                memory_kib: at_least(
                    "password-memory",
                    settings.password_memory,
                    least.memory_kib,
                    least.memory_kib,
                )?,
                passes: at_least("password-passes", settings.password_passes, least.passes, least.passes)?,
            },
            sign_in_rate: SignInRate {
                burst: at_least("sign-in-burst", settings.sign_in_burst, 1, 10)?,
                seconds: at_least("sign-in-seconds", settings.sign_in_seconds, 1, 6)?,
            },
            mail: MailServer::new(settings.smtp_url, settings.mail_from)?,
            invoice: settings.invoice.into(),
            public,
        })
    }

    /// Whether visitors come over TLS.
    #[must_use]
    pub fn is_behind_tls(&self) -> bool {
        self.public.as_ref().is_some_and(|public| public.https)
    }

    /// The origin that browsers send, such as `https://console.example.com`, where it is known.
    #[must_use]
    pub fn public_origin(&self) -> Option<&str> {
        self.public.as_ref().map(|public| public.origin.as_str())
    }
}

fn at_least(name: &'static str, given: Option<u32>, least: u32, default: u32) -> Result<u32, ConfigError> {
    match given {
        Some(found) if found < least => Err(ConfigError::TooLittle { name, found, least }),
        Some(found) => Ok(found),
        None => Ok(default),
    }
}

impl PublicUrl {
    /// The origin as browsers write it: lower case, no default port, no slash at the end.
    fn parse(text: &str) -> Result<Self, ConfigError> {
        let wrong = || ConfigError::PublicUrl(text.to_owned());
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        let default_port = match scheme {
            "http" => 80,
            "https" => 443,
            _ => return Err(wrong()),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse::<u16>().map_err(|_| wrong())?)),
            None => (rest, None),
        };
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
        if host.is_empty() || !host.bytes().all(is_letter) {
            return Err(wrong());
        }
        let port = port.filter(|&port| port != default_port);
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        let host = host.to_ascii_lowercase();
        Ok(Self { https: scheme == "https", origin: format!("{scheme}://{host}{port}") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(listen: &str, public: Option<&str>) -> Settings {
        Settings { listen: listen.parse().ok(), public_url: public.map(str::to_owned), ..Settings::default() }
    }

    #[test]
    fn an_address_beyond_this_machine_needs_tls_in_front() {
        assert!(matches!(Config::new(settings("0.0.0.0:80", None)), Err(ConfigError::InTheClear(_))));
        let plain = settings("0.0.0.0:80", Some("http://console.example.com"));
        assert!(matches!(Config::new(plain), Err(ConfigError::InTheClear(_))));
        let config = Config::new(settings("0.0.0.0:80", Some("https://Console.example.com:443/"))).unwrap();
        assert!(config.is_behind_tls());
        assert_eq!(config.public_origin(), Some("https://console.example.com"));
        assert!(!Config::new(Settings::default()).unwrap().is_behind_tls());
    }

    #[test]
    fn a_public_address_is_an_origin() {
        for wrong in ["console.example.com", "ftp://a", "https://a/b", "https://a?b", "https://", ""] {
            let refused = Config::new(settings("127.0.0.1:1", Some(wrong)));
            assert!(matches!(refused, Err(ConfigError::PublicUrl(_))), "{wrong:?}");
        }
    }

    #[test]
    fn sec7_weaker_password_costs_are_refused() {
        let weak = Settings { password_memory: Some(19_455), ..Settings::default() };
        let told = Config::new(weak).unwrap_err().to_string();
        assert_eq!(told, "password-memory is 19455, but must be 19456 at least");
    }

    #[test]
    fn the_command_line_wins_over_the_file_and_an_unknown_key_is_named() {
        let file: Settings = toml::from_str("listen = \"127.0.0.1:1\"\ncatalog = \"international\"").unwrap();
        let config = Config::new(settings("127.0.0.1:2", None).over(file)).unwrap();
        assert_eq!((config.listen.port(), config.catalog.as_str()), (2, "international"));
        let wrong = toml::from_str::<Settings>("lisen = 1").unwrap_err().to_string();
        assert!(wrong.contains("lisen") && wrong.contains("expected one of"), "{wrong}");
    }

    #[test]
    fn sec45_a_database_address_is_not_shown() {
        let settings = Settings { database_url: Some("postgres://u:pw@h/d".into()), ..Settings::default() };
        assert!(!format!("{settings:?}").contains("pw"));
    }
}
