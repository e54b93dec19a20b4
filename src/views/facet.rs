//! One facet pane: its values with counts, in the order asked for.

use super::order::Order;
use crate::data::{Axis, Field};
use crate::query::{Answer, PANES, Plan};
use crate::store::Store;
use crate::store::column::Entry;
use crate::text::Lang;
use crate::text::fold::fold;

/// A value of a facet pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// The index of its entry in the column.
    pub entry: u32,
    /// How many events there would be if it were chosen.
    pub count: u32,
    /// Whether it is chosen.
    pub included: bool,
    /// Whether it is excluded.
    pub excluded: bool,
}

/// The values of a pane that stand in at least one event and whose name contains `filter`, zeros last.
pub fn values(store: &Store, answer: &Answer, plan: Option<&Plan>, pane: usize, how: &Listing<'_>) -> Vec<Value> {
    let Some(field) = PANES.get(pane).and_then(|name| Field::named(name)) else { return Vec::new() };
    let column = store.column(field.axis);
    let filter = fold(how.filter);
    let counts = answer.facets.get(pane).map_or(&[][..], |facet| &facet.counts);
    let choice = plan.and_then(|plan| plan.chosen.get(pane));
    let mut values: Vec<Value> = column
        .entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.total > 0 && (field.axis != Axis::Actors || (field.speaks_of)(entry.kind)))
        .filter(|(_, entry)| filter.is_empty() || is_named(entry, &filter))
        .map(|(at, _)| {
            let entry = at as u32;
            Value {
                entry,
                count: counts.get(at).copied().unwrap_or_default(),
                included: choice.is_some_and(|choice| choice.included.contains(&entry)),
                excluded: choice.is_some_and(|choice| choice.excluded.contains(&entry)),
            }
        })
        .collect();
    let name = |value: &Value| fold(column.entries[value.entry as usize].label(how.lang));
    if how.order == Order::Name {
        values.sort_by_cached_key(|value| (rank(value, how), name(value)));
    } else {
        values.sort_by_cached_key(|value| (rank(value, how), std::cmp::Reverse(value.count), name(value)));
    }
    values
}

/// How a pane lists its values.
#[derive(Clone, Copy, Debug)]
pub struct Listing<'a> {
    /// What is typed into its filter.
    pub filter: &'a str,
    /// The order.
    pub order: Order,
    /// The language of the names.
    pub lang: Lang,
    /// Whether what is chosen or excluded comes first. Not while one works in the pane: nothing may jump then.
    pub chosen_first: bool,
}

fn rank(value: &Value, how: &Listing<'_>) -> u8 {
    match (how.chosen_first && (value.included || value.excluded), value.count) {
        (true, _) => 0,
        (false, 0) => 2,
        (false, _) => 1,
    }
}

fn is_named(entry: &Entry, filter: &str) -> bool {
    entry.names().iter().chain(entry.readings()).any(|name| name.contains(filter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Ctx, answer, parse};
    use crate::store::tests::small;

    fn listed(line: &str, pane: usize, filter: &str) -> Vec<(String, u32)> {
        let store = small();
        let plan = Plan::new(&parse(line), &store).unwrap();
        let answer = answer(&plan, &store, Ctx { today: crate::data::Day::LAST }, &|| true).unwrap();
        let how = Listing { filter, order: Order::Count, lang: Lang::En, chosen_first: true };
        let column = store.column(Field::named(PANES[pane]).unwrap().axis);
        let values = values(&store, &answer, Some(&plan), pane, &how);
        values.iter().map(|value| (column.entries[value.entry as usize].key.clone(), value.count)).collect()
    }

    #[test]
    fn a_count_is_what_choosing_would_give() {
        let all = listed("", 0, "");
        assert_eq!(all[..2], [("JP".into(), 4), ("US".into(), 3)]);
        // Under a chosen country, the other countries count as if they were chosen beside it.
        assert_eq!(listed("country:FR", 0, "")[..2], [("FR".into(), 2), ("JP".into(), 4)]);
        // Under a chosen theme they count within the theme.
        assert_eq!(listed("theme:big-science", 0, "")[..2], [("FR".into(), 2), ("CN".into(), 1)]);
    }

    #[test]
    fn zeros_stay_and_come_last() {
        let values = listed("forum", 0, "");
        assert_eq!(values.len(), listed("", 0, "").len());
        assert_eq!(values.last().unwrap().1, 0);
    }

    #[test]
    fn the_filter_finds_either_language() {
        assert_eq!(listed("", 0, "日本"), [("JP".into(), 4)]);
        assert_eq!(listed("", 1, "cern"), [("cern".into(), 1)]);
    }
}
