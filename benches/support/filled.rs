//! An application whose configuration page has something to show in every section: as many tags and administrators as
//! it may have, a push certificate of every kind, a key that was looked at, and the entries of all that in its log. What
//! the demo has given it already is its package with a call pack and its minutes, add-ons and history. Files of vendors
//! are made with the openssl command.

use std::{path::Path, process::Command};

use im_console::{
    domain::{
        administrator::Administrator,
        ids::{AccountId, SdkAppId},
        push::{Entered, Field, File, Vendor},
    },
    services::{Actor, Services},
};
use p256::{ecdsa::SigningKey, pkcs8::EncodePrivateKey as _, pkcs8::LineEnding};

use crate::Fault;

/// The application of the demo's first customer that has a call pack.
pub(crate) const APP: &str = "云上课堂";

const PASSWORD: &str = "open sesame";

/// Gives the application what the demo has not.
pub(crate) async fn fill(services: &Services, account: AccountId, app: SdkAppId) -> Result<(), Fault> {
    let actor = Actor::console();
    let mut tx = services.store.read().await?;
    let before = im_console::store::app_settings::find(&mut tx, app).await?;
    drop(tx);
    let tags: Vec<_> = (1..=50).map(|tag| (format!("team-{tag}"), format!("Education / {tag}"))).collect();
    services.set_tags(account, app, (&tags, &before.tags.digest()), &actor).await?;
    for number in before.administrators.len() + 1..Administrator::MOST {
        let name =
            Administrator::parse(&format!("operations_{number}")).map_err(|fault| format!("{fault:?}"))?;
        services.add_administrator(account, app, (&name, services.form_key()), &actor).await?;
    }
    services.reveal_key(account, app, &actor).await?;
    let folder = tempfile::tempdir()?;
    for &vendor in Vendor::ALL {
        let entered = entered(vendor, folder.path())?;
        let row = services
            .add_push_certificate((account, app), (vendor, entered), services.form_key(), &actor)
            .await?;
        if row.saved_at.is_none() {
            services.save_push_certificate((account, row.number), services.form_key(), &actor).await?;
        }
    }
    Ok(())
}

/// What is entered for a certificate of this vendor.
fn entered(vendor: Vendor, folder: &Path) -> Result<Entered, Fault> {
    let texts = vendor.fields().iter().filter_map(|field| Some((*field, text(*field)?.to_owned())));
    let bytes = match vendor {
        Vendor::Apns => Some(p12(folder)?),
        Vendor::ApnsKey => {
            Some(SigningKey::from_slice(&[7; 32])?.to_pkcs8_pem(LineEnding::LF)?.as_bytes().to_vec())
        }
        Vendor::Fcm => Some(service_account(folder)?),
        _ => None,
    };
    let file = bytes.map(|bytes| File { name: String::new(), bytes });
    Ok(Entered { texts: texts.collect(), file })
}

const fn text(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::File => return None,
        Field::Password => PASSWORD,
        Field::KeyId => "ABC123DEFG",
        Field::TeamId => "TEAM123456",
        Field::Bundle | Field::Package => "com.example.chat",
        Field::AppId | Field::AppKey | Field::ClientId => "1029384756",
        Field::Secret => "0123456789abcdef0123456789abcdef",
        Field::Channel => "messages",
        Field::Badge => "com.example.chat.Main",
        Field::Click => "web",
        Field::Target => "https://example.com/chat",
        Field::Environment => "production",
        Field::MutableContent => "yes",
    })
}

/// A certificate for Apple's push service with its private key, which stay in the folder.
fn p12(folder: &Path) -> Result<Vec<u8>, Fault> {
    let subject = "/CN=Apple Push Services: com.example.chat/UID=com.example.chat";
    let push = "1.2.840.113635.100.6.3.2=DER:0500";
    let certificate = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-out", "cert"];
    openssl(folder, &[&certificate[..], &["-subj", subject, "-days", "900", "-addext", push]].concat())?;
    let password = format!("pass:{PASSWORD}");
    openssl(
        folder,
        &["pkcs12", "-export", "-in", "cert", "-inkey", "key", "-out", "p12", "-passout", &password],
    )?;
    Ok(std::fs::read(folder.join("p12"))?)
}

/// A service account with the same key.
fn service_account(folder: &Path) -> Result<Vec<u8>, Fault> {
    let account = serde_json::json!({
        "type": "service_account", "project_id": "chat-1", "private_key_id": "0123456789abcdef",
        "private_key": std::fs::read_to_string(folder.join("key"))?,
        "client_email": "push@chat-1.iam.gserviceaccount.com",
    });
    Ok(account.to_string().into_bytes())
}

fn openssl(folder: &Path, arguments: &[&str]) -> Result<(), Fault> {
    let done = Command::new("openssl").current_dir(folder).args(arguments).output()?;
    if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into()) }
}
