//! The clipboard through the terminal (OSC 52), which works over ssh too.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The sequence that puts `text` on the clipboard.
pub(super) fn copy(text: &str) -> Vec<u8> {
    let mut sequence = b"\x1b]52;c;".to_vec();
    encode(text.as_bytes(), &mut sequence);
    sequence.extend_from_slice(b"\x1b\\");
    sequence
}

/// Base64 as RFC 4648 section 4 has it, with padding.
fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            if place <= chunk.len() {
                out.push(LETTERS[(bits >> (18 - 6 * place)) as usize & 63]);
            } else {
                out.push(b'=');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_the_vectors_of_rfc_4648() {
        let vectors = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
            ("外交", "5aSW5Lqk"),
        ];
        for (text, expected) in vectors {
            assert_eq!(copy(text), format!("\x1b]52;c;{expected}\x1b\\").into_bytes(), "{text}");
        }
    }
}
