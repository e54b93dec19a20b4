//! Answers and data as they arrive, and which event is selected then.

use std::sync::Arc;

use super::{App, Effect, Loaded};
use crate::panes::PaneId;
use crate::query::{Ctx, Marker, Sort, parse_with, words};
use crate::views::timeline::nearest;
use crate::work::{Question, Reply, Solved, Stage};

impl App {
    pub(super) fn reply(&mut self, reply: Reply) -> Vec<Effect> {
        if reply.generation != self.shared.asked {
            return Vec::new();
        }
        let shared = &mut self.shared;
        shared.parsed = reply.parsed;
        if reply.stage == Stage::Whole {
            shared.answered = reply.generation;
        }
        match reply.outcome {
            Err(errors) => shared.errors = errors,
            Ok(mut solved) => {
                shared.errors.clear();
                shared.marker = Marker::new(&solved.query, &solved.answer.loose);
                if let (Stage::Rows, Some(before)) = (reply.stage, shared.solved.take()) {
                    solved.answer.keep_counts(before.answer);
                    solved.picture = before.picture;
                }
                shared.shown += 1;
                shared.solved = Some(solved);
                // The keys go over from one view to the other.
                if matches!(shared.focus, PaneId::View(_)) {
                    shared.focus = PaneId::View(shared.home());
                }
                self.reselect();
            }
        }
        Vec::new()
    }

    /// Selects the best match while words are typed; else keeps the selected event, or the hit nearest to it in date.
    fn reselect(&mut self) {
        let shared = &mut self.shared;
        let Some(answer) = shared.solved.as_deref().map(|solved| &solved.answer) else { return };
        let best = answer.ranked.first().filter(|_| !shared.moved && shared.focus == PaneId::Line);
        let kept = shared.selected.filter(|row| position(shared.solved.as_deref(), *row).is_some());
        let near = || {
            let day = shared.selected.map(|row| shared.store.earliest(row))?;
            nearest(answer, &shared.store, day).map(|at| answer.rows[at])
        };
        let row = best.copied().or(kept).or_else(near).or_else(|| answer.rows.first().copied());
        self.select(row);
    }

    pub(super) fn select(&mut self, row: Option<u32>) {
        let shared = &mut self.shared;
        shared.position = row.and_then(|row| position(shared.solved.as_deref(), row));
        // Without hits the event stays as it was, so that coming back finds one's place.
        if shared.position.is_some() || shared.selected.is_none() {
            if shared.selected != row {
                shared.trail.forget();
            }
            shared.selected = row;
        }
    }

    /// Selects an event that a reference led to, be it a hit or not.
    pub(super) fn select_any(&mut self, row: u32) {
        let shared = &mut self.shared;
        shared.moved = true;
        shared.position = position(shared.solved.as_deref(), row);
        shared.selected = Some(row);
    }

    pub(super) fn loaded(&mut self, loaded: Loaded) -> Vec<Effect> {
        let shared = &mut self.shared;
        let id = shared.selected.map(|row| shared.store.event(row).id().to_owned());
        shared.selected = id.and_then(|id| loaded.store.row(&id));
        shared.trail.carry(&shared.store, &loaded.store);
        shared.page = shared.page.and_then(|page| page.carried(&shared.store, &loaded.store));
        shared.position = None;
        shared.solved = None;
        shared.store = loaded.store;
        shared.problems = loaded.problems;
        shared.faults = loaded.faults;
        shared.loading = false;
        self.ask()
    }

    /// Reads the line and asks for its answer.
    pub(super) fn ask(&mut self) -> Vec<Effect> {
        let shared = &mut self.shared;
        let store = Arc::clone(&shared.store);
        shared.parsed = parse_with(shared.line.text(), &|text| words::is_known_word(&store, text));
        // Mistakes are told until the answer comes, but never at a place that the line no longer has.
        shared.errors.retain(|error| shared.line.text().get(error.span.clone()).is_some());
        if shared.loading {
            return Vec::new();
        }
        shared.asked += 1;
        let (generation, line, ctx) = (shared.asked, shared.line.text().to_owned(), Ctx { today: shared.today });
        vec![Effect::Ask(Question { generation, line, store, ctx })]
    }
}

/// The position of a row in an answer; rows are in date order, so only an answer by score is gone through.
fn position(solved: Option<&Solved>, row: u32) -> Option<usize> {
    let Solved { plan, answer, .. } = solved?;
    match plan.sort {
        Sort::Date => answer.rows.binary_search(&row).ok(),
        Sort::DateDown => answer.rows.binary_search_by(|other| row.cmp(other)).ok(),
        Sort::Score => answer.rows.iter().position(|other| *other == row),
    }
}
