//! Bills as PDF: what can be read out of them again, page by page, and what a server without a font says.

use std::{collections::HashMap, io::Read as _, path::PathBuf};

use flate2::read::ZlibDecoder;
use im_console::{
    config::{InvoiceSettings, Settings},
    domain::product::Edition,
};

use super::{
    bills::{advance, june, turns},
    customer,
};
use crate::support::app::{Build, TestApp};

/// The streams of a document, unpacked.
fn streams(bytes: &[u8]) -> Vec<Vec<u8>> {
    let find = |from: usize, word: &[u8]| {
        bytes[from..].windows(word.len()).position(|found| found == word).map(|at| from + at)
    };
    let (mut streams, mut at) = (Vec::new(), 0);
    while let Some(begin) = find(at, b"stream\n") {
        let begin = begin + b"stream\n".len();
        let Some(end) = find(begin, b"endstream") else { break };
        let mut unpacked = Vec::new();
        if ZlibDecoder::new(&bytes[begin..end]).read_to_end(&mut unpacked).is_err() {
            unpacked = bytes[begin..end].to_vec();
        }
        streams.push(unpacked);
        at = end + b"endstream".len();
    }
    streams
}

/// What the glyphs of a document mean, by their codes.
fn meanings(streams: &[Vec<u8>]) -> HashMap<u16, String> {
    let mut meanings = HashMap::new();
    for stream in streams {
        let text = String::from_utf8_lossy(stream);
        for part in text.split("beginbfchar").skip(1) {
            let part = part.split("endbfchar").next().unwrap();
            let words: Vec<&str> =
                part.split(['<', '>']).map(str::trim).filter(|word| !word.is_empty()).collect();
            for pair in words.chunks_exact(2) {
                let units: Vec<u16> = (0..pair[1].len() / 4)
                    .map(|place| u16::from_str_radix(&pair[1][place * 4..place * 4 + 4], 16).unwrap())
                    .collect();
                let code = u16::from_str_radix(pair[0], 16).unwrap();
                meanings.insert(code, String::from_utf16(&units).unwrap());
            }
        }
    }
    meanings
}

/// The bytes of the strings in a content stream, in their order.
fn shown(stream: &[u8]) -> Vec<u8> {
    let (mut bytes, mut at) = (Vec::new(), 0);
    while at < stream.len() {
        match stream[at] {
            b'<' if stream.get(at + 1) != Some(&b'<') => {
                let end = at + stream[at..].iter().position(|byte| *byte == b'>').unwrap();
                let hex = std::str::from_utf8(&stream[at + 1..end]).unwrap_or_default();
                bytes.extend(
                    (0..hex.len() / 2)
                        .filter_map(|place| u8::from_str_radix(&hex[place * 2..place * 2 + 2], 16).ok()),
                );
                at = end + 1;
            }
            b'(' => at = literal(stream, at + 1, &mut bytes),
            _ => at += 1,
        }
    }
    bytes
}

/// Reads a string in brackets; gives where it ends.
fn literal(stream: &[u8], mut at: usize, bytes: &mut Vec<u8>) -> usize {
    let mut open = 1;
    while open > 0 {
        let byte = stream[at];
        at += 1;
        match byte {
            b'(' => open += 1,
            b')' => open -= 1,
            b'\\' => {
                let escaped = stream[at];
                at += 1;
                bytes.push(match escaped {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    digit @ b'0'..=b'7' => {
                        let mut value = u32::from(digit - b'0');
                        for _ in 0..2 {
                            if let Some(next @ b'0'..=b'7') = stream.get(at).copied() {
                                value = value * 8 + u32::from(next - b'0');
                                at += 1;
                            }
                        }
                        u8::try_from(value).unwrap()
                    }
                    other => other,
                });
                continue;
            }
            _ => {}
        }
        if open > 0 {
            bytes.push(byte);
        }
    }
    at
}

