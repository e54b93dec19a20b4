use super::*;

use crossterm::event::{MouseButton, MouseEventKind};
use proptest::prelude::*;

const ANSWER: &[u8] = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?65;1;9c";

fn heard(bytes: &[u8]) -> Vec<Heard> {
    let mut heard = Vec::new();
    Decoder::default().feed(bytes, &mut heard);
    heard
}

/// Everything that is heard when nothing more comes.
fn heard_in_the_end(bytes: &[u8]) -> Vec<Heard> {
    let mut decoder = Decoder::default();
    let mut heard = Vec::new();
    decoder.feed(bytes, &mut heard);
    while decoder.patience().is_some() {
        decoder.give_up(&mut heard);
    }
    heard
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Heard {
    Heard::Key(KeyEvent::new(code, modifiers))
}

fn typed(text: &str) -> Vec<Heard> {
    text.chars().map(|letter| Heard::Key(sequence::typed(letter))).collect()
}

#[test]
fn keys_are_those_that_crossterm_would_give() {
    let (none, shift, control, alt) =
        (KeyModifiers::NONE, KeyModifiers::SHIFT, KeyModifiers::CONTROL, KeyModifiers::ALT);
    let cases: &[(&[u8], KeyCode, KeyModifiers)] = &[
        (b"q", KeyCode::Char('q'), none),
        (b"Q", KeyCode::Char('Q'), shift),
        ("外".as_bytes(), KeyCode::Char('外'), none),
        ("🔬".as_bytes(), KeyCode::Char('🔬'), none),
        (b"\r", KeyCode::Enter, none),
        (b"\n", KeyCode::Char('j'), control),
        (b"\t", KeyCode::Tab, none),
        (b"\x7f", KeyCode::Backspace, none),
        (b"\x03", KeyCode::Char('c'), control),
        (b"\x00", KeyCode::Char(' '), control),
        (b"\x1f", KeyCode::Char('7'), control),
        (b"\x1b[A", KeyCode::Up, none),
        (b"\x1bOA", KeyCode::Up, none),
        (b"\x1b[1;5C", KeyCode::Right, control),
        (b"\x1b[1;2R", KeyCode::F(3), shift),
        (b"\x1b\x1b[D", KeyCode::Left, alt),
        (b"\x1b[H", KeyCode::Home, none),
        (b"\x1b[4~", KeyCode::End, none),
        (b"\x1b[5~", KeyCode::PageUp, none),
        (b"\x1b[3;5~", KeyCode::Delete, control),
        (b"\x1b[15~", KeyCode::F(5), none),
        (b"\x1b[24~", KeyCode::F(12), none),
        (b"\x1bOP", KeyCode::F(1), none),
        (b"\x1b[[E", KeyCode::F(5), none),
        (b"\x1b[Z", KeyCode::BackTab, shift),
        (b"\x1b[27;5;13~", KeyCode::Enter, control),
        (b"\x1b[97;5u", KeyCode::Char('a'), control),
        (b"\x1b[97;2u", KeyCode::Char('A'), shift),
        (b"\x1ba", KeyCode::Char('a'), alt),
        ("\x1bé".as_bytes(), KeyCode::Char('é'), alt),
        (b"\x1b\x7f", KeyCode::Backspace, alt),
        (b"\x1b]x", KeyCode::Char(']'), alt),
    ];
    for (bytes, code, modifiers) in cases {
        assert_eq!(heard(bytes).first(), Some(&key(*code, *modifiers)), "{bytes:?}");
    }
}

#[test]
fn the_mouse_is_read_in_both_forms() {
    let mouse = |kind, column, row, modifiers| vec![Heard::Mouse(MouseEvent { kind, column, row, modifiers })];
    let none = KeyModifiers::NONE;
    let left = MouseButton::Left;
    assert_eq!(heard(b"\x1b[<0;1;1M"), mouse(MouseEventKind::Down(left), 0, 0, none));
    assert_eq!(heard(b"\x1b[<0;300;20m"), mouse(MouseEventKind::Up(left), 299, 19, none));
    assert_eq!(heard(b"\x1b[<32;5;6M"), mouse(MouseEventKind::Drag(left), 4, 5, none));
    assert_eq!(heard(b"\x1b[<18;5;6M"), mouse(MouseEventKind::Down(MouseButton::Right), 4, 5, KeyModifiers::CONTROL));
    assert_eq!(heard(b"\x1b[<65;5;6M"), mouse(MouseEventKind::ScrollDown, 4, 5, none));
    assert_eq!(heard(b"\x1b[<35;5;6M"), []);
    assert_eq!(heard(b"\x1b[M !!"), mouse(MouseEventKind::Down(left), 0, 0, none));
    assert_eq!(heard(b"\x1b[M#!\""), mouse(MouseEventKind::Up(left), 0, 1, none));
    assert_eq!(heard(b"\x1b[M`!\""), mouse(MouseEventKind::ScrollUp, 0, 1, none));
}

#[test]
fn an_esc_alone_is_a_key_once_patience_ends() {
    let mut decoder = Decoder::default();
    let mut heard = Vec::new();
    decoder.feed(b"a\x1b", &mut heard);
    assert_eq!(heard, typed("a"));
    assert_eq!(decoder.patience(), Some(ESC_PATIENCE));
    decoder.give_up(&mut heard);
    assert_eq!(heard[1..], [key(KeyCode::Esc, KeyModifiers::NONE)]);
    assert_eq!(decoder.patience(), None);
}

#[test]
fn what_was_begun_in_vain_ends_with_patience() {
    let esc = key(KeyCode::Esc, KeyModifiers::NONE);
    let alt = |letter| key(KeyCode::Char(letter), KeyModifiers::ALT);
    assert_eq!(heard_in_the_end(b"\x1b\x1b"), [esc.clone(), esc.clone()]);
    assert_eq!(heard_in_the_end(b"\x1b["), [alt('[')]);
    assert_eq!(heard_in_the_end(b"\x1b]"), [alt(']')]);
    assert_eq!(heard_in_the_end(b"\x1b\x1b["), [esc, alt('[')]);
    assert_eq!(heard_in_the_end(b"\x1b[12;"), []);
    assert_eq!(heard_in_the_end(b"\x1b]11;rgb:ff"), []);
    assert_eq!(heard_in_the_end(b"\xe5\xa4"), []);
    assert_eq!(heard_in_the_end(b"\x1b[200~half"), [Heard::Paste("half".into())]);
}

#[test]
fn noise_types_nothing_and_hides_nothing() {
    assert_eq!(heard(b"\x1b[Ia\x1b[Ob"), typed("ab"));
    assert_eq!(heard(b"\x1b[?2026;2$yx"), typed("x"));
    assert_eq!(heard(b"\x1b[>0;10;1cx"), typed("x"));
    assert_eq!(heard(b"\x1b]4;1;rgb:00/00/00\x07x"), typed("x"));
    assert_eq!(heard(b"\xff\xfex"), typed("x"));
    assert_eq!(heard(b"\x1b[12\x03"), [key(KeyCode::Char('c'), KeyModifiers::CONTROL)]);
    assert_eq!(heard(b"\x1b[12\x1b[A"), [key(KeyCode::Up, KeyModifiers::NONE)]);
}

#[test]
fn a_paste_is_text_and_no_keys() {
    assert_eq!(heard(b"\x1b[200~a\rb\r\nc\x1b[Aq\x1b[201~q")[0], Heard::Paste("a\nb\nc\x1b[Aq".into()));
    assert_eq!(heard(b"\x1b[200~\x1b[201~q"), [vec![Heard::Paste(String::new())], typed("q")].concat());
    assert_eq!(heard(b"\x1b[201~q"), typed("q"));
    let long = [b"\x1b[200~".as_slice(), &vec![b'x'; PASTE_LIMIT + 9], PASTE_END, b"q"].concat();
    assert_eq!(heard(&long), [vec![Heard::Paste("x".repeat(PASTE_LIMIT))], typed("q")].concat());
}

#[test]
fn answers_type_nothing_however_late_and_however_ended() {
    let light = Heard::Background(Background::Light);
    assert_eq!(heard(ANSWER), [light.clone(), Heard::LastAnswer]);
    assert_eq!(heard(b"a\x1b]11;rgb:ff/ff/ff\x07b\x1b[?6cc"), {
        let mut all = typed("a");
        all.push(light.clone());
        all.extend(typed("b"));
        all.push(Heard::LastAnswer);
        all.extend(typed("c"));
        all
    });
    assert_eq!(heard(b"\x1b]11;rgb:ff/ff/ff\x9cq")[0], light);
}

#[test]
fn an_answer_in_two_pieces_types_nothing_even_when_patience_ends_between_them() {
    for at in 1..ANSWER.len() {
        let mut decoder = Decoder::default();
        let mut heard = Vec::new();
        decoder.await_answer();
        decoder.feed(&ANSWER[..at], &mut heard);
        if decoder.patience() < Some(REST_PATIENCE) {
            decoder.give_up(&mut heard);
        }
        decoder.feed(&ANSWER[at..], &mut heard);
        decoder.feed(b"q", &mut heard);
        heard.retain(|heard| {
            !matches!(heard, Heard::Background(Background::Light) | Heard::LastAnswer)
                // The Esc, or the Alt and a letter, that the beginning looked like. It cannot be called back.
                && !matches!(heard, Heard::Key(key) if key.code == KeyCode::Esc || key.modifiers == KeyModifiers::ALT)
        });
        assert_eq!(heard, typed("q"), "cut at {at}");
        assert!(!decoder.awaiting(), "cut at {at}");
    }
}

#[test]
fn keys_after_an_esc_are_keys_while_an_answer_is_awaited() {
    let mut decoder = Decoder::default();
    let mut heard = Vec::new();
    decoder.await_answer();
    decoder.feed(b"\x1b", &mut heard);
    decoder.give_up(&mut heard);
    decoder.feed(b"]", &mut heard);
    assert_eq!(decoder.patience(), Some(ESC_PATIENCE));
    decoder.feed(b"12", &mut heard);
    assert_eq!(heard, [vec![key(KeyCode::Esc, KeyModifiers::NONE)], typed("]12")].concat());
    assert_eq!(decoder.patience(), None);
}

proptest! {
    #[test]
    fn any_bytes_in_any_pieces_are_heard_alike(pieces in proptest::collection::vec(
        prop_oneof![
            any::<Vec<u8>>(),
            Just(b"\x1b".to_vec()), Just(b"\x1b[".to_vec()), Just(b"\x1b]11;".to_vec()), Just(ANSWER.to_vec()),
            Just(b"\x1b[200~".to_vec()), Just(PASTE_END.to_vec()), Just("外交".as_bytes().to_vec()),
        ], 0..8)) {
        let mut decoder = Decoder::default();
        let mut in_pieces = Vec::new();
        for byte in pieces.concat() {
            decoder.feed(&[byte], &mut in_pieces);
        }
        while decoder.patience().is_some() {
            decoder.give_up(&mut in_pieces);
        }
        prop_assert_eq!(in_pieces, heard_in_the_end(&pieces.concat()));
    }
}
