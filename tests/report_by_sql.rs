//! Every figure of a report, computed a second time by plain SQL on the book's file: once from the records that
//! its provenance names, and once from the whole book by the selection that the outline writes down. The SQL and
//! the number words here share nothing with the program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use congdoan::desk::{Desk, fund_source};
use congdoan::domain::{
    Activity, Day, Direction, HeadCount, Level, MoneyLine, Movement, Person, Receiver, RecordType, Source,
    State,
};
use congdoan::report::{Figure, FigureValue, LineKind, Report, Rule, Side, SourceRef, Wanted, WantedMoves};
use congdoan::text::money::Dong;
use rusqlite::{Connection, OpenFlags, ToSql};

/// A book's file and the report that the program compiles from it.
struct Proof {
    sql: Connection,
    report: Report,
    outline: toml::Table,
    kinds: toml::Table,
}

const OUTLINE: &str = include_str!("../assets/outlines/ha-dong.toml");
const NINH_BINH: &str = include_str!("../assets/outlines/ninh-binh.toml");
const YEAR: &str = include_str!("../assets/outlines/nam-hoc.toml");
/// The sample's period.
const FIRST_SEMESTER: &str = "2023-2024/1";
const KINDS: &str = include_str!("../assets/kinds.toml");

impl Proof {
    fn of(path: &Path) -> Self {
        Self::by(path, "ha-dong")
    }

    fn by(path: &Path, outline: &str) -> Self {
        Self::of_period(path, outline, None)
    }

    /// Of a period by its code; none: the one that the book works in.
    fn of_period(path: &Path, outline: &str, code: Option<&str>) -> Self {
        let desk = Desk::open(path, "kiem-tra").expect("a book");
        let catalog = desk.catalog().expect("its catalog");
        let period = match code {
            None => catalog.period.as_ref(),
            Some(code) => catalog.periods.iter().find(|period| period.code == code),
        };
        let report = desk.compile(period.expect("a period"), Some(outline)).expect("a report");
        let sql = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file");
        let outline = match outline {
            "ninh-binh" => NINH_BINH,
            "nam-hoc" => YEAR,
            _ => OUTLINE,
        };
        let outline = outline.parse().expect("TOML");
        Self { sql, report, outline, kinds: KINDS.parse().expect("TOML") }
    }

    fn number(&self, query: &str, values: &[&dyn ToSql]) -> i64 {
        self.sql
            .query_row(query, values, |row| row.get::<_, Option<i64>>(0))
            .unwrap_or_else(|error| panic!("{query}: {error}"))
            .unwrap_or(0)
    }

    fn texts(&self, query: &str, values: &[&dyn ToSql]) -> Vec<String> {
        let mut statement = self.sql.prepare(query).unwrap_or_else(|error| panic!("{query}: {error}"));
        let rows = statement.query_map(values, |row| row.get::<_, Option<String>>(0)).expect("rows");
        rows.map(|text| text.expect("a text").unwrap_or_default()).collect()
    }

    /// The reporting period's days: activities, money, head count.
    fn days(&self) -> [String; 5] {
        self.days_of(&self.report.period_code)
    }

    fn days_of(&self, period: &str) -> [String; 5] {
        self.sql
            .query_row(
                "SELECT activities_from, activities_to, finance_from, finance_to, head_count_day
                 FROM period WHERE code = ?1 AND deleted_at IS NULL",
                [period],
                |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]),
            )
            .expect("the period")
    }
}

/// Ids as a JSON list, for `json_each`.
fn ids(sources: &[SourceRef], of: RecordType) -> String {
    let ids: Vec<String> = sources
        .iter()
        .filter(|source| source.record_type == of)
        .map(|source| format!("\"{}\"", source.id))
        .collect();
    format!("[{}]", ids.join(","))
}

fn json(words: &[String]) -> String {
    serde_json::to_string(words).expect("JSON")
}

/// The condition that a row `p` of `activity_person` is wanted; ?1 the sources, ?2 relations, ?3 prized, ?4 prize.
const WANTED: &str =
    "(?2 = '[]' OR COALESCE(NULLIF(p.relation, ''), 'ban-than') IN (SELECT value FROM json_each(?2)))
    AND (NOT ?3 OR trim(p.prize) <> '') AND (?4 = '' OR p.prize = ?4)";

fn wanted_sql(proof: &Proof, query: &str, sources: &str, wanted: &Wanted) -> i64 {
    let prize = wanted.prize.clone().unwrap_or_default();
    proof.number(
        &query.replace("WANTED", WANTED),
        &[&sources, &json(&wanted.relations), &wanted.prized, &prize],
    )
}

