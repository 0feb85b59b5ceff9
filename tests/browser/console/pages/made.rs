//! Pages that are there only after somebody has done something.

use im_console::{
    domain::{
        product::Edition,
        purchase::Cart,
        push::{Entered, Field, File, Vendor},
        upgrade::Target,
        wish::Wish,
    },
    services::keys::KeyConfirmation,
};
use p256::{
    ecdsa::SigningKey,
    pkcs8::{EncodePrivateKey as _, LineEnding},
};

use super::{Console, studio};

/// The check pages of a quote that can be paid and of one that costs more than there is.
pub(crate) async fn quotes(console: &Console) -> Vec<String> {
    let (account, actor) = studio(console).await;
    let app = console.app("星海社区").await;
    let mut paths = Vec::new();
    for (edition, months) in [(Edition::Professional, 1), (Edition::Ultimate, 24)] {
        let cart = Cart { package: Some(edition), add_ons: vec![], months, auto_renew: false };
        let quote = console.services.quote(account, app, cart, &actor).await.unwrap();
        paths.push(format!("/quotes/{}", quote.id));
    }
    paths
}

/// The check page of an upgrade that gives something back.
pub(super) async fn upgrade(console: &Console) -> String {
    let (account, actor) = studio(console).await;
    let app = console.app("云上课堂").await;
    let wish = Wish::Upgrade(Target::Ultimate(None));
    let quote = console.services.quote(account, app, wish, &actor).await.unwrap();
    format!("/quotes/{}", quote.id)
}

/// The end of an older key, a push certificate to check, the deletion of one, and the form that changes one.
pub(super) async fn secrets(console: &Console) -> Vec<String> {
    let (account, actor) = studio(console).await;
    let app = console.app("夜读会").await;
    let services = &console.services;
    let typed = app.to_string();
    let confirmed = KeyConfirmation { typed: &typed, key: services.form_key() };
    services.rotate_key(account, app, confirmed, &actor).await.unwrap();
    let pem = SigningKey::from_slice(&[7; 32]).unwrap().to_pkcs8_pem(LineEnding::LF).unwrap().to_string();
    let apple = [
        (Field::KeyId, "ABC123DEFG"),
        (Field::TeamId, "TEAM123456"),
        (Field::Bundle, "com.example.chat"),
        (Field::Environment, "production"),
    ];
    let file = Some(File { name: "AuthKey.p8".to_owned(), bytes: pem.into_bytes() });
    let huawei = [
        (Field::Package, "com.example.chat"),
        (Field::AppId, "A101"),
        (Field::Secret, "not-4-everyone-to-see"),
        (Field::Click, "app"),
    ];
    let forms = [
        (Vendor::ApnsKey, apple, file, "check"),
        (Vendor::Huawei, huawei, None, "delete"),
        (Vendor::Huawei, huawei, None, "edit"),
    ];
    let mut paths = vec![format!("/apps/{app}/key/end-older")];
    for (vendor, texts, file, page) in forms {
        let texts = texts.map(|(field, text)| (field, text.to_owned())).into();
        let (form, key) = ((vendor, Entered { texts, file }), services.form_key());
        let row = services.add_push_certificate((account, app), form, key, &actor).await.unwrap();
        paths.push(format!("/push/{}/{page}", row.number));
    }
    paths
}
