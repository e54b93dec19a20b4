//! A store as a row of parts that are kept as they are: what the binary holds, and what is written to files.
//!
//! A part is a column without its meaning. Who keeps parts gives them back in the same order; a store made of them has
//! nothing left to sort, to fold or to look up.

use std::borrow::Cow;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::blob::Blob;

/// One part of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Texts one after the other.
    Text(Cow<'a, str>),
    /// Small numbers, or values in their own compact form.
    Bytes(Cow<'a, [u8]>),
    /// Values in their own compact form of which few are asked for at a time: who keeps them may press them.
    Seldom(Blob<'a>),
    /// Numbers.
    Numbers(Cow<'a, [u32]>),
    /// Bits.
    Words(Cow<'a, [u64]>),
}

impl<'a> Part<'a> {
    pub(super) fn of_text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    pub(super) fn of_numbers(numbers: &'a [u32]) -> Self {
        Self::Numbers(Cow::Borrowed(numbers))
    }

    pub(super) fn of_words(words: &'a [u64]) -> Self {
        Self::Words(Cow::Borrowed(words))
    }

    pub(super) fn of_bytes(bytes: impl IntoIterator<Item = u8>) -> Self {
        Self::Bytes(bytes.into_iter().collect())
    }

    /// A value in its compact form; nothing that a store holds can fail to be written so.
    pub(super) fn of_value(value: &impl Serialize) -> Self {
        Self::Bytes(postcard::to_stdvec(value).unwrap_or_default().into())
    }
}

/// Numbers in a compact form: each as its difference to the one before, for most columns rise.
pub fn to_differences(numbers: &[u32]) -> Vec<u8> {
    let mut before = 0_u32;
    let mut bytes = Vec::new();
    for number in numbers {
        let difference = number.wrapping_sub(before).cast_signed();
        bytes.extend(postcard::to_stdvec(&difference).unwrap_or_default());
        before = *number;
    }
    bytes
}

/// The numbers of their differences.
pub fn from_differences(mut bytes: &[u8]) -> Result<Vec<u32>, Damaged> {
    let mut before = 0_u32;
    let mut numbers = Vec::with_capacity(bytes.len());
    while let [first, rest @ ..] = bytes {
        // Most are small, so that one byte says them: twice the difference, or one less than that of a negative one.
        let (difference, rest) = if *first < 0x80 {
            (i32::from(*first >> 1) ^ -i32::from(*first & 1), rest)
        } else {
            postcard::take_from_bytes::<i32>(bytes).map_err(|_| Damaged("a column of numbers"))?
        };
        before = before.wrapping_add_signed(difference);
        numbers.push(before);
        bytes = rest;
    }
    Ok(numbers)
}

/// The parts of a store are not as they were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} can't be what was written")]
pub struct Damaged(pub(super) &'static str);

/// Parts that are taken one by one.
pub(super) struct Parts(std::vec::IntoIter<Part<'static>>);

impl Parts {
    pub(super) fn new(parts: Vec<Part<'static>>) -> Self {
        Self(parts.into_iter())
    }

    pub(super) fn text(&mut self) -> Result<Cow<'static, str>, Damaged> {
        if let Some(Part::Text(text)) = self.0.next() { Ok(text) } else { Err(Damaged("a text")) }
    }

    pub(super) fn bytes(&mut self) -> Result<Cow<'static, [u8]>, Damaged> {
        if let Some(Part::Bytes(bytes)) = self.0.next() { Ok(bytes) } else { Err(Damaged("a column of bytes")) }
    }

    /// Bytes that may be pressed.
    pub(super) fn blob(&mut self) -> Result<Blob<'static>, Damaged> {
        match self.0.next() {
            Some(Part::Bytes(bytes)) => Ok(Blob::Plain(bytes)),
            Some(Part::Seldom(blob)) => Ok(blob),
            _ => Err(Damaged("a column of values")),
        }
    }

    /// A column with so many small numbers.
    pub(super) fn bytes_of(&mut self, rows: usize) -> Result<Cow<'static, [u8]>, Damaged> {
        self.bytes().and_then(|bytes| same_length(bytes, rows))
    }

    pub(super) fn numbers(&mut self) -> Result<Vec<u32>, Damaged> {
        if let Some(Part::Numbers(numbers)) = self.0.next() {
            Ok(numbers.into_owned())
        } else {
            Err(Damaged("a column of numbers"))
        }
    }

    /// A column with so many numbers.
    pub(super) fn numbers_of(&mut self, rows: usize) -> Result<Vec<u32>, Damaged> {
        self.numbers().and_then(|numbers| same_length(numbers, rows))
    }

    /// A column with so many words.
    pub(super) fn words_of(&mut self, rows: usize) -> Result<Vec<u64>, Damaged> {
        if let Some(Part::Words(words)) = self.0.next() {
            same_length(words.into_owned(), rows)
        } else {
            Err(Damaged("a column of bits"))
        }
    }

    pub(super) fn value<T: DeserializeOwned>(&mut self) -> Result<T, Damaged> {
        postcard::from_bytes(&self.bytes()?).map_err(|_| Damaged("a table"))
    }

    /// Ends where all parts were taken.
    pub(super) fn end(mut self) -> Result<(), Damaged> {
        if self.0.next().is_none() { Ok(()) } else { Err(Damaged("the end")) }
    }
}

fn same_length<T, C: AsRef<[T]>>(column: C, rows: usize) -> Result<C, Damaged> {
    if column.as_ref().len() == rows { Ok(column) } else { Err(Damaged("the length of a column")) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_come_back_from_their_differences(
            numbers in prop::collection::vec(prop_oneof![any::<u32>(), 0..200_u32], 0..40), cut in 0..9_usize,
        ) {
            let bytes = to_differences(&numbers);
            prop_assert_eq!(from_differences(&bytes), Ok(numbers));
            let _ = from_differences(&bytes[..bytes.len().saturating_sub(cut)]);
        }
    }
}
