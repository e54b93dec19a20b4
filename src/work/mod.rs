//! The only threads that compute. A searcher answers the newest question and drops every older one.

mod search;

pub use search::{Question, Reply, Searcher, Solved, solve};
