//! The worked examples, and what a word is.

use super::*;

#[test]
fn the_worked_examples_hold() {
    for (word, text, class) in [
        ("forum", "World Science Forum", Some(Class::WordStart)),
        ("顧問", "大臣の顧問", Some(Class::WordStart)),
        ("plomacy", "Science Diplomacy", Some(Class::Contained)),
        ("wsf", "World Science Forum", Some(Class::Initials)),
        ("fmstan", "Foreign Ministries Science & Technology Advice Network", Some(Class::Initials)),
        ("sciforum", "World Science Forum", Some(Class::Beginnings)),
        ("iter", "International cooperation", None),
        ("forgn", "Foreign ministries", None),
        ("ｉｔｅｒ", "ITER begins", Some(Class::WordStart)),
    ] {
        assert_eq!(Needle::new(word, How::Bare).class(&fold(text)), class, "{word} in {text}");
    }
    assert!(Needle::new("forgn", How::Bare).loose(&fold("Foreign ministries")));
    assert!(!Needle::new("fmsatn", How::Bare).loose("fmstan"));
    assert!(Needle::new("kagaku", How::Bare).reads("かがく", &romaji::from_kana("かがく")));
}

#[test]
fn signs_speak_of_a_single_title_or_name() {
    let text = "world science forum\u{1f}世界科学フォーラム";
    for (word, how, holds) in [
        ("world", How::Start, true),
        ("世界", How::Start, true),
        ("forum", How::End, true),
        ("science", How::Word, true),
        ("scien", How::Word, false),
        ("world science forum", How::Whole, true),
        ("forum", How::Whole, false),
    ] {
        assert_eq!(Needle::new(word, how).class(text).is_some(), holds, "{word} {how:?}");
    }
}
