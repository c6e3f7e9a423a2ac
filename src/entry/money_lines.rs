//! The money of an entry: amounts, n × rate, parts, sources, and what norm and earlier entries fill in.

use super::build::Part;
use super::candidate::What;
use super::lexicon::SourceWord;
use super::{Assumed, Filled, Question, Refusal, Why};
use crate::domain::kind::{DefaultSource, Kind, Slot};
use crate::domain::{Account, Activity, MoneyLine, Norm, Source, Stored};
use crate::text::money::{Dong, MAX_TYPED};

/// One amount of the line.
#[derive(Debug, Clone, Copy)]
struct Amount {
    start: usize,
    end: usize,
    value: Dong,
    /// n of n × rate.
    count: Option<u32>,
    source: Option<SourceWord>,
    /// Behind "trong đó".
    part: bool,
}

/// Fills the entry's money lines, goods of the norm included.
pub(super) fn fill(part: &mut Part, entry: &mut Activity, kind: &Kind) {
    if !kind.asks(Slot::Amount)
        && !part.taken.iter().any(|c| matches!(c.what, What::Money(_) | What::Times { .. }))
    {
        return;
    }
    let catalog = part.reader.catalog;
    let relation = entry.people.first().map(|person| person.relation.clone()).unwrap_or_default();
    let norm = catalog.norm_for(&kind.code, &relation, entry.day);
    let earlier = earlier(part, entry);
    let mut amounts = amounts(part);
    let words = sources(part, &mut amounts);
    let people = people(entry);
    let rates: Vec<Amount> = amounts.iter().filter(|amount| !amount.part).copied().collect();
    let first_source = rates.first().and_then(|amount| amount.source).or(words);

    let lines: Vec<(Option<u32>, Dong, Option<SourceWord>)> = match rates.as_slice() {
        [] => match assumed_amount(part, kind, norm, earlier.as_ref()) {
            Some(rate) => {
                if let Some(norm) = norm
                    && entry.goods.is_empty()
                    && !norm.goods.is_empty()
                    && kind.asks(Slot::Goods)
                {
                    entry.goods.clone_from(&norm.goods);
                    part.assumed.push(Assumed { what: Filled::Goods, why: Why::Norm(norm.id) });
                }
                let count = (kind.each && people > 1).then_some(people as u32);
                vec![(count, rate, first_source)]
            }
            None => Vec::new(),
        },
        [only] => vec![single(part, kind, only, people, first_source)],
        several if several.len() == entry.people.len() && several.iter().all(|a| a.count.is_none()) => {
            for (person, amount) in entry.people.iter_mut().zip(several) {
                person.amount = Some(amount.value);
            }
            let sum = several.iter().try_fold(Dong::ZERO, |sum, amount| sum.checked_add(amount.value));
            vec![(None, sum.unwrap_or(Dong(i64::MAX)), first_source)]
        }
        several if several.iter().filter(|amount| amount.source.is_some()).count() + 1 >= several.len() => {
            // A source that stands beside no amount is that of the one without.
            several.iter().map(|amount| (amount.count, amount.value, amount.source.or(words))).collect()
        }
        several => {
            let amounts = several.iter().map(|amount| amount.value).collect();
            part.refusals.push(Refusal::ManyAmounts { amounts });
            return;
        }
    };
    let by_default = lines.iter().any(|(_, _, source)| source.is_none());
    let fallback = default_source(part, entry, kind, norm, earlier.as_ref(), by_default);
    for (count, rate, source) in lines {
        let Some(source) = source_of(part, source, fallback, words == Some(SourceWord::Bank)) else { return };
        push(part, entry, kind, norm, count, rate, source);
    }
    parts(part, entry, kind, norm, &amounts, words == Some(SourceWord::Bank));
    // "0đ" is no money, and no voucher.
    entry.money.retain(|line| line.amount.0 > 0);
}

/// For how many people an amount can be.
fn people(entry: &Activity) -> usize {
    if entry.people.is_empty() {
        entry.head_count.as_ref().and_then(|count| count.count).unwrap_or(0) as usize
    } else {
        entry.people.len()
    }
}

fn amounts(part: &mut Part) -> Vec<Amount> {
    let mut out = Vec::new();
    let mut split = false;
    for candidate in part.taken.clone() {
        let (value, count) = match candidate.what {
            What::Split => {
                split = true;
                continue;
            }
            What::Money(value) => (value, None),
            What::Times { count, rate, meant: None } => (rate, Some(count)),
            What::Times { count, rate, meant: Some(meant) } => (small(part, rate, meant), Some(count)),
            What::Thousand { typed, meant } => (small(part, typed, meant), None),
            _ => continue,
        };
        let (start, end) = (candidate.start, candidate.end);
        out.push(Amount { start, end, value, count, source: None, part: split && !out.is_empty() });
    }
    out
}

