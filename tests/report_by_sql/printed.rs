//! How a number is printed, and what its entries say, written a second time.

use congdoan::domain::RecordType;
use congdoan::report::{Figure, FigureValue, SourceRef};

use crate::figures::{Proof, ids};

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// An amount in words by the rules alone, group by group from the left.
pub(crate) fn words(amount: i64) -> String {
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
pub(crate) fn percent(n: u64, of: u64) -> String {
    let tenths = (n * 2_000 + of) / (2 * of);
    let tenths = if n < of { tenths.min(999) } else { tenths };
    let tenths = if n > 0 { tenths.max(1) } else { tenths };
    if tenths % 10 == 0 { format!("{}%", tenths / 10) } else { format!("{},{}%", tenths / 10, tenths % 10) }
}

pub(crate) fn digit_groups(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect()
}

/// What is printed for a figure is the figure.
pub(crate) fn printed_is(figure: &Figure, printed: &str) -> Result<(), String> {
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
pub(crate) fn said_in(proof: &Proof, sources: &[SourceRef]) -> String {
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
