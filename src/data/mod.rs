//! What one event is: the model as written in RON, dates, the fields, reading and checking. Knows no screen and no query.

pub mod date;
pub mod fields;
pub mod model;
pub mod problem;
pub mod read;
pub mod table;
pub mod tour;

pub use date::{Date, Day, Precision};
pub use fields::{Axis, FIELDS, Field};
pub use model::{
    Actor, ActorKind, Country, Dataset, Era, Event, EventKind, Group, Link, Meta, Region, Source, SourceRef, Text,
    Theme, Versions,
};
pub use problem::{CODES, Code, CodeRow, Problem, Severity};
pub use read::{Crew, Input, Loaded, Options, Work, beginning, decode, decode_owned, read, read_away, read_with};
pub use table::Table;
pub use tour::{Stop, Tour, TourError};
