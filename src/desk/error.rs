//! What can go wrong at the desk: the rooms' errors, and its own.

use crate::document::DocumentError;
use crate::domain::fund::Fund;
use crate::domain::kind::KindsError;
use crate::domain::{Activity, Id};
use crate::exchange::{ExchangeError, RefusedRow};
use crate::report::OutlineError;
use crate::store::StoreError;

use super::config::ConfigError;
use super::file::FileError;
use super::new_book::NewBookError;
use super::own::OwnError;
use super::parcel::ParcelError;
use super::photo::PhotoError;
use super::sent::SentError;
use super::validate::Invalid;

/// Why something asked of the desk was not done. Then nothing of it was saved.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The book refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file that was to be imported is not right.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// What the user chose could not be remembered.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// An activity or a voucher can never be right.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// A book cannot be made from what was given.
    #[error(transparent)]
    NewBook(#[from] NewBookError),
    /// A paper could not be written.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// An outline does not read.
    #[error(transparent)]
    Outline(#[from] OutlineError),
    /// Kinds do not read.
    #[error(transparent)]
    Kinds(#[from] KindsError),
    /// A kind or an outline of the unit's own cannot be taken in or removed.
    #[error(transparent)]
    Own(#[from] OwnError),
    /// A report cannot be marked as sent, or one that was is not what went out.
    #[error(transparent)]
    Sent(#[from] SentError),
    /// A photo cannot be attached or changed.
    #[error(transparent)]
    Photo(#[from] PhotoError),
    /// The parcel for the upper union could not be made.
    #[error(transparent)]
    Parcel(#[from] ParcelError),
    /// No outline has this code.
    #[error("unknown outline {code}")]
    UnknownOutline {
        /// The code asked for.
        code: String,
        /// The codes there are.
        known: Vec<String>,
    },
    /// A whole book is imported into an empty one only.
    #[error("the book holds {records} records already")]
    NotEmpty {
        /// How many.
        records: usize,
    },
    /// A person of the roster is in the book already.
    #[error("{name} is in the book already")]
    MemberKnown {
        /// The full name.
        name: String,
    },
    /// Somebody else bears the short name on a day on which it is to be given; reports could not tell the two apart.
    #[error("{holder} bears the short name {name}")]
    ShortNameTaken {
        /// The short name.
        name: String,
        /// The full name of whoever bears it.
        holder: String,
    },
    /// A member's dated facts cannot change as asked.
    #[error("{name}: {reason}")]
    MemberFact {
        /// The full name.
        name: String,
        /// Why.
        reason: crate::domain::member_facts::FactError,
    },
    /// A new school year cannot be saved.
    #[error("{} faults stand against the new year", faults.len())]
    NewYear {
        /// What and where, at least one.
        faults: Vec<super::new_year::Fault>,
    },
    /// Rows of a roster cannot be taken; nothing of it was.
    #[error("{} rows of the roster are refused", rows.len())]
    RosterRows {
        /// The rows, at least one.
        rows: Vec<RefusedRow>,
    },
    /// A file that is neither an exchange file nor csv.
    #[error("a file of another kind: {kind:?}")]
    OtherFile {
        /// What it seems to be.
        kind: OtherFile,
    },
    /// The voucher was written by an activity and follows it.
    #[error("voucher {label} belongs to an activity")]
    VoucherOfActivity {
        /// The voucher's number as paper shows it.
        label: String,
    },
    /// The voucher is void: it keeps its number, counts nowhere and takes no new values.
    #[error("voucher {label} is void")]
    VoucherVoid {
        /// The voucher's number as paper shows it.
        label: String,
    },
    /// The entry is not late for an earlier report, or a period has taken it already.
    #[error("activity {id} is not late")]
    NotLate {
        /// The entry.
        id: Id<Activity>,
    },
    /// [`super::clock::TODAY_VARIABLE`] names no day.
    #[error("{} is not a day: {said}", super::clock::TODAY_VARIABLE)]
    Today {
        /// What it holds.
        said: String,
    },
    /// No photo goes out with a period's report.
    #[error("no photo goes out with the report of {period}")]
    NoPhotos {
        /// The period's title.
        period: String,
    },
    /// The book has no fund to pay from.
    #[error("the book has no fund")]
    NoFund,
    /// A transfer goes from one account of a fund to the other and has no settlement code.
    #[error("a transfer of fund {fund} bears a code")]
    TransferWithCode {
        /// The fund.
        fund: Id<Fund>,
    },
}

/// What a file seems to be that cannot be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherFile {
    /// A book itself, not its exchange file.
    Book,
    /// Nothing at all.
    Empty,
}
