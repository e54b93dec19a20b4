//! Columns: many short values in few allocations.

use std::borrow::Cow;

use super::blob::Blob;
use super::ends::Ends;
use super::gather::Place;
use super::parts::{Damaged, Part, Parts};

/// Texts one after the other in a single blob. Where all are empty nothing need be kept of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    blob: Cow<'static, str>,
    ends: Ends,
}

/// No text at all.
pub(super) static NO_TEXTS: Strings = Strings { blob: Cow::Borrowed(""), ends: Ends::NONE };

impl Strings {
    /// Adds a text as the next row.
    pub fn push(&mut self, text: &str) {
        self.push_parts(&[text]);
    }

    /// Adds several texts as one row, parted by [`Self::PART`].
    pub fn push_parts(&mut self, parts: &[&str]) {
        let mut first = true;
        let blob = self.blob.to_mut();
        for part in parts.iter().filter(|part| !part.is_empty()) {
            if !first {
                blob.push(Self::PART);
            }
            blob.push_str(part);
            first = false;
        }
        self.ends.push(self.blob.len());
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All texts, one after the other.
    pub fn blob(&self) -> &str {
        &self.blob
    }

    /// Where the text of a row begins in the blob; past the end, where the blob ends.
    pub fn start(&self, row: u32) -> usize {
        self.ends.start(row)
    }

    /// Where the text of a row ends in the blob.
    pub fn end(&self, row: u32) -> usize {
        self.start(row.saturating_add(1))
    }

    /// The row that a byte of the blob belongs to, which is `from` or a later one.
    pub fn row_of(&self, byte: usize, from: u32) -> u32 {
        self.ends.row_of(byte, from)
    }

    /// The texts of pieces in the order of rows.
    pub(super) fn gathered(pieces: &[Self], order: &[Place]) -> Self {
        let mut blob = String::with_capacity(pieces.iter().map(|piece| piece.blob.len()).sum());
        let mut ends = Ends::default();
        for place in order {
            let (piece, row) = place.of(pieces);
            blob.push_str(piece.get(row));
            ends.push(blob.len());
        }
        let mut all = Self { blob: Cow::Owned(blob), ends };
        all.shrink();
        all
    }

    /// How many bytes of memory it takes.
    pub(super) fn bytes(&self) -> usize {
        // What the binary holds takes no memory of its own.
        let blob = if let Cow::Owned(blob) = &self.blob { blob.capacity() } else { 0 };
        blob + self.ends.bytes()
    }

    /// Gives back what was set aside for more rows; none are added after this.
    pub(super) fn shrink(&mut self) {
        if self.blob.is_empty() {
            self.ends.clear();
        }
        if let Cow::Owned(blob) = &mut self.blob {
            blob.shrink_to_fit();
        }
        self.ends.shrink();
    }

    pub(super) fn pack<'a>(&'a self, parts: &mut Vec<Part<'a>>) {
        parts.push(Part::of_text(&self.blob));
        self.ends.pack(parts);
    }

    /// A column of so many texts.
    pub(super) fn unpack(parts: &mut Parts, rows: usize) -> Result<Self, Damaged> {
        let strings = Self::unpack_any(parts)?;
        if are_of(&strings.ends, rows) { Ok(strings) } else { Err(Damaged("the length of a column of texts")) }
    }

    /// Any number of texts.
    pub(super) fn unpack_any(parts: &mut Parts) -> Result<Self, Damaged> {
        let blob = parts.text()?;
        let ends = Ends::unpack(parts, blob.len())?;
        let on_borders = ends.each().all(|end| blob.is_char_boundary(end));
        if on_borders { Ok(Self { blob, ends }) } else { Err(Damaged("a column of texts")) }
    }

