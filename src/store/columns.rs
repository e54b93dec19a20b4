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
    }
}
