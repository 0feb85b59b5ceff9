//! Tests through HTTP and databases, one binary.

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod ahead;
#[cfg(test)]
mod app_config;
#[cfg(test)]
mod app_list;
#[cfg(test)]
mod apps;
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod auto_renew;
#[cfg(test)]
mod billing;
#[cfg(test)]
mod bills;
#[cfg(test)]
mod catalog;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod components;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod csrf;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod disconnects;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod idempotency;
#[cfg(test)]
mod imports;
#[cfg(test)]
mod invariants;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod kept;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod life;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod lost_connections;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod money;
#[cfg(test)]
mod observatory;
#[cfg(test)]
mod operator;
#[cfg(test)]
mod packs;
#[cfg(test)]
mod passwords;
#[cfg(test)]
mod prepaid;
#[cfg(test)]
mod purchase;
#[cfg(test)]
mod purchase_forms;
#[cfg(test)]
mod push;
#[cfg(test)]
mod rtc;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod sandbox;
#[cfg(test)]
mod serve;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod store;
#[cfg(test)]
mod styles;
#[cfg(test)]
mod support;
#[cfg(test)]
mod team;
#[cfg(test)]
mod tickets;
#[cfg(test)]
mod two_processes;
#[cfg(test)]
mod validity;

// Where the templates of a test find the escaper of all templates.
use im_console::web;
