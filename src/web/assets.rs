//! The style sheet, the script and the icon: embedded in the program, served under addresses that contain a hash of
//! their content, so that browsers may keep them for good (QP6). Compressed once, at the first use.

use std::{io::Write, sync::LazyLock};

use axum::{
    body::{Body, Bytes},
    http::{
        HeaderMap, HeaderValue,
        header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY},
    },
    response::Response,
};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use super::{error::Error, extract::Path};
use crate::services::catalogs::hex;

/// The address below which the files lie.
const FOLDER: &str = "/static/";

const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const GZIP: HeaderValue = HeaderValue::from_static("gzip");

struct Asset {
    url: String,
    content_type: &'static str,
    plain: &'static [u8],
    gzip: Bytes,
}

impl Asset {
    fn new(stem: &str, extension: &str, content_type: &'static str, plain: &'static [u8]) -> Self {
        let hash = hex(&Sha256::digest(plain));
        let hash = hash.get(..16).unwrap_or_default();
        let url = format!("{FOLDER}{stem}-{hash}.{extension}");
        Self { url, content_type, plain, gzip: Bytes::from(compressed(plain)) }
    }
}

/// The gzip form; empty when it could not be made, which [`get`] takes as "not there".
fn compressed(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).and_then(|()| encoder.finish()).unwrap_or_default()
}

static CSS: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "app",
        "css",
        "text/css; charset=utf-8",
        concat!(
            include_str!(concat!(env!("OUT_DIR"), "/app.css")),
            include_str!(concat!(env!("OUT_DIR"), "/motion.css"))
        )
        .as_bytes(),
    )
});
static JS: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("app", "js", "text/javascript; charset=utf-8", include_bytes!("../../static/app.js"))
});
static ICON: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("favicon", "svg", "image/svg+xml; charset=utf-8", include_bytes!("../../static/favicon.svg"))
});

/// The address of the style sheet.
#[must_use]
pub fn css_url() -> &'static str {
    &CSS.url
}

/// The address of the script.
#[must_use]
pub fn js_url() -> &'static str {
    &JS.url
}

/// The address of the icon.
#[must_use]
pub fn icon_url() -> &'static str {
    &ICON.url
}

/// Serves the file with exactly this name; there is no listing and no other file.
pub(super) async fn get(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let asset = [&CSS, &JS, &ICON]
        .into_iter()
        .find(|asset| asset.url.strip_prefix(FOLDER) == Some(name.as_str()))
        .ok_or(Error::NotFound)?;
    let takes_gzip = !asset.gzip.is_empty() && accepts_gzip(&headers);
    let body = if takes_gzip { asset.gzip.clone() } else { Bytes::from_static(asset.plain) };
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(CACHE_CONTROL, FOR_GOOD);
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if takes_gzip {
        headers.insert(CONTENT_ENCODING, GZIP);
    }
    Ok(response)
}

fn accepts_gzip(headers: &HeaderMap) -> bool {
    let codings = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    codings.split(',').any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
        name.trim().eq_ignore_ascii_case("gzip") && !refused
    })
}
