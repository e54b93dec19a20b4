//! What acts and actions do to the app.

use super::{App, Effect};
use crate::keys::Action;
use crate::panes::{Act, PaneId};
use crate::query::{Setting, Sort, ViewKind, edit, parse};
use crate::views::subject::Subject;
use crate::widgets::line_edit::LineEdit;

/// The panes that Tab goes through after the view in the middle.
const ROUND: [PaneId; 5] = [PaneId::Detail, PaneId::Facet(0), PaneId::Facet(1), PaneId::Facet(2), PaneId::Strip];

impl App {
    pub(super) fn perform(&mut self, acts: Vec<Act>) -> Vec<Effect> {
        acts.into_iter().flat_map(|act| self.perform_one(act)).collect()
    }

    fn perform_one(&mut self, act: Act) -> Vec<Effect> {
        match act {
            Act::Edit(line) => {
                let changed = line.text() != self.shared.line.text();
                self.shared.line = line;
                if !changed {
                    return Vec::new();
                }
                self.shared.moved = false;
                self.ask()
            }
            Act::Line(line) => self.set_line(&line),
            Act::Select(row) => {
                self.shared.moved = true;
                self.select(Some(row));
                Vec::new()
            }
            Act::Follow(to) => {
                self.follow(to);
                Vec::new()
            }
            Act::Read(subject) => {
                self.read(subject);
                Vec::new()
            }
            Act::StepBack | Act::StepForward => {
                self.step_along(act == Act::StepBack);
                Vec::new()
            }
            Act::Focus(pane) => {
                self.focus(pane);
                Vec::new()
            }
            Act::Guide(stop) => self.guide(stop),
            Act::Leave => {
                self.go_back();
                Vec::new()
            }
        }
    }

    /// Gives the keys to a pane. Leaving the search line is a step of undo where the line was changed.
    pub(super) fn focus(&mut self, pane: PaneId) {
        if pane == self.shared.focus {
            return;
        }
        if self.shared.focus == PaneId::Line {
            // The blank that was put there for typing goes where nothing was typed.
            let trimmed = self.shared.line.text().trim_end();
            self.shared.line = LineEdit::new(trimmed);
            self.step();
        }
        if pane == PaneId::Line && !matches!(self.shared.line.text().chars().last(), None | Some(' ' | '\u{3000}')) {
            // What is typed next is a word of its own.
            self.shared.line.type_text(" ");
        }
        if !pane.is_overlay() && pane != PaneId::Detail {
            self.came_from.clear();
        } else if let Some(at) = self.came_from.iter().position(|before| *before == pane) {
            self.came_from.truncate(at);
        } else {
            self.came_from.push(self.shared.focus);
        }
        self.set_focus(pane);
    }

    /// Gives the keys back to where they came from.
    pub(super) fn go_back(&mut self) {
        let home = PaneId::View(self.shared.home());
        // The view in the middle may have become another one meanwhile.
        let before = self.came_from.pop().filter(|before| !matches!(before, PaneId::View(_)));
        self.set_focus(before.unwrap_or(home));
    }

    fn set_focus(&mut self, pane: PaneId) {
        self.shared.focus = pane;
        if !pane.is_overlay() && self.shared.page.take().is_some() {
            self.close_pages();
        }
    }

    /// Makes the line as it is a step of undo, where it differs from the last one.
    fn step(&mut self) {
        let line = self.shared.line.text().to_owned();
        if line != self.settled_line {
            self.past.push(std::mem::replace(&mut self.settled_line, line));
            self.future.clear();
        }
    }

    /// Changes the line in one step of undo.
    pub(super) fn set_line(&mut self, line: &str) -> Vec<Effect> {
        self.step();
        self.shared.line = LineEdit::new(line);
        self.step();
        self.ask()
    }

    /// Goes back to the line before, or on to the one after.
    fn travel(&mut self, back: bool) -> Vec<Effect> {
        self.step();
        let (from, to) = if back { (&mut self.past, &mut self.future) } else { (&mut self.future, &mut self.past) };
        let Some(line) = from.pop() else { return Vec::new() };
        to.push(std::mem::replace(&mut self.settled_line, line.clone()));
        self.shared.line = LineEdit::new(&line);
        self.ask()
    }

