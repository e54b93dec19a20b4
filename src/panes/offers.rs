//! What may be meant where one types, in a box below the search line: moved through, and taken into the line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::View;
use super::line::{PROMPT, text_cells};
use crate::query::complete::Completion;
use crate::text::width::{cut, pad, pad_left, width};
use crate::widgets::line_edit::LineEdit;
use crate::widgets::paint::{fill, put};

/// Offers for a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// The line that they were made for.
    pub line: String,
    /// What is offered, and the bytes of the line that it takes the place of.
    pub completion: Completion,
}

impl Offers {
    /// The offers, where they are for the line as it is, and none of them stands there already.
    pub(super) fn for_line<'a>(&'a self, line: &LineEdit) -> Option<&'a Completion> {
        let Completion { span, offers } = &self.completion;
        let fresh = self.line == line.text() && !offers.is_empty();
        let typed = self.line.get(span.clone())?;
        // One offer that is there already offers nothing; the cursor has left where it stands no longer.
        let done = offers.first().is_some_and(|offer| offer.text == typed);
        let at = span.contains(&line.cursor()) || line.cursor() == span.end;
        (fresh && !done && at && !(typed.is_empty() && is_word(self, span.start))).then_some(&self.completion)
    }

    /// Whether the offers are values of a field, so that one moves among them.
    pub(super) fn are_values(&self) -> bool {
        !is_word(self, self.completion.span.start)
    }
}

/// Whether what begins at a byte is a word of its own, not the value of a field.
fn is_word(offers: &Offers, start: usize) -> bool {
    !offers.line.get(..start).is_some_and(|before| before.ends_with([':', '：', ',', '，', '"']))
}

/// The line with an offer taken in, the cursor behind it.
pub(super) fn taken(completion: &Completion, at: usize, line: &LineEdit) -> Option<LineEdit> {
    let offer = completion.offers.get(at)?;
    line.text().get(completion.span.clone())?;
    let mut line = line.clone();
    line.replace(completion.span.clone(), &offer.text);
    Some(line)
}

/// Draws the box below the line, over what stands there.
pub(super) fn draw(view: &View<'_>, completion: &Completion, chosen: Option<usize>, window: Rect, buf: &mut Buffer) {
    let palette = view.palette;
    let rows = completion.offers.len().min(usize::from(window.height.saturating_sub(3)));
    let widest = |of: &dyn Fn(usize) -> usize| (0..rows).map(of).max().unwrap_or_default();
    let offers = &completion.offers;
    let number = |at: usize| offers[at].count.map_or_else(String::new, |count| count.to_string());
    let numbers = widest(&|at| number(at).len());
    let room = usize::from(window.width).saturating_sub(8 + numbers);
    let texts = widest(&|at| width(&offers[at].text)).min(room / 2);
    let labels = widest(&|at| width(&offers[at].label)).min(room.saturating_sub(texts));
    let cells = texts + labels + numbers + 6;
    let (shown, _) = view.line.window(text_cells(view, window));
    let start = completion.span.start.clamp(shown.start, shown.end);
    let column = usize::from(PROMPT) + width(&view.line.text()[shown.start..start]);
    let column = column.saturating_sub(1).min(usize::from(window.width).saturating_sub(cells));
    for (at, offer) in offers.iter().enumerate().take(rows) {
        let row = Rect { x: window.x + column as u16, y: window.y + 1 + at as u16, width: cells as u16, height: 1 };
        let style = if chosen == Some(at) { palette.selected } else { palette.offer };
        fill(buf, row, style);
        let text = pad(&cut(&offer.text, texts), texts);
        let x = put(buf, (row.x + 1, row.y), &text, texts, style.patch(palette.field));
        let x = put(buf, (x + 2, row.y), &pad(&cut(&offer.label, labels), labels), labels, style);
        put(buf, (x + 2, row.y), &pad_left(&number(at), numbers), numbers, style);
    }
}