/// What a figure is worth by SQL on its sources. `None`: it holds no number.
fn by_sql(proof: &Proof, figure: &Figure) -> Option<FigureValue> {
    let activities = ids(&figure.sources, RecordType::Activity);
    let members = ids(&figure.sources, RecordType::Member);
    let vouchers = ids(&figure.sources, RecordType::Voucher);
    let count = |number: i64| FigureValue::Count(u64::try_from(number).expect("not below zero"));
    let money = |sum: i64| match figure.value {
        FigureValue::Words(_) => FigureValue::Words(words(sum)),
        _ => FigureValue::Money(Dong(sum)),
    };
    Some(match &figure.rule {
        Rule::CountVisits(wanted) => count(wanted_sql(
            proof,
            "SELECT SUM(CASE WHEN EXISTS (SELECT 1 FROM activity_person q WHERE q.activity = a.id)
                THEN (SELECT COUNT(*) FROM activity_person p WHERE p.activity = a.id AND WANTED)
                ELSE COALESCE(a.head_count, 1) END)
             FROM activity a WHERE a.id IN (SELECT value FROM json_each(?1))",
            &activities,
            wanted,
        )),
        Rule::CountPersons(wanted) => count(wanted_sql(
            proof,
            "SELECT COUNT(DISTINCT COALESCE(p.member, 'free ' || p.name)) FROM activity_person p
             WHERE p.activity IN (SELECT value FROM json_each(?1)) AND WANTED",
            &activities,
            wanted,
        )),
        Rule::CountRelatives(wanted) => count(wanted_sql(
            proof,
            "SELECT COUNT(DISTINCT COALESCE(p.member, 'free ' || p.name) || p.relation || p.relative)
             FROM activity_person p WHERE p.activity IN (SELECT value FROM json_each(?1))
               AND p.relation NOT IN ('', 'ban-than') AND WANTED",
            &activities,
            wanted,
        )),
        Rule::CountEntries => {
            let entries = proof.number(
                "SELECT (SELECT COUNT(*) FROM activity WHERE id IN (SELECT value FROM json_each(?1)))
                      + (SELECT COUNT(*) FROM voucher WHERE id IN (SELECT value FROM json_each(?2)))",
                &[&activities, &vouchers],
            );
            count(entries)
        }
        Rule::SumMoney => money(proof.number(
            "SELECT SUM(amount) FROM activity_money WHERE activity IN (SELECT value FROM json_each(?1))",
            &[&activities],
        )),
        Rule::HeadCount => count(proof.number(
            "SELECT SUM(head_count) FROM activity WHERE id IN (SELECT value FROM json_each(?1))",
            &[&activities],
        )),
        Rule::HeadCountOf => count(proof.number(
            "SELECT SUM(head_of) FROM activity WHERE id IN (SELECT value FROM json_each(?1))",
            &[&activities],
        )),
        Rule::Share => {
            let sum = |column: &str, having: &str| {
                proof.number(
                    &format!("SELECT SUM({column}) FROM activity WHERE id IN (SELECT value FROM json_each(?1)) AND {having}"),
                    &[&activities],
                )
            };
            let bare = sum("1", "head_counted = 1 AND head_count IS NULL AND head_of IS NULL");
            if bare == i64::try_from(figure.sources.len()).expect("few") {
                FigureValue::Share { n: None, of: None }
            } else {
                assert_eq!(bare, 0, "a bare 100 % among counted ones: {}", figure.fact);
                let part = |column: &str| u64::try_from(sum(column, "1")).expect("not below zero");
                FigureValue::Share { n: Some(part("head_count")), of: Some(part("head_of")) }
            }
        }
        Rule::CountMembers => count(proof.number(
            "SELECT COUNT(*) FROM member WHERE id IN (SELECT value FROM json_each(?1)) AND deleted_at IS NULL",
            &[&members],
        )),
        Rule::GroupMembers { by, day } => {
            let FigureValue::Groups(printed) = &figure.value else { panic!("{} has no groups", figure.fact) };
            if ["ethnicity", "degree", "age", "contract_tree"].contains(&by.as_str()) {
                let all: u64 = printed.iter().map(|group| group.1).sum();
                assert_eq!(all, figure.sources.len() as u64, "{} {}", figure.fact, figure.name);
                return Some(figure.value.clone());
            }
            let values = proof.texts(
                "SELECT value FROM member_fact WHERE kind = ?2 AND trim(value) <> ''
                   AND member IN (SELECT value FROM json_each(?1))
                   AND COALESCE(from_day, '') <= ?3 AND COALESCE(until_day, '9999') > ?3",
                &[&members, by, &day.to_string()],
            );
            let mut groups: BTreeMap<String, u64> = BTreeMap::new();
            for value in values {
                *groups.entry(label(&proof.kinds, by, &value)).or_default() += 1;
            }
            // The order is the outline's; the SQL tells labels and counts.
            let mut sorted = printed.clone();
            sorted.sort();
            assert_eq!(sorted, groups.into_iter().collect::<Vec<_>>(), "{} {}", figure.fact, figure.name);
            figure.value.clone()
        }
        Rule::SumVouchers { direction } => money(proof.number(
            "SELECT SUM(CASE WHEN direction = ?2 THEN amount ELSE -amount END) FROM voucher
             WHERE id IN (SELECT value FROM json_each(?1)) AND state = 'posted' AND direction <> 'transfer'",
            &[&vouchers, &direction_word(*direction)],
        )),
        Rule::Opening { from, to } | Rule::Balance { from, to } => {
            let before = matches!(figure.rule, Rule::Opening { .. });
            let funds = ids(&figure.sources, RecordType::Fund);
            money(balance(proof, &funds, Some(&vouchers), *from, *to, before))
        }
        Rule::ListPeople(wanted) => {
            names_agree(proof, figure, wanted, &activities);
            figure.value.clone()
        }
        Rule::ListMembers => {
            let names = proof.texts(
                "SELECT full_name FROM member WHERE id IN (SELECT value FROM json_each(?1))",
                &[&members],
            );
            let FigureValue::Names(printed) = &figure.value else { panic!("{} lists nobody", figure.fact) };
            assert_eq!(printed.len(), names.len());
            figure.value.clone()
        }
        Rule::SumShares(wanted) => money(wanted_sql(
            proof,
            "SELECT SUM(CASE
                WHEN NOT EXISTS (SELECT 1 FROM activity_person p WHERE p.activity = a.id AND NOT (WANTED))
                    THEN (SELECT SUM(amount) FROM activity_money m WHERE m.activity = a.id)
                WHEN NOT EXISTS (SELECT 1 FROM activity_person p WHERE p.activity = a.id AND WANTED AND p.amount IS NULL)
                    THEN (SELECT SUM(p.amount) FROM activity_person p WHERE p.activity = a.id AND WANTED)
                WHEN NOT EXISTS (SELECT 1 FROM activity_money m WHERE m.activity = a.id AND m.quantity
                        IS NOT (SELECT COUNT(*) FROM activity_person q WHERE q.activity = a.id))
                    THEN (SELECT SUM(m.rate) FROM activity_money m WHERE m.activity = a.id)
                        * (SELECT COUNT(*) FROM activity_person p WHERE p.activity = a.id AND WANTED)
                ELSE (SELECT SUM(amount) FROM activity_money m WHERE m.activity = a.id) END)
             FROM activity a WHERE a.id IN (SELECT value FROM json_each(?1))",
            &activities,
            wanted,
        )),
        Rule::SumPlanned => money(proof.number(
            "SELECT SUM(planned_amount) FROM activity WHERE id IN (SELECT value FROM json_each(?1))",
            &[&activities],
        )),
        Rule::PlannedQuantity => count(proof.number(
            "SELECT SUM(COALESCE(planned_quantity, (SELECT COUNT(*) FROM activity_person p WHERE p.activity = a.id)))
             FROM activity a WHERE id IN (SELECT value FROM json_each(?1))",
            &[&activities],
        )),
        Rule::Change { now, before } => {
            let side = |side: &Side| {
                let like = Figure {
                    value: FigureValue::Count(0),
                    rule: side.rule.clone(),
                    sources: side.sources.clone(),
                    ..figure.clone()
                };
                match by_sql(proof, &like) {
                    Some(FigureValue::Count(count)) => i64::try_from(count).expect("few"),
                    Some(FigureValue::Money(amount)) => amount.0,
                    other => panic!("{other:?} cannot be compared"),
                }
            };
            FigureValue::Change { now: side(now), before: side(before) }
        }
        Rule::CountMoves(wanted) => count(moves(proof, &members, wanted)),
        Rule::ListMoves(wanted) => {
            let FigureValue::Names(printed) = &figure.value else { panic!("{} lists nobody", figure.fact) };
            assert_eq!(printed.len(), usize::try_from(moves(proof, &members, wanted)).expect("few"));
            figure.value.clone()
        }
        Rule::GroupMoves { wanted, .. } => {
            let FigureValue::Groups(printed) = &figure.value else { panic!("{} has no groups", figure.fact) };
            let all: u64 = printed.iter().map(|group| group.1).sum();
            assert_eq!(all, u64::try_from(moves(proof, &members, wanted)).expect("few"));
            figure.value.clone()
        }
        Rule::Noted | Rule::Statement => return None,
    })
}