    /// What an action does that no pane has taken.
    pub(super) fn own_action(&mut self, action: Action) -> Vec<Effect> {
        let home = PaneId::View(self.shared.home());
        if let Some(kind) = view_of(action) {
            return self.show_view(kind);
        }
        match action {
            Action::Search => self.focus(PaneId::Line),
            Action::Help => self.focus(PaneId::Help),
            Action::Problems => self.focus(PaneId::Problems),
            Action::Tours => {
                self.shared.know_tours();
                self.focus(PaneId::Tours);
            }
            Action::GoCountry => self.focus(PaneId::Facet(0)),
            Action::GoOrganization => self.focus(PaneId::Facet(1)),
            Action::GoTheme => self.focus(PaneId::Facet(2)),
            Action::GoStrip if self.shared.areas().is_reachable(PaneId::Strip) => self.focus(PaneId::Strip),
            Action::Back => self.focus(home),
            Action::ReadPage => {
                if let Some(row) = self.shared.selected {
                    self.read(Subject::Event(row));
                }
            }
            Action::ShowChain if self.shared.view().read_event().is_some() => self.focus(PaneId::Chain),
            Action::NextDisputed => self.next_disputed(),
            Action::NextView | Action::PreviousView => {
                let line = self.shared.line.text().to_owned();
                return self.turn_to(self.shared.home().next(action == Action::NextView), &line);
            }
            Action::Drawer => {
                let open = matches!(self.shared.focus, PaneId::Facet(_));
                self.focus(if open { home } else { PaneId::Facet(0) });
            }
            Action::NextPane | Action::PreviousPane => self.go_round(action == Action::NextPane),
            Action::Language => self.shared.lang = self.shared.lang.other(),
            Action::Undo | Action::Redo => return self.travel(action == Action::Undo),
            Action::ClearQuery => return self.set_line(""),
            Action::ReverseOrder => return self.next_order(),
            Action::Copy => return self.copy(),
            Action::Repaint => return vec![Effect::Repaint],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Quit => return vec![Effect::Quit],
            _ => {}
        }
        Vec::new()
    }

    fn go_round(&mut self, forward: bool) {
        let areas = self.shared.areas();
        let home = PaneId::View(self.shared.home());
        let shown: Vec<PaneId> = [home].into_iter().chain(ROUND).filter(|id| areas.is_reachable(*id)).collect();
        let Some(count) = Some(shown.len()).filter(|count| *count > 0) else { return };
        let here = shown.iter().position(|id| *id == self.shared.focus).unwrap_or(0);
        let to = if forward { here + 1 } else { here + count - 1 };
        self.focus(shown[to % count]);
    }

    /// Shows the answer in the view that is asked for, which gets the keys. Two values that are chosen in a pane become the
    /// sides of a comparison.
    pub(super) fn show_view(&mut self, kind: ViewKind) -> Vec<Effect> {
        let line = self.shared.line.text();
        let compared = || edit::compare_chosen(&self.shared.parsed, line);
        let line = if kind == ViewKind::Compare { compared() } else { None }.unwrap_or_else(|| line.to_owned());
        self.turn_to(kind, &line)
    }

    /// Shows what a line asks in a view, which gets the keys.
    fn turn_to(&mut self, kind: ViewKind, line: &str) -> Vec<Effect> {
        self.focus(PaneId::View(self.shared.home()));
        let parsed = parse(line);
        let line = match kind {
            ViewKind::Timeline => edit::unset(&parsed, line, "view"),
            kind => edit::set(&parsed, line, Setting::View(kind)),
        };
        self.set_line(&line)
    }

    /// By date, newest first, best match first where words are asked, and round again.
    fn next_order(&mut self) -> Vec<Effect> {
        let parsed = &self.shared.parsed;
        let has_words = parsed.query.wanted().next().is_some();
        let next = match parsed.query.show.sort.unwrap_or(Sort::Date) {
            Sort::Date => Some(Sort::DateDown),
            Sort::DateDown if has_words => Some(Sort::Score),
            _ => None,
        };
        let line = self.shared.line.text();
        let line = match next {
            Some(sort) => edit::set(parsed, line, Setting::Sort(sort)),
            None => edit::unset(parsed, line, "sort"),
        };
        self.set_line(&line)
    }

    /// Goes to the next hit on whose date the sources disagree, round again.
    fn next_disputed(&mut self) {
        let answer = self.shared.view().answer();
        let after = self
            .shared
            .position
            .map_or(0, |position| answer.disputed.partition_point(|disputed| *disputed as usize <= position));
        let next = answer.disputed.get(after).or_else(|| answer.disputed.first());
        let Some(row) = next.map(|position| answer.rows[*position as usize]) else { return };
        match self.shared.focus {
            PaneId::Page => self.follow(Subject::Event(row)),
            focus if focus.is_overlay() => {}
            _ => {
                self.shared.moved = true;
                self.select(Some(row));
            }
        }
    }

    fn copy(&self) -> Vec<Effect> {
        let Some(row) = self.shared.selected else { return Vec::new() };
        let event = self.shared.store.event(row);
        let text = format!("{}  {}  ({})", event.date(), event.title(self.shared.lang), event.id());
        vec![Effect::Copy(text)]
    }
}

/// The view that an action shows.
fn view_of(action: Action) -> Option<ViewKind> {
    Some(match action {
        Action::ShowTimeline => ViewKind::Timeline,
        Action::ShowLanes => ViewKind::Lanes,
        Action::ShowMatrix => ViewKind::Matrix,
        Action::ShowTogether => ViewKind::Together,
        Action::ShowCompare => ViewKind::Compare,
        Action::ShowPeriod => ViewKind::Period,
        _ => return None,
    })
}
