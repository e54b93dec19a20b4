//! The only threads that compute. A searcher answers the newest question and drops every older one.

mod search;
mod share;

pub use search::{Question, Reply, Searcher, Solved, Stage, Told, offers, solve, solve_in_steps};
pub use share::share;
