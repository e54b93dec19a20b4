//! Bytes of which few are asked for at a time: at hand, or pressed to about half the room until the first of them is asked for.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use super::parts::Damaged;

/// The bytes; they read as a slice.
#[derive(Clone, Debug)]
pub enum Blob<'a> {
    /// At hand.
    Plain(Cow<'a, [u8]>),
    /// As [`pressed`] gives them, and plain from their first use on.
    Pressed(&'static [u8], OnceLock<Vec<u8>>),
}

/// So many bytes before what is pressed say how much it is, the least first.
const HEAD: usize = 4;

/// Bytes in about half the room: LZ4's block format with their number before it.
pub fn pressed(bytes: &[u8]) -> Vec<u8> {
    lz4_flex::block::compress_prepend_size(bytes)
}

impl<'a> Blob<'a> {
    /// What [`pressed`] has given.
    pub fn of_pressed(pressed: &'static [u8]) -> Result<Self, Damaged> {
        if pressed.len() < HEAD {
            Err(Damaged("what was pressed"))
        } else {
            Ok(Self::Pressed(pressed, OnceLock::new()))
        }
    }

    /// How many bytes there are; they are not made for that.
    pub fn size(&self) -> usize {
        match self {
            Self::Plain(plain) => plain.len(),
            Self::Pressed(pressed, _) => {
                pressed.first_chunk().map_or(0, |head: &[u8; HEAD]| u32::from_le_bytes(*head) as usize)
            }
        }
    }

    /// The bytes themselves.
    pub fn into_plain(self) -> Cow<'a, [u8]> {
        match self {
            Self::Plain(plain) => plain,
            Self::Pressed(pressed, made) => made.into_inner().unwrap_or_else(|| plain(pressed)).into(),
        }
    }
}

/// What was pressed; nothing where it is damaged, so that nothing is told rather than something wrong.
fn plain(pressed: &[u8]) -> Vec<u8> {
    lz4_flex::block::decompress_size_prepended(pressed).unwrap_or_default()
}

impl Deref for Blob<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Plain(plain) => plain,
            Self::Pressed(pressed, made) => made.get_or_init(|| plain(pressed)),
        }
    }
}

impl Default for Blob<'_> {
    fn default() -> Self {
        Self::Plain(Cow::Borrowed(&[]))
    }
}

impl PartialEq for Blob<'_> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Blob<'_> {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_come_back_from_what_was_pressed(
            bytes in prop::collection::vec(prop_oneof![0..3_u8, any::<u8>()], 0..400), cut in 0..9_usize,
        ) {
            let kept: &'static [u8] = pressed(&bytes).leak();
            let blob = Blob::of_pressed(kept).unwrap();
            prop_assert_eq!(blob.size(), bytes.len());
            prop_assert_eq!(&*blob, &*bytes);
            prop_assert_eq!(&*blob.into_plain(), &*bytes);
            let damaged = Blob::of_pressed(&kept[..kept.len().saturating_sub(cut)]);
            prop_assert!(damaged.is_err() || damaged.is_ok_and(|blob| blob.is_empty() || *blob == *bytes));
        }
    }
}