/// How often something happened to members.
fn moves(proof: &Proof, members: &str, wanted: &WantedMoves) -> i64 {
    let (from, to) = (wanted.from.to_string(), wanted.to.to_string());
    let stay = wanted.stay.name();
    let party = |column: &str| {
        proof.number(
            &format!(
                "SELECT COUNT(*) FROM member WHERE {column} BETWEEN ?2 AND ?3
                   AND id IN (SELECT value FROM json_each(?1))"
            ),
            &[&members, &from, &to],
        )
    };
    // A stay begins or ends on a day when none of the same kind held the day before or holds that day.
    let ends = |column: &str, held: &str| {
        proof.number(
            &format!(
                "SELECT COUNT(DISTINCT f.member || f.{column}) FROM member_fact f
                 WHERE f.kind = ?4 AND f.member IN (SELECT value FROM json_each(?1)) AND f.{column} BETWEEN ?2 AND ?3
                   AND COALESCE(f.from_day, '') < COALESCE(f.until_day, '9999')
                   AND NOT EXISTS (SELECT 1 FROM member_fact o WHERE o.member = f.member AND o.kind = f.kind
                       AND COALESCE(o.from_day, '') <= {held} AND COALESCE(o.until_day, '9999') > {held})"
            ),
            &[&members, &from, &to, &stay],
        )
    };
    let came = || ends("from_day", "date(f.from_day, '-1 day')");
    let left = || ends("until_day", "f.until_day");
    match wanted.movement {
        Movement::In => came(),
        Movement::Out => left(),
        Movement::Any => came() + left(),
        Movement::Party => party("party_joined"),
        Movement::PartyOfficial => party("party_official"),
        Movement::Theory => proof.number(
            "SELECT COUNT(*) FROM member_fact WHERE kind = 'theory' AND value <> '' AND from_day BETWEEN ?2 AND ?3
               AND member IN (SELECT value FROM json_each(?1))",
            &[&members, &from, &to],
        ),
    }
}

/// The fund's balance from its openings and vouchers. Without `vouchers` all of the fund's are read.
fn balance(proof: &Proof, funds: &str, vouchers: Option<&str>, from: Day, to: Day, before: bool) -> i64 {
    let (from, to) = (from.to_string(), to.to_string());
    ["cash", "bank"]
        .iter()
        .map(|account| {
            let opening: Option<(String, i64)> = proof
                .sql
                .query_row(
                    "SELECT day, amount FROM fund_opening
                     WHERE fund IN (SELECT value FROM json_each(?1)) AND account = ?2 AND day <= ?4
                     ORDER BY day > ?3, CASE WHEN day > ?3 THEN day END, day DESC, position DESC LIMIT 1",
                    // At the end of the range the latest opening up to then has reset the account.
                    [funds, account, if before { &from } else { &to }, &to],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .ok();
            let (since, amount) = opening.unwrap_or((String::new(), 0));
            let last = if before { format!("day < '{from}'") } else { format!("day <= '{to}'") };
            let among =
                if vouchers.is_some() { "id IN (SELECT value FROM json_each(?4))" } else { "?4 IS NULL" };
            amount
                + proof.number(
                    &format!(
                        "SELECT SUM(CASE
                            WHEN direction = 'receipt' AND account = ?2 THEN amount
                            WHEN direction = 'payment' AND account = ?2 THEN -amount
                            WHEN direction = 'transfer' AND account = ?2 THEN -amount
                            WHEN direction = 'transfer' THEN amount ELSE 0 END)
                         FROM voucher WHERE fund IN (SELECT value FROM json_each(?1)) AND state = 'posted'
                           AND deleted_at IS NULL AND day >= ?3 AND {last} AND {among}"
                    ),
                    &[&funds, account, &since, &vouchers],
                )
        })
        .sum()
}

/// A list names everybody of its entries and nobody else, and says how often.
fn names_agree(proof: &Proof, figure: &Figure, wanted: &Wanted, activities: &str) {
    let FigureValue::Names(phrases) = &figure.value else { panic!("{} lists nobody", figure.fact) };
    let listed: Vec<(&str, i64)> = phrases.iter().map(|phrase| once(phrase)).collect();
    let visits = wanted_sql(
        proof,
        "SELECT COUNT(*) FROM activity_person p WHERE p.activity IN (SELECT value FROM json_each(?1)) AND WANTED",
        activities,
        wanted,
    );
    assert_eq!(listed.iter().map(|(_, times)| times).sum::<i64>(), visits, "{}: {phrases:?}", figure.fact);
    let distinct: BTreeSet<&str> = listed.iter().map(|(phrase, _)| *phrase).collect();
    assert_eq!(distinct.len(), listed.len(), "{} names somebody twice: {phrases:?}", figure.fact);

    let mut statement = proof
        .sql
        .prepare(&format!(
            "SELECT COALESCE(m.full_name, p.name),
                COALESCE((SELECT value FROM member_fact f WHERE f.member = p.member AND f.kind = 'short_name'
                    AND COALESCE(from_day, '') <= a.day AND COALESCE(until_day, '9999') > a.day), p.name),
                p.relation, COUNT(*)
             FROM activity_person p JOIN activity a ON a.id = p.activity LEFT JOIN member m ON m.id = p.member
             WHERE p.activity IN (SELECT value FROM json_each(?1)) AND {WANTED}
             GROUP BY COALESCE(p.member, p.name), NULLIF(p.relation, 'ban-than')"
        ))
        .expect("SQL");
    let prize = wanted.prize.clone().unwrap_or_default();
    let people = statement
        .query_map((activities, json(&wanted.relations), wanted.prized, prize), |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get(3)?))
        })
        .expect("rows");
    for person in people {
        let (full, short, relation, times): (String, String, String, i64) = person.expect("a row");
        let relation = if relation.is_empty() || relation == "ban-than" {
            String::new()
        } else {
            label(&proof.kinds, "relation", &relation)
        };
        let found: i64 = listed
            .iter()
            .filter(|(phrase, _)| phrase.starts_with(&relation))
            .filter(|(phrase, _)| (!short.is_empty() && phrase.ends_with(&short)) || phrase.contains(&full))
            .map(|(_, times)| times)
            .sum();
        assert!(found >= times, "{}: {relation} {full} ({short}) {times} times in {phrases:?}", figure.fact);
    }
}

/// "đ/c Thu L5 (2 lần)" as the phrase and 2.
fn once(phrase: &str) -> (&str, i64) {
    phrase
        .rsplit_once(" (")
        .and_then(|(name, rest)| Some((name, rest.strip_suffix(" lần)")?.parse().ok()?)))
        .unwrap_or((phrase, 1))
}

/// The label of a code in `kinds.toml`; a value without a code is its own label.
fn label(kinds: &toml::Table, list: &str, code: &str) -> String {
    let entries =
        if list == "relation" { kinds.get(list) } else { kinds.get("roster").and_then(|r| r.get(list)) };
    let entry = entries
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .find(|entry| text(entry, "code") == code);
    entry.map_or_else(|| code.to_owned(), |entry| text(entry, "label").to_owned())
}

fn text<'a>(entry: &'a toml::Value, key: &str) -> &'a str {
    entry.get(key).and_then(toml::Value::as_str).unwrap_or_default()
}

const fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Receipt => "receipt",
        Direction::Payment => "payment",
        Direction::Transfer => "transfer",
    }
}

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// An amount in words by the rules alone, group by group from the left.
fn words(amount: i64) -> String {
    if amount < 0 {
        return format!("Âm {}", words(-amount).to_lowercase());
    }
    let mut said: Vec<String> = Vec::new();
    for (power, name) in [(1_000_000_000, "tỷ"), (1_000_000, "triệu"), (1_000, "nghìn"), (1, "")] {
        let group = usize::try_from(amount / power % 1_000).expect("a group");
        let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
        if group == 0 {
            continue;
        }
        if hundreds > 0 || !said.is_empty() {
            said.push(format!("{} trăm", DIGITS[hundreds]));
        }
        let spoken = !said.is_empty();
        match tens {
            0 if ones > 0 && spoken => said.push("linh".to_owned()),
            0 => {}
            1 => said.push("mười".to_owned()),
            _ => said.push(format!("{} mươi", DIGITS[tens])),
        }
        match (tens, ones) {
            (_, 0) => {}
            (2.., 1) => said.push("mốt".to_owned()),
            (2.., 4) => said.push("tư".to_owned()),
            (1.., 5) => said.push("lăm".to_owned()),
            _ => said.push(DIGITS[ones].to_owned()),
        }
        if !name.is_empty() {
            said.push(name.to_owned());
        }
    }
    let mut text = if said.is_empty() { "không".to_owned() } else { said.join(" ") } + " đồng";
    let first: String = text.chars().take(1).flat_map(char::to_uppercase).collect();
    text.replace_range(..text.chars().next().map_or(0, char::len_utf8), &first);
    text
}

/// 64050000 as 64.050.000.
fn dotted(amount: i64) -> String {
    let digits = amount.abs().to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).expect("digits")).collect();
    format!("{}{}", if amount < 0 { "-" } else { "" }, groups.join("."))
}

/// n of N in per cent: one place, a decimal comma, none when whole, halves up; 100 % is all and 0 % is none.
fn percent(n: u64, of: u64) -> String {
    let tenths = (n * 2_000 + of) / (2 * of);
    let tenths = if n < of { tenths.min(999) } else { tenths };
    let tenths = if n > 0 { tenths.max(1) } else { tenths };
    if tenths % 10 == 0 { format!("{}%", tenths / 10) } else { format!("{},{}%", tenths / 10, tenths % 10) }
}

fn digit_groups(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect()
}

/// What is printed for a figure is the figure.
fn printed_is(figure: &Figure, printed: &str) -> Result<(), String> {
    let said = match &figure.value {
        FigureValue::Count(number) => {
            return match printed.parse::<u64>() {
                Ok(shown) if shown == *number => Ok(()),
                _ => Err(format!("{number}")),
            };
        }
        FigureValue::Change { now, before } => {
            let moved = (now - before).abs();
            let shown =
                moved == 0 || printed.contains(&dotted(moved)) || printed.contains(&moved.to_string());
            return if shown { Ok(()) } else { Err(format!("{moved}")) };
        }
        FigureValue::Money(sum) => dotted(sum.0),
        FigureValue::Share { n: Some(n), of: Some(of) } => percent(*n, *of),
        FigureValue::Share { .. } => "100%".to_owned(),
        FigureValue::Words(words) => words.clone(),
        FigureValue::Groups(groups) => {
            let mut rest = printed;
            for (label, count) in groups {
                let Some((_, after)) = rest.split_once(label.as_str()) else { return Err(label.clone()) };
                rest = after;
                // {labels:…} prints no counts.
                if figure.name.starts_with("groups:") {
                    let Some((_, after)) = rest.split_once(&count.to_string()) else {
                        return Err(format!("{label}: {count}"));
                    };
                    rest = after;
                }
            }
            return Ok(());
        }
        FigureValue::Names(names) => {
            return names.iter().try_for_each(|name| {
                // The first word of a line gets a capital.
                let from = name.char_indices().nth(1).map_or(0, |(at, _)| at);
                if printed.contains(&name[from..]) { Ok(()) } else { Err(name.clone()) }
            });
        }
        FigureValue::Text(text) => text.clone(),
    };
    if printed.to_lowercase() == said.to_lowercase() { Ok(()) } else { Err(said) }
}

/// All that an entry says in words, its days as they are printed included.
fn said_in(proof: &Proof, sources: &[SourceRef]) -> String {
    proof
        .texts(
            "SELECT a.about || ' ' || a.occasion || ' ' || a.place || ' ' || a.organisation || ' ' || a.giver || ' ' ||
                a.launcher || ' ' || a.result || ' ' || a.goods || ' ' || a.reference || ' ' || a.note || ' ' ||
                a.head_whom || ' ' || strftime('%d/%m/%Y', a.day) || ' ' ||
                COALESCE(strftime('%d/%m/%Y', a.until_day), '') || ' ' ||
                COALESCE(strftime('%d/%m/%Y', a.planned_day), '') || ' ' || printf('%,d', a.planned_rate) || ' ' ||
                COALESCE((SELECT group_concat(prize || ' ' || note, ' ') FROM activity_person WHERE activity = a.id), '')
             FROM activity a WHERE a.id IN (SELECT value FROM json_each(?1))",
            &[&ids(sources, RecordType::Activity)],
        )
        .join(" ")
}

/// Recomputes every figure and looks at every digit of the report; returns how many numbers were recomputed.
fn prove(proof: &Proof) -> usize {
    let mut recomputed = 0;
    for figure in &proof.report.figures {
        if let Some(value) = by_sql(proof, figure) {
            assert_eq!(value, figure.value, "{} {} by {:?}", figure.fact, figure.name, figure.rule);
            recomputed += 1;
        } else {
            assert!(
                matches!(figure.value, FigureValue::Text(_)),
                "{} {} is a number that no SQL computes",
                figure.fact,
                figure.name
            );
        }
    }
    // The words that the paper itself brings along: outline, period, unit.
    let mut own = toml::to_string(&proof.outline).expect("TOML");
    own.push_str(&proof.texts("SELECT title || code || report FROM period", &[]).join(" "));
    own.push_str(&proof.days().join(" "));
    own.push_str(&proof.texts("SELECT name_sentence || school || ward FROM unit", &[]).join(" "));
    let next_year = proof.days()[3][..4].parse::<u32>().expect("a year") + 1;
    own.push_str(&format!(" {next_year}"));
    let own: BTreeSet<&str> = digit_groups(&own).into_iter().collect();

    for line in proof.report.lines.iter().filter(|line| line.narrative.is_none()) {
        for (place, run) in line.runs.iter().enumerate() {
            let counts = line.kind == LineKind::TableRow && place == 0;
            let Some(figure) = run.figure.map(|figure| &proof.report.figures[figure]) else {
                if counts && run.text.parse::<u32>().is_ok() {
                    // The row's number.
                    continue;
                }
                for group in digit_groups(&run.text) {
                    assert!(own.contains(group), "{group} in {:?} belongs to no figure", line.text());
                }
                continue;
            };
            if let Err(said) = printed_is(figure, &run.text) {
                panic!("{}: {:?} is printed for {said:?}", figure.fact, run.text);
            }
            let noted = said_in(proof, &figure.sources);
            let noted: BTreeSet<&str> = digit_groups(&noted).into_iter().collect();
            if matches!(figure.rule, Rule::Noted | Rule::Statement) {
                for group in digit_groups(&run.text) {
                    assert!(
                        noted.contains(group) || (figure.rule == Rule::Statement && own.contains(group)),
                        "{group} in {:?} is in none of its entries",
                        line.text()
                    );
                }
            }
        }
        visits_and_names(proof, line);
    }
    recomputed
}

