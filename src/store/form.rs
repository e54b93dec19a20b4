//! A store as a file: its parts one after the other, each with a checksum, and at the end a table of where they stand.
//!
//! The file ends with the length of the table, its checksum and a sign, so that one that was not written to its end is known
//! by its last bytes. Numbers are written with their lowest byte first. Opens no file itself.

use std::hash::Hasher;
use std::io::{self, Read, Seek, SeekFrom, Write};

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use super::Store;
use super::parts::{Damaged, Part};

/// What the files of this form end with; the last byte counts the changes of the form itself.
const SIGN: &[u8; 8] = b"scidip\0\x01";

/// The length of the table, its checksum and the sign.
const ENDING: usize = 24;

/// How many bytes are changed into numbers, or from them, at a time: few enough to stay near.
const CHUNK: usize = 1 << 16;

/// Where a part stands in a file.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Place {
    kind: Kind,
    start: u64,
    /// In bytes.
    length: u64,
    checksum: u64,
}

impl Place {
    /// How many bytes the part takes.
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Whether the part is empty.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Kind {
    Text,
    Bytes,
    Numbers,
    Words,
}

/// What a file says of itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Table {
    /// What the store was made from, as whoever wrote the file put it.
    pub made_from: String,
    /// What else is kept with it.
    pub note: Vec<u8>,
    /// The parts of the store.
    pub parts: Vec<Place>,
    /// The parts of its folded texts.
    pub folded: Vec<Place>,
}

/// Writes a store with its folded texts.
pub fn write(store: &Store, made_from: &str, note: Vec<u8>, out: &mut impl Write) -> io::Result<()> {
    let mut at = 0;
    let mut all = |parts: Vec<Part>| parts.iter().map(|part| write_part(part, &mut at, out)).collect();
    let parts: io::Result<Vec<Place>> = all(store.parts());
    let texts = store.folded();
    if !texts.has_words() {
        texts.make_words(vec![texts.words_of(0..store.len() as u32)]);
    }
    let folded: io::Result<Vec<Place>> = all(texts.parts());
    let table = Table { made_from: made_from.to_owned(), note, parts: parts?, folded: folded? };
    let table = postcard::to_stdvec(&table).map_err(io::Error::other)?;
    out.write_all(&table)?;
    out.write_all(&(table.len() as u64).to_le_bytes())?;
    out.write_all(&XxHash3_64::oneshot(&table).to_le_bytes())?;
    out.write_all(SIGN)
}

fn write_part(part: &Part, at: &mut u64, out: &mut impl Write) -> io::Result<Place> {
    let mut sum = XxHash3_64::new();
    let mut length = 0;
    let mut put = |bytes: &[u8]| {
        sum.write(bytes);
        length += bytes.len() as u64;
        out.write_all(bytes)
    };
    let kind = match part {
        Part::Text(text) => put(text.as_bytes()).map(|()| Kind::Text),
        Part::Bytes(bytes) => put(bytes).map(|()| Kind::Bytes),
        Part::Seldom(bytes) => put(bytes).map(|()| Kind::Bytes),
        Part::Numbers(numbers) => in_chunks(numbers, u32::to_le_bytes, &mut put).map(|()| Kind::Numbers),
        Part::Words(words) => in_chunks(words, u64::to_le_bytes, &mut put).map(|()| Kind::Words),
    }?;
    let start = *at;
    *at += length;
    Ok(Place { kind, start, length, checksum: sum.finish() })
}

fn in_chunks<T: Copy, const N: usize>(
    numbers: &[T],
    bytes: impl Fn(T) -> [u8; N],
    put: &mut impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut buffer = Vec::with_capacity(CHUNK);
    for numbers in numbers.chunks(CHUNK / N) {
        buffer.clear();
        for number in numbers {
            buffer.extend_from_slice(&bytes(*number));
        }
        put(&buffer)?;
    }
    Ok(())
}

