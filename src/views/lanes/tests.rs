use super::pack::{Packer, Shape};
use super::scale::Scale;
use super::*;
use crate::query::{Ctx, Plan, Zoom, answer, parse};
use crate::store::tests::small;
use crate::text::Lang;

fn counted(store: &Store, line: &str) -> Lanes {
    let parsed = parse(line);
    let plan = Plan::new(&parsed, store).unwrap();
    let ctx = Ctx { today: Day::new(2026, 11, 22).unwrap() };
    let answer = answer(&plan, store, ctx, &|| true).unwrap();
    lanes(Asked { plan: &plan, store, ctx, near: None }, &parsed.query, &answer, &|| true).unwrap()
}

/// The same by asking each hit for its values.
fn plainly(store: &Store, hits: &[u32], field: &'static Field) -> Vec<(Option<u32>, Vec<u32>)> {
    let column = store.column(field.axis);
    let values = |row: u32| {
        let of = |entry: &&u32| field.axis != Axis::Actors || (field.speaks_of)(column.entries[**entry as usize].kind);
        column.lists.get(row).iter().filter(of).copied().collect::<Vec<u32>>()
    };
    let mut hits = hits.to_vec();
    hits.sort_by_key(|row| (at(store, *row), *row));
    let entries = (0..column.entries.len() as u32).map(Some).chain([None]);
    let lanes = entries.map(|entry| {
        let has = |row: &u32| entry.map_or(values(*row).is_empty(), |entry| values(*row).contains(&entry));
        (entry, hits.iter().copied().filter(has).collect::<Vec<u32>>())
    });
    let mut lanes: Vec<_> = lanes.filter(|(_, rows)| !rows.is_empty()).collect();
    lanes.sort_by_key(|(entry, rows)| (entry.is_none(), std::cmp::Reverse(rows.len())));
    lanes
}

#[test]
fn each_hit_stands_in_the_lane_of_each_of_its_values_in_order_of_time() {
    let store = small();
    for field in crate::data::FIELDS {
        for line in ["", "forum", "country:JP", "sort:-date", "science sort:score", "zzzz"] {
            let lanes = counted(&store, &format!("{line} lanes:{}", field.name));
            let parsed = parse(line);
            let plan = Plan::new(&parsed, &store).unwrap();
            let hits = answer(&plan, &store, Ctx { today: Day::LAST }, &|| true).unwrap().rows;
            let told: Vec<_> = lanes.lanes.iter().map(|lane| (lane.entry, lanes.rows(lane).to_vec())).collect();
            assert_eq!(told, plainly(&store, &hits, field), "{line} {}", field.name);
        }
    }
    assert_eq!(counted(&store, "").field.name, "theme");
}

#[test]
fn an_answer_that_is_no_longer_wanted_is_not_counted() {
    let store = small();
    let parsed = parse("");
    let plan = Plan::new(&parsed, &store).unwrap();
    let ctx = Ctx { today: Day::LAST };
    let answer = answer(&plan, &store, ctx, &|| true).unwrap();
    assert_eq!(lanes(Asked { plan: &plan, store: &store, ctx, near: None }, &parsed.query, &answer, &|| false), None);
}

#[test]
fn the_nearest_event_is_found_and_so_is_each_ones_place() {
    let store = small();
    let lanes = counted(&store, "lanes:country");
    for lane in &lanes.lanes {
        let rows = lanes.rows(lane);
        for (place, row) in rows.iter().enumerate() {
            assert_eq!(lanes.position(lane, &store, *row), Some(place));
        }
        for year in 1940..2040 {
            let day = Day::year_start(year);
            let far = |row: u32| (at(&store, row).0 - day.0).abs();
            let nearest = lanes.nearest(lane, day).unwrap();
            assert_eq!(rows.iter().map(|row| far(*row)).min(), Some(far(nearest)));
        }
    }
}

#[test]
fn no_event_of_the_window_is_left_out_however_few_cells_there_are() {
    let store = small();
    for field in ["theme", "country", "kind", "person"] {
        let lanes = counted(&store, &format!("lanes:{field}"));
        for (cells, lines, zoom) in [(1, 1), (3, 1), (7, 2), (20, 1), (60, 3), (200, 2)]
            .iter()
            .flat_map(|(cells, lines)| Zoom::NAMED.iter().map(move |(_, zoom)| (*cells, *lines, *zoom)))
        {
            let all = Scale::of_years(lanes.years.unwrap(), cells);
            for start in [1954, 1990, 2014, 2026] {
                let scale = all.part(zoom.days(all.days), Day::year_start(start));
                let packer =
                    Packer { lanes: &lanes, store: &store, scale, today: Day::year_start(2026), lang: Lang::En };
                for lane in &lanes.lanes {
                    check(&packer, lane, lines);
                }
            }
        }
    }
}

/// Holds a packed lane to what is true of every one.
fn check(packer: &Packer<'_>, lane: &Lane, lines: usize) {
    let Packer { lanes, store, scale, .. } = *packer;
    let told = packer.place(&packer.gather(lane), lines);
    let stands = |row: &&u32| {
        let span = store.event(**row).precision() == Precision::Span;
        let before = span && at(store, **row) < scale.from && store.latest(**row) >= scale.from;
        before || scale.shown(at(store, **row)).is_some()
    };
    let wanted = lanes.rows(lane).iter().filter(stands).count();
    let count: usize = told.items.iter().map(|item| 1 + item.more as usize).sum();
    assert_eq!(count, wanted, "in {} cells and {lines} lines", scale.cells);
    let mut taken = vec![vec![0; scale.cells]; lines];
    for item in &told.items {
        let label = item.label.map(|(at, cells)| at..at + cells);
        let count = item.count_at.map(|at| at..at + 1 + item.more.to_string().len());
        let mark = (item.shape == Shape::Point).then_some(item.reach.0..item.reach.1 + 1);
        let bar = (item.shape != Shape::Point).then_some(item.cell..item.cell + 1);
        for cell in [label, count, mark, bar].into_iter().flatten().flatten() {
            taken[item.line][cell] += 1;
        }
    }
    assert!(taken.iter().flatten().all(|times| *times <= 1), "nothing stands over anything: {taken:?}");
}
