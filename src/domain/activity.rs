//! Activities (hoạt động): one *mục* of the union's log.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Account, Day, Fund, Id, Member};
use crate::text::money::Dong;

/// Where an activity stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Dự kiến: counts nowhere, takes no voucher.
    Planned,
    /// Đã thực hiện.
    #[default]
    Done,
    /// Hủy.
    Cancelled,
}

/// Ai chủ trì.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedBy {
    /// Công đoàn chủ động.
    #[default]
    Union,
    /// Phối hợp với chính quyền.
    Joint,
    /// Chính quyền (the school's management).
    Management,
    /// Công đoàn cấp trên.
    UpperUnion,
}

/// Cấp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Trường (cấp cơ sở).
    School,
    /// Xã, phường.
    Ward,
    /// Quận, huyện.
    District,
    /// Tỉnh, thành phố.
    Province,
    /// Trung ương.
    Central,
}

/// Who receives: decides how the organisation is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receiver {
    /// The people of the entry, or nobody in particular.
    #[default]
    People,
    /// A collective of the school: "Nhà trường", "Liên đội", "Tổ 4-5".
    Collective,
    /// A body outside the school.
    Outside,
}

/// An activity with everything noted about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// The kind's code.
    pub kind: String,
    /// Planned, done or cancelled.
    #[serde(default)]
    pub state: State,
    /// The day, or the first of several.
    pub day: Day,
    /// The last of several days, not before `day`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Nội dung: what it was about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Dịp: the occasion, which is not the date ("20/10").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub occasion: String,
    /// Địa điểm.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Ai chủ trì.
    #[serde(default)]
    pub led_by: LedBy,
    /// Người: members or free names, each with relation, role, prize, amount.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// Số người: n of N.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_count: Option<HeadCount>,
    /// Tiền: the actual money lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub money: Vec<MoneyLine>,
    /// Dự kiến: what had been planned, kept beside the actual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
    /// Hiện vật.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub goods: String,
    /// Who receives.
    #[serde(default)]
    pub receiver: Receiver,
    /// Đơn vị: the organisation or collective it went to or came from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// Người tặng, cấp khen: the giver of an award ("Chủ tịch UBND thành phố").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub giver: String,
    /// Nơi phát động: who launched a movement.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub launcher: String,
    /// Cấp.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Kết quả or danh hiệu.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
    /// Văn bản: the reference document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// A confirmed zero statement: "không có đơn thư khiếu nại".
    #[serde(default)]
    pub zero: bool,
    /// Ghi chú.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One person of an activity: one lượt.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The member; none for somebody who is not on the roster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<Id<Member>>,
    /// The name, when it is nobody of the roster.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Quan hệ: a relation's code; empty or `ban-than`: the member.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub relation: String,
    /// Họ tên người thân.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub relative: String,
    /// Vai trò.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Giải: the prize ("Nhất").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prize: String,
    /// A note on this person ("được dự thi cấp thành phố").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Số tiền of this person, when persons differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Dong>,
}

/// n of N.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadCount {
    /// n; none with `of` none: a bare 100 %.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// N.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u32>,
    /// Of whom: "giáo viên dạy lớp 4", "nữ đoàn viên".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub whom: String,
}

/// Nguồn: where money comes from or goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "from")]
pub enum Source {
    /// A fund of the union; the only source that makes a voucher.
    Fund {
        /// The fund.
        fund: Id<Fund>,
        /// Cash or bank.
        #[serde(default)]
        account: Account,
    },
    /// Đoàn viên đóng góp: collected from members.
    Members,
    /// Nhà trường.
    School,
    /// Công đoàn cấp trên.
    Upper,
    /// Học sinh, phụ huynh and others.
    Others,
}

/// One line of money of an activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoneyLine {
    /// Số lượng: n of n × rate; 1 or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// Mức: the rate of n × rate, đồng.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Dong>,
    /// The line's amount, đồng, 0 or more; with quantity and rate it is their product.
    pub amount: Dong,
    /// Where it comes from.
    pub source: Source,
    /// Mã: the settlement code, from the norm or the kind; empty when no fund pays.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
}

/// What had been planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The planned day.
    pub day: Day,
    /// Số lượng.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// Mức.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Dong>,
    /// Thành tiền.
    pub amount: Dong,
}

impl Activity {
    /// An empty activity of this kind on this day, done.
    pub fn new(kind: impl Into<String>, day: Day) -> Self {
        Self {
            kind: kind.into(),
            state: State::Done,
            day,
            until: None,
            about: String::new(),
            occasion: String::new(),
            place: String::new(),
            led_by: LedBy::Union,
            people: Vec::new(),
            head_count: None,
            money: Vec::new(),
            plan: None,
            goods: String::new(),
            receiver: Receiver::People,
            organisation: String::new(),
            giver: String::new(),
            launcher: String::new(),
            level: None,
            result: String::new(),
            reference: String::new(),
            zero: false,
            note: String::new(),
        }
    }

    /// The sum of all money lines, đồng.
    pub fn total(&self) -> Dong {
        Dong(self.money.iter().fold(0_i64, |sum, line| sum.saturating_add(line.amount.0)))
    }

    /// Số lượt: one per pair of activity and person (DOMAIN §3); 0 when the entry names nobody, whatever its
    /// head count says. What lists and totals call lượt.
    pub fn person_visits(&self) -> u32 {
        self.people.len() as u32
    }

    /// How much the entry counts in a report's sentence: its lượt; when it names nobody, n of the head count,
    /// else 1 (a gift to 48 of 69 is told as 48).
    pub fn visits(&self) -> u32 {
        if self.people.is_empty() {
            self.head_count.as_ref().and_then(|count| count.count).unwrap_or(1)
        } else {
            self.person_visits()
        }
    }

    /// The members of the entry, each once.
    pub fn members(&self) -> BTreeSet<Id<Member>> {
        self.people.iter().filter_map(|person| person.member).collect()
    }
}