/// The text of each page.
fn pages(bytes: &[u8]) -> Vec<String> {
    let streams = streams(bytes);
    let meanings = meanings(&streams);
    let is_page = |stream: &&Vec<u8>| stream.windows(4).any(|word| word == b"\nBT ");
    let text = |stream: &Vec<u8>| {
        let codes = shown(stream);
        let codes = codes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        codes.filter_map(|code| meanings.get(&code).map(String::as_str)).collect::<String>()
    };
    streams.iter().filter(is_page).map(text).collect()
}

fn with(invoice: InvoiceSettings) -> Build {
    let settings = Settings { sign_in_burst: Some(1_000), invoice, ..Settings::default() };
    Build { settings, ..Build::default() }
}

#[tokio::test]
async fn u7_a_bill_is_saved_as_pdf_whose_text_can_be_read_in_three_languages() {
    let app = TestApp::build(with(InvoiceSettings {
        seller: Some("示例科技有限公司".to_owned()),
        seller_registration: Some("T1234567890123".to_owned()),
        tax_percent: Some(10),
        ..InvoiceSettings::default()
    }))
    .await;
    let (jane, id) = june(&app, 500_000).await;
    advance(&app, "2027-07-03 00:00:00").await;
    let page = jane.browser.clone().get("/billing/bills/2027-06").await;
    assert!(page.attributes("main a", "href").contains(&"/billing/bills/2027-06/pdf".to_owned()));
    for (language, title, seller, tax) in [
        ("zh-Hans", "2027年6月 账单", "销售方: 示例科技有限公司", "其中含税（税率 10%）"),
        ("en", "Bill for Jun 2027", "Seller: 示例科技有限公司", "Of it tax at 10%"),
        ("ja", "2027年6月 のご請求", "販売者の名称: 示例科技有限公司", "うち消費税等（10% 対象）"),
    ] {
        let answer = jane.browser.clone().speaking(language).get("/billing/bills/2027-06/pdf").await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/pdf"));
        assert!(answer.bytes.starts_with(b"%PDF-") && answer.bytes.len() < 200_000, "{}", answer.bytes.len());
        let text = pages(&answer.bytes).concat();
        let number = id.to_string();
        for wanted in [title, seller, tax, "T1234567890123", "CNY 1,732.65", "CNY 157.51", number.as_str()] {
            assert!(text.contains(wanted), "{wanted} in {language}: {text}");
        }
        assert!(text.contains("1,099.63") && text.contains("2,999.00"), "{text}");
    }
    assert_eq!(jane.browser.clone().get("/billing/bills/2027-07/pdf").await.status, 404, "it still runs");
}

#[tokio::test]
async fn u7_a_long_bill_has_several_numbered_pages() {
    let app = TestApp::live().await;
    let (jane, _) = june(&app, 500_000).await;
    let owner = customer(&app, &jane);
    for _ in 0..30 {
        let id = owner.trial_app("cn").await;
        turns(&owner, id, (Edition::Professional, &[]), "2027-06-12 00:00:00").await;
    }
    advance(&app, "2027-07-03 00:00:00").await;
    let answer = jane.browser.clone().get("/billing/bills/2027-06/pdf").await;
    let pages = pages(&answer.bytes);
    assert!(pages.len() > 2, "{} pages", pages.len());
    for (number, page) in (1..).zip(&pages) {
        assert!(page.ends_with(&format!("Page {number} of {}", pages.len())), "{page}");
    }
}

#[tokio::test]
async fn u7_a_server_without_a_font_says_so_on_the_page_of_the_bill() {
    let font = Some(PathBuf::from("there/is/no/such.ttc"));
    let app = TestApp::build(with(InvoiceSettings { pdf_font: font, ..InvoiceSettings::default() })).await;
    let (jane, _) = june(&app, 500_000).await;
    advance(&app, "2027-07-03 00:00:00").await;
    let page = jane.browser.clone().get("/billing/bills/2027-06").await;
    assert!(page.says("so there is no PDF"));
    assert!(!page.attributes("main a", "href").iter().any(|link| link.ends_with("/pdf")));
    assert_eq!(jane.browser.clone().get("/billing/bills/2027-06/pdf").await.status, 404);
}