/// Where a line says a number of lượt and a list, both come from the same entries.
fn visits_and_names(proof: &Proof, line: &congdoan::report::Line) {
    let figures =
        || line.runs.iter().filter_map(|run| run.figure).map(|figure| &proof.report.figures[figure]);
    let count = figures().find_map(|figure| match (&figure.value, &figure.rule) {
        (FigureValue::Count(count), Rule::CountVisits(_)) => Some((*count, figure)),
        _ => None,
    });
    let names = figures().find_map(|figure| match &figure.value {
        FigureValue::Names(names) => Some(names),
        _ => None,
    });
    let (Some((count, figure)), Some(names)) = (count, names) else { return };
    let listed: i64 = names.iter().map(|name| once(name).1).sum();
    let unnamed = proof.number(
        "SELECT SUM(COALESCE(head_count, 1)) FROM activity a WHERE id IN (SELECT value FROM json_each(?1))
           AND NOT EXISTS (SELECT 1 FROM activity_person p WHERE p.activity = a.id)",
        &[&ids(&figure.sources, RecordType::Activity)],
    );
    assert_eq!(i64::try_from(count).expect("few"), listed + unnamed, "{}", line.text());
}

/// First and last day of a range by its name, as seen from a period.
fn range(proof: &Proof, period: &str, name: &str) -> (String, String) {
    let [from, to, money_from, money_to, head_count] = proof.days_of(period);
    let (first, last) = (&money_from[..4], &money_to[..4]);
    match name {
        // The school year is asked for by the period that is one.
        "" | "period" | "school_year" => (from, to),
        "finance" => (money_from, money_to),
        "calendar_year" => (format!("{first}-01-01"), format!("{last}-12-31")),
        "first_half" => (format!("{last}-01-01"), format!("{last}-06-30")),
        "second_half" => (format!("{last}-07-01"), format!("{last}-12-31")),
        "half_year" if &head_count[5..7] <= "06" => {
            (format!("{}-01-01", &head_count[..4]), format!("{}-06-30", &head_count[..4]))
        }
        "half_year" => (format!("{}-07-01", &head_count[..4]), format!("{}-12-31", &head_count[..4])),
        other => panic!("the range {other} is not known here"),
    }
}

/// The entries that a period took over from another (`gained`), or gave away to one (`lost`), as JSON lists: what
/// lies in both periods of such a step stays where it is.
fn late(proof: &Proof, period: &str) -> (String, String) {
    let mut statement = proof
        .sql
        .prepare(
            "WITH within AS (SELECT id FROM period WHERE deleted_at IS NULL
                AND activities_from >= (SELECT activities_from FROM period WHERE code = ?1)
                AND activities_to <= (SELECT activities_to FROM period WHERE code = ?1))
             SELECT t.value ->> 'activity', p.id IN within, (t.value ->> 'from') IN within
             FROM period p, json_each(p.report, '$.late.taken') t WHERE p.deleted_at IS NULL",
        )
        .expect("SQL");
    let rows = statement
        .query_map([period], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?, row.get::<_, bool>(2)?))
        })
        .expect("rows");
    let (mut gained, mut lost) = (Vec::new(), Vec::new());
    for row in rows {
        match row.expect("a row") {
            (id, true, false) => gained.push(id),
            (id, false, true) => lost.push(id),
            _ => {}
        }
    }
    (json(&gained), json(&lost))
}

/// The ids of the entries that a selection of the outline means, from the whole book, as seen from a period.
fn selected(proof: &Proof, period: &str, selection: &toml::Value, zero: bool) -> BTreeSet<String> {
    let list = |key: &str| -> Vec<String> {
        let list = selection.get(key).and_then(toml::Value::as_array);
        list.into_iter().flatten().map(|entry| entry.as_str().expect("a word").to_owned()).collect()
    };
    for key in selection.as_table().expect("a table").keys() {
        let known = ["kinds", "relations", "levels", "receiver", "prized", "zero", "range", "late"];
        assert!(known.contains(&key.as_str()), "the selection {key} is not known here");
    }
    let relations: Vec<String> =
        list("relations").iter().flat_map(|name| relations_of(proof, name)).collect();
    let (from, to) = range(proof, period, text(selection, "range"));
    let (taken, given) = if ["", "period"].contains(&text(selection, "range")) {
        late(proof, period)
    } else {
        ("[]".to_owned(), "[]".to_owned())
    };
    let only_late = selection.get("late").and_then(toml::Value::as_bool) == Some(true);
    let prized = selection.get("prized").and_then(toml::Value::as_bool);
    let prized = prized.map_or("any", |prized| if prized { "some" } else { "none" });
    proof
        .texts(
            "SELECT id FROM activity a WHERE deleted_at IS NULL AND state = 'done' AND zero = ?6
               AND (?1 = '[]' OR kind IN (SELECT value FROM json_each(?1)))
               AND ((day BETWEEN ?2 AND ?3 AND NOT ?11 AND id NOT IN (SELECT value FROM json_each(?10)))
                    OR id IN (SELECT value FROM json_each(?9)))
               AND (?4 = '[]' OR COALESCE(level, 'none') IN (SELECT value FROM json_each(?4)))
               AND (?5 = '' OR receiver = ?5)
               AND (?8 <> 'none' OR NOT EXISTS
                    (SELECT 1 FROM activity_person p WHERE p.activity = a.id AND trim(p.prize) <> ''))
               AND ((NOT EXISTS (SELECT 1 FROM activity_person p WHERE p.activity = a.id)
                     AND ?7 = '[]' AND ?8 <> 'some')
                    OR EXISTS (SELECT 1 FROM activity_person p WHERE p.activity = a.id
                        AND (?7 = '[]' OR COALESCE(NULLIF(p.relation, ''), 'ban-than') IN (SELECT value FROM json_each(?7)))
                        AND (?8 <> 'some' OR trim(p.prize) <> '')))",
            &[
                &json(&list("kinds")),
                &from,
                &to,
                &json(&list("levels")),
                &text(selection, "receiver"),
                &zero,
                &json(&relations),
                &prized,
                &taken,
                &given,
                &only_late,
            ],
        )
        .into_iter()
        .collect()
}

fn relations_of(proof: &Proof, name: &str) -> Vec<String> {
    let all = proof.kinds["relation"].as_array().expect("relations");
    all.iter()
        .filter(|relation| {
            let code = text(relation, "code");
            let groups = relation.get("groups").and_then(toml::Value::as_array);
            let in_group = groups.into_iter().flatten().any(|group| group.as_str() == Some(name));
            code == name || in_group || (name == "nguoi-than" && code != "ban-than")
        })
        .map(|relation| text(relation, "code").to_owned())
        .collect()
}

/// The facts of the outline's file with their selection of this kind.
fn facts<'a>(outline: &'a toml::Table, of: &str) -> Vec<(&'a str, &'a toml::Value)> {
    let sections = outline["section"].as_array().expect("sections");
    sections
        .iter()
        .filter_map(|section| section.get("block").and_then(toml::Value::as_array))
        .flatten()
        .filter(|block| block.get("fact").is_some())
        .filter_map(|block| Some((text(block, "fact"), block.get(of)?)))
        .collect()
}

