//! Statements about every page and every form at once. They are driven by the router's own table, so a route that is
//! added without a row or a form in here fails.

mod canary;
mod crawl;
mod doors;
mod fields;
mod forms;
mod headers;
mod known;
mod pages;
mod replays;
mod rows;
mod seed;
mod texts;
mod world;
