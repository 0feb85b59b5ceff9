//! Deactivating and deleting, and apps that are not there (U10, L1, QU4, SEC17).

use im_console::domain::app::{AppState, StopCause};

use super::{confirming, jane, pairs, path};
use crate::{
    apps::{customer, fill},
    support::{
        app::{PASSWORD, TestApp},
        customer::professional,
    },
};

#[tokio::test]
async fn qu4_deactivating_needs_the_exact_name_or_the_number() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    let address = format!("/apps/{id}/deactivate");
    for wrong in ["", "app_1", "App_", "App_1😀", "Ａpp_1", "App _1", "1400000002"] {
        let form = confirming(&mut browser, &address, wrong).await;
        let page = browser.post(&address, &pairs(&form)).await;
        assert_eq!(page.status, 422, "{wrong:?}");
        assert!(page.text("#typed-error").ends_with("What you typed is not “App_1”"));
        assert_eq!(page.value("typed"), wrong);
        assert_eq!(customer.app(id).await.state, AppState::Active);
    }
    let form = confirming(&mut browser, &address, "  App_1 ").await;
    let done = browser.submit(&address, &pairs(&form)).await;
    assert!(done.says("The application has been deactivated."));
    let state = AppState::Deactivated { since: app.services.now(), cause: StopCause::Owner };
    assert_eq!(customer.app(id).await.state, state);
    let by_number = fill(&customer, 1).await[0];
    let address = format!("/apps/{by_number}/deactivate");
    let number = by_number.to_string();
    let form = confirming(&mut browser, &address, &number).await;
    assert_eq!(browser.post(&address, &pairs(&form)).await.status, 303);
}

#[tokio::test]
async fn u10_the_dialog_and_its_page_list_the_same_consequences_from_live_data() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    let no = customer.leaves_unpaid(id, professional()).await;
    let dialog = browser.get(&path(id)).await.texts("dialog .note li");
    let page = browser.get(&format!("/apps/{id}/deactivate")).await;
    assert_eq!(page.texts("main .note li"), dialog);
    assert!(dialog.contains(&format!("Order {no} can no longer be paid.")), "{dialog:?}");
    assert!(dialog.last().unwrap().contains("(now 1)"), "{dialog:?}");
    let address = format!("/apps/{id}/deactivate");
    let form = confirming(&mut browser, &address, "App_1").await;
    browser.post(&address, &pairs(&form)).await;
    let refused = customer.pays(&no).await;
    assert!(refused.is_err(), "an order for a deactivated app is not paid");
}

#[tokio::test]
async fn l1_qu4_deleting_needs_the_name_and_a_password_given_lately_and_is_for_good() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    customer.services.deactivate_app(customer.account, id, "App_1", &customer.actor).await.unwrap();
    app.wait(11 * 60);
    let address = format!("/apps/{id}/delete");
    assert_eq!(browser.post(&address, &[("typed", "App_2")]).await.status, 422);
    let asked = browser.post(&address, &[("typed", "App_1")]).await;
    let reauth = asked.location().unwrap();
    assert!(reauth.starts_with(&format!("/reauth?next=%2Fapps%2F{id}%2Fdelete%3Fkept")), "{reauth}");
    assert!(matches!(customer.app(id).await.state, AppState::Deactivated { .. }));
    let back = browser.post("/reauth", &[("password", PASSWORD), ("next", &address)]).await;
    assert_eq!(back.location().as_deref(), Some(address.as_str()));
    assert!(
        matches!(customer.app(id).await.state, AppState::Deactivated { .. }),
        "a fresh confirmation is due"
    );
    let form = confirming(&mut browser, &address, "App_1").await;
    let done = browser.submit(&address, &pairs(&form)).await;
    assert!(done.says("The application has been deleted and its place is free."));
    for gone in ["", "/profile", "/deactivate", "/delete"] {
        assert_eq!(browser.get(&format!("/apps/{id}{gone}")).await.status, 404, "{gone}");
    }
}

#[tokio::test]
async fn sec17_another_accounts_app_a_deleted_one_and_none_at_all_look_the_same() {
    let app = TestApp::live().await;
    let (mut jane_browser, jane_customer, deleted) = jane(&app).await;
    let theirs = app.customer("john@example.com").await;
    let john = customer(&app, &theirs);
    let foreign = fill(&john, 1).await[0];
    let account = jane_customer.account;
    jane_customer.services.deactivate_app(account, deleted, "App_1", &jane_customer.actor).await.unwrap();
    jane_customer.services.delete_app(account, deleted, "App_1", &jane_customer.actor).await.unwrap();
    for rest in ["", "/profile", "/deactivate", "/delete"] {
        let random = jane_browser.get(&format!("/apps/1999999999{rest}")).await;
        assert_eq!(random.status, 404);
        for id in [foreign.to_string(), deleted.to_string(), "12".to_owned(), "x".to_owned()] {
            let page = jane_browser.get(&format!("/apps/{id}{rest}")).await;
            assert_eq!((page.status, &page.bytes), (404, &random.bytes), "{id}{rest}");
            if !rest.is_empty() {
                let fields =
                    [("typed", "App_1"), ("name", "Mine"), ("app_type", "social"), ("revision", "0")];
                let posted = jane_browser.post(&format!("/apps/{id}{rest}"), &fields).await;
                assert_eq!((posted.status, &posted.bytes), (404, &random.bytes), "{id}{rest}");
            }
        }
    }
    let untouched = john.app(foreign).await;
    assert_eq!((untouched.state, untouched.revision), (AppState::Active, 0));
}