/// No entry that a fact should read is left out, and none is read that it should not.
fn nothing_left_out(proof: &Proof) {
    let mut read = 0;
    for (fact, selection) in facts(&proof.outline, "activities") {
        if selection.get("others").is_some() {
            // Kinds of the unit's own, of which these books have none.
            assert!(!proof.report.figures.iter().any(|figure| figure.fact == fact), "{fact} reads something");
            continue;
        }
        let zero = selection.get("zero").and_then(toml::Value::as_bool) == Some(true);
        let period = &proof.report.period_code;
        let mut meant = selected(proof, period, selection, zero);
        if zero && !selected(proof, period, selection, false).is_empty() {
            meant.clear();
        }
        let figures = proof.report.figures.iter().filter(|figure| figure.fact == fact);
        let named: BTreeSet<String> =
            figures.flat_map(|figure| &figure.sources).map(|source| source.id.to_string()).collect();
        assert_eq!(named, meant, "the entries of {fact}");
        read += meant.len();
    }
    assert!(read > 0, "no entry was read at all");

    let day = &proof.days()[4];
    for (fact, selection) in facts(&proof.outline, "members") {
        if let Some(column) = match text(selection, "movement") {
            "party" => Some("party_joined"),
            "party_official" => Some("party_official"),
            _ => None,
        } {
            let (from, to) = range(proof, &proof.report.period_code, text(selection, "range"));
            let members = proof.texts(
                &format!(
                    "SELECT id FROM member WHERE deleted_at IS NULL AND {column} BETWEEN ?1 AND ?2
                       AND EXISTS (SELECT 1 FROM member_fact f WHERE f.member = member.id
                         AND f.kind IN ('employment', 'membership')
                         AND COALESCE(from_day, '') <= {column} AND COALESCE(until_day, '9999') > {column})"
                ),
                &[&from, &to],
            );
            let figures = proof.report.figures.iter().filter(|figure| figure.fact == fact);
            let named: BTreeSet<String> =
                figures.flat_map(|figure| &figure.sources).map(|source| source.id.to_string()).collect();
            assert_eq!(named, members.into_iter().collect(), "the members of {fact}");
            continue;
        }
        for key in selection.as_table().expect("a table").keys() {
            let known = ["party", "employed", "contract", "contract_exact", "position"];
            assert!(known.contains(&key.as_str()), "the selection {key} is not known here");
        }
        let contracts = contracts_of(proof, text(selection, "contract"), text(selection, "contract_exact"));
        let members: BTreeSet<String> = proof
            .texts(
                "SELECT m.id FROM member m WHERE m.deleted_at IS NULL
                   AND EXISTS (SELECT 1 FROM member_fact f WHERE f.member = m.id AND f.kind = 'employment'
                       AND COALESCE(from_day, '') <= ?1 AND COALESCE(until_day, '9999') > ?1)
                   AND (NOT ?2 OR m.party_joined <= ?1)
                   AND (?3 = '[]' OR EXISTS (SELECT 1 FROM member_fact f WHERE f.member = m.id AND f.kind = 'contract'
                       AND COALESCE(from_day, '') <= ?1 AND COALESCE(until_day, '9999') > ?1
                       AND f.value IN (SELECT value FROM json_each(?3))))
                   AND (?4 = '' OR EXISTS (SELECT 1 FROM member_fact f WHERE f.member = m.id AND f.kind = 'position'
                       AND COALESCE(from_day, '') <= ?1 AND COALESCE(until_day, '9999') > ?1 AND f.value = ?4))",
                &[
                    day,
                    &(selection.get("party").and_then(toml::Value::as_bool) == Some(true)),
                    &json(&contracts),
                    &text(selection, "position"),
                ],
            )
            .into_iter()
            .collect();
        let figures = proof.report.figures.iter().filter(|figure| figure.fact == fact);
        let named: BTreeSet<String> =
            figures.flat_map(|figure| &figure.sources).map(|source| source.id.to_string()).collect();
        assert_eq!(named, members, "the members of {fact}");
    }
}

/// A contract with all below it, or one alone.
fn contracts_of(proof: &Proof, tree: &str, exact: &str) -> Vec<String> {
    if !exact.is_empty() {
        return vec![exact.to_owned()];
    }
    let all = proof.kinds["roster"]["contract"].as_array().expect("contracts");
    let mut found: Vec<String> = Vec::new();
    if !tree.is_empty() {
        found.push(tree.to_owned());
        // The tree is shallow: as many rounds as there are entries reach every depth.
        for entry in all.iter().cycle().take(all.len() * all.len()) {
            let (code, parent) = (text(entry, "code"), text(entry, "parent"));
            if found.iter().any(|known| known == parent) && !found.iter().any(|known| known == code) {
                found.push(code.to_owned());
            }
        }
    }
    found
}

/// The settlement from the whole book, not from what the figures name.
fn settlement(proof: &Proof) -> [i64; 5] {
    let [_, _, from, to, _] = proof.days();
    let fund = proof.texts("SELECT id FROM fund WHERE settled = 1 AND deleted_at IS NULL", &[]);
    let fund = json(&fund);
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let line = |condition: &str| {
        proof.number(
            &format!(
                "SELECT SUM(CASE direction WHEN 'receipt' THEN amount ELSE -amount END) FROM voucher
                 WHERE fund IN (SELECT value FROM json_each(?1)) AND state = 'posted' AND deleted_at IS NULL
                   AND direction <> 'transfer' AND day BETWEEN ?2 AND ?3 AND {condition}"
            ),
            &[&fund, &from, &to],
        )
    };
    // What the form has no line for counts by its direction.
    let unknown = "substr(code, 1, 2) NOT IN ('22', '23', '24', '25', '28', '31', '32', '33', '34', '37', '39', '40', '42')";
    [
        balance(proof, &fund, None, day(&from), day(&to), true),
        line(&format!(
            "(substr(code, 1, 2) IN ('22', '23', '24', '25') OR ({unknown} AND direction = 'receipt'))"
        )),
        line("substr(code, 1, 2) = '28'"),
        -line(&format!(
            "(substr(code, 1, 2) IN ('31', '32', '33', '34', '37') OR ({unknown} AND direction = 'payment'))"
        )),
        balance(proof, &fund, None, day(&from), day(&to), false),
    ]
}

/// The money that a fact prints.
fn printed_money(report: &Report, fact: &str) -> i64 {
    let figure = report.figures.iter().find(|figure| figure.fact == fact && !figure.name.ends_with(":words"));
    match figure.map(|figure| &figure.value) {
        Some(FigureValue::Money(sum)) => sum.0,
        None => 0,
        other => panic!("{fact} prints {other:?}"),
    }
}

fn settlement_agrees(proof: &Proof) -> [i64; 5] {
    let said =
        ["tai-chinh.dau-ky", "tai-chinh.thu", "tai-chinh.cap-tren-cap", "tai-chinh.chi", "tai-chinh.cuoi-ky"]
            .map(|fact| printed_money(&proof.report, fact));
    assert_eq!(said, settlement(proof));
    said
}

fn sample(folder: &Path) -> std::path::PathBuf {
    Desk::demo(folder, "kiem-tra").expect("the sample book")
}

#[test]
fn every_number_of_the_samples_report_is_recomputed_by_sql_from_its_entries() {
    let folder = tempfile::tempdir().expect("a folder");
    let proof = Proof::of(&sample(folder.path()));
    let recomputed = prove(&proof);
    assert!(recomputed >= 80, "only {recomputed} figures hold numbers");
    nothing_left_out(&proof);
    assert_eq!(settlement_agrees(&proof), [7_348_284, 33_293_736, 48_046_464, 72_407_470, 16_281_014]);
    let heading =
        proof.report.lines.iter().find(|line| line.kind == LineKind::Heading && line.text().contains("69"));
    assert!(heading.is_some(), "the head count stands in a heading");
}

