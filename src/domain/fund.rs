//! Funds (quỹ) and their vouchers (phiếu thu, phiếu chi).

use serde::{Deserialize, Serialize};

use super::{Activity, Day, Id};
use crate::text::money::Dong;

/// Tiền mặt or tiền gửi: separate books of one fund.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// Tiền mặt.
    #[default]
    Cash,
    /// Tiền gửi ngân hàng, kho bạc.
    Bank,
}

/// A fund of the union.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fund {
    /// A short code, unique: `cong-doan`, `tinh-nghia`.
    pub code: String,
    /// Tên quỹ.
    pub name: String,
    /// True for the union's own fund, the only one that goes to the settlement B07.
    #[serde(default)]
    pub settled: bool,
    /// The code set of its settlement: `b07-2021`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code_set: String,
    /// Số dư đầu: opening balances, one per account.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<Opening>,
}

/// An opening balance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Cash or bank.
    pub account: Account,
    /// The balance at the beginning of this day.
    pub day: Day,
    /// Đồng.
    pub amount: Dong,
}

/// Thu or chi.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Phiếu thu (C40-BB), series PT.
    Receipt,
    /// Phiếu chi (C41-BB), series PC.
    Payment,
    /// Between cash and bank: neither income nor spending; `account` is where it leaves.
    Transfer,
}

impl Direction {
    /// The series of its voucher numbers.
    pub const fn series(self) -> &'static str {
        match self {
            Direction::Receipt => "PT",
            Direction::Payment => "PC",
            Direction::Transfer => "CK",
        }
    }
}

/// Whether a voucher counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoucherState {
    /// It counts.
    #[default]
    Posted,
    /// Void: keeps its number, counts nowhere.
    Void,
}

/// One entry of a fund's book, with its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voucher {
    /// The fund.
    pub fund: Id<Fund>,
    /// Cash or bank.
    #[serde(default)]
    pub account: Account,
    /// Receipt, payment or transfer.
    pub direction: Direction,
    /// The day; its year is the number's.
    pub day: Day,
    /// The year of the number; one sequence per fund, series and year.
    pub year: i32,
    /// 1 or more, never reused.
    pub number: u32,
    /// Đồng, more than 0.
    pub amount: Dong,
    /// Mã of the settlement; empty for transfers and funds outside it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Diễn giải.
    pub description: String,
    /// Người nộp or người nhận.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub counterpart: String,
    /// The activity that wrote it, none for an entry made in the fund's book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<Id<Activity>>,
    /// Posted or void.
    #[serde(default)]
    pub state: VoucherState,
}

impl Voucher {
    /// The number as paper shows it: `PC2023/14`.
    pub fn label(&self) -> String {
        format!("{}{}/{:02}", self.direction.series(), self.year, self.number)
    }

    /// What it adds to `account`, đồng; 0 when void.
    pub fn effect_on(&self, account: Account) -> i64 {
        if self.state == VoucherState::Void {
            return 0;
        }
        match self.direction {
            Direction::Receipt if account == self.account => self.amount.0,
            Direction::Payment | Direction::Transfer if account == self.account => -self.amount.0,
            Direction::Transfer => self.amount.0,
            _ => 0,
        }
    }
}
