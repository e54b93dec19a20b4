//! The built-in dataset, as the build has compiled it from `assets/dataset` and `assets/countries.ron`.

use crate::data::Dataset;

static COMPACT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dataset.bin"));

/// The binary holds a dataset that it can't read: it was not built from this source.
#[derive(Debug, thiserror::Error)]
#[error("the built-in data: {0}: build the program again from its source")]
pub struct BuiltInError(#[from] postcard::Error);

/// The built-in dataset with the table of countries.
pub fn dataset() -> Result<Dataset, BuiltInError> {
    Ok(postcard::from_bytes(COMPACT)?)
}

/// What of it holds for anybody's data: the countries and regions of the world, and no event.
pub fn world() -> Result<Dataset, BuiltInError> {
    let Dataset { countries, regions, .. } = dataset()?;
    Ok(Dataset { countries, regions, ..Dataset::default() })
}