    /// All texts in their order.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|row| self.get(row))
    }

    /// What parts the texts of one row: no folded text holds it.
    pub const PART: char = '\u{1f}';

    /// The text of a row, empty past the end.
    pub fn get(&self, row: u32) -> &str {
        self.blob.get(self.ends.range(row)).unwrap_or_default()
    }
}

/// Lists of small numbers one after the other. Where all are empty nothing need be kept of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    values: Vec<u32>,
    ends: Ends,
}

impl Lists {
    /// Adds a list as the next row.
    pub fn push(&mut self, values: impl IntoIterator<Item = u32>) {
        self.values.extend(values);
        self.ends.push(self.values.len());
    }

    /// How many numbers there are in all lists.
    pub(super) fn values(&self) -> usize {
        self.values.len()
    }

    /// Adds a number to the next row, which begins at a place among all numbers; false where it has it already.
    pub(super) fn push_value(&mut self, first: usize, value: u32) -> bool {
        let new = !self.values[first..].contains(&value);
        if new {
            self.values.push(value);
        }
        new
    }

    /// Ends the row whose numbers were added one by one.
    pub(super) fn end_row(&mut self) {
        self.ends.push(self.values.len());
    }

    /// The lists of pieces in the order of rows; each piece has its own numbers, for which it tells those of all.
    pub(super) fn gathered(pieces: &[(Self, Vec<u32>)], order: &[Place]) -> Self {
        let mut values = Vec::with_capacity(pieces.iter().map(|(lists, _)| lists.values.len()).sum());
        let mut ends = Ends::default();
        for place in order {
            let ((lists, numbers), row) = place.of(pieces);
            values.extend(lists.get(row).iter().map(|value| numbers[*value as usize]));
            ends.push(values.len());
        }
        let mut all = Self { values, ends };
        all.shrink();
        all
    }

    /// For each value below `values`, the rows whose lists have it, in order.
    #[must_use]
    pub fn inverted(&self, values: usize) -> Self {
        let mut ends: Vec<u32> = vec![0; values];
        for value in &self.values {
            ends[*value as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        let mut rows = vec![0; self.values.len()];
        let mut from = 0;
        for (row, end) in self.ends.each().enumerate() {
            for value in &self.values[from..end] {
                let next = &mut ends[*value as usize];
                rows[*next as usize] = row as u32;
                *next += 1;
            }
            from = end;
        }
        Self { values: rows, ends: Ends::of(ends.into_iter().map(|end| end as usize)) }
    }

    /// How many bytes of memory it takes.
    pub(super) fn bytes(&self) -> usize {
        self.values.capacity() * 4 + self.ends.bytes()
    }

    /// Gives back what was set aside for more rows; none are added after this.
    pub(super) fn shrink(&mut self) {
        if self.values.is_empty() {
            self.ends.clear();
        }
        self.values.shrink_to_fit();
        self.ends.shrink();
    }

    pub(super) fn pack<'a>(&'a self, parts: &mut Vec<Part<'a>>) {
        parts.push(Part::of_numbers(&self.values));
        self.ends.pack(parts);
    }

    /// So many lists of numbers below a limit.
    pub(super) fn unpack(parts: &mut Parts, rows: usize, below: usize) -> Result<Self, Damaged> {
        let values = parts.numbers()?;
        let ends = Ends::unpack(parts, values.len())?;
        let all_below = values.iter().max().is_none_or(|most| (*most as usize) < below);
        if are_of(&ends, rows) && all_below { Ok(Self { values, ends }) } else { Err(Damaged("a column of lists")) }
    }

    /// The list of a row, empty past the end.
    pub fn get(&self, row: u32) -> &[u32] {
        self.values.get(self.ends.range(row)).unwrap_or_default()
    }
}

/// Values of bytes one after the other, made from them when they are first asked for.
#[derive(Debug, Default)]
pub(super) struct Values {
    blob: Blob<'static>,
    ends: Ends,
}

impl Values {
    /// Adds the bytes of a value as the next row.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let mut blob = std::mem::take(&mut self.blob).into_plain().into_owned();
        blob.extend_from_slice(bytes);
        self.ends.push(blob.len());
        self.blob = Blob::Plain(blob.into());
    }