/// A bare small number as it was answered, else as typed and asked about.
fn small(part: &mut Part, typed: Dong, meant: Dong) -> Dong {
    let chosen = part.answers.thousand();
    if chosen.is_none() {
        part.questions.push(Question::Thousand { typed, meant });
    }
    if chosen == Some(true) { meant } else { typed }
}

/// Gives each amount the source beside it; what remains counts for all.
fn sources(part: &Part, amounts: &mut [Amount]) -> Option<SourceWord> {
    let mut rest = None;
    let several = amounts.len() > 1;
    // "2tr quỹ, 1tr cấp trên hỗ trợ": each behind its amount.
    let behind: Vec<SourceWord> = amounts
        .iter()
        .filter_map(|amount| {
            part.taken.iter().find_map(|candidate| match candidate.what {
                What::Source { word, .. } if candidate.start == amount.end => Some(word),
                _ => None,
            })
        })
        .collect();
    let all = part.taken.iter().filter(|candidate| matches!(candidate.what, What::Source { .. })).count();
    if several && behind.len() == amounts.len() && all == amounts.len() {
        for (amount, word) in amounts.iter_mut().zip(behind) {
            amount.source = Some(word);
        }
        return None;
    }
    for candidate in &part.taken {
        let What::Source { word, beside } = candidate.what else { continue };
        let free = |amount: &&mut Amount| amount.source.is_none();
        let before = amounts.iter_mut().find(|amount| amount.start == candidate.end).filter(free);
        if let Some(amount) = before {
            amount.source = Some(word);
            continue;
        }
        match amounts.iter_mut().find(|amount| amount.end == candidate.start && amount.source.is_none()) {
            Some(amount) if several || beside => amount.source = Some(word),
            _ => rest = Some(word),
        }
    }
    rest
}

/// One amount: for each or for all together.
fn single(
    part: &mut Part,
    kind: &Kind,
    amount: &Amount,
    people: usize,
    source: Option<SourceWord>,
) -> (Option<u32>, Dong, Option<SourceWord>) {
    if amount.count.is_some() {
        return (amount.count, amount.value, source);
    }
    let said = part.taken.iter().any(|candidate| candidate.what == What::Each);
    let unknown = part.refusals.iter().any(|refusal| matches!(refusal, Refusal::UnknownName { .. }));
    if said && people == 0 && !unknown {
        // For each of whom?
        part.refusals.push(Refusal::MissingPeople { kind: kind.code.clone() });
    }
    if people < 2 || !(kind.each || said) {
        return (None, amount.value, source);
    }
    let each = if said { Some(true) } else { part.answers.each() };
    if each.is_none() {
        let value = match part.questions.iter().find(|q| matches!(q, Question::Thousand { .. })) {
            Some(Question::Thousand { meant, .. }) => *meant,
            _ => amount.value,
        };
        part.questions.push(Question::Each { amount: value, people });
    }
    ((each == Some(true)).then_some(people as u32), amount.value, source)
}

fn assumed_amount(
    part: &mut Part,
    kind: &Kind,
    norm: Option<&Stored<Norm>>,
    earlier: Option<&Earlier>,
) -> Option<Dong> {
    // A malformed amount is refused, not replaced.
    if part.refusals.iter().any(|refusal| matches!(refusal, Refusal::BadMoney(_))) {
        return None;
    }
    if let Some(norm) = norm {
        if norm.amount.0 <= 0 {
            return None;
        }
        part.assumed.push(Assumed { what: Filled::Amount, why: Why::Norm(norm.id) });
        return Some(norm.amount);
    }
    let earlier = earlier.filter(|earlier| earlier.alike && kind.each)?;
    let [line] = earlier.entry.money.as_slice() else { return None };
    let rate = line.rate.or_else(|| (earlier.entry.people.len() == 1).then_some(line.amount))?;
    part.assumed.push(Assumed { what: Filled::Amount, why: Why::Similar(earlier.entry.id) });
    Some(rate)
}

/// The most similar earlier entry.
struct Earlier {
    entry: Stored<Activity>,
    /// It shares the member, the relation or the organisation.
    alike: bool,
}

/// Same kind, then the same member, relation or organisation, then the latest.
fn earlier(part: &Part, entry: &Activity) -> Option<Earlier> {
    let members = entry.members();
    let relation = entry.people.first().map_or("", |person| person.relation.as_str());
    let points = |old: &Stored<Activity>| {
        let member = old.members().iter().any(|member| members.contains(member));
        let related = !entry.people.is_empty() && old.people.iter().any(|person| person.relation == relation);
        let organisation = !entry.organisation.is_empty() && old.organisation == entry.organisation;
        usize::from(member) * 2 + usize::from(related) * 3 + usize::from(organisation)
    };
    let mut best: Option<(usize, Stored<Activity>)> = None;
    for old in part.reader.similar.latest(&entry.kind).into_iter().filter(|old| !old.is_deleted()) {
        let points = points(&old);
        if best.as_ref().is_none_or(|(most, _)| points > *most) {
            best = Some((points, old));
        }
    }
    best.map(|(points, entry)| Earlier { entry, alike: points > 0 })
}