/// Reads the table of a file.
pub fn read_table(file: &mut (impl Read + Seek)) -> Result<Table, Damaged> {
    let damaged = |_| Damaged("the end of a file");
    let length = file.seek(SeekFrom::End(0)).map_err(damaged)?;
    let mut ending = [0; ENDING];
    let before = length.checked_sub(ENDING as u64).ok_or(Damaged("the length of a file"))?;
    file.seek(SeekFrom::Start(before)).map_err(damaged)?;
    file.read_exact(&mut ending).map_err(damaged)?;
    let (numbers, sign) = ending.split_at(ENDING - SIGN.len());
    let (numbers, _) = numbers.as_chunks::<8>();
    let [table, checksum] = numbers else { return Err(Damaged("the end of a file")) };
    let (table, checksum) = (u64::from_le_bytes(*table), u64::from_le_bytes(*checksum));
    let start = before.checked_sub(table).filter(|_| sign == SIGN).ok_or(Damaged("the end of a file"))?;
    file.seek(SeekFrom::Start(start)).map_err(damaged)?;
    let mut bytes = vec![0; usize::try_from(table).unwrap_or_default()];
    file.read_exact(&mut bytes).map_err(damaged)?;
    if XxHash3_64::oneshot(&bytes) != checksum {
        return Err(Damaged("the table of a file"));
    }
    let table: Table = postcard::from_bytes(&bytes).map_err(|_| Damaged("the table of a file"))?;
    let within = |place: &Place| place.start.checked_add(place.length).is_some_and(|end| end <= start);
    if table.parts.iter().chain(&table.folded).all(within) { Ok(table) } else { Err(Damaged("the table of a file")) }
}

/// Reads a part of a file.
pub fn read_part(file: &mut (impl Read + Seek), place: &Place) -> Result<Part<'static>, Damaged> {
    file.seek(SeekFrom::Start(place.start)).map_err(|_| Damaged("a part of a file"))?;
    let mut rest = Rest { file, left: usize::try_from(place.length).unwrap_or_default(), sum: XxHash3_64::new() };
    let part = match place.kind {
        Kind::Text => {
            let text = String::from_utf8(rest.bytes()?).map_err(|_| Damaged("a text in a file"))?;
            Part::Text(text.into())
        }
        Kind::Bytes => Part::Bytes(rest.bytes()?.into()),
        Kind::Numbers => Part::Numbers(rest.numbers(u32::from_le_bytes)?.into()),
        Kind::Words => Part::Words(rest.numbers(u64::from_le_bytes)?.into()),
    };
    if rest.sum.finish() == place.checksum { Ok(part) } else { Err(Damaged("a part of a file")) }
}

/// The bytes of a part that have not been read yet, and the checksum of those that have.
struct Rest<'a, F> {
    file: &'a mut F,
    left: usize,
    sum: XxHash3_64,
}

impl<F: Read> Rest<'_, F> {
    fn read(&mut self, into: &mut [u8]) -> Result<(), Damaged> {
        self.file.read_exact(into).map_err(|_| Damaged("a part of a file"))?;
        self.sum.write(into);
        self.left -= into.len();
        Ok(())
    }

    fn bytes(&mut self) -> Result<Vec<u8>, Damaged> {
        let mut bytes = vec![0; self.left];
        for chunk in bytes.chunks_mut(CHUNK) {
            self.read(chunk)?;
        }
        Ok(bytes)
    }

    fn numbers<T, const N: usize>(&mut self, number: impl Fn([u8; N]) -> T) -> Result<Vec<T>, Damaged> {
        let mut numbers = Vec::with_capacity(self.left / N);
        let mut buffer = vec![0; CHUNK];
        while self.left > 0 {
            let some = self.left.min(CHUNK);
            self.read(&mut buffer[..some])?;
            let (chunks, rest) = buffer[..some].as_chunks::<N>();
            if !rest.is_empty() {
                return Err(Damaged("the length of a part"));
            }
            numbers.extend(chunks.iter().map(|bytes| number(*bytes)));
        }
        Ok(numbers)
    }
}
