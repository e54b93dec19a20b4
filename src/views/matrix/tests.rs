use std::collections::BTreeMap;

use super::*;
use crate::query::{Ctx, Plan, answer, parse};
use crate::store::tests::small;

fn counted(store: &Store, line: &str) -> (Answer, Matrix) {
    let parsed = parse(line);
    let plan = Plan::new(&parsed, store).unwrap();
    let answer = answer(&plan, store, Ctx { today: crate::data::Day::LAST }, &|| true).unwrap();
    let show = &parsed.query.show;
    let what = (show.lanes.unwrap(), show.columns.unwrap_or(Columns::Years(10)));
    let matrix = Matrix::of(store, &answer, what, &|| true).unwrap();
    (answer, matrix)
}

/// The key of a row or a column, as text.
fn name(store: &Store, axis: Axis, key: Key) -> String {
    match key {
        Key::Entry(entry) => store.column(axis).entries[entry as usize].key.clone(),
        Key::Years(first, last) => format!("{first}..{last}"),
    }
}

/// What an event carries on a field, or its span of so many years.
fn carried(store: &Store, event: u32, columns: Columns) -> Vec<String> {
    match columns {
        Columns::Years(size) => {
            let size = i32::from(size);
            let start = store.year(event).div_euclid(size) * size;
            vec![format!("{start}..{}", start + size - 1)]
        }
        Columns::Field(field) => {
            let values = store.event(event).values(field.axis).filter(|entry| speaks_of(field, entry));
            values.map(|entry| entry.key.clone()).collect()
        }
    }
}

/// The same numbers, counted event by event: of cells, rows and columns.
type Plain = (BTreeMap<(String, String), u32>, [BTreeMap<String, u32>; 2]);

fn plainly(store: &Store, answer: &Answer, field: &'static Field, columns: Columns) -> Plain {
    let mut plain = Plain::default();
    for event in &answer.rows {
        let (rows, heads) = (carried(store, *event, Columns::Field(field)), carried(store, *event, columns));
        for (names, totals) in [&rows, &heads].into_iter().zip(&mut plain.1) {
            for name in names {
                *totals.entry(name.clone()).or_default() += 1;
            }
        }
        for (row, head) in rows.iter().flat_map(|row| heads.iter().map(move |head| (row, head))) {
            *plain.0.entry((row.clone(), head.clone())).or_default() += 1;
        }
    }
    plain
}

#[test]
fn every_number_is_what_counting_one_by_one_gives() {
    let store = small();
    for words in ["", "forum", "country:JP", "1990.. sort:-date", "science sort:score", "nothing at all"] {
        for field in crate::data::FIELDS {
            for columns in ["decade", "5y", "year", "theme", "country", "kind", field.name] {
                let line = format!("{words} lanes:{} columns:{columns}", field.name);
                let (answer, matrix) = counted(&store, &line);
                let (cells, [rows, heads]) = plainly(&store, &answer, field, matrix.columns);
                let head_axis = match matrix.columns {
                    Columns::Field(field) => field.axis,
                    Columns::Years(_) => Axis::Eras,
                };
                assert_eq!(matrix.hits as usize, answer.rows.len(), "{line}");
                assert_eq!(matrix.values[0], rows.len(), "{line}");
                assert_eq!(matrix.rows.len(), rows.len().min(MOST), "{line}: few enough are kept");
                for (at, row) in matrix.rows.iter().enumerate() {
                    let row_name = name(&store, field.axis, row.key);
                    assert_eq!(row.total, rows[&row_name], "{line}: {row_name}");
                    for (column, head) in matrix.heads.iter().enumerate() {
                        let head_name = name(&store, head_axis, head.key);
                        assert_eq!(head.total, heads.get(&head_name).copied().unwrap_or_default(), "{line}");
                        let count = cells.get(&(row_name.clone(), head_name)).copied().unwrap_or_default();
                        assert_eq!(matrix.cell(at, column), count, "{line}: {row_name} {column}");
                    }
                }
                assert_eq!(matrix.cell(matrix.rows.len(), 0) + matrix.cell(0, matrix.heads.len()), 0, "{line}");
            }
        }
    }
}

#[test]
fn rows_of_a_single_value_add_up_to_the_hits() {
    let store = small();
    let (answer, matrix) = counted(&store, "lanes:kind columns:year 2000..");
    let cells = (0..matrix.rows.len()).flat_map(|row| (0..matrix.heads.len()).map(move |column| (row, column)));
    assert_eq!(cells.map(|(row, column)| matrix.cell(row, column)).sum::<u32>(), answer.rows.len() as u32);
    assert_eq!(matrix.rows.iter().map(|row| row.total).sum::<u32>(), answer.rows.len() as u32);
    // Years without a hit between the first and the last are columns too.
    assert_eq!(matrix.heads.len(), 21, "{:?}", matrix.heads);
}

#[test]
fn the_least_frequent_are_left_out_and_told() {
    let store = small();
    let (_, matrix) = counted(&store, "lanes:country columns:actor");
    assert_eq!((matrix.rows.len(), matrix.heads.len()), (MOST, MOST));
    assert!(matrix.values[0] > MOST && matrix.values[1] > MOST);
    assert!(matrix.rows.is_sorted_by_key(|row| std::cmp::Reverse(row.total)));
}

#[test]
fn rows_are_ordered_by_count_name_and_first_year() {
    let store = small();
    let (_, matrix) = counted(&store, "lanes:theme");
    let names = |order| -> Vec<String> {
        let places = ordered(&matrix.rows, order, &store, (Axis::Themes, Lang::En));
        places.iter().map(|at| name(&store, Axis::Themes, matrix.rows[*at].key)).collect()
    };
    assert_eq!(names(Order::Count)[0], "concept");
    assert_eq!(names(Order::First)[0], "big-science");
    assert_eq!(names(Order::Name)[0], "concept", "Concepts and frameworks");
    assert_eq!(names(Order::Name)[3], "foreign-ministries", "Science in foreign ministries");
    // Columns of years stay in their order.
    assert!(ordered(&matrix.heads, Order::Name, &store, (Axis::Themes, Lang::En)).is_sorted());
}

#[test]
fn shades_tell_nothing_from_little_and_little_from_much() {
    let store = small();
    let (_, mut matrix) = counted(&store, "lanes:theme");
    matrix.most = 100;
    assert_eq!([0, 1, 4, 5, 36, 37, 100].map(|count| matrix.shade(count, 5)), [0, 1, 1, 2, 3, 4, 5]);
}

#[test]
fn counting_stops_when_it_is_told_to() {
    let store = small();
    let (answer, matrix) = counted(&store, "lanes:theme");
    for steps in 0..6_u32 {
        let left = std::cell::Cell::new(steps);
        let go_on = || left.replace(left.get().saturating_sub(1)) > 0;
        assert_eq!(Matrix::of(&store, &answer, (matrix.field, matrix.columns), &go_on), None, "{steps}");
    }
}
