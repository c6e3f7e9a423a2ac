//! What is exported comes back as it was: equal records, equal bytes.

use congdoan::domain::{
    Account, Activity, AnyRecord, Day, Direction, FactKind, Fund, Gender, HeadCount, Id, Letter, Member,
    MemberFact, Meta, Moment, MoneyLine, Narrative, Opening, Period, Person, Record, ReportSettings, Source,
    State, Stored, Voucher, VoucherState,
};
use congdoan::exchange::book;
use congdoan::text::clean;
use congdoan::text::money::Dong;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use uuid::Uuid;

fn days() -> impl Strategy<Value = Day> {
    (1900_i32..=2199, 1_u32..=366).prop_map(|(year, ordinal)| {
        Day::from_yo_opt(year, ordinal).unwrap_or_else(|| Day::from_yo_opt(year, 365).expect("day 365"))
    })
}

fn texts() -> impl Strategy<Value = String> {
    "([A-Za-zĐđàảãáạÂâấầẩẫậĂăắằẳẵặÊêếềểễệÔôốồổỗộƠơớờởỡợƯưứừửữựỳỷỹýỵ0-9\"\\\\/,.;:&<>{} ]|e\u{302}\u{301}){0,24}"
        .prop_map(|text| clean::line(&text))
}

fn memos() -> impl Strategy<Value = String> {
    vec(texts(), 0..4).prop_map(|lines| clean::memo(&lines.join("\n")))
}

fn filled() -> impl Strategy<Value = String> {
    texts().prop_map(|text| format!("A {text}").trim().to_owned())
}

fn amounts() -> impl Strategy<Value = Dong> {
    (1_i64..=999_999_999_999_999).prop_map(Dong)
}

fn metas() -> impl Strategy<Value = Meta> {
    (1_u32.., 0_i64..4_000_000_000_000, 0_i64..1_000_000_000, option::of(0_i64..1_000_000_000)).prop_map(
        |(version, created, later, deleted)| {
            let at = |ms: i64| Moment::from_timestamp_millis(ms).expect("a moment");
            Meta {
                version,
                created_at: at(created),
                updated_at: at(created + later),
                deleted_at: deleted.map(|after| at(created + after)),
            }
        },
    )
}

fn stored<T: Record>(body: impl Strategy<Value = T>) -> impl Strategy<Value = Stored<T>> {
    (any::<u128>(), metas(), body).prop_map(|(id, meta, body)| Stored {
        id: Id::from_uuid(Uuid::from_u128(id)),
        meta,
        body,
    })
}

fn members() -> impl Strategy<Value = Member> {
    let facts = vec((filled(), option::of(days()), 0_u64..4000, any::<bool>()), 0..4).prop_map(|facts| {
        facts
            .into_iter()
            .map(|(value, from, lasting, team)| MemberFact {
                kind: if team { FactKind::Team } else { FactKind::Duty },
                value,
                from,
                until: from
                    .and_then(|from| from.checked_add_days(chrono::Days::new(lasting)))
                    .filter(|until| chrono::Datelike::year(until) < 2200),
                reason_in: String::new(),
                reason_out: "chuyển đi".to_owned(),
            })
            .collect()
    });
    (filled(), any::<bool>(), option::of(days()), any::<bool>(), memos(), facts).prop_map(
        |(full_name, female, birth_day, insured, note, facts)| Member {
            full_name,
            gender: if female { Gender::Female } else { Gender::Male },
            ethnicity: String::new(),
            birth_day,
            degree: String::new(),
            insured,
            party_joined: None,
            party_official: None,
            note,
            facts,
        },
    )
}

