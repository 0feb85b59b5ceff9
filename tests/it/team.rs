//! Who and what belongs to an app: administrators (C4) and tags (C6), what was done, through services and HTTP.

mod activity;
mod administrators;
mod tags;