/// Something wrong done to a report at one of its figures.
type Slip = fn(&mut Report, usize);

#[test]
fn every_number_of_the_other_outline_and_its_annex_is_recomputed_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let proof = Proof::by(&sample(folder.path()), "ninh-binh");
    assert!(prove(&proof) > 90, "only {} numbers", prove(&proof));
}

#[test]
fn a_wrong_number_a_lost_source_and_a_stray_digit_would_be_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut proof = Proof::of(&sample(folder.path()));
    let whole = proof.report.clone();
    let figure = |report: &Report, fact: &str| {
        report.figures.iter().position(|figure| figure.fact == fact).unwrap_or_else(|| panic!("{fact}"))
    };
    let slips: [(&str, Slip); 7] = [
        ("cham-lo.viec-hieu", |report, at| report.figures[at].value = FigureValue::Count(6)),
        ("tai-chinh.chi", |report, at| report.figures[at].value = FigureValue::Money(Dong(72_407_471))),
        ("cham-lo.om-dau", |report, at| report.figures[at].sources.truncate(3)),
        ("tai-chinh.cuoi-ky", |report, at| report.figures[at].sources.truncate(3)),
        ("cham-lo.kham-suc-khoe", |report, at| {
            report.figures[at].value = FigureValue::Share { n: Some(68), of: Some(69) };
        }),
        ("cham-lo.viec-hy", |report, at| {
            let run =
                report.lines.iter_mut().flat_map(|line| &mut line.runs).find(|run| run.figure == Some(at));
            run.expect("a run").text = "20".to_owned();
        }),
        ("tai-chinh.thu", |report, at| {
            let line =
                report.lines.iter_mut().find(|line| line.runs.iter().any(|run| run.figure == Some(at)));
            line.expect("a line").runs[0].text.push_str("77 ");
        }),
    ];
    for (fact, slip) in slips {
        proof.report.clone_from(&whole);
        let at = figure(&whole, fact);
        slip(&mut proof.report, at);
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| prove(&proof)));
        assert!(found.is_err(), "nobody noticed the slip in {fact}");
    }
}

#[test]
fn the_number_words_of_this_proof_are_right_themselves() {
    for (amount, said) in [
        (16_281_014, "Mười sáu triệu hai trăm tám mươi mốt nghìn không trăm mười bốn đồng"),
        (1_015, "Một nghìn không trăm mười lăm đồng"),
        (1_000_100, "Một triệu một trăm đồng"),
        (64_050_000, "Sáu mươi tư triệu không trăm năm mươi nghìn đồng"),
        (1_005, "Một nghìn không trăm linh năm đồng"),
    ] {
        assert_eq!(words(amount), said);
    }
    assert_eq!(
        (percent(67, 69), percent(16, 17), percent(69, 69)),
        ("97,1%".into(), "94,1%".into(), "100%".into())
    );
}

/// A small generator of numbers: the same seed throws the same entries everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end.max(1)
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

/// Entries of all kinds thrown into the sample, some of them planned, cancelled, deleted or restored.
fn throw(path: &Path, seed: u64) {
    let mut dice = Dice(seed);
    let mut desk = Desk::open(path, "kiem-tra").expect("a book");
    let catalog = desk.catalog().expect("its catalog");
    let fund = fund_source(&catalog).expect("a fund");
    let kinds: Vec<String> = catalog.kinds.kinds.iter().map(|kind| kind.code.clone()).collect();
    let members: Vec<_> = catalog.members.iter().map(|member| member.id).collect();
    let relations = ["", "ban-than", "me-de", "bo-chong", "con", "vo", "chong", "ba", "em-ruot"];
    let relations: Vec<&str> = relations
        .into_iter()
        .filter(|code| code.is_empty() || catalog.kinds.relations.get(code).is_some())
        .collect();
    let prizes = ["", "", "Nhất", "Ba", "Khuyến khích"];
    let levels = [None, Some(Level::School), Some(Level::District), Some(Level::Central)];
    let mut kept = 0;
    for round in 0..90 {
        let day = Day::from_yo_opt(2023, 1).expect("a day") + chrono::Days::new(dice.below(400) as u64);
        let mut activity = Activity::new(dice.one(&kinds), day);
        activity.about = format!("việc thứ {round} trong đợt {}", dice.below(99));
        dice.one(&["", "20/10", "8/3"]).clone_into(&mut activity.occasion);
        dice.one(&["", "đạt 12 tiêu chí", "tốt"]).clone_into(&mut activity.result);
        activity.receiver = dice.one(&[Receiver::People, Receiver::Collective, Receiver::Outside]);
        activity.level = dice.one(&levels);
        activity.zero = dice.below(12) == 0;
        activity.state = dice.one(&[State::Done, State::Done, State::Done, State::Planned, State::Cancelled]);
        for _ in 0..dice.below(4) {
            let free = dice.below(5) == 0;
            activity.people.push(Person {
                member: (!free).then(|| dice.one(&members)),
                name: if free { format!("Khách {}", dice.below(3)) } else { String::new() },
                relation: dice.one(&relations).to_owned(),
                prize: dice.one(&prizes).to_owned(),
                ..Person::default()
            });
        }
        if dice.below(2) == 0 {
            let of = 1 + u32::try_from(dice.below(90)).expect("small");
            let count = of.min(u32::try_from(dice.below(90)).expect("small"));
            activity.head_count = Some(match dice.below(5) {
                0 => HeadCount { count: None, of: None, whom: String::new() },
                1 => HeadCount { count: Some(count), of: None, whom: "giáo viên khối 4".to_owned() },
                _ => HeadCount { count: Some(count), of: Some(of), whom: String::new() },
            });
        }
        for _ in 0..dice.below(3) {
            activity.money.push(MoneyLine {
                quantity: None,
                rate: None,
                amount: Dong(1_000 + 500 * i64::try_from(dice.below(9_000)).expect("small")),
                source: if dice.below(2) == 0 { fund } else { Source::Members },
                code: String::new(),
            });
        }
        // A form would refuse some of these: what a book cannot hold, no report has to count.
        let Ok(saved) = desk.log(activity) else { continue };
        kept += 1;
        match dice.below(8) {
            0 => drop(desk.delete(&saved.activity).expect("deleted")),
            1 => drop(desk.cancel(&saved.activity)),
            _ => {}
        }
    }
    assert!(kept > 35, "the dice threw hardly anything that a book takes: {kept}");
}

#[test]
fn every_number_is_recomputed_by_sql_whatever_was_logged() {
    for seed in [1, 20_231_113, 64_050_000] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = sample(folder.path());
        throw(&path, seed);
        let proof = Proof::of(&path);
        assert!(prove(&proof) >= 80, "seed {seed}");
        nothing_left_out(&proof);
        let [_, _, _, spent, left] = settlement_agrees(&proof);
        assert!(spent > 72_407_470 && left < 16_281_014, "seed {seed} spent nothing");
    }
}

