//! The built-in tours lead through the built-in data: each stop asks for something, and its event is among the answers.

use std::sync::{Arc, LazyLock};

use scidip::builtin;
use scidip::data::{Day, Tour};
use scidip::query::Ctx;
use scidip::store::Store;
use scidip::work::{Question, solve};

use super::none;

static STORE: LazyLock<Arc<Store>> = LazyLock::new(|| Arc::new(Store::build(builtin::dataset().unwrap())));

#[test]
fn the_event_of_each_stop_is_among_what_its_query_finds() {
    let mut faults = Vec::new();
    for tour in Tour::built_in().unwrap() {
        for (at, stop) in (1..).zip(&tour.stops) {
            let place = format!("{} {at}: {}", tour.id, stop.query);
            let ctx = Ctx { today: Day::new(2026, 11, 22).unwrap() };
            let question = Question::new(&stop.query, Arc::clone(&STORE), ctx);
            match (solve(&question, &|| true).unwrap().outcome, STORE.row(&stop.event)) {
                (Err(errors), _) => faults.push(format!("{place}: {errors:?}")),
                (_, None) => faults.push(format!("{place}: there is no event {}", stop.event)),
                (Ok(solved), Some(row)) if !solved.answer.rows.contains(&row) => {
                    faults.push(format!("{place}: {} is none of the {} hits", stop.event, solved.answer.rows.len()));
                }
                (Ok(solved), _) if solved.answer.rows.len() > 250 => {
                    faults.push(format!("{place}: {} hits are too many to look at", solved.answer.rows.len()));
                }
                _ => {}
            }
        }
    }
    none("stops", &faults);
}