/// A small book whose records name each other.
fn books() -> impl Strategy<Value = Vec<AnyRecord>> {
    let fund = stored((filled(), amounts()).prop_map(|(name, amount)| Fund {
        code: "cong-doan".to_owned(),
        name,
        settled: true,
        code_set: "b07-2021".to_owned(),
        openings: vec![Opening {
            account: Account::Bank,
            day: Day::from_ymd_opt(2023, 1, 1).expect("day"),
            amount,
        }],
    }));
    let period = stored((texts(), days()).prop_map(|(title, day)| Period {
        code: "2023-2024/1".to_owned(),
        title,
        outline: "ha-dong".to_owned(),
        activities: (day, day),
        finance: (day, day),
        head_count_day: day,
        due: None,
        letter: Letter::default(),
        report: ReportSettings::default(),
    }));
    let people = vec((texts(), texts(), option::of(amounts()), any::<prop::sample::Index>()), 0..3);
    let entries = vec(
        stored((days(), texts(), memos(), people, amounts(), 1_u32..99).prop_map(
            |(day, about, note, people, amount, count)| {
                let mut a = Activity::new("tham-om", day);
                a.state = if count % 2 == 0 { State::Done } else { State::Planned };
                a.about = about;
                a.note = note;
                a.head_count = Some(HeadCount { count: Some(count), of: None, whom: String::new() });
                a.people = people
                    .into_iter()
                    .map(|(relative, note, amount, _)| Person {
                        name: "Bà Tư".to_owned(),
                        relation: "me-de".to_owned(),
                        relative,
                        note,
                        amount,
                        ..Person::default()
                    })
                    .collect();
                a.money = vec![MoneyLine {
                    quantity: None,
                    rate: None,
                    amount,
                    source: Source::Members,
                    code: String::new(),
                }];
                a
            },
        )),
        0..5,
    );
    let narrative = (stored(memos().prop_map(|text| (text,)).prop_map(|(text,)| Narrative {
        period: Id::from_uuid(Uuid::nil()),
        part: "cham-lo".to_owned(),
        text,
    })),)
        .prop_map(|(n,)| n);
    (fund, period, vec(stored(members()), 0..4), entries, narrative, any::<u128>(), metas()).prop_map(
        |(fund, period, members, mut entries, mut narrative, voucher_id, meta)| {
            let mut all = Vec::new();
            narrative.body.period = period.id;
            if let Some(first) = entries.first_mut() {
                if let (Some(member), Some(person)) = (members.first(), first.body.people.first_mut()) {
                    person.member = Some(member.id);
                    person.name.clear();
                }
                first.body.money[0].source = Source::Fund { fund: fund.id, account: Account::Cash };
                all.push(AnyRecord::Voucher(Stored {
                    id: Id::from_uuid(Uuid::from_u128(voucher_id)),
                    meta,
                    body: Voucher {
                        fund: fund.id,
                        account: Account::Cash,
                        direction: Direction::Payment,
                        day: first.day,
                        year: chrono::Datelike::year(&first.day),
                        number: 1,
                        amount: first.money[0].amount,
                        code: "31.03".to_owned(),
                        description: "Thăm ốm".to_owned(),
                        counterpart: String::new(),
                        activity: Some(first.id),
                        state: VoucherState::Void,
                    },
                }));
            }
            all.push(AnyRecord::Fund(fund));
            all.push(AnyRecord::Period(period));
            all.extend(members.into_iter().map(AnyRecord::Member));
            all.extend(entries.into_iter().map(AnyRecord::Activity));
            all.push(AnyRecord::Narrative(narrative));
            all
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_book_comes_back_as_it_went_out(records in books()) {
        let text = book::write(&records);
        let back = book::read(&text).expect("what was written reads");
        prop_assert_eq!(book::write(&back), text.clone());
        let mut sorted = records;
        sorted.sort_by_key(|record| (record.record_type(), record.uuid()));
        prop_assert_eq!(back, sorted);
        prop_assert!(text.lines().skip(1).all(|line| !line.starts_with(' ')));
    }

    #[test]
    fn no_text_of_any_kind_makes_the_reader_panic(text in "(?s).{0,200}") {
        let _ = book::read(&text);
    }
}
