//! What may be meant within the side of a comparison: as in a line of its own, under the rest of the line.

use super::super::item::is_name;
use super::super::lex::words;
use super::super::parse::parse;
use super::super::side::Inner;
use super::super::{Query, Show};
use super::{Completion, From, Offer};

/// What may be meant where the cursor stands in a side; `None` where it stands in none.
pub(super) fn complete(line: &str, cursor: usize, from: From<'_>) -> Option<Completion> {
    let word = words(line, &is_name).into_iter().find(|span| span.start < cursor && cursor <= span.end)?;
    let inner = Inner::of(&line[word.clone()])?;
    // What stands before the side begins, or after it is closed, is no part of it.
    let at = inner.places.iter().position(|place| word.start + place >= cursor)?;
    if word.start + inner.places.first()? > cursor {
        return None;
    }
    // Under the rest of the line it is counted; what stands before it may join no word of it.
    let query = parse(line).query;
    let rest = Query { sides: Vec::new(), show: Show::default(), ..query }.to_string();
    let before = if rest.is_empty() { 0 } else { rest.len() + 1 };
    let whole = if rest.is_empty() { inner.text.clone() } else { format!("{rest} {}", inner.text) };
    let Completion { span, offers } = super::complete(&whole, before + at, from);
    let start = span.start.checked_sub(before)?;
    let end = span.end.checked_sub(before)?;
    let place = |at: usize| inner.places.get(at).map(|place| word.start + place);
    let text = |text: String| if inner.is_quoted { text.replace('\\', "\\\\").replace('"', "\\\"") } else { text };
    let offers = offers.into_iter().map(|offer| Offer { text: text(offer.text), ..offer }).collect();
    Some(Completion { span: place(start)?..place(end)?, offers })
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use crate::data::Day;
    use crate::query::{Ctx, Run};
    use crate::store::tests::small;
    use crate::text::Lang;

    #[test]
    fn a_side_is_completed_as_a_line_of_its_own_under_the_rest() {
        let store = small();
        let recall = RefCell::default();
        let (ctx, run) = (Ctx { today: Day::LAST }, Run::PATIENT);
        let from = super::From { store: &store, ctx, lang: Lang::En, most: 3, run, recall: &recall };
        // The cursor stands at the sign ¦.
        for (line, replaced, text, count) in [
            ("vs:country:j¦", "j", "JP", Some(4)),
            ("vs:country:US vs:country:j¦ 2010..", "j", "JP", Some(3)),
            ("x vs:\"forum count¦\"", "count", "country:", None),
            ("vs:\"weight:3 country:j¦", "j", "JP", Some(3)),
            ("theme:¦ vs:country:JP", "", "@field", Some(5)),
        ] {
            let cursor = line.find('¦').unwrap();
            let line = line.replace('¦', "");
            let found = super::super::complete(&line, cursor, from);
            let first = found.offers.first().unwrap_or_else(|| panic!("{line}: nothing"));
            assert_eq!((&line[found.span.clone()], &*first.text, first.count), (replaced, text, count), "{line}");
        }
        assert!(super::complete("v¦s:x", 1, from).is_none());
    }
}
