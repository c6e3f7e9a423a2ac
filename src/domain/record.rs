//! What all records share: a typed id, a version, times and the deletion mark.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::{
    Activity, Fund, IssuedReport, Member, Moment, Narrative, Norm, Officer, OwnKind, OwnOutline, Period,
    PeriodSeal, Photo, Setting, Unit, Voucher,
};

/// The id of a record of type `T`: a UUID, version 7 when made here, so that ids sort by birth.
pub struct Id<T> {
    uuid: Uuid,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// A new id that no other record has.
    pub fn fresh() -> Self {
        Self::from_uuid(Uuid::now_v7())
    }

    /// The id with this UUID.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self { uuid, of: PhantomData }
    }

    /// The UUID behind the id.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.uuid)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.uuid)
    }
}
impl<T> FromStr for Id<T> {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self::from_uuid)
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.uuid)
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// What the book keeps about a record besides its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meta {
    /// Rises by one with every save; the first is 1.
    pub version: u32,
    /// When the record was first saved.
    pub created_at: Moment,
    /// When it was last saved.
    pub updated_at: Moment,
    /// When it was marked as deleted; a deletion is a mark, never a removal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<Moment>,
}

/// A record as the book has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(bound(serialize = "T: Serialize", deserialize = "T: DeserializeOwned"))]
pub struct Stored<T> {
    /// The record's id.
    pub id: Id<T>,
    /// Version, times and deletion mark.
    pub meta: Meta,
    /// The record's content.
    pub body: T,
}

impl<T> Stored<T> {
    /// True when the record carries the deletion mark.
    pub const fn is_deleted(&self) -> bool {
        self.meta.deleted_at.is_some()
    }
}

impl<T> std::ops::Deref for Stored<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.body
    }
}

/// A type of record that the book keeps with versions and history.
pub trait Record: Serialize + DeserializeOwned + Clone + PartialEq + fmt::Debug + Sized {
    /// The type's mark.
    const TYPE: RecordType;
    /// Wraps a stored record of this type into [`AnyRecord`].
    fn wrap(stored: Stored<Self>) -> AnyRecord;
}

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// The types of record, in the order in which a book must write them (what is referred to
        /// comes before what refers to it). The order is also that of the exchange file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum RecordType { $($(#[$doc])* $name),+ }

        impl RecordType {
            /// All types, in writing order.
            pub const ALL: &'static [RecordType] = &[$(RecordType::$name),+];
            /// The type's name in the schema, the history and the exchange file.
            pub const fn name(self) -> &'static str {
                match self { $(RecordType::$name => $text),+ }
            }
            /// The type with this name.
            pub fn by_name(name: &str) -> Option<Self> {
                match name { $($text => Some(RecordType::$name),)+ _ => None }
            }
        }

        /// A stored record of any type.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "type", rename_all = "snake_case")]
        pub enum AnyRecord { $($(#[$doc])* $name(Stored<$name>)),+ }

        impl AnyRecord {
            /// The record's type.
            pub const fn record_type(&self) -> RecordType {
                match self { $(AnyRecord::$name(_) => RecordType::$name),+ }
            }
            /// The record's id, untyped.
            pub const fn uuid(&self) -> Uuid {
                match self { $(AnyRecord::$name(r) => r.id.uuid()),+ }
            }
            /// Version, times and deletion mark.
            pub const fn meta(&self) -> &Meta {
                match self { $(AnyRecord::$name(r) => &r.meta),+ }
            }
        }

        $(impl Record for $name {
            const TYPE: RecordType = RecordType::$name;
            fn wrap(stored: Stored<Self>) -> AnyRecord { AnyRecord::$name(stored) }
        })+
    };
}

// One table of all record types: the only place to touch when a type is added here.
records! {
    /// A setting of the book, such as its assumed "today".
    Setting = "setting",
    /// An officer who writes in the book.
    Officer = "officer",
    /// The unit and its upper body, from a day on.
    Unit = "unit",
    /// An activity kind that the unit added.
    OwnKind = "own_kind",
    /// An outline that the unit added.
    OwnOutline = "own_outline",
    /// A person employed at the school or a union member.
    Member = "member",
    /// A fund of the union.
    Fund = "fund",
    /// A norm (định mức).
    Norm = "norm",
    /// A reporting period.
    Period = "period",
    /// A period closed or reopened.
    PeriodSeal = "period_seal",
    /// An activity.
    Activity = "activity",
    /// A voucher (phiếu thu, phiếu chi): an entry of a fund's book.
    Voucher = "voucher",
    /// A part of a report in the officer's words.
    Narrative = "narrative",
    /// A picture of an activity.
    Photo = "photo",
    /// A report as it was sent.
    IssuedReport = "issued_report",
}
