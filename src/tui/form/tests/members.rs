//! The forms that are not an activity's.

use super::super::*;
use super::*;
use crate::domain::{ReportSettings, Voucher, VoucherState};

#[test]
fn a_member_opened_and_saved_unchanged_is_the_same_member() {
    let catalog = catalog();
    for member in catalog.members.clone() {
        let mut form = Form::for_member(&catalog, Some(member.clone()));
        for _ in 0..50 {
            form.handle(press(KeyCode::Tab), &catalog);
        }
        assert_eq!(form.handle(control('s'), &catalog), FormEvent::Save);
        assert_eq!(form.member(&catalog), Ok(member.body.clone()));
        let back = Form::from_draft(&form.draft(), &catalog).expect("a draft");
        assert_eq!(back.member(&catalog), Ok(member.body));
    }
}

#[test]
fn a_new_short_name_holds_from_its_day_and_closes_the_old_one() {
    let catalog = catalog();
    let thu = catalog.member(Id::from_uuid(uuid(5))).expect("Thu").clone();
    let mut form = Form::for_member(&catalog, Some(thu.clone()));
    assert!(form.field("since").is_some_and(|field| !field.visible));
    form.fill("short_name", "Thu L5", &catalog);
    assert!(form.field("since").is_some_and(|field| field.visible));
    form.fill("since", "1/8/2024", &catalog);
    let member = form.member(&catalog).expect("right");
    assert_eq!(member.short_name_on(day(2024, 7, 31)), "Thu L4");
    assert_eq!(member.short_name_on(day(2024, 8, 1)), "Thu L5");
    form.fill("change", "correct", &catalog);
    assert!(form.field("since").is_some_and(|field| !field.visible));
    let put_right = form.member(&catalog).expect("right");
    assert_eq!(put_right.short_name_on(day(2020, 1, 1)), "Thu L5", "a slip is put right for ever");
    assert_eq!(put_right.facts.len(), thu.facts.len());
}

#[test]
fn a_change_needs_its_day_and_none_before_what_holds_now_began() {
    let catalog = catalog();
    let thu = catalog.member(Id::from_uuid(uuid(5))).expect("Thu").clone();
    let mut form = Form::for_member(&catalog, Some(thu));
    form.fill("duty", "chủ nhiệm 5B", &catalog);
    form.fill("since", "", &catalog);
    assert_eq!(error_of(&form, &catalog, "since").as_deref(), Some("form-error-required"));
    form.fill("since", "1/8/2024", &catalog);
    assert!(form.member(&catalog).is_ok());
}

#[test]
fn leaving_needs_a_reason_and_frees_the_short_name() {
    let catalog = catalog();
    let thu = catalog.member(Id::from_uuid(uuid(5))).expect("Thu").clone();
    let mut form = Form::for_member(&catalog, Some(thu));
    for stay in ["employment", "membership"] {
        form.fill(stay, "yes", &catalog);
        form.fill(&format!("{stay}_until"), "1/3/2024", &catalog);
    }
    assert!(error_of(&form, &catalog, "employment_out").is_some());
    for stay in ["employment", "membership"] {
        form.fill(&format!("{stay}_out"), "nghỉ hưu", &catalog);
    }
    let member = form.member(&catalog).expect("right");
    assert!(!member.employed_on(day(2024, 3, 1)) && !member.union_member_on(day(2024, 3, 1)));
    assert_eq!(member.value_on(FactKind::ShortName, day(2024, 2, 29)), "Thu L4");
    assert_eq!(member.value_on(FactKind::ShortName, day(2024, 3, 1)), "");
}

#[test]
fn a_row_of_the_history_is_put_right_as_it_stands() {
    let catalog = catalog();
    let thu = catalog.member(Id::from_uuid(uuid(5))).expect("Thu").clone();
    let at = thu.facts.iter().position(|fact| fact.kind == FactKind::ShortName).expect("a short name");
    let mut form = Form::for_fact(&catalog, thu.clone(), Some(at), FactKind::ShortName);
    assert_eq!(form.member(&catalog), Ok(thu.body.clone()));
    form.fill("from", "1/9/2022", &catalog);
    form.fill("until", "1/8/2022", &catalog);
    assert_eq!(error_of(&form, &catalog, "until").as_deref(), Some("form-error-until"));
    form.fill("until", "", &catalog);
    let back = Form::from_draft(&form.draft(), &catalog).expect("a draft");
    let member = back.member(&catalog).expect("right");
    assert_eq!(member.facts.len(), thu.facts.len());
    assert_eq!(member.value_on(FactKind::ShortName, day(2022, 8, 31)), "");
    let more = Form::for_fact(&catalog, thu.clone(), None, FactKind::Employment);
    assert_eq!(more.member(&catalog).expect("right").facts.len(), thu.facts.len() + 1);
}

