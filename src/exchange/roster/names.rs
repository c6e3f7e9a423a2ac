//! Short names (tên gọi) for people who have none yet: the given name, and where others bear it too, the class or
//! subject behind it, as teachers call each other: "Hà L1", "Hương MT".

use std::collections::{HashMap, HashSet};

use super::words::{WORDS, key};

/// Who needs a name: the full name, the duty and the short name that is set already (empty: none).
#[derive(Debug, Clone, Copy)]
pub struct Nameless<'a> {
    /// Họ và tên.
    pub full_name: &'a str,
    /// Nhiệm vụ.
    pub duty: &'a str,
    /// The short name that somebody gave; empty: one is to be proposed.
    pub given: &'a str,
}

/// A short name for each of the people: the one given, else a proposed one that nobody else here bears and that is
/// not among `taken`. Names that were given are left as they are, also where they are doubled.
pub fn proposed<'a>(people: &[Nameless<'a>], taken: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let same = |name: &str| name.to_lowercase();
    let mut used: HashSet<String> = taken.into_iter().map(same).collect();
    let mut bearers: HashMap<String, usize> = HashMap::new();
    for name in &used {
        // "Hà L1" of the book is a Hà too: the newcomer is not to be plain Hà beside her.
        let first = name.split_whitespace().next().unwrap_or_default();
        *bearers.entry(first.to_owned()).or_default() += 1;
    }
    for person in people {
        *bearers.entry(same(last_word(person.full_name))).or_default() += 1;
        if !person.given.is_empty() {
            used.insert(same(person.given));
        }
    }
    people
        .iter()
        .map(|person| {
            if !person.given.is_empty() {
                return person.given.to_owned();
            }
            let shared = bearers.get(&same(last_word(person.full_name))).is_some_and(|count| *count > 1);
            let name =
                candidates(person, shared).find(|name| !used.contains(&same(name))).unwrap_or_default();
            used.insert(same(&name));
            name
        })
        .collect()
}

fn last_word(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or_default()
}

/// Names to try, best first; without end.
fn candidates<'a>(person: &Nameless<'a>, shared: bool) -> impl Iterator<Item = String> + use<'a> {
    let given = last_word(person.full_name);
    let full = person.full_name;
    let words: Vec<&str> = full.split_whitespace().collect();
    let two = words.len().checked_sub(2).and_then(|at| words.get(at..)).map(|pair| pair.join(" "));
    let plain = (!shared).then(|| given.to_owned());
    let with = suffixes(person.duty).into_iter().map(move |suffix| format!("{given} {suffix}"));
    let numbered = (2_u32..).map(move |number| format!("{given} {number}"));
    plain
        .into_iter()
        .chain(with)
        .chain(two)
        .chain((!full.is_empty()).then(|| full.to_owned()))
        .chain(numbered)
}

/// What may stand behind a given name: the grade, the class, the subject in short.
fn suffixes(duty: &str) -> Vec<String> {
    let mut suffixes = Vec::new();
    let class = duty.split(|c: char| !c.is_alphanumeric()).find(|word| {
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        (1..=2).contains(&digits) && word.chars().count() <= 4
    });
    if let Some(class) = class {
        let grade: String = class.chars().take_while(char::is_ascii_digit).collect();
        suffixes.push(format!("{}{grade}", WORDS.grade));
        suffixes.push(class.to_uppercase());
    }
    let subject = subject(duty);
    let letters: String = subject.iter().take(3).copied().map(initials).collect();
    if class.is_none() && !letters.is_empty() {
        suffixes.push(letters);
        suffixes.extend((subject.len() == 1).then(|| subject.join(" ")));
    }
    suffixes
}

/// What a word gives to a short form: its first letter; one that is a short form already ("TD") stays whole.
fn initials(word: &str) -> String {
    let is_short = (2..=4).contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
    if is_short { word.to_owned() } else { word.chars().take(1).flat_map(char::to_uppercase).collect() }
}

/// The words of a duty behind "giáo viên", "dạy" and their like.
pub(super) fn subject(duty: &str) -> Vec<&str> {
    let mut words: Vec<&str> =
        duty.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut taken = true;
    while taken {
        taken = false;
        let folded = key(&words.join(" "));
        for phrase in &WORDS.duty_begins {
            let is_begin = folded == *phrase
                || folded.strip_prefix(phrase.as_str()).is_some_and(|rest| rest.starts_with(' '));
            if is_begin && !phrase.is_empty() {
                words.drain(..phrase.split(' ').count().min(words.len()));
                taken = true;
                break;
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of<'a>(people: &[(&'a str, &'a str, &'a str)], taken: &[&'a str]) -> Vec<String> {
        let people: Vec<Nameless<'a>> =
            people.iter().map(|(full_name, duty, given)| Nameless { full_name, duty, given }).collect();
        proposed(&people, taken.iter().copied())
    }

    #[test]
    fn a_name_that_others_bear_takes_the_class_or_the_subject() {
        let people = [
            ("Lê Thị Hà", "chủ nhiệm 1A2", ""),
            ("Vũ Thu Hà", "Giáo viên chủ nhiệm lớp 1A3", ""),
            ("Đỗ Hương", "GV Mĩ thuật", ""),
            ("Lò Thị Hương", "", ""),
            ("Cao Văn Sáng", "chủ nhiệm 5A", ""),
            ("Trần An", "", "An TD"),
            ("Mùa Thị Lan", "GV TD", ""),
            ("Tống Lan", "GV VP", ""),
        ];
        assert_eq!(
            of(&people, &[]),
            ["Hà L1", "Hà 1A3", "Hương MT", "Thị Hương", "Sáng", "An TD", "Lan TD", "Lan VP"]
        );
        assert_eq!(of(&people[4..5], &["sáng"]), ["Sáng L5"]);
        assert_eq!(of(&people[..1], &["Hà L1", "Hà L3"]), ["Hà 1A2"]);
    }

    proptest! {
        #[test]
        fn proposed_names_differ(people in proptest::collection::vec(("(Lê|Vũ|Hà) (Thị |Văn )?(Hà|Hạ|An|an)", "(lớp [1-3][AB]|Mĩ thuật)?"), 0..25)) {
            let people: Vec<(&str, &str, &str)> =
                people.iter().map(|(name, duty)| (name.as_str(), duty.as_str(), "")).collect();
            let names = of(&people, &["Hà", "An L1"]);
            let different: HashSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
            prop_assert_eq!(different.len(), names.len());
            prop_assert!(!different.contains("hà") && !different.contains("an l1"));
        }
    }
}
