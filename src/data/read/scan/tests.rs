use super::*;

fn kinds(text: &str) -> Vec<Kind> {
    let mut scanner = Scanner::new(text, 0..text.len());
    std::iter::from_fn(|| Some(scanner.next().kind).filter(|kind| *kind != Kind::End)).collect()
}

#[test]
fn brackets_in_texts_and_comments_are_no_brackets() {
    use Kind::{Close, Colon, Comma, Open, Text, Word};
    assert_eq!(
        kinds("(a: \"(\\\"[\", /* ( /* [ */ { */ b: r#\"\"(\"#, // (\n c: '(', d: '\\'', e: b\"]\")"),
        [
            Open(')'),
            Word,
            Colon,
            Text,
            Comma,
            Word,
            Colon,
            Text,
            Comma,
            Word,
            Colon,
            Word,
            Comma,
            Word,
            Colon,
            Word,
            Comma,
            Word,
            Colon,
            Text,
            Close(')')
        ]
    );
    assert_eq!(kinds("（日付：\"1954\"，"), [Open(')'), Word, Colon, Text, Comma]);
    assert_eq!(kinds("don't r#type 'tis"), [Word, Word, Word]);
}

#[test]
fn what_is_never_closed_says_where_it_begins() {
    let fault = |text: &str| Scanner::new(text, 0..text.len()).value().1;
    assert_eq!(fault("(a: \"b)"), Some(Fault::OpenText(4)));
    assert_eq!(fault("(a: r#\"b\")"), Some(Fault::OpenText(4)));
    assert_eq!(fault("(a: [b)"), Some(Fault::Mismatch(4, 6)));
    assert_eq!(fault("(a: [b]"), Some(Fault::OpenBracket(0)));
    assert_eq!(fault("(a /* b)"), Some(Fault::OpenComment(3)));
    assert_eq!(fault(","), Some(Fault::NoValue(0)));
    assert_eq!(fault("Some(\"b\") c"), None);
}

proptest::proptest! {
    #[test]
    fn every_text_ends_and_every_piece_is_inside(text in "\\PC{0,30}|[\\[\\](){}\"'r#/*\\\\ab:,\n]{0,40}") {
        let mut scanner = Scanner::new(&text, 0..text.len());
        let mut last = 0;
        for _ in 0..=text.len() {
            let token = scanner.next();
            proptest::prop_assert!(last <= token.start && token.start <= token.end && token.end <= text.len());
            proptest::prop_assert!(text.is_char_boundary(token.start) && text.is_char_boundary(token.end));
            last = token.end;
        }
        proptest::prop_assert_eq!(scanner.next().kind, Kind::End);
        let _ = Scanner::new(&text, 0..text.len()).value();
    }
}