fn error_of(form: &Form, catalog: &Catalog, id: &str) -> Option<String> {
    form.errors(catalog).into_iter().find(|error| error.field == id).map(|error| error.message.key)
}

#[test]
fn a_short_name_that_somebody_bears_is_refused() {
    let catalog = catalog();
    let mut form = Form::for_member(&catalog, None);
    form.handle(control('s'), &catalog);
    assert_eq!(error(&form, "full_name").as_deref(), Some("form-error-required"));
    assert_eq!(error(&form, "gender").as_deref(), Some("form-error-required"));
    form.fill("full_name", "Phạm Thị Thu", &catalog);
    form.fill("gender", "female", &catalog);
    form.fill("short_name", "Thu L4", &catalog);
    assert_eq!(form.errors(&catalog)[0].message.key, "form-error-short-name");
    form.fill("short_name", "Thu L5", &catalog);
    form.fill("employment_from", "1/9/2023", &catalog);
    form.fill("employment_in", "tuyển mới", &catalog);
    form.fill("membership", "no", &catalog);
    let member = form.member(&catalog).expect("right");
    assert!(member.employed_on(day(2023, 9, 1)) && !member.employed_on(day(2023, 8, 31)));
    assert!(!member.union_member_on(day(2023, 12, 1)));
    assert_eq!(member.value_on(FactKind::ShortName, day(2023, 9, 1)), "Thu L5");
}

#[test]
fn a_receipt_asks_for_a_receipts_code() {
    let catalog = catalog();
    let mut form = Form::for_voucher(&catalog, None, Direction::Receipt);
    form.fill("amount", "980k", &catalog);
    form.fill("description", "Đoàn phí tháng 10, tổ 1", &catalog);
    assert_eq!(form.errors(&catalog)[0].field, "code");
    form.fill("code", "31.03", &catalog);
    assert!(form.field("code").is_some_and(Field::is_empty), "a payment's code is not offered");
    form.focus_on("code");
    typed(&mut form, "đoàn phí\n", &catalog);
    let voucher: Voucher = form.voucher(&catalog).expect("right");
    assert_eq!((voucher.amount, voucher.code.as_str(), voucher.number), (Dong(980_000), "22", 0));
    assert_eq!((voucher.state, voucher.year), (VoucherState::Posted, 2023));
    let mut again = Form::for_voucher(&catalog, Some(stored(60, voucher.clone())), Direction::Receipt);
    assert_eq!(again.voucher(&catalog), Ok(voucher));
    again.fill("day", "2/1/2024", &catalog);
    assert_eq!(again.errors(&catalog)[0].message.key, "form-error-voucher-year");
    let mut moved = Form::for_voucher(&catalog, None, Direction::Transfer);
    moved.fill("amount", "1tr", &catalog);
    moved.fill("description", "Rút tiền", &catalog);
    assert!(moved.voucher(&catalog).is_ok(), "a transfer bears no code");
}

#[test]
fn report_settings_keep_their_lines() {
    let catalog = catalog();
    let settings = ReportSettings {
        number: "10/BC-CĐCS".into(),
        recipients: vec!["- LĐLĐ quận".into(), "- Lưu: VT.".into()],
        signer_lines: vec!["TM. BAN CHẤP HÀNH".into(), "CHỦ TỊCH".into()],
        ..ReportSettings::default()
    };
    let mut period = crate::desk::new_book::semesters(2023).expect("proposals").remove(0);
    period.report = settings.clone();
    let mut form = Form::for_report_settings(&period);
    assert_eq!(form.report_settings(&catalog), Ok(settings.clone()));
    form.fill("recipients", "- LĐLĐ quận\n- Ban Giám hiệu", &catalog);
    form.fill("day", "4/1/2024", &catalog);
    let changed = form.report_settings(&catalog).expect("right");
    assert_eq!(changed.recipients, ["- LĐLĐ quận", "- Ban Giám hiệu"]);
    assert_eq!((changed.day, changed.signer_lines), (Some(day(2024, 1, 4)), settings.signer_lines));
}
