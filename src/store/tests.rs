//! Stores for tests, and tests of building them.

use super::*;
use crate::data::Dataset;

/// A dataset of RON text, with the country table.
pub(crate) fn dataset(text: &str) -> Dataset {
    let options = ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_default_extension(ron::extensions::Extensions::UNWRAP_NEWTYPES);
    let mut set: Dataset = options.from_str(text).unwrap();
    let countries: Dataset = options.from_str(include_str!("../../assets/countries.ron")).unwrap();
    set.countries.extend(countries.countries);
    for (at, event) in set.events.iter_mut().enumerate().filter(|(_, event)| event.id.is_empty()) {
        event.id = format!("e{at}");
    }
    set
}

/// A small dataset with one of everything.
pub(crate) const SMALL: &str = include_str!("../../tests/data/small.ron");

/// A store of the small dataset.
pub(crate) fn small() -> Store {
    Store::build(dataset(SMALL))
}

#[test]
fn rows_are_in_date_order_and_found_by_id() {
    let store = small();
    let ids: Vec<&str> = (0..store.len() as u32).map(|row| store.event(row).id()).collect();
    assert_eq!(ids.first(), Some(&"cern"));
    assert!((1..store.len() as u32).all(|row| store.event(row - 1).date() <= store.event(row).date()));
    assert_eq!(store.row("iter"), ids.iter().position(|id| *id == "iter").map(|at| at as u32));
}

#[test]
fn values_resolve_by_code_name_alias_and_set() {
    let store = small();
    let column = store.column(Axis::Countries);
    let keys = |typed: &str| -> Vec<&str> {
        column.resolve(typed, |_| true).iter().map(|at| &*column.entries[*at as usize].key).collect()
    };
    for typed in ["JP", "jp", "Japan", "日本", "にほん", "JPN"] {
        assert_eq!(keys(typed), ["JP"], "{typed}");
    }
    assert_eq!(keys("@asean"), ["ID", "TH"]);
    assert_eq!(keys("asean"), ["ID", "TH"]);
    assert!(keys("j").len() > 2);
    assert_eq!(keys("zzz"), Vec::<&str>::new());
}

#[test]
fn links_are_known_at_both_ends() {
    let store = small();
    let row = store.row("fmstan").unwrap();
    assert_eq!(store.event(row).links_in(), [("LedTo", store.row("kishi").unwrap())]);
}

#[test]
fn the_state_depends_on_today() {
    let store = small();
    let state = |id: &str, today: &str| {
        store.event(store.row(id).unwrap()).state(crate::data::Date::parse(today).unwrap().earliest)
    };
    assert_eq!(state("ingsa-2027", "2026-11-22"), State::Planned);
    assert_eq!(state("ingsa-2027", "2027-06-01"), State::Planned);
    assert_eq!(state("ingsa-2027", "2028-01-01"), State::Unconfirmed);
    assert_eq!(state("cern", "2026-11-22"), State::Past);
    assert_eq!(state("cern", "1950-01-01"), State::Planned);
    assert_eq!(state("satreps", "2026-11-22"), State::Ongoing);
}
