//! Every picture as plain numbers and spans: functions of an answer and its store. Knows no terminal and no colour.

pub mod block;
pub mod chain;
pub mod compare;
pub mod detail;
pub mod facet;
pub mod guess;
pub mod lanes;
pub mod lay;
pub mod matrix;
pub mod order;
pub mod period;
pub mod picture;
pub mod profile;
pub mod scale;
pub mod strip;
pub mod subject;
pub mod timeline;
pub mod together;
pub mod told;
pub mod window;
