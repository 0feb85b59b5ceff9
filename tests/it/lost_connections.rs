//! PostgreSQL that ends the connections of a running console: nobody is told that the program is at fault, and those
//! who come after are served.

use std::{collections::BTreeSet, time::Duration};

use im_console::store::Location;
use tokio::time::sleep;

use crate::support::{app::TestApp, tables::execute, world::new_schema};

struct Server {
    plain: Location,
    name: String,
}

impl Server {
    /// A schema of its own, and the address of a console whose connections can be told apart.
    async fn new() -> Option<(Self, Location)> {
        let plain = new_schema().await?;
        let Location::Postgres(url) = &plain else { return None };
        let name = format!("lost_{}", url.rsplit('=').next().unwrap());
        let named = Location::Postgres(format!("{url}&application_name={name}"));
        Some((Self { plain, name }, named))
    }

    async fn ends_connections(&self) {
        let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ";
        execute(&self.plain, &format!("{sql}'{}'", self.name)).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ended_connections_are_503_at_worst_and_those_who_come_after_are_served() {
    let Some((server, location)) = Server::new().await else { return };
    let app = TestApp::at(location).await;
    let jane = app.verified_customer("jane@example.com").await.browser;
    let load = async |rounds: u32| {
        let visits: Vec<_> = (0..12)
            .map(|number| {
                let (mut browser, services) = (jane.clone(), app.services.clone());
                tokio::spawn(async move {
                    let mut statuses = BTreeSet::new();
                    for round in 0..rounds {
                        let key = services.form_key().to_string();
                        let form = [
                            ("key", key.as_str()),
                            ("name", "App"),
                            ("app_type", "social"),
                            ("introduction", ""),
                            ("data_centre", "cn"),
                        ];
                        let page = match (number + round) % 3 {
                            0 => browser.get("/billing").await,
                            1 => browser.post("/apps/new", &form).await,
                            _ => browser.get("/readyz").await,
                        };
                        statuses.insert(page.status);
                    }
                    statuses
                })
            })
            .collect();
        let mut statuses = BTreeSet::new();
        for visit in visits {
            statuses.append(&mut visit.await.unwrap());
        }
        statuses
    };
    assert_eq!(load(3).await, [200, 303].into());
    // Idle ones: nobody notices.
    sleep(Duration::from_millis(300)).await;
    server.ends_connections().await;
    assert_eq!(load(3).await, [200, 303].into());
    // In use: 503 at worst.
    let ending = async {
        for _ in 0..10 {
            sleep(Duration::from_millis(40)).await;
            server.ends_connections().await;
        }
    };
    let (statuses, ()) = tokio::join!(load(20), ending);
    assert!(statuses.is_subset(&[200, 303, 503].into()), "{statuses:?}");
    assert_eq!(load(3).await, [200, 303].into());
    assert_eq!(jane.clone().get("/readyz").await.status, 200);
}
