//! `demo`: a sandbox full of examples, built at the first start.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};

use super::{demo, host, open, say};
use crate::{
    clock::{Clock as _, SystemClock},
    config::{Config, Settings},
    domain::catalog::{EMBEDDED, embedded},
    services::{
        Catalogs, Services,
        sandbox::{self, Sandbox},
    },
    web::{State, paths, serve::bind},
};

/// Takes the address, opens the sandbox, fills it where it is new, and serves until told to stop.
pub(super) async fn run(data: Option<PathBuf>, listen: SocketAddr) -> anyhow::Result<()> {
    let config = Config::new(Settings { listen: Some(listen), ..Settings::default() })?;
    let listener = bind(config.listen).await?;
    let folder = data.clone().unwrap_or_else(open::temporary);
    let outcome = serve(&folder, config, listener).await;
    if data.is_none() {
        std::fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot remove the folder {}", folder.display()))?;
    }
    outcome
}

async fn serve(folder: &Path, config: Config, listener: tokio::net::TcpListener) -> anyhow::Result<()> {
    let _alone = open::alone_in(folder)?;
    let (services, sandbox) = open(folder, &config).await?;
    let greeting = greeting(listener.local_addr()?, folder);
    host::run(listener, State::new(config, services, Some(sandbox)), None, &greeting).await
}

/// Opens the sandbox in a folder; a new one is filled.
async fn open(folder: &Path, config: &Config) -> anyhow::Result<(Services, Sandbox)> {
    let [name, ..] = EMBEDDED;
    let text = embedded(name).context("the built-in catalog is missing")?;
    let is_new = !open::file_in(folder).exists();
    let store = open::store(folder, None).await?;
    let catalogs = Catalogs::publish(&store, name, text, SystemClock.now()).await?;
    let catalog = catalogs.current().catalog;
    let sandbox = sandbox::open_sandbox(&store, demo::first(&catalog)).await?;
    let secrets = open::secrets(&store, folder, None).await?;
    let services = open::services(store, catalogs, sandbox.clock(), config.password_cost, secrets);
    if is_new {
        say("Building the demo …")?;
        demo::build(&services, &sandbox).await?;
    } else if services.now() < demo::today(&catalog) {
        bail!("the demo in {} was broken off while it was built: remove the folder", folder.display());
    }
    sandbox.resume(&services).await?;
    Ok((services, sandbox))
}

/// A folder that nobody else uses.
fn greeting(address: SocketAddr, folder: &Path) -> String {
    let address = format!("http://{address}");
    let operators = format!("{address}{}", paths::OPERATOR_SIGN_IN);
    let line =
        |who: &str, sign_in: demo::SignIn| format!("  {who:<28}{:<24}{}\n", sign_in.email, sign_in.password);
    let people = [
        line("a customer", demo::STUDIO),
        line("one with 300 applications", demo::SHOP),
        line("one still to be verified", demo::NEWCOMER),
        line("an operator", demo::OPERATOR),
    ];
    format!(
        "\nIM Console, demo\n\n  {address}\n  {operators}  (operators)\n\n  {:<28}{:<24}password\n{}\n  data in {}\n\nNothing here is real, and its clock moves only when you move it. Stop with Ctrl-C.\n",
        "sign in as",
        "e-mail",
        people.concat(),
        folder.display()
    )
}
