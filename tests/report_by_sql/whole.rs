//! What a selection of the outline means in the whole book, by SQL.

use std::collections::BTreeSet;

use congdoan::domain::Day;
use congdoan::report::{FigureValue, Report};

use crate::figures::{Proof, balance, json, text};

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
pub(crate) fn late(proof: &Proof, period: &str) -> (String, String) {
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
pub(crate) fn selected(proof: &Proof, period: &str, selection: &toml::Value, zero: bool) -> BTreeSet<String> {
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
pub(crate) fn nothing_left_out(proof: &Proof) {
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

pub(crate) fn settlement_agrees(proof: &Proof) -> [i64; 5] {
    let said =
        ["tai-chinh.dau-ky", "tai-chinh.thu", "tai-chinh.cap-tren-cap", "tai-chinh.chi", "tai-chinh.cuoi-ky"]
            .map(|fact| printed_money(&proof.report, fact));
    assert_eq!(said, settlement(proof));
    said
}
