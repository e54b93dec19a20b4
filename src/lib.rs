//! scidip, a terminal timeline explorer for the history of science diplomacy.
//!
//! One idea: **the query is the state**. What is on screen is a function of the dataset and of one small value, the
//! [`query::Query`]; every pane reads it and every pane edits it, and nothing else filters anything.
//!
//! Words: an *event* is a thing that happened, a *row* its number in the store, a *query* what is asked, an *answer* what
//! matched, a *pane* a region of the screen, an *action* what a key means, a *msg* anything that reaches the app, an
//! *effect* anything that the app asks of the outside.
//!
//! # The map
//!
//! A module uses only those above it; `tests/layers.rs` enforces that, and who may touch the terminal, threads and files.
//!
//! | folder | what lives there |
//! |---|---|
//! | [`text`] | letters and cells: width, cut and wrap, folding, readings, cleaning, wording; knows no events |
//! | [`data`] | what one event is: the model as in RON, dates, fields, reading and checking |
//! | [`store`] | a dataset as columns, sorted by date; a snapshot never changes |
//! | [`builtin`] | the built-in dataset inside the binary, as a store and as a dataset |
//! | [`query`] | a query to and from its text, its meaning against a store, and the answer |
//! | [`views`] | every picture as plain numbers and spans |
//! | [`formats`] | events as text for people and machines |
//! | [`work`] | the only threads that compute; the newest question wins |
//! | [`keys`] | actions, chords and the keymap |
//! | [`widgets`] | drawing parts that know no events |
//! | [`panes`] | one file a pane: its small state, its actions, its drawing |
//! | [`app`] | messages in, effects out, layout, drawing; pure |
//! | [`term`] | the terminal taken and given back, its input, signals, the loop |
//! | `cli` | one file a subcommand, and where all of it is joined |
//!
//! # Where things go
//!
//! | to add | change |
//! |---|---|
//! | a key for an action | `assets/keys.ron` |
//! | an action | a row in [`keys::ACTIONS`] and its arm in the pane that does it |
//! | a pane | `panes/x.rs` and a row in [`panes::PANES`]; its place in `app/layout.rs` |
//! | a field of an event | [`data::Event`]; to search by it, a row in [`data::FIELDS`] |
//! | a format | `formats/x.rs` and a row in [`formats::FORMATS`] |
//! | a subcommand | `cli/x.rs` and its variant in `cli/args.rs` |
//! | an event, an actor, a theme | `assets/dataset`, whose README says how |
//! | a wording in both languages | `text/wording.rs` |

pub mod app;
pub mod builtin;
mod cli;
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

pub use cli::run;
