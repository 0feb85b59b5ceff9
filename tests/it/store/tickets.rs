//! Tickets and their messages.

use im_console::{
    domain::{
        calendar::Timestamp,
        ids::TicketId,
        ticket::{Author, Message, Ticket, TicketState, Topic},
    },
    store::tickets,
};
use uuid::Uuid;

use super::{send, writing};
use crate::support::world::{World, on_both_databases};

on_both_databases! {
    a_ticket_is_written_saved_and_found_with_its_messages,
    the_tickets_that_wait_come_the_longest_waiting_first,
}

async fn a_ticket_is_written_saved_and_found_with_its_messages(world: &World) {
    let customer = world.customer().await;
    let app = customer.trial_app("cn").await;
    let now = world.services.now();
    let mut ticket = Ticket {
        id: TicketId(world.services.random.uuid(now)),
        account: customer.account,
        topic: Topic::DeleteApp,
        app: Some(app),
        state: TicketState::Open,
        opened_at: now,
        since: now,
        messages: 1,
    };
    let first = Message { author: Author::Customer, text: "一\n二".to_owned(), at: now };
    let second = Message { author: Author::Staff, text: "done".to_owned(), at: now.plus_seconds(1) };
    let mut tx = writing(world).await;
    assert_eq!(tickets::find(&mut tx, ticket.id).await.unwrap(), None);
    send(&mut tx, |batch| {
        tickets::insert(batch, &ticket);
        tickets::write(batch, (ticket.id, 1), &first, Some(customer.account.0));
    })
    .await;
    assert_eq!(tickets::find(&mut tx, ticket.id).await.unwrap().as_ref(), Some(&ticket));
    assert_eq!(tickets::unclosed_of(&mut tx, customer.account).await.unwrap(), 1);
    let about = tickets::unclosed_about(&mut tx, app, Topic::DeleteApp).await.unwrap();
    assert_eq!(about, Some(ticket.id));
    assert_eq!(tickets::unclosed_about(&mut tx, app, Topic::StopApp).await.unwrap(), None);
    (ticket.state, ticket.since, ticket.messages) = (TicketState::Done, now.plus_seconds(1), 2);
    send(&mut tx, |batch| {
        tickets::save(batch, &ticket);
        tickets::write(batch, (ticket.id, 2), &second, None);
    })
    .await;
    assert_eq!(tickets::find(&mut tx, ticket.id).await.unwrap(), Some(ticket.clone()));
    assert_eq!(tickets::messages(&mut tx, ticket.id).await.unwrap(), [first, second]);
    assert_eq!(tickets::unclosed_of(&mut tx, customer.account).await.unwrap(), 0);
    assert_eq!(tickets::unclosed_about(&mut tx, app, Topic::DeleteApp).await.unwrap(), None);
}

async fn the_tickets_that_wait_come_the_longest_waiting_first(world: &World) {
    let (customer, now) = (world.customer().await, world.services.now());
    let ticket = |number: u128, state, since: Timestamp| Ticket {
        id: TicketId(Uuid::from_u128(number)),
        account: customer.account,
        topic: Topic::Question,
        app: None,
        state,
        opened_at: now,
        since,
        messages: 0,
    };
    let open = |number, seconds| ticket(number, TicketState::Open, now.plus_seconds(seconds));
    let all = [open(1, 9), open(2, 3), ticket(3, TicketState::Answered, now), open(4, 3)];
    let mut tx = writing(world).await;
    send(&mut tx, |batch| all.iter().for_each(|ticket| tickets::insert(batch, ticket))).await;
    let waiting = tickets::waiting(&mut tx, 2).await.unwrap();
    let ids: Vec<u128> = waiting.iter().map(|(ticket, _)| ticket.id.0.as_u128()).collect();
    assert_eq!((ids, waiting[0].1.as_str()), (vec![2, 4], "Example"));
    assert_eq!(tickets::count_waiting(&mut tx).await.unwrap(), 3);
    let newest = (Timestamp::from_unix(i64::MAX), TicketId(Uuid::max()));
    let listed = tickets::list(&mut tx, customer.account, newest, 2).await.unwrap();
    assert_eq!(listed, [all[0].clone(), all[3].clone()]);
    let older = (listed[1].since, listed[1].id);
    let listed = tickets::list(&mut tx, customer.account, older, 9).await.unwrap();
    assert_eq!(listed, [all[1].clone(), all[2].clone()]);
}
