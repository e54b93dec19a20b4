//! Drawing parts that know no events: ink, text in cells, rules, a line one types in, a list's window, a box.

pub mod line_edit;
pub mod paint;
pub mod palette;
pub mod popup;
pub mod window;
