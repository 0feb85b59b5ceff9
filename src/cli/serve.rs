//! `serve`: the live console on its own database.

use std::{path::Path, sync::Arc};

use super::{
    host,
    open::{self, catalog_text},
};
use crate::{
    clock::{Clock as _, SystemClock},
    config::{Config, Settings},
    jobs::post::Post,
    services::{Catalogs, Services, sandbox},
    web::{State, serve::bind},
};

/// Takes the address, opens the database and serves until told to stop.
pub(super) async fn run(settings: Settings, file: Option<&Path>) -> anyhow::Result<()> {
    let settings = match file {
        Some(file) => settings.over(Settings::read(file)?),
        None => settings,
    };
    let config = Config::new(settings)?;
    let text = catalog_text(&config.catalog)?;
    let listener = bind(config.listen).await?;
    let store = open::store(&config.data, config.database_url.as_ref()).await?;
    sandbox::open_live(&store).await?;
    let catalogs = Catalogs::publish(&store, &config.catalog, &text, SystemClock.now()).await?;
    let secrets = open::secrets(&store, &config.data, config.secrets_key.as_ref()).await?;
    let services = open::services(store, catalogs, Arc::new(SystemClock), config.password_cost, secrets);
    let address = address(&config, listener.local_addr()?);
    let post = config.mail.as_ref().map(|server| Post::new(server, address.clone())).transpose()?;
    let services = Services { sends_mail: post.is_some(), ..services };
    services.keep_mail_setting().await?;
    let greeting = greeting(&config, &address);
    host::run(listener, State::new(config, services, None), post, &greeting).await
}

/// The address that visitors see, as far as it is known.
fn address(config: &Config, listening: std::net::SocketAddr) -> String {
    config.public_origin().map_or_else(|| format!("http://{listening}"), str::to_owned)
}

fn greeting(config: &Config, address: &str) -> String {
    let place = match config.database_url {
        Some(_) => "PostgreSQL".to_owned(),
        None => open::file_in(&config.data).display().to_string(),
    };
    format!(
        "IM Console\n\n  address    {address}\n  operators  {address}{}\n  database   {place}\n\nThe first operator is made with \"im-console operator create EMAIL\". Stop with Ctrl-C.\n",
        crate::web::paths::OPERATOR_SIGN_IN
    )
}
