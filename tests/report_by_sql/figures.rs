//! A figure computed again by SQL from the records that its provenance names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use congdoan::desk::Desk;
use congdoan::domain::{Day, Direction, Movement, RecordType};
use congdoan::report::{Figure, FigureValue, Report, Rule, Side, SourceRef, Wanted, WantedMoves};
use congdoan::text::money::Dong;
use rusqlite::{Connection, OpenFlags, ToSql};

use crate::printed::words;

/// A book's file and the report that the program compiles from it.
pub(crate) struct Proof {
    pub(crate) sql: Connection,
    pub(crate) report: Report,
    pub(crate) outline: toml::Table,
    pub(crate) kinds: toml::Table,
}

const OUTLINE: &str = include_str!("../../assets/outlines/ha-dong.toml");
const NINH_BINH: &str = include_str!("../../assets/outlines/ninh-binh.toml");
const YEAR: &str = include_str!("../../assets/outlines/nam-hoc.toml");
/// The sample's period.
pub(crate) const FIRST_SEMESTER: &str = "2023-2024/1";
const KINDS: &str = include_str!("../../assets/kinds.toml");

impl Proof {
    pub(crate) fn of(path: &Path) -> Self {
        Self::by(path, "ha-dong")
    }

    pub(crate) fn by(path: &Path, outline: &str) -> Self {
        Self::of_period(path, outline, None)
    }

    /// Of a period by its code; none: the one that the book works in.
    pub(crate) fn of_period(path: &Path, outline: &str, code: Option<&str>) -> Self {
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

    pub(crate) fn number(&self, query: &str, values: &[&dyn ToSql]) -> i64 {
        self.sql
            .query_row(query, values, |row| row.get::<_, Option<i64>>(0))
            .unwrap_or_else(|error| panic!("{query}: {error}"))
            .unwrap_or(0)
    }

    pub(crate) fn texts(&self, query: &str, values: &[&dyn ToSql]) -> Vec<String> {
        let mut statement = self.sql.prepare(query).unwrap_or_else(|error| panic!("{query}: {error}"));
        let rows = statement.query_map(values, |row| row.get::<_, Option<String>>(0)).expect("rows");
        rows.map(|text| text.expect("a text").unwrap_or_default()).collect()
    }

    /// The reporting period's days: activities, money, head count.
    pub(crate) fn days(&self) -> [String; 5] {
        self.days_of(&self.report.period_code)
    }

    pub(crate) fn days_of(&self, period: &str) -> [String; 5] {
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
pub(crate) fn ids(sources: &[SourceRef], of: RecordType) -> String {
    let ids: Vec<String> = sources
        .iter()
        .filter(|source| source.record_type == of)
        .map(|source| format!("\"{}\"", source.id))
        .collect();
    format!("[{}]", ids.join(","))
}

pub(crate) fn json(words: &[String]) -> String {
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
pub(crate) fn by_sql(proof: &Proof, figure: &Figure) -> Option<FigureValue> {
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
pub(crate) fn balance(
    proof: &Proof,
    funds: &str,
    vouchers: Option<&str>,
    from: Day,
    to: Day,
    before: bool,
) -> i64 {
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
pub(crate) fn once(phrase: &str) -> (&str, i64) {
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

pub(crate) fn text<'a>(entry: &'a toml::Value, key: &str) -> &'a str {
    entry.get(key).and_then(toml::Value::as_str).unwrap_or_default()
}

const fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Receipt => "receipt",
        Direction::Payment => "payment",
        Direction::Transfer => "transfer",
    }
}
