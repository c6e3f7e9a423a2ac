//! What a union's book holds, as plain values.
//!
//! Every record type of the book is a struct here, with serde names that are the names of the
//! exchange file and of the history. Nothing here knows SQL, a file or a screen; rules that need
//! only values (filters, posting, head counts) live beside the values they judge.
//!
//! Units everywhere: money in whole đồng ([`crate::text::money::Dong`]), days as [`Day`], ranges
//! with both ends counted unless a field says "first day not counted".

pub mod activity;
pub mod calendar;
pub mod catalog;
pub mod codes;
pub mod filter;
pub mod fund;
pub mod kind;
pub mod late;
pub mod member;
pub mod member_change;
pub mod member_facts;
pub mod movement;
pub mod norm;
pub mod period;
pub mod photo;
pub mod plan;
pub mod posting;
pub mod record;
pub mod relation;
pub mod repeat;
pub mod roster;
pub mod term;
pub mod unit;

pub use activity::{Activity, HeadCount, LedBy, Level, MoneyLine, Person, Plan, Receiver, Source, State};
pub use catalog::Catalog;
pub use filter::ActivityFilter;
pub use fund::{Account, Direction, Fund, Opening, Voucher, VoucherState};
pub use kind::{Kind, KindGroup, Kinds};
pub use late::LateEntries;
pub use member::{FactKind, Gender, Member, MemberFact};
pub use member_change::{AgreedChange, MemberChangeRule};
pub use movement::{Move, Movement};
pub use norm::Norm;
pub use period::{IssuedReport, Letter, Narrative, Period, PeriodSeal, ReportSettings};
pub use photo::{PhotoHead, PhotoSelection};
pub use record::{AnyRecord, Id, Meta, Record, RecordType, Stored};
pub use relation::{Relation, Relations};
pub use term::{TermData, TermView};
pub use unit::{NameForms, Officer, OwnKind, OwnOutline, Photo, Setting, Unit};

/// A calendar day.
pub type Day = chrono::NaiveDate;

/// A moment, UTC, whole milliseconds.
pub type Moment = chrono::DateTime<chrono::Utc>;