    /// The values of pieces in the order of rows.
    pub(super) fn gathered(pieces: &[&Self], order: &[Place]) -> Self {
        let mut blob = Vec::with_capacity(pieces.iter().map(|piece| piece.blob.len()).sum());
        let mut ends = Ends::default();
        for place in order {
            let (piece, row) = place.of(pieces);
            blob.extend_from_slice(piece.get(row));
            ends.push(blob.len());
        }
        let mut all = Self { blob: Blob::Plain(blob.into()), ends };
        all.shrink();
        all
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of a row.
    pub(super) fn get(&self, row: u32) -> &[u8] {
        self.blob.get(self.ends.range(row)).unwrap_or_default()
    }

    /// Gives back what was set aside for more rows.
    pub(super) fn shrink(&mut self) {
        if let Blob::Plain(Cow::Owned(blob)) = &mut self.blob {
            blob.shrink_to_fit();
        }
        self.ends.shrink();
    }

    /// How many bytes of memory it takes.
    pub(super) fn bytes(&self) -> usize {
        let blob = if let Blob::Plain(Cow::Owned(blob)) = &self.blob { blob.capacity() } else { 0 };
        blob + self.ends.bytes()
    }

    pub(super) fn pack<'a>(&'a self, parts: &mut Vec<Part<'a>>) {
        parts.push(Part::Seldom(Blob::Plain(Cow::Borrowed(&self.blob))));
        self.ends.pack(parts);
    }

    /// The same where the parts are to stay when the values go.
    pub(super) fn pack_into(self, parts: &mut Vec<Part>) {
        parts.push(Part::Bytes(self.blob.into_plain()));
        self.ends.pack_into(parts);
    }

    /// The bytes of a row, copied unless the binary holds them.
    pub(super) fn slice(&self, row: u32) -> Cow<'static, [u8]> {
        match &self.blob {
            Blob::Plain(Cow::Borrowed(blob)) => Cow::Borrowed(blob.get(self.ends.range(row)).unwrap_or_default()),
            _ => Cow::Owned(self.get(row).to_vec()),
        }
    }

    /// Any number of values.
    pub(super) fn unpack(parts: &mut Parts) -> Result<Self, Damaged> {
        let blob = parts.blob()?;
        let ends = Ends::unpack(parts, blob.size())?;
        Ok(Self { blob, ends })
    }
}

/// Whether there are as many ends as rows, or none at all.
fn are_of(ends: &Ends, rows: usize) -> bool {
    ends.len() == 0 || ends.len() == rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_went_in() {
        let mut strings = Strings::default();
        strings.push("科学");
        strings.push("");
        strings.push_parts(&["a", "", "b"]);
        assert_eq!([0, 1, 2, 3].map(|row| strings.get(row)), ["科学", "", "a\u{1f}b", ""]);
        let mut lists = Lists::default();
        lists.push([3, 4]);
        lists.push([]);
        lists.push([5]);
        assert_eq!([0, 1, 2, 3].map(|row| lists.get(row).to_vec()), [vec![3, 4], vec![], vec![5], vec![]]);
        let rows = lists.inverted(6);
        assert_eq!([3, 4, 5, 0].map(|value| rows.get(value).to_vec()), [vec![0], vec![0], vec![2], vec![]]);
    }

    #[test]
    fn a_byte_leads_back_to_its_row() {
        let mut strings = Strings::default();
        (0..100).for_each(|row| strings.push(&"x".repeat(row % 5)));
        for row in (0..100).filter(|row| row % 5 > 0) {
            for byte in strings.start(row)..strings.end(row) {
                assert!((0..=row).all(|from| strings.row_of(byte, from) == row), "{byte}");
            }
        }
    }
}
