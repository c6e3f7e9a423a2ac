//! Text of an encoding from before Unicode (TCVN3, VNI), read as if it were today's: on paper it is no Vietnamese.

use super::said::Said;
use super::words::WORDS;
use super::{Finding, Place, What};
use crate::domain::TermData;
use crate::domain::late::Membership;

/// A narrative, or head and foot.
pub(super) fn text(said: &Said) -> Vec<Finding> {
    sample(&said.text)
        .map(|quote| Finding::new(What::OldEncoding { quote }, said.place.clone()))
        .into_iter()
        .collect()
}

/// The term's activities and the roster.
pub(super) fn records(data: &TermData) -> Vec<Finding> {
    let mut found = Vec::new();
    let membership = Membership::of(&data.period, &data.catalog.periods);
    for entry in data.activities.iter().filter(|entry| membership.counts(entry)) {
        let people = entry.people.iter().flat_map(|person| [&person.name, &person.relative, &person.note]);
        let texts = [
            &entry.about,
            &entry.place,
            &entry.organisation,
            &entry.giver,
            &entry.result,
            &entry.goods,
            &entry.note,
        ];
        let all: Vec<&str> = texts.into_iter().chain(people).map(String::as_str).collect();
        if let Some(quote) = sample(&all.join(" ")) {
            found.push(Finding::new(What::OldEncoding { quote }, Place::Activity { id: entry.id }));
        }
    }
    for member in data.catalog.members.iter().filter(|member| !member.is_deleted()) {
        if let Some(quote) = sample(&member.full_name) {
            found.push(Finding::new(What::OldEncoding { quote }, Place::Member { id: member.id }));
        }
    }
    found
}

/// A word of the text that is of an old encoding: it has a sign between its letters, or is one of at least two words
/// with letters that Vietnamese has not (one is a foreign name).
fn sample(text: &str) -> Option<String> {
    let strange = |word: &&str| has_sign(word) || word.chars().any(|c| WORDS.old_letters.contains(c));
    let words: Vec<&str> = text.split_whitespace().filter(strange).collect();
    let sure = words.iter().find(|word| has_sign(word));
    let first = sure.or_else(|| words.first().filter(|_| words.len() > 1))?;
    Some((*first).to_owned())
}

fn has_sign(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let letter = |c: Option<&char>| c.is_some_and(|c| c.is_alphabetic() && !WORDS.old_signs.contains(*c));
    let known = |at: usize| at.checked_sub(1).and_then(|before| chars.get(before));
    chars.iter().enumerate().any(|(at, c)| {
        let within = WORDS.old_signs.contains(*c) && letter(known(at)) && letter(chars.get(at + 1));
        let begins = WORDS.old_starts.contains(*c) && at == 0 && letter(chars.get(1));
        let doubled = WORDS.old_signs.contains(*c)
            && chars.get(at + 1).is_some_and(|next| WORDS.old_signs.contains(*next))
            && letter(known(at));
        within || begins || doubled
    })
}
