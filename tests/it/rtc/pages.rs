//! The section and the page, and what is sent from them, through HTTP.

use im_console::domain::{ids::SdkAppId, usage_report::UsageRow};

use super::{tried, with_pack};
use crate::{
    apps::{customer, fill},
    support::{
        app::{PASSWORD, Person, TestApp},
        browser::Browser,
        customer::Customer,
    },
};

async fn jane(app: &TestApp) -> (Browser, Customer, SdkAppId) {
    let Person { browser, user, account } = app.verified_customer("jane@example.com").await;
    let customer = customer(app, &Person { browser: browser.clone(), user, account });
    customer.tops_up(10_000_000).await;
    let id = fill(&customer, 1).await[0];
    (browser, customer, id)
}

#[tokio::test]
async fn c7_it_is_enabled_and_tried_from_the_section_which_says_that_nothing_is_charged() {
    let app = TestApp::live().await;
    let (mut browser, _, id) = jane(&app).await;
    let path = format!("/apps/{id}");
    let page = browser.get(&path).await;
    assert!(
        page.says("Not enabled") && page.says("the same SDKAppID") && page.says("share accounts and keys")
    );
    let page = browser.submit(&format!("{path}/audio-video/enable"), &[]).await;
    assert!(page.says("Audio/video is enabled.") && !page.says("Enable now"), "{}", page.text("main"));
    assert!(page.says("It ends by itself and nothing is charged. Once per SDKAppID."));
    let trial = format!("{path}/audio-video/trial");
    let stale = browser.post(&trial, &[("key", "none")]).await;
    assert_eq!(stale.status, 409);
    assert!(stale.says("no trial was started"));
    let key = page.value("key");
    let page = browser.submit(&trial, &[("key", &key)]).await;
    assert!(page.says("The free trial of calls has begun.") && page.says("Calls can be tried until"));
    let fresh = app.services.form_key().to_string();
    let second = browser.post(&trial, &[("key", &fresh)]).await;
    assert_eq!(second.status, 409);
    assert!(second.says("The trial has begun and runs until"));
    let again = browser.post(&trial, &[("key", &key)]).await;
    assert_eq!(again.status, 303, "the same form again leads to what it did");
}

#[tokio::test]
async fn c7_each_refusal_has_its_own_sentence() {
    let app = TestApp::live().await;
    let (_, customer, id) = jane(&app).await;
    let services = &customer.services;
    tried(&customer, id).await.unwrap();
    app.wait(8 * 86_400);
    services.run_due(services.now()).await.unwrap();
    let send = async |browser: &mut Browser, id: SdkAppId, act: &str| {
        let key = app.services.form_key().to_string();
        browser.post(&format!("/apps/{id}/audio-video/{act}"), &[("key", &key)]).await
    };
    let mut browser = app.browser();
    browser.post("/sign-in", &[("email", "jane@example.com"), ("password", PASSWORD)]).await;
    let used = send(&mut browser, id, "trial").await;
    assert_eq!(used.status, 409);
    assert!(used.says("The trial of this SDKAppID ended on") && used.says("there is only one"));
    customer.buys(id, with_pack(1)).await;
    let packed = send(&mut browser, id, "trial").await;
    assert!(packed.status == 409 && packed.says("A call pack is in force, which gives more than the trial."));
    let stopped = fill(&customer, 1).await[0];
    let name = customer.app(stopped).await.profile.name;
    services.deactivate_app(customer.account, stopped, name.as_str(), &customer.actor).await.unwrap();
    for act in ["enable", "trial"] {
        let refused = send(&mut browser, stopped, act).await;
        assert_eq!(refused.status, 409);
        assert!(refused.says("can’t be enabled or tried until it is back"));
        assert_eq!(send(&mut browser, SdkAppId::LAST, act).await.status, 404);
    }
}

#[tokio::test]
async fn c7_buying_starts_with_app_and_pack_and_the_details_show_term_and_minutes() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    let page = browser.get(&format!("/apps/{id}")).await;
    let buy = format!("/buy?data_centre=cn&app={id}&call_pack=basic&package=professional");
    assert!(page.attributes("a", "href").contains(&buy), "{buy}");
    let form = browser.get(&buy).await;
    assert_eq!(form.status, 200);
    let chosen = |name| form.attributes(&format!("input[name={name}][checked]"), "value");
    assert_eq!((chosen("package"), chosen("call_pack")), (vec!["professional".into()], vec!["basic".into()]));
    assert!(form.body.contains(&id.to_string()));
    customer.buys(id, with_pack(2)).await;
    let today = customer.services.catalog().catalog.calendar().local(customer.services.now()).date_naive();
    let row = UsageRow {
        app: id.to_string(),
        day: today.to_string(),
        measure: "call_minutes".to_owned(),
        value: "1234".to_owned(),
    };
    customer.services.import_usage(vec![(1, row)], &customer.actor).await.unwrap();
    for path in [format!("/apps/{id}"), format!("/apps/{id}/audio-video")] {
        let page = browser.get(&path).await;
        assert!(page.says("Calls in force") && page.says("1,234"), "{}", page.text("main"));
        assert!(page.says("Minutes left") && !page.says("Enable now"));
    }
    let details = browser.get(&format!("/apps/{id}/audio-video")).await;
    assert!(details.says("Call minutes by day"));
    for way in [format!("/apps/{id}/renew"), format!("/apps/{id}/refund?what=call_pack")] {
        assert!(details.attributes("a", "href").contains(&way), "{way}");
        assert_eq!(browser.get(&way).await.status, 200);
    }
}
