//! A set of rows as bits.

/// A set of row numbers below a fixed length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// The empty set over rows `0..len`.
    pub fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// All rows `0..len`.
    pub fn all(len: usize) -> Self {
        let mut bits = Self { words: vec![!0; len.div_ceil(64)], len };
        bits.trim();
        bits
    }

    /// The rows for which something holds, which is asked of each once.
    pub fn of(len: usize, mut holds: impl FnMut(u32) -> bool) -> Self {
        let word = |at: usize| {
            let rows = (at * 64) as u32..(at * 64 + 64).min(len) as u32;
            rows.rev().fold(0, |word, row| word << 1 | u64::from(holds(row)))
        };
        Self { words: (0..len.div_ceil(64)).map(word).collect(), len }
    }

    /// The rows of the bytes that are not zero.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let bits = |eight: &[u8]| {
            // The top bit of each byte that is not zero, gathered by one multiplication.
            let eight = eight.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
            let tops = (((eight & 0x7f7f_7f7f_7f7f_7f7f) + 0x7f7f_7f7f_7f7f_7f7f) | eight) & 0x8080_8080_8080_8080;
            (tops >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
        };
        let word = |part: &[u8]| part.chunks(8).rev().fold(0, |word, eight| word << 8 | bits(eight));
        Self { words: bytes.chunks(64).map(word).collect(), len: bytes.len() }
    }

    /// Sets one after the other as one set; each but the last is over a multiple of 64 rows.
    pub fn join<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut joined = Self::none(0);
        for part in parts {
            joined.words.extend_from_slice(&part.words);
            joined.len += part.len;
        }
        joined
    }

    /// The rows `from..to` as a set of their own, counted from `from`, which is a multiple of 64.
    #[must_use]
    pub fn part(&self, rows: std::ops::Range<u32>) -> Self {
        let (from, to) = (rows.start as usize, (rows.end as usize).min(self.len));
        let words = self.words.get(from / 64..to.div_ceil(64)).unwrap_or_default().to_vec();
        let mut part = Self { words, len: to.saturating_sub(from) };
        part.trim();
        part
    }

    /// The rows `from..to` of the set.
    pub fn range(&self, rows: std::ops::Range<u32>) -> impl Iterator<Item = u32> + '_ {
        let (first, end) = ((rows.start / 64) as usize, (rows.end as usize).div_ceil(64).min(self.words.len()));
        let words = self.words.get(first..end).unwrap_or_default();
        let last = words.len().wrapping_sub(1);
        words.iter().enumerate().flat_map(move |(at, word)| {
            // The first and the last word have rows that are not in the range.
            let before = if at == 0 { rows.start % 64 } else { 0 };
            let after = if at == last { ((end * 64) as u32).saturating_sub(rows.end) } else { 0 };
            let kept = if after < 64 { word & (!0 << before) & (!0 >> after) } else { 0 };
            ones(kept, (first + at) as u32 * 64)
        })
    }

    fn trim(&mut self) {
        if let (Some(last), used @ 1..) = (self.words.last_mut(), self.len % 64) {
            *last &= (1 << used) - 1;
        }
    }

    /// The number of rows that the set is over.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no row is in the set.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Puts a row in.
    pub fn insert(&mut self, row: u32) {
        self.words[row as usize / 64] |= 1 << (row % 64);
    }

    /// Takes a row out.
    pub fn remove(&mut self, row: u32) {
        self.words[row as usize / 64] &= !(1 << (row % 64));
    }

    /// Whether a row is in the set.
    pub fn contains(&self, row: u32) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// How many rows are in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Keeps the rows that are also in the other set.
    pub fn and(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    /// Adds the rows of the other set.
    pub fn or(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    /// Turns the set into its complement.
    pub fn invert(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    /// The rows in ascending order, as a list.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows = Vec::with_capacity(self.count());
        for (at, word) in self.words.iter().enumerate() {
            let mut left = *word;
            while left != 0 {
                rows.push(at as u32 * 64 + left.trailing_zeros());
                left &= left - 1;
            }
        }
        rows
    }

    /// The rows in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| ones(*word, at as u32 * 64))
    }
}

/// The numbers of the bits that are set in a word, the first bit's being `first`.
fn ones(word: u64, first: u32) -> impl Iterator<Item = u32> {
    let mut left = word;
    std::iter::from_fn(move || {
        (left != 0).then(|| {
            let bit = left.trailing_zeros();
            left &= left - 1;
            first + bit
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_combine_as_sets_do() {
        let mut odd = Bits::none(70);
        (1..70).step_by(2).for_each(|row| odd.insert(row));
        let mut even = odd.clone();
        even.invert();
        assert_eq!((odd.count(), even.count()), (35, 35));
        assert!(even.contains(68) && !even.contains(69) && !even.contains(700));
        let mut both = odd.clone();
        both.and(&even);
        assert!(both.is_empty());
        both.or(&odd);
        assert_eq!(both.iter().collect::<Vec<_>>(), (1..70).step_by(2).collect::<Vec<_>>());
        assert_eq!(Bits::all(70).count(), 70);
        assert_eq!(Bits::of(70, |row| row % 2 == 1), odd);
        assert_eq!(odd.range(3..67).collect::<Vec<_>>(), (3..67).step_by(2).collect::<Vec<_>>());
        assert_eq!(odd.range(64..900).collect::<Vec<_>>(), [65, 67, 69]);
        assert!(odd.range(40..40).chain(odd.range(64..64)).chain(odd.range(900..901)).next().is_none());
        assert_eq!(odd.range(64..66).collect::<Vec<_>>(), [65]);
        assert_eq!(odd.rows(), odd.iter().collect::<Vec<_>>());
        odd.remove(69);
        odd.remove(68);
        assert_eq!(odd.range(64..900).collect::<Vec<_>>(), [65, 67]);
    }

    #[test]
    fn sets_are_made_of_bytes_parted_and_joined() {
        let bytes: Vec<u8> = (0..200_u32).map(|n| (n * n % 7 * (n % 3) * 29) as u8).collect();
        let bits = Bits::of_bytes(&bytes);
        assert_eq!(bits, Bits::of(200, |row| bytes[row as usize] != 0));
        let parts = [bits.part(0..64), bits.part(64..192), bits.part(192..900)];
        assert_eq!(parts.iter().map(Bits::len).collect::<Vec<_>>(), [64, 128, 8]);
        assert_eq!(Bits::join(&parts), bits);
        assert_eq!(bits.part(64..70).rows(), bits.range(64..70).map(|row| row - 64).collect::<Vec<_>>());
    }
}
