//! The references that were followed, and the way back: what was read, never where it stood.

use super::{App, Shared};
use crate::panes::PaneId;
use crate::store::Store;
use crate::views::subject::Subject;

/// One place on the way: what was read, and whether its page lay over the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    subject: Subject,
    on_page: bool,
}

/// What was read before, and after it where one has gone back.
#[derive(Debug, Default)]
pub(super) struct Trail {
    behind: Vec<Step>,
    ahead: Vec<Step>,
}

impl Trail {
    /// How many steps lead back.
    pub(super) fn behind(&self) -> usize {
        self.behind.len()
    }

    /// What was read last before going back.
    pub(super) fn ahead(&self) -> Option<Subject> {
        self.ahead.last().map(|step| step.subject)
    }

    /// Forgets the way: somebody has gone elsewhere.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Takes the way over to another store; what is not known there is left out.
    pub(super) fn carry(&mut self, from: &Store, to: &Store) {
        for steps in [&mut self.behind, &mut self.ahead] {
            let carried = |step: Step| Some(Step { subject: step.subject.carried(from, to)?, ..step });
            *steps = std::mem::take(steps).into_iter().filter_map(carried).collect();
        }
    }

    /// Forgets the pages at the end of the way: they were closed, and it goes on from an event.
    fn close_pages(&mut self, here: Option<Subject>) {
        while self.behind.last().is_some_and(|step| step.on_page || Some(step.subject) == here) {
            self.behind.pop();
        }
        self.ahead.clear();
    }
}

impl Shared {
    /// What is read now.
    fn step(&self) -> Option<Step> {
        let on_page = self.focus == PaneId::Page;
        let subject = if on_page { self.page } else { self.selected.map(Subject::Event) };
        subject.map(|subject| Step { subject, on_page })
    }
}

impl App {
    /// Follows a reference: an event is selected and read where one reads now, anything else has a page of its own.
    pub(super) fn follow(&mut self, to: Subject) {
        let on_page = self.shared.focus == PaneId::Page || !matches!(to, Subject::Event(_));
        self.go_on(Step { subject: to, on_page });
    }

    /// Opens the page of something.
    pub(super) fn read(&mut self, subject: Subject) {
        self.go_on(Step { subject, on_page: true });
    }

    fn go_on(&mut self, to: Step) {
        let here = self.shared.step();
        if here != Some(to) {
            self.shared.trail.behind.extend(here);
            self.shared.trail.ahead.clear();
            self.arrive(to);
        }
    }

    /// Goes one step back or forward on the way.
    pub(super) fn step_along(&mut self, back: bool) {
        let here = self.shared.step();
        let Trail { behind, ahead } = &mut self.shared.trail;
        let (from, to) = if back { (behind, ahead) } else { (ahead, behind) };
        if let Some(step) = from.pop() {
            to.extend(here);
            self.arrive(step);
        }
    }

    fn arrive(&mut self, at: Step) {
        if let Subject::Event(row) = at.subject {
            self.select_any(row);
        }
        if at.on_page {
            self.shared.page = Some(at.subject);
            self.focus(PaneId::Page);
        } else if self.shared.focus == PaneId::Page {
            // One is on the way still, so nothing of it is forgotten.
            self.shared.page = None;
            self.go_back();
        }
    }

    /// Forgets the pages when they are closed.
    pub(super) fn close_pages(&mut self) {
        let here = self.shared.selected.map(Subject::Event);
        self.shared.trail.close_pages(here);
    }
}
