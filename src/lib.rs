//! scidip, a terminal timeline explorer for the history of science diplomacy.

pub mod app;
pub mod data;
pub mod formats;
pub mod keys;
pub mod panes;
pub mod query;
pub mod store;
#[cfg(unix)]
pub mod term;
pub mod text;
pub mod views;
pub mod widgets;
pub mod work;
