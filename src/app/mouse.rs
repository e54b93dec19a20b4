//! The mouse: what is pointed at gets the keys and the press; a drag stays with the pane that it began in.

use ratatui::layout::Position;

use super::{App, Effect};
use crate::keys::{MouseEvent, MouseEventKind};
use crate::panes::{PaneId, tabs};

/// How many lines one notch of the wheel scrolls.
const NOTCH: isize = 3;

impl App {
    pub(super) fn mouse(&mut self, event: MouseEvent) -> Vec<Effect> {
        let at = Position::new(event.column, event.row);
        let under = self.shared.areas().under(at);
        let lines = match event.kind {
            MouseEventKind::ScrollUp => Some(-NOTCH),
            MouseEventKind::ScrollDown => Some(NOTCH),
            _ => None,
        };
        let pane = match event.kind {
            MouseEventKind::Down(_) => {
                self.pressed = under;
                under
            }
            MouseEventKind::Drag(_) => self.pressed,
            MouseEventKind::Up(_) => self.pressed.take(),
            _ => under,
        };
        let Some(pane) = pane else {
            // A press beside a box closes it.
            let boxed = self.shared.focus.is_overlay();
            let acts = if boxed && matches!(event.kind, MouseEventKind::Down(_)) {
                vec![crate::panes::Act::Leave]
            } else {
                vec![]
            };
            return self.perform(acts);
        };
        if matches!(event.kind, MouseEventKind::Down(_)) {
            self.focus(pane);
            let area = self.shared.areas().of(pane);
            let tab =
                (matches!(pane, PaneId::View(_)) && at.y == area.y).then(|| tabs::at(&self.shared.view(), area, at));
            if let Some(kind) = tab.flatten() {
                return self.show_view(kind);
            }
        }
        let acts = self.with_pane(pane, |pane, view, area| match lines {
            Some(lines) => pane.wheel(lines, view, area),
            None => pane.mouse(event.kind, at, view, area),
        });
        self.perform(acts.unwrap_or_default())
    }
}