/// Where money comes from when no word says it; what norm or an earlier entry decided is noted as assumed.
fn default_source(
    part: &mut Part,
    entry: &Activity,
    kind: &Kind,
    norm: Option<&Stored<Norm>>,
    earlier: Option<&Earlier>,
    used: bool,
) -> Option<Source> {
    let catalog = part.reader.catalog;
    let by_kind = match kind.source {
        DefaultSource::Fund => {
            catalog.union_fund().map(|fund| Source::Fund { fund: fund.id, account: Account::Cash })
        }
        DefaultSource::Members => Some(Source::Members),
        DefaultSource::School => Some(Source::School),
        DefaultSource::Upper => Some(Source::Upper),
        DefaultSource::Others => Some(Source::Others),
    };
    let of_norm = norm.and_then(|norm| {
        let fund = norm.fund.filter(|fund| catalog.fund(*fund).is_some())?;
        Some((Source::Fund { fund, account: Account::Cash }, Why::Norm(norm.id)))
    });
    let of_earlier = earlier.and_then(|earlier| {
        let line = earlier.entry.money.first()?;
        let known = match line.source {
            Source::Fund { fund, .. } => catalog.fund(fund).is_some(),
            _ => true,
        };
        (known && earlier.entry.kind == entry.kind).then_some((line.source, Why::Similar(earlier.entry.id)))
    });
    let (source, why) = of_norm.or(of_earlier).map_or((by_kind, Why::Kind), |(s, why)| (Some(s), why));
    if used {
        part.assumed.push(Assumed { what: Filled::Source, why });
    }
    source
}

/// The source that a word names; refuses where a fund should pay and there is none.
fn source_of(
    part: &mut Part,
    word: Option<SourceWord>,
    fallback: Option<Source>,
    bank: bool,
) -> Option<Source> {
    let fund = |account| part.reader.catalog.union_fund().map(|fund| Source::Fund { fund: fund.id, account });
    let moved = |source: Option<Source>, account| match source {
        Some(Source::Fund { fund, .. }) => Some(Source::Fund { fund, account }),
        other => other.or_else(|| fund(account)),
    };
    let source = match word {
        None => fallback,
        Some(SourceWord::Fund) => fund(if bank { Account::Bank } else { Account::Cash }),
        Some(SourceWord::Bank) => moved(fallback, Account::Bank),
        Some(SourceWord::Cash) => moved(fallback, Account::Cash),
        Some(SourceWord::Members) => Some(Source::Members),
        Some(SourceWord::School) => Some(Source::School),
        Some(SourceWord::Upper) => Some(Source::Upper),
        Some(SourceWord::Others) => Some(Source::Others),
    };
    if source.is_none() {
        part.refusals.push(Refusal::NoFund);
    }
    source
}

/// The settlement code of a fund's line.
fn code(kind: &Kind, norm: Option<&Stored<Norm>>, source: Source) -> String {
    match (source, norm) {
        (Source::Fund { .. }, Some(norm)) if !norm.code.is_empty() => norm.code.clone(),
        (Source::Fund { .. }, _) => kind.code_of_payment.clone(),
        _ => String::new(),
    }
}

fn push(
    part: &mut Part,
    entry: &mut Activity,
    kind: &Kind,
    norm: Option<&Stored<Norm>>,
    count: Option<u32>,
    rate: Dong,
    source: Source,
) {
    let total = match count {
        Some(count) => rate.checked_mul(count),
        None => Some(rate),
    };
    let Some(amount) = total.filter(|total| *total <= MAX_TYPED) else {
        part.refusals.push(Refusal::AmountTooLarge);
        return;
    };
    let code = code(kind, norm, source);
    entry.money.push(MoneyLine { quantity: count, rate: count.map(|_| rate), amount, source, code });
}

/// "trong đó quỹ 3tr": parts of the first line, each with its source.
fn parts(
    part: &mut Part,
    entry: &mut Activity,
    kind: &Kind,
    norm: Option<&Stored<Norm>>,
    amounts: &[Amount],
    bank: bool,
) {
    for amount in amounts.iter().filter(|amount| amount.part) {
        let Some(whole) = entry.money.first_mut() else { return };
        let value = match amount.count {
            Some(count) => amount.value.checked_mul(count).unwrap_or(Dong(i64::MAX)),
            None => amount.value,
        };
        if value > whole.amount {
            let total = whole.amount;
            part.refusals.push(Refusal::PartTooLarge { total, part: value });
            return;
        }
        // What is left of the whole is no longer n × rate.
        whole.amount = whole.amount.saturating_sub(value);
        whole.quantity = None;
        whole.rate = None;
        let word = amount.source.or(Some(SourceWord::Fund));
        let Some(source) = source_of(part, word, None, bank) else { return };
        push(part, entry, kind, norm, amount.count, amount.value, source);
    }
    entry.money.retain(|line| line.amount.0 > 0 || amounts.iter().all(|amount| !amount.part));
}
