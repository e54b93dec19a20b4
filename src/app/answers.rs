//! Answers and data as they arrive, and which event is selected then.

use std::sync::Arc;

use super::{App, Effect, Loaded, Shared};
use crate::panes::{Offers, PaneId};
use crate::query::complete::Completion;
use crate::query::{Ctx, Marker, Sort, parse_with, words};
use crate::store::Store;
use crate::views::timeline::nearest;
use crate::work::{Question, Reply, Solved, Stage};

impl App {
    pub(super) fn reply(&mut self, reply: Reply) -> Vec<Effect> {
        if reply.generation != self.shared.asked {
            return Vec::new();
        }
        // What was asked last was asked of the newest data.
        self.take_next();
        let shared = &mut self.shared;
        shared.parsed = reply.parsed;
        if reply.stage == Stage::Whole {
            shared.answered = reply.generation;
        }
        match reply.outcome {
            Err(errors) => shared.errors = errors,
            Ok(mut solved) => {
                shared.errors.clear();
                shared.marker = Marker::new(&solved.query, &solved.answer.guesses);
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

    /// Keeps what is offered for the line as it is.
    pub(super) fn offered(&mut self, generation: u64, completion: Completion) -> Vec<Effect> {
        if generation == self.shared.asked {
            self.shared.offers = Offers { line: self.shared.line.text().to_owned(), completion };
        }
        Vec::new()
    }

    /// Selects the best match while words are typed; else keeps the selected event, or the hit nearest to it in date.
    fn reselect(&mut self) {
        let shared = &mut self.shared;
        let Some(Solved { answer, plan, .. }) = shared.solved.as_deref() else { return };
        let best = answer.ranked.first().filter(|_| !shared.moved && shared.focus == PaneId::Line);
        let kept = shared.selected.filter(|row| position(shared.solved.as_deref(), *row).is_some());
        let near = || nearest(answer, &shared.store, plan.sort, shared.selected?).map(|at| answer.rows[at]);
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

    /// Takes data over: at once where nothing is shown yet, else with the first answer from it, so that the screen stays.
    pub(super) fn loaded(&mut self, loaded: Loaded) -> Vec<Effect> {
        let shared = &mut self.shared;
        shared.problems = loaded.problems;
        shared.faults = loaded.faults;
        shared.loading = loaded.more;
        shared.next = Some(loaded.store);
        if shared.store.is_empty() {
            self.take_next();
        }
        self.ask()
    }

    /// Puts the next data in the place of what is shown. Rows mean nothing in other data; the selected event is found again.
    fn take_next(&mut self) {
        let shared = &mut self.shared;
        let Some(next) = shared.next.take() else { return };
        shared.selected = shared.in_store(&next);
        shared.trail.carry(&shared.store, &next);
        shared.page = shared.page.and_then(|page| page.carried(&shared.store, &next));
        shared.position = None;
        shared.solved = None;
        shared.store = next;
    }

    /// Reads the line and asks for its answer.
    pub(super) fn ask(&mut self) -> Vec<Effect> {
        let shared = &mut self.shared;
        let store = Arc::clone(shared.next.as_ref().unwrap_or(&shared.store));
        shared.parsed = parse_with(shared.line.text(), &|text| words::is_known_word(&store, text));
        // Mistakes are told until the answer comes, but never at a place that the line no longer has.
        shared.errors.retain(|error| shared.line.text().get(error.span.clone()).is_some());
        if shared.loading && store.is_empty() {
            return Vec::new();
        }
        shared.asked += 1;
        let (generation, line, ctx) = (shared.asked, shared.line.text().to_owned(), Ctx { today: shared.today });
        let near = Some(shared.in_store(&store).unwrap_or_default());
        let typing = (shared.focus == PaneId::Line).then_some((shared.line.cursor(), shared.lang));
        vec![Effect::Ask(Question { generation, line, store, ctx, near, typing })]
    }
}

impl Shared {
    /// The row of the selected event in a store, which may be another than the one that is shown.
    fn in_store(&self, store: &Store) -> Option<u32> {
        let row = self.selected?;
        if store.stamp == self.store.stamp { Some(row) } else { store.row(self.store.event(row).id()) }
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
