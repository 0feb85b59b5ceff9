//! What is looked at whenever the walk stops: money, rights, the browser's complaints, and the language of every page.

use im_console::web::paths;

use super::walker::Walker;

/// The balance of the customer, and the sum of what the ledger says of it.
const BALANCE: &str = "SELECT printf('%d.%02d', balance / 100, balance % 100) FROM accounts WHERE name <> ''";
const SUM: &str = "SELECT printf('%d.%02d', -SUM(amount) / 100, -SUM(amount) % 100) FROM ledger_postings
    WHERE ledger_account = 'customer_balance'";
const UNREAD: &str = "SELECT CAST(COUNT(*) AS TEXT) FROM unread_messages";
/// Apps that have a page.
const APPS: &str = "SELECT '/apps/' || sdk_app_id FROM apps WHERE status <> 'deleted'";

/// From this many on the page does not count the messages.
const COUNTED: u32 = 100;

/// All words of a page, without the names of the languages.
const WORDS: &str = "const body = document.body.cloneNode(true);
    body.querySelectorAll('#menu-language, [popovertarget=menu-language], script').forEach((part) => part.remove());
    return document.title + ' ' + body.textContent";

/// Characters of simplified Chinese that are not written in Japanese.
const SIMPLIFIED: &str = "们这为应账单续费发时间实线录级订购买额变页转总计";

impl Walker<'_> {
    /// Looks at everything that must be right wherever the walk stands.
    pub(super) async fn stop(&self, name: &str) {
        let broken = self.console.services.broken_invariants().await.unwrap();
        let broken: Vec<String> = broken.iter().map(ToString::to_string).collect();
        assert!(broken.is_empty(), "{name}: {broken:?}");
        let balance = self.stored(BALANCE).await;
        assert_eq!(self.stored(SUM).await, balance, "{name}");
        let mut pages = self.console.texts(APPS).await;
        let fixed = [
            paths::APPS,
            paths::BILLING,
            paths::BILLS,
            paths::ORDERS,
            paths::RENEWALS,
            paths::FORECAST,
            paths::ACTIVITY,
            paths::MESSAGES,
            paths::LEDGER,
        ];
        pages.extend(fixed.map(str::to_owned));
        for page in pages {
            self.visits(&page).await;
            self.is_in_one_language(&format!("{name}: {page}")).await;
            let shown = self.shopper.amount(".top a[href='/billing'] strong").await;
            assert_eq!(shown, balance, "{name}: {page}");
        }
        self.assert_last_entry(name, &balance).await;
        self.assert_unread(name).await;
        let complaints = self.browser().take_severe().await;
        assert!(complaints.is_empty(), "{name}: {complaints:#?}");
    }

    /// The ledger, which is open, ends with the balance.
    async fn assert_last_entry(&self, name: &str, balance: &str) {
        let after = self.shopper.amount("tbody tr:first-child td:last-child").await;
        assert_eq!(after, balance, "{name}: the newest entry of the ledger");
    }

    /// The header counts what was not read.
    async fn assert_unread(&self, name: &str) {
        let unread = self.stored(UNREAD).await;
        let count = ".top a[href='/messages'] strong";
        match unread.parse::<u32>().unwrap() {
            0 => assert_eq!(self.browser().count(count).await, 0, "{name}"),
            1..COUNTED => assert_eq!(self.shopper.amount(count).await, unread, "{name}"),
            COUNTED.. => {}
        }
    }

    async fn is_in_one_language(&self, place: &str) {
        let words: String = self.browser().run(WORDS, vec![]).await;
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let is_kana = |c: char| ('\u{3041}'..='\u{30fa}').contains(&c);
        let strange: String = match self.language {
            "zh-Hans" => words.chars().filter(|c| is_kana(*c)).collect(),
            "ja" => words.chars().filter(|c| SIMPLIFIED.contains(*c)).collect(),
            _ => words.chars().filter(|c| is_han(*c) || is_kana(*c)).collect(),
        };
        assert!(strange.is_empty(), "{place}: {strange} in {words}");
        let own = match self.language {
            "zh-Hans" => words.chars().any(is_han),
            "ja" => words.chars().any(is_kana),
            _ => words.chars().any(|c| c.is_ascii_lowercase()),
        };
        assert!(own, "{place}: not in {}", self.language);
    }

    /// Forgets that the browser has noted a page that refused something.
    pub(super) async fn forgets_refusals(&self) {
        let noted = self.browser().take_severe().await;
        assert!(noted.iter().all(|entry| entry.contains("status of 4")), "{noted:#?}");
    }
}
