//! What a password may be, through the page that sets it (SEC4, SEC5).

use crate::support::app::TestApp;

async fn sign_up(app: &TestApp, number: usize, password: &str) -> (String, u16, String) {
    let email = format!("user{number}@example.com");
    let page = app.browser().post("/sign-up", &[("email", &email), ("password", password)]).await;
    let error = page.texts("#password-error").join("");
    (email, page.status, error)
}

#[tokio::test]
async fn sec4_what_is_taken_works_letter_by_letter() {
    let app = TestApp::live().await;
    let taken = [
        "violet kettl".to_owned(),
        "  spaces are kept  ".to_owned(),
        "🫖☂️🧦🪁🎻🦔🌋🪐🧲🎈🚲🪗".to_owned(),
        "屋顶上有一只紫色的小水壶呀".to_owned(),
        "small letters and nothing else at all".to_owned(),
        "宝x9".repeat(21) + "k",
        "宝x9k".repeat(64),
    ];
    for (number, password) in taken.iter().enumerate() {
        let (email, status, error) = sign_up(&app, number, password).await;
        assert_eq!(status, 303, "{password}: {error}");
        let form = [("email", email.as_str()), ("password", password.as_str())];
        assert_eq!(app.browser().post("/sign-in", &form).await.status, 303, "{password}");
        let trimmed = [form[0], ("password", password.trim())];
        let differs = password.trim() != password;
        assert_eq!(app.browser().post("/sign-in", &trimmed).await.status == 422, differs, "{password}");
    }
}

#[tokio::test]
async fn sec4_sec5_what_is_refused_says_why() {
    let app = TestApp::live().await;
    let too_long = "宝x9k".repeat(64) + "!";
    let refused = [
        ("", "Enter a password"),
        ("violet kett", "Use at least 12 characters"),
        (too_long.as_str(), "Use at most 256 characters"),
        ("password1234", "most common passwords"),
        ("P@ssw0rd!2027", "most common passwords"),
        ("qwertyuiop12", "most common passwords"),
        ("iloveyouforever", "most common passwords"),
        ("1q2w3e4r5t6y", "most common passwords"),
        ("111111111111", "most common passwords"),
        ("woaini1314520", "most common passwords"),
        ("Sunshine2027!", "most common passwords"),
        ("IM Console 2027", "made of the product’s name"),
        ("yunxun-yunxun", "made of the product’s name"),
        ("twelve chars\u{1}", "control characters"),
    ];
    for (number, (password, why)) in refused.into_iter().enumerate() {
        let (_, status, error) = sign_up(&app, number, password).await;
        assert_eq!(status, 422, "{password}");
        assert!(error.contains(why), "{password}: {error}");
    }
    let own = "own.address@example.com";
    let page = app.browser().post("/sign-up", &[("email", own), ("password", own)]).await;
    assert!(page.text("#password-error").contains("not made of your email"));
}

#[tokio::test]
async fn sec45_a_password_is_in_no_answer() {
    let app = TestApp::live().await;
    let canary = "canary kettle 42 \u{1}";
    let sign_up = app.browser().post("/sign-up", &[("email", "jane@"), ("password", canary)]).await;
    let sign_in =
        app.browser().post("/sign-in", &[("email", "jane@example.com"), ("password", canary)]).await;
    assert!(!sign_up.body.contains("canary") && !sign_in.body.contains("canary"));
}
