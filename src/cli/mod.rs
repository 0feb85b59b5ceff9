//! The command line: what each command takes and says. A command opens what it needs, calls services and answers
//! with an exit code: 0 done, 1 not done, 2 not understood. What a person is to read goes to standard output in one
//! piece, a failure to standard error in one line, the log as JSON to standard error.

mod audit;
mod bill;
mod catalog;
pub mod demo;
mod doctor;
mod host;
mod import;
mod open;
mod operator;
mod run_demo;
mod secrets;
mod serve;
mod simulate;

use std::{io::Write, net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

use crate::config::{Config, Secret, Settings};

/// The console and billing engine of an instant-messaging platform.
#[derive(Debug, Parser)]
#[command(name = "im-console", version, about, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the console on its database
    Serve {
        #[command(flatten)]
        settings: Box<Settings>,
        /// A TOML file with the same settings; the command line and the environment win over it
        #[arg(long, env = "IM_CONSOLE_CONFIG", value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Run a sandbox full of examples, with a clock that you move
    Demo {
        /// Keep the sandbox in this folder, and open it again next time [default: a temporary folder]
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// The address to listen on
        #[arg(long, value_name = "ADDRESS:PORT", default_value_t = Config::LISTEN)]
        listen: SocketAddr,
    },
    /// Manage the staff who decide verifications and top-ups
    #[command(subcommand)]
    Operator(OperatorCommand),
    /// Work on catalog files
    #[command(subcommand)]
    Catalog(CatalogCommand),
    /// Bring in what an older platform knew; a file with a bad row imports nothing
    #[command(subcommand)]
    Import(ImportCommand),
    /// Tell what applications used, until their servers report it
    #[command(subcommand)]
    Usage(UsageCommand),
    /// Work on the bills of a month
    #[command(subcommand)]
    Bill(BillCommand),
    /// Look into the audit log
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Work on how secrets are sealed in the database
    #[command(subcommand)]
    Secrets(SecretsCommand),
    /// Let random customers live for years in a database of their own, and check after each step what must hold
    Simulate {
        #[command(flatten)]
        plan: simulate::Plan,
    },
    /// Check everything that must hold of money and rights, and that secrets open, and name what is broken
    Doctor {
        /// A backup: a copy of an embedded database, which is only read
        #[arg(value_name = "FILE", conflicts_with_all = ["data", "database_url"])]
        backup: Option<PathBuf>,
        /// The keys of secrets as the servers have them; else the key file in the data folder, or beside the backup
        #[arg(long, env = "IM_CONSOLE_SECRETS_KEY", value_name = "KEY[,KEY]", hide_env_values = true)]
        secrets_key: Option<Secret>,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Debug, Subcommand)]
enum OperatorCommand {
    /// Make an operator and print a one-time secret to sign in with
    Create {
        /// The address to sign in with
        email: String,
        #[command(flatten)]
        place: Place,
    },
    /// Print a code with which a customer sets a new password, after you have made sure who they are
    ResetCode {
        /// The customer's address
        email: String,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Debug, Subcommand)]
enum CatalogCommand {
    /// Check a catalog: one line for each fault
    Check {
        /// "mainland", "international" or the path of a catalog file
        #[arg(value_name = "NAME|PATH")]
        catalog: String,
    },
}

#[derive(Debug, Subcommand)]
enum AuditCommand {
    /// Follow every account's chain of audit rows and name the first row that breaks it
    Verify {
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Debug, Subcommand)]
enum SecretsCommand {
    /// Seal every secret again with a new key, while the console runs; broken off, it goes on when it is run again
    Rotate {
        /// The keys of secrets as the servers have them, a new one first; else the key file in the data folder, which is
        /// given a new one
        #[arg(long, env = "IM_CONSOLE_SECRETS_KEY", value_name = "KEY[,KEY]", hide_env_values = true)]
        secrets_key: Option<Secret>,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Debug, Subcommand)]
enum BillCommand {
    /// Draw up and debit what is due of a month, as the console does by itself; run again, it does nothing new
    Run {
        /// The month, such as 2027-06
        #[arg(long, value_name = "YYYY-MM")]
        month: String,
        /// Write nothing: count the bills and their total
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Recompute a bill that was downloaded as JSON: one line for each thing that does not agree
    Verify {
        /// The downloaded file
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum ImportCommand {
    /// Take over applications
    #[command(
        after_help = "Columns: sdk_app_id, owner, name, status, created_at, data_centre; where there are any \
                            origin, public_key, daily_active_users, peak_groups"
    )]
    Apps {
        /// A CSV file whose first line names its columns
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Debug, Subcommand)]
enum UsageCommand {
    /// Write down what applications used by day; of several values the highest counts
    #[command(after_help = "Columns: app, day, measure, value")]
    Import {
        /// A CSV file whose first line names its columns
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
}

/// Where the database is.
#[derive(Args, Clone, Debug)]
struct Place {
    /// The folder of the database
    #[arg(long, env = "IM_CONSOLE_DATA", value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// A PostgreSQL address instead of the embedded database
    #[arg(long, env = "IM_CONSOLE_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    database_url: Option<Secret>,
}

/// Runs the command and gives its exit code.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    start_log(matches!(cli.command, Command::Demo { .. } | Command::Simulate { .. }));
    match carry_out(cli.command) {
        Ok(code) => code,
        Err(error) => {
            complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: Command) -> anyhow::Result<ExitCode> {
    if let Command::Catalog(CatalogCommand::Check { catalog }) = &command {
        return catalog::check(catalog);
    }
    if let Command::Bill(BillCommand::Verify { file }) = &command {
        return bill::verify(file);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match command {
            Command::Serve { settings, config } => serve::run(*settings, config.as_deref()).await?,
            Command::Demo { data, listen } => run_demo::run(data, listen).await?,
            Command::Operator(OperatorCommand::ResetCode { email, place }) => {
                operator::reset_code(&email, &place).await?;
            }
            Command::Operator(OperatorCommand::Create { email, place }) => {
                operator::create(&email, &place).await?;
            }
            Command::Import(ImportCommand::Apps { file, place }) => return import::apps(&file, &place).await,
            Command::Usage(UsageCommand::Import { file, place }) => {
                return import::usage(&file, &place).await;
            }
            Command::Bill(BillCommand::Run { month, dry_run, place }) => {
                return bill::run(&month, dry_run, &place).await;
            }
            Command::Audit(AuditCommand::Verify { place }) => return audit::verify(&place).await,
            Command::Secrets(SecretsCommand::Rotate { secrets_key, place }) => {
                secrets::rotate(secrets_key.as_ref(), &place).await?;
            }
            Command::Simulate { plan } => return simulate::run(&plan).await,
            Command::Doctor { backup: Some(file), secrets_key: keys, .. } => {
                return doctor::examine_backup(&file, keys.as_ref()).await;
            }
            Command::Doctor { backup: None, secrets_key: keys, place } => {
                return doctor::examine(&place, keys.as_ref()).await;
            }
            Command::Catalog(_) | Command::Bill(BillCommand::Verify { .. }) => {}
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// What a live console logs unless `IM_CONSOLE_LOG` says otherwise: what it does, and what goes wrong in its libraries.
pub const LOG: &str = "warn,im_console=info";

/// Logs JSON lines in UTC to standard error. `IM_CONSOLE_LOG` says what; a demo is quiet unless something is wrong.
fn start_log(quiet: bool) {
    let usual = if quiet { "warn" } else { LOG };
    let filter = EnvFilter::try_from_env("IM_CONSOLE_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    log(filter, std::io::stderr);
}

/// Logs JSON lines in UTC, each with the request that it belongs to.
pub fn log<W>(filter: EnvFilter, to: W)
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    tracing_subscriber::fmt().json().with_span_list(false).with_env_filter(filter).with_writer(to).init();
}

/// Tells the person at the terminal.
fn say(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}

/// Tells the person at the terminal what went wrong, in one line.
fn complain(text: &str) {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let _nobody_listens = writeln!(std::io::stderr(), "im-console: {line}");
}
