//! Columns: many short values in few allocations.

/// Texts one after the other in a single blob.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    blob: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds a text as the next row.
    pub fn push(&mut self, text: &str) {
        self.push_parts(&[text]);
    }

    /// Adds several texts as one row, parted by [`Self::PART`].
    pub fn push_parts(&mut self, parts: &[&str]) {
        let mut first = true;
        for part in parts.iter().filter(|part| !part.is_empty()) {
            if !first {
                self.blob.push(Self::PART);
            }
            self.blob.push_str(part);
            first = false;
        }
        self.ends.push(u32::try_from(self.blob.len()).unwrap_or(u32::MAX));
    }

    /// All texts, one after the other.
    pub fn blob(&self) -> &str {
        &self.blob
    }

    /// Where the text of a row begins in the blob; past the end, where the blob ends.
    pub fn start(&self, row: u32) -> usize {
        let before = (row as usize).min(self.ends.len()).checked_sub(1);
        before.and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize)
    }

    /// Where the text of a row ends in the blob.
    pub fn end(&self, row: u32) -> usize {
        self.start(row.saturating_add(1))
    }

    /// The row that a byte of the blob belongs to, which is `from` or a later one.
    pub fn row_of(&self, byte: usize, from: u32) -> u32 {
        // Mostly the row is near, so look at the next ones, then further and further.
        let ends = self.ends.get(from as usize..).unwrap_or_default();
        let mut step = 4;
        while ends.get(step).is_some_and(|end| *end as usize <= byte) {
            step *= 2;
        }
        let before = if step == 4 { 0 } else { step / 2 };
        let near = ends.get(before..ends.len().min(step + 1)).unwrap_or_default();
        from + (before + near.partition_point(|end| *end as usize <= byte)) as u32
    }

    /// How many bytes of memory it takes.
    pub(super) fn bytes(&self) -> usize {
        self.blob.capacity() + self.ends.capacity() * 4
    }

    /// Gives back what was set aside for more rows.
    pub(super) fn shrink(&mut self) {
        self.blob.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// What parts the texts of one row: no folded text holds it.
    pub const PART: char = '\u{1f}';

    /// The text of a row, empty past the end.
    pub fn get(&self, row: u32) -> &str {
        let row = row as usize;
        let start = row.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or_default());
        let end = self.ends.get(row).copied().unwrap_or(start);
        self.blob.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// Lists of small numbers one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    values: Vec<u32>,
    ends: Vec<u32>,
}

impl Lists {
    /// Adds a list as the next row.
    pub fn push(&mut self, values: impl IntoIterator<Item = u32>) {
        self.values.extend(values);
        self.ends.push(self.values.len() as u32);
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
        for (row, end) in self.ends.iter().enumerate() {
            for value in &self.values[from as usize..*end as usize] {
                let next = &mut ends[*value as usize];
                rows[*next as usize] = row as u32;
                *next += 1;
            }
            from = *end;
        }
        Self { values: rows, ends }
    }

    /// How many bytes of memory it takes.
    pub(super) fn bytes(&self) -> usize {
        (self.values.capacity() + self.ends.capacity()) * 4
    }

    /// Gives back what was set aside for more rows.
    pub(super) fn shrink(&mut self) {
        self.values.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// The list of a row, empty past the end.
    pub fn get(&self, row: u32) -> &[u32] {
        let row = row as usize;
        let start = row.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or_default());
        let end = self.ends.get(row).copied().unwrap_or(start);
        self.values.get(start as usize..end as usize).unwrap_or_default()
    }
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
