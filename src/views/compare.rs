//! Two sides of a comparison: which events stand on one of them alone and which on both, by year and by theme. Where nothing is
//! compared yet, the values that may be.

use crate::data::{Axis, Field};
use crate::query::{Answer, Asked, PANES, Query};
use crate::store::Store;

/// How many rows are counted between two questions whether the picture is still wanted.
const BLOCK: usize = 1 << 15;

/// What the comparison draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Compare {
    /// Nothing is compared: the values of a field and how many hits each has, most first.
    Choice(&'static Field, Vec<(u32, u32)>),
    /// Two sides.
    Sides(Box<Sides>),
}

/// Two sides, A and B; B is everything else where the line has one side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sides {
    /// Whether B is everything else.
    pub alone: bool,
    /// The hits that stand on A alone, on both, and on B alone, in the order of the answer.
    pub parts: [Vec<u32>; 3],
    /// For each side, its hits by the year that an event counts in, from the answer's first year on.
    pub years: [Vec<u32>; 2],
    /// The themes that either side has, those in which A was earliest before B first, then those of one side alone.
    pub themes: Vec<Theme>,
}

/// A theme on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its index in the column of themes.
    pub entry: u32,
    /// For each side, where it has the theme, the first year and the number of its events.
    pub sides: [Option<(i32, u32)>; 2],
}

impl Theme {
    /// By how many years A had the theme before B; less than zero where B was first.
    pub fn lead(&self) -> Option<i32> {
        let [a, b] = self.sides;
        Some(b?.0 - a?.0)
    }
}

impl Sides {
    /// How many hits a side has.
    pub fn count(&self, side: usize) -> usize {
        self.parts[side * 2].len() + self.parts[1].len()
    }
}

/// The field whose values are proposed: the one of `lanes:`, else countries.
fn proposed(query: &Query) -> Option<&'static Field> {
    query.show.lanes.or_else(|| Field::named(PANES.first()?))
}

/// Counts what a query compares in its answer. `None` where `go_on` said that it is no longer wanted.
pub fn compare(asked: Asked<'_>, query: &Query, answer: &Answer, go_on: &dyn Fn() -> bool) -> Option<Compare> {
    let Asked { store, .. } = asked;
    let Some([a, b]) = &answer.sides else {
        let Some(field) = proposed(query) else { return Some(Compare::Sides(Box::default())) };
        return Some(Compare::Choice(field, choices(field, store, answer, go_on)?));
    };
    let mut out = Sides { alone: query.sides.len() == 1, ..Sides::default() };
    let years = answer.years.len();
    out.years = [vec![0; years], vec![0; years]];
    let column = store.column(Axis::Themes);
    let mut themes = vec![[None::<(i32, u32)>; 2]; column.entries.len()];
    for rows in answer.rows.chunks(BLOCK) {
        if !go_on() {
            return None;
        }
        for row in rows {
            let on = [a.contains(*row), b.contains(*row)];
            out.parts[match on {
                [true, false] => 0,
                [true, true] => 1,
                _ => 2,
            }]
            .push(*row);
            let year = store.year(*row);
            for side in (0..2).filter(|side| on[*side]) {
                if let Some(count) = out.years[side].get_mut((year - answer.first_year) as usize) {
                    *count += 1;
                }
                for theme in column.lists.get(*row) {
                    let (first, count) = themes[*theme as usize][side].get_or_insert((year, 0));
                    *first = year.min(*first);
                    *count += 1;
                }
            }
        }
    }
    let told = themes.into_iter().enumerate().filter(|(_, sides)| sides.iter().any(Option::is_some));
    out.themes = told.map(|(entry, sides)| Theme { entry: entry as u32, sides }).collect();
    out.themes.sort_by_key(|theme| {
        let first = theme.sides.iter().flatten().map(|(year, _)| *year).min();
        (theme.lead().is_none(), theme.lead().map(|lead| -lead), theme.sides[0].is_none(), first, theme.entry)
    });
    Some(Compare::Sides(Box::new(out)))
}

