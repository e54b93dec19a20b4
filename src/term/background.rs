//! Light or dark: the question to the terminal, its answer, and what the environment says instead.

/// Asks for the background (OSC 11) and then who it is (DA1). Every terminal answers the second, and in order, so that
/// one without an answer to the first is known at once.
pub(super) const QUESTION: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";

/// Whether the terminal's background is light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    /// Dark letters are read on it.
    Light,
    /// Light letters are read on it, or nothing is known.
    Dark,
}

/// The best guess before the terminal has answered: COLORFGBG where it is set, else dark.
pub(super) fn guess() -> Background {
    std::env::var("COLORFGBG").ok().and_then(|value| from_colorfgbg(&value)).unwrap_or(Background::Dark)
}

/// Whether the terminal may be asked; a dumb one would show the question, and the Linux console has no answer.
pub(super) fn may_ask() -> bool {
    !matches!(std::env::var("TERM").as_deref(), Err(_) | Ok("" | "dumb" | "linux"))
}

/// Reads rxvt's `15;0` or `15;default;0`: the last number is the background among the 16 colours.
fn from_colorfgbg(value: &str) -> Option<Background> {
    match value.rsplit(';').next()?.trim().parse::<u8>().ok()? {
        7 | 9..=15 => Some(Background::Light),
        0..=6 | 8 => Some(Background::Dark),
        _ => None,
    }
}

/// Reads the body of an answer to OSC 11: `11;rgb:ffff/ffff/ffff`, `11;rgba:…`, or `11;#ffffff`.
pub(super) fn from_answer(body: &[u8]) -> Option<Background> {
    let color = std::str::from_utf8(body).ok()?.strip_prefix("11;")?;
    let [red, green, blue] = channels(color)?;
    // The weights of ITU-R BT.601, as other programs use them here.
    let luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    Some(if luma > 0.5 { Background::Light } else { Background::Dark })
}

/// The three channels of a colour as X11 writes it, each from 0 to 1.
fn channels(color: &str) -> Option<[f32; 3]> {
    let parts: Vec<&str> = if let Some(digits) = color.strip_prefix('#') {
        let width = if digits.len() % 3 == 0 { digits.len() / 3 } else { 0 };
        (0..3).map(|at| digits.get(at * width..(at + 1) * width)).collect::<Option<_>>()?
    } else {
        color.strip_prefix("rgb:").or_else(|| color.strip_prefix("rgba:"))?.split('/').collect()
    };
    let mut channels = [0.0; 3];
    for (channel, digits) in channels.iter_mut().zip(parts.get(..3)?) {
        if !(1..=4).contains(&digits.len()) {
            return None;
        }
        let most = (1_u32 << (4 * digits.len())) - 1;
        *channel = u32::from_str_radix(digits, 16).ok()? as f32 / most as f32;
    }
    Some(channels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colorfgbg_is_read_as_rxvt_writes_it() {
        let cases = [
            ("15;0", Some(Background::Dark)),
            ("0;15", Some(Background::Light)),
            ("0;default;15", Some(Background::Light)),
            ("12;8", Some(Background::Dark)),
            ("0;7", Some(Background::Light)),
            ("15;default", None),
            ("0;255", None),
            ("", None),
        ];
        for (value, expected) in cases {
            assert_eq!(from_colorfgbg(value), expected, "{value}");
        }
    }

    #[test]
    fn answers_are_read_at_every_width() {
        let cases = [
            ("11;rgb:ffff/ffff/ffff", Some(Background::Light)),
            ("11;rgb:0000/0000/0000", Some(Background::Dark)),
            ("11;rgb:fd/f6/e3", Some(Background::Light)),
            ("11;rgb:0/2/3", Some(Background::Dark)),
            ("11;rgba:1111/2222/3333/ffff", Some(Background::Dark)),
            ("11;#fdf6e3", Some(Background::Light)),
            ("11;#ffff0000", None),
            ("11;rgb:ffff/ffff", None),
            ("11;rgb:fffff/0/0", None),
            ("11;rgb:zz/zz/zz", None),
            ("10;rgb:ffff/ffff/ffff", None),
            ("11;?", None),
        ];
        for (body, expected) in cases {
            assert_eq!(from_answer(body.as_bytes()), expected, "{body}");
        }
    }
}
