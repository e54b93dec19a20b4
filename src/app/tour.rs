//! Going through a tour: each stop is a line and an event of the real screen.

use super::{App, Effect, Shared};
use crate::data::Tour;
use crate::panes::PaneId;

impl Shared {
    /// Reads the built-in tours where that was not done yet; a tour that can't be read is left out.
    pub(super) fn know_tours(&mut self) {
        if !std::mem::replace(&mut self.built_in_tours, true) {
            self.tours.extend(Tour::built_in().unwrap_or_default());
        }
    }
}

impl App {
    /// Shows a stop, or leaves the tour where one is.
    pub(super) fn guide(&mut self, stop: Option<(usize, usize)>) -> Vec<Effect> {
        self.shared.stop = stop;
        let Some((tour, stop)) = stop else {
            self.focus(PaneId::View(self.shared.home()));
            return Vec::new();
        };
        self.focus(PaneId::Guide);
        let Some(stop) = self.shared.tours.get(tour).and_then(|tour| tour.stops.get(stop)) else { return Vec::new() };
        let (line, row) = (stop.query.clone(), self.shared.store.row(&stop.event));
        if row.is_some() {
            // It stays selected when the answer comes, where it is a hit.
            self.shared.selected = row;
        }
        self.set_line(&line)
    }
}
