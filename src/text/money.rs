//! Whole amounts of đồng: reading what people type and writing what paper shows.

use serde::{Deserialize, Serialize};

/// An amount of money in whole đồng; negative only for differences and balances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dong(pub i64);
