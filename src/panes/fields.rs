//! Which fields a view that counts values may be asked for, one after the other, and the way back from it to the list.

use super::{Act, View};
use crate::data::{Axis, FIELDS, Field};
use crate::query::{Setting, edit};
use crate::store::Store;

/// The fields that events have values of.
pub(super) fn used(store: &Store) -> impl Iterator<Item = &'static Field> {
    let has_values = |field: &&Field| {
        let mut entries = store.column(field.axis).entries.iter();
        entries.any(|entry| entry.total > 0 && (field.axis != Axis::Actors || (field.speaks_of)(entry.kind)))
    };
    FIELDS.iter().filter(has_values)
}

/// Sets the field after one, or before it, among those of which events have values and which `takes` accepts.
pub(super) fn next_field(
    view: &View<'_>,
    here: Option<&'static Field>,
    takes: fn(&Field) -> bool,
    forward: bool,
) -> Vec<Act> {
    let fields: Vec<&'static Field> = used(view.store).filter(|field| takes(field)).collect();
    if fields.is_empty() {
        return Vec::new();
    }
    let at = here.and_then(|here| fields.iter().position(|field| *field == here));
    let to = match (at, forward) {
        (Some(at), true) => at + 1,
        (Some(at), false) => at + fields.len() - 1,
        (None, _) => 0,
    };
    let setting = Setting::Lanes(fields[to % fields.len()]);
    vec![Act::Line(edit::set(view.parsed, view.line.text(), setting))]
}

/// The line shown as a list again.
pub(super) fn to_list(view: &View<'_>) -> Vec<Act> {
    vec![Act::Line(edit::unset(view.parsed, view.line.text(), "view"))]
}