/// The values of a field that the hits have, most first; in a field that has a pane, the values that the pane counts.
fn choices(field: &'static Field, store: &Store, answer: &Answer, go_on: &dyn Fn() -> bool) -> Option<Vec<(u32, u32)>> {
    let column = store.column(field.axis);
    let pane = PANES.iter().position(|pane| *pane == field.name);
    let counts = if let Some(facet) = pane.and_then(|pane| answer.facets.get(pane)) {
        facet.counts.clone()
    } else {
        let mut counts = vec![0; column.entries.len()];
        for rows in answer.rows.chunks(BLOCK) {
            if !go_on() {
                return None;
            }
            rows.iter().flat_map(|row| column.lists.get(*row)).for_each(|entry| counts[*entry as usize] += 1);
        }
        counts
    };
    let speaks_of = |entry: usize| field.axis != Axis::Actors || (field.speaks_of)(column.entries[entry].kind);
    let some = counts.into_iter().enumerate().filter(|(entry, count)| *count > 0 && speaks_of(*entry));
    let mut values: Vec<(u32, u32)> = some.map(|(entry, count)| (entry as u32, count)).collect();
    values.sort_by_key(|(entry, count)| (std::cmp::Reverse(*count), *entry));
    Some(values)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::query::{Ctx, Plan, answer, parse};
    use crate::store::tests::small;

    fn counted(line: &str, store: &Store) -> (Compare, Answer) {
        let parsed = parse(line);
        let plan = Plan::new(&parsed, store).unwrap();
        let ctx = Ctx { today: crate::data::Day::LAST };
        let answer = answer(&plan, store, ctx, &|| true).unwrap();
        let asked = Asked { plan: &plan, store, ctx, near: None };
        (compare(asked, &parsed.query, &answer, &|| true).unwrap(), answer)
    }

    fn hits(line: &str, store: &Store) -> Vec<u32> {
        answer(&Plan::new(&parse(line), store).unwrap(), store, Ctx { today: crate::data::Day::LAST }, &|| true)
            .unwrap()
            .rows
    }

    #[test]
    fn the_parts_and_years_are_those_of_the_sides_asked_alone() {
        let store = small();
        for (rest, a, b) in [
            ("", "country:JP", "country:US"),
            ("2000.. sort:-date", "theme:concept", "forum"),
            ("kind:founding", "country:US", "country:US"),
            ("zzzz", "country:JP", "country:US"),
            ("", "weight:3", ""),
        ] {
            let sides = if b.is_empty() { format!("vs:{a}") } else { format!("vs:{a} vs:{b}") };
            let (Compare::Sides(counted), answer) = counted(&format!("{rest} {sides}"), &store) else {
                panic!("{rest}")
            };
            let all = hits(rest, &store);
            let a = hits(&format!("{rest} {a}"), &store);
            let b = if b.is_empty() {
                all.iter().copied().filter(|row| !a.contains(row)).collect()
            } else {
                hits(&format!("{rest} {b}"), &store)
            };
            let part = |on: [bool; 2]| -> Vec<u32> {
                all.iter().copied().filter(|row| [a.contains(row), b.contains(row)] == on).collect()
            };
            assert_eq!(counted.parts, [part([true, false]), part([true, true]), part([false, true])], "{rest} {sides}");
            for (years, rows) in counted.years.iter().zip([&a, &b]) {
                let mut wanted = vec![0; answer.years.len()];
                for row in rows {
                    wanted[(store.year(*row) - answer.first_year) as usize] += 1;
                }
                assert_eq!(*years, wanted, "{rest} {sides}");
            }
            let mut wanted: BTreeMap<u32, [Option<(i32, u32)>; 2]> = BTreeMap::new();
            for (side, rows) in [&a, &b].into_iter().enumerate() {
                for (row, theme) in
                    rows.iter().flat_map(|row| store.column(Axis::Themes).lists.get(*row).iter().map(move |t| (row, t)))
                {
                    let cell = &mut wanted.entry(*theme).or_default()[side];
                    let (first, count) = cell.unwrap_or((i32::MAX, 0));
                    *cell = Some((first.min(store.year(*row)), count + 1));
                }
            }
            let found: BTreeMap<_, _> = counted.themes.iter().map(|theme| (theme.entry, theme.sides)).collect();
            assert_eq!(found, wanted, "{rest} {sides}");
            let leads: Vec<Option<i32>> = counted.themes.iter().map(Theme::lead).collect();
            assert!(leads.windows(2).all(|pair| pair[1].is_none() || (pair[0].is_some() && pair[0] >= pair[1])));
        }
    }

    #[test]
    fn without_sides_the_values_of_a_field_are_proposed() {
        let store = small();
        let names = |line: &str| {
            let (Compare::Choice(field, values), _) = counted(line, &store) else { panic!("{line}") };
            let column = store.column(field.axis);
            values.iter().map(|(at, count)| (column.entries[*at as usize].key.clone(), *count)).collect::<Vec<_>>()
        };
        assert_eq!(names("")[..2], [("JP".into(), 4), ("US".into(), 3)]);
        assert_eq!(names("country:US")[0], ("JP".into(), 4), "as the pane of countries counts them");
        assert_eq!(names("lanes:kind weight:3")[0].1, 2);
        assert_eq!(names("lanes:person"), [("kishi".into(), 2)]);
    }
}