/// The second semester and the school year beside the sample's first one.
fn complete_the_year(path: &Path) {
    let mut desk = Desk::open(path, "kiem-tra").expect("a book");
    let catalog = desk.catalog().expect("its catalog");
    let first = catalog.periods.iter().find(|period| period.code == FIRST_SEMESTER);
    let first = first.cloned().expect("the first semester");
    let has = |code: &str| catalog.periods.iter().any(|period| period.code == code);
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let begins = first.activities.1.succ_opt().expect("a day");
    for (code, from, finance, outline) in [
        ("2023-2024/2", begins, day("2024-01-01"), "ha-dong"),
        ("2023-2024", first.activities.0, first.finance.0, "nam-hoc"),
    ] {
        if has(code) {
            continue;
        }
        let mut period = first.body.clone();
        code.clone_into(&mut period.code);
        code.clone_into(&mut period.title);
        outline.clone_into(&mut period.outline);
        period.activities = (from, day("2024-05-31"));
        period.finance = (finance, day("2024-05-31"));
        period.head_count_day = day("2024-05-25");
        (period.due, period.report) = (None, congdoan::domain::ReportSettings::default());
        desk.save_period(None, period).expect("a period");
    }
}

/// The second semester takes over every other entry that came too late for the first, and leaves a third of the rest.
fn take_some_late(path: &Path) -> usize {
    let mut desk = Desk::open(path, "kiem-tra").expect("a book");
    desk.save_setting("today", "2024-05-20").expect("a day past the first report's");
    let catalog = desk.catalog().expect("its catalog");
    let second = catalog.periods.iter().find(|period| period.code == "2023-2024/2").expect("a period");
    let late: Vec<_> = desk.late_for(second).expect("late entries").iter().map(|one| one.entry.id).collect();
    let taken: Vec<_> = late.iter().copied().step_by(2).collect();
    let left: Vec<_> = late.iter().copied().skip(1).step_by(6).collect();
    let second = desk.take_late(second, &taken).expect("taken");
    desk.decline_late(&second, &left).expect("left");
    taken.len()
}

/// Each row of the outline's tables: a column for each semester, one for the year, what each reads from the whole book.
fn no_cell_left_out(proof: &Proof, periods: [&str; 3]) -> usize {
    let sections = proof.outline["section"].as_array().expect("sections");
    let blocks = sections.iter().filter_map(|section| section.get("block").and_then(toml::Value::as_array));
    let rows =
        blocks.flatten().filter_map(|block| block.get("row").and_then(toml::Value::as_array)).flatten();
    let mut cells = 0;
    for row in rows {
        let Some(selection) = row.get("activities") else { continue };
        let label = text(row, "label");
        let line = proof
            .report
            .lines
            .iter()
            .find(|line| line.kind == LineKind::TableRow && line.runs.iter().any(|run| run.text == label))
            .unwrap_or_else(|| panic!("no row {label}"));
        let figures: Vec<&Figure> =
            line.runs.iter().filter_map(|run| run.figure).map(|at| &proof.report.figures[at]).collect();
        assert_eq!(figures.len(), 4, "{label}");
        for (figure, period) in figures.iter().zip(periods) {
            let named: BTreeSet<String> = figure.sources.iter().map(|source| source.id.to_string()).collect();
            assert_eq!(named, selected(proof, period, selection, false), "{label} of {period}");
            cells += 1;
        }
    }
    cells
}

#[test]
fn every_cell_of_the_years_table_and_every_entry_taken_over_late_is_recomputed_by_sql() {
    for seed in [7, 20_240_531] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = sample(folder.path());
        throw(&path, seed);
        complete_the_year(&path);
        let taken = take_some_late(&path);
        assert!(taken > 3, "seed {seed} threw {taken} late entries only");
        let periods = [FIRST_SEMESTER, "2023-2024/2", "2023-2024"];
        for (period, outline) in periods.into_iter().zip(["ha-dong", "ha-dong", "nam-hoc"]) {
            let proof = Proof::of_period(&path, outline, Some(period));
            assert!(prove(&proof) > 20, "seed {seed}: hardly a number of {period}");
            nothing_left_out(&proof);
            settlement_agrees(&proof);
        }
        let year = Proof::of_period(&path, "nam-hoc", Some("2023-2024"));
        assert!(no_cell_left_out(&year, periods) >= 40, "seed {seed}");
        let late = late(&year, "2023-2024/2").0;
        assert_eq!(late.matches('"').count(), 2 * taken, "seed {seed}: what was taken is in the book");
    }
}

#[test]
fn all_figures_of_the_sample_stand_in_every_outline_that_asks_for_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = sample(folder.path());
    let said = |outline: &str| {
        let report = Proof::of_period(&path, outline, Some(FIRST_SEMESTER)).report;
        let cells = |line: &congdoan::report::Line| {
            line.runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let printed = |line: &congdoan::report::Line| match line.kind {
            LineKind::TableRow | LineKind::TableTotal => cells(line),
            _ => line.text(),
        };
        report.lines.iter().map(printed).collect::<Vec<_>>().join("\n")
    };
    // What every outline asks for.
    let all = [
        "05 lượt công đoàn viên có người thân qua đời",
        "16 lượt công đoàn viên ốm đau, thai sản",
        "09 lượt người thân",
        "Mừng đám hỷ 02 lượt",
        "Trong năm 2023 có 05 đ/c được tăng lương trước thời hạn",
        "08 cá nhân được công nhận Chiến sĩ thi đua cấp cơ sở",
        "01 giải Nhất: ",
        "03 giải Ba: ",
        "100% (17/17) giáo viên dạy lớp 4",
        "Tổng số tiền ủng hộ, quyên góp: 64.050.000 đồng (Sáu mươi tư triệu không trăm năm mươi nghìn đồng).",
        "kết nạp Đảng 02 đ/c",
        "đảng viên chính thức cho 04 đ/c",
        "Giới thiệu 02 đoàn viên",
        "chưa có đoàn viên công đoàn sinh con thứ 3",
        "không có trường hợp nào khiếu nại, tố cáo",
        "7.348.284",
        "33.293.736",
        "48.046.464",
        "81.340.200",
        "72.407.470",
        "16.281.014",
        "Mười sáu triệu hai trăm tám mươi mốt nghìn không trăm mười bốn đồng",
        "26",
        "Trung cấp: 5 đồng chí, Sơ cấp: 21 đồng chí",
    ];
    let of_the_letter = [
        "Tổng số CBNGNLĐ đến thời điểm 20/12/2023: 69 người, trong đó nữ 58 người",
        "Biên chế, kể cả hợp đồng theo NĐ 111 50",
        "Trong đó hợp đồng theo NĐ 111 3",
        "Hợp đồng khác 19",
        "Đảng viên 26",
        "Dự trù chăm lo Tết Nguyên đán Giáp Thìn 2024",
    ];
    let of_the_district = [
        "Cán bộ, giáo viên, công nhân viên: 69 người",
        "Biên chế: 50 người",
        "Giáo viên cơ bản: 34 người",
        "Giáo viên bộ môn: 8 người",
        "Hợp đồng theo NĐ 111: 3 người",
        "Hợp đồng khác: 19 người",
    ];
    for (outline, own) in
        [("ha-dong", &of_the_district), ("nam-hoc", &of_the_district), ("ninh-binh", &of_the_letter)]
    {
        let said = said(outline);
        for figure in all.iter().chain(own) {
            assert!(said.contains(figure), "{figure:?} is not in {outline}:\n{said}");
        }
    }
}
