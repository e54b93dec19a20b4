//! From the bytes of a file to its text.

use super::Input;
use crate::data::problem::{Code, Problem};

/// The text of a file's bytes, taken over as they are where they can be.
pub fn decode_owned(name: &str, bytes: Vec<u8>) -> Result<Input, Box<Problem>> {
    let marked = matches!(bytes[..], [0xef, 0xbb, 0xbf, ..] | [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    if marked || bytes.iter().take(8192).any(|byte| *byte == 0) {
        return decode(name, &bytes);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Input { name: name.to_owned(), text }),
        Err(error) => decode(name, error.as_bytes()),
    }
}

/// The text of a file's bytes: UTF-8, or UTF-16 where the file begins with its mark.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Input, Box<Problem>> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    };
    let input = |text| Input { name: name.to_owned(), text };
    text.map(input).map_err(|(line, column, what)| {
        Box::new(Problem {
            severity: Code::Encoding.row().severity,
            code: Code::Encoding,
            file: name.to_owned(),
            line,
            column,
            source_line: String::new(),
            caret: 0,
            what,
            hint: "save the file as UTF-8".into(),
        })
    })
}

/// Where a text breaks off, and why.
type Broken = (usize, usize, String);

fn utf8(bytes: &[u8]) -> Result<String, Broken> {
    if bytes.iter().take(8192).any(|byte| *byte == 0) {
        return Err((0, 0, "the file is no text".into()));
    }
    String::from_utf8(bytes.to_vec()).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&bytes[..good]);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
        let what = format!("the byte 0x{:02x} is no letter of UTF-8", bytes[good]);
        (line, column, if looks_japanese(bytes) { what + " (the file may be in Shift_JIS or EUC-JP)" } else { what })
    })
}

/// Whether half of what follows the first foreign byte are bytes as the older Japanese encodings use them.
fn looks_japanese(bytes: &[u8]) -> bool {
    let high = bytes.iter().take(1 << 16).filter(|byte| !byte.is_ascii()).count();
    let pairs = bytes.windows(2).take(1 << 16);
    let leads = pairs.filter(|pair| matches!(pair, [0x81..=0x9f | 0xa1..=0xfc, 0x40..=0x7e | 0x80..=0xfc])).count();
    high >= 2 && leads * 2 >= high
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Broken> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>();
    match (text, rest) {
        (Ok(text), []) => Ok(text),
        _ => Err((0, 0, "the file begins as UTF-16 and is none".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_is_read_or_named() {
        let text = |bytes: &[u8]| {
            assert_eq!(decode("x.ron", bytes), decode_owned("x.ron", bytes.to_vec()));
            decode("x.ron", bytes).map(|input| input.text).map_err(|problem| problem.to_string())
        };
        assert_eq!(text("(科学)".as_bytes()).unwrap(), "(科学)");
        assert_eq!(text(b"\xef\xbb\xbf(a)").unwrap(), "(a)");
        assert_eq!(text(b"\xff\xfe(\0\xd1\x79)\0").unwrap(), "(科)");
        assert_eq!(text(b"\xfe\xff\0(\x79\xd1\0)").unwrap(), "(科)");
        assert_eq!(text(b"").unwrap(), "");
        assert_eq!(
            text(b"\xff\xfe(").unwrap_err(),
            "x.ron: error: the file begins as UTF-16 and is none; save the file as UTF-8"
        );
        assert_eq!(text(b"PK\x03\x04\0\0").unwrap_err(), "x.ron: error: the file is no text; save the file as UTF-8");
        assert_eq!(
            text(b"(\n ab\x89\xc8\x8aw)").unwrap_err(),
            "x.ron:2:4: error: the byte 0x89 is no letter of UTF-8 (the file may be in Shift_JIS or EUC-JP); save the file as UTF-8"
        );
    }
}
