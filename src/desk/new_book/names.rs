//! How a school, its union and the body above are called: the three forms of a name from the one that people type.

use super::proposals::{Short, proposals};
use crate::domain::unit::NameForms;
use crate::text::clean;
use crate::text::fold::accents_agree;

/// A school's name as it is written out: "Tiểu học Cây Phượng" and "TH Cây Phượng" are "Trường Tiểu học Cây Phượng".
pub fn school_named(typed: &str) -> String {
    let typed = clean::line(typed);
    let Ok(proposals) = proposals() else { return typed };
    for level in &proposals.level {
        for beginning in &level.words {
            let count = beginning.split_whitespace().count();
            let words: Vec<&str> = typed.split_whitespace().collect();
            if words.len() <= count {
                continue;
            }
            let (head, rest) = words.split_at(count);
            let abbreviation = beginning.chars().all(|letter| !letter.is_lowercase());
            let head = head.join(" ");
            let fits = if abbreviation {
                head.eq_ignore_ascii_case(beginning)
            } else {
                accents_agree(&head, beginning)
            };
            if fits && level.name == *beginning {
                // "Trường TH …" is written out as well.
                let rest = school_named(&rest.join(" "));
                return if rest.starts_with(beginning.as_str()) {
                    rest
                } else {
                    format!("{beginning} {rest}")
                };
            }
            if fits {
                return format!("{} {}", level.name, rest.join(" "));
            }
        }
    }
    typed
}

/// The union's name in its three forms, as proposed for a school; empty for an empty one.
pub fn unit_forms(school: &str) -> NameForms {
    let (school, Ok(proposals)) = (school_named(school), proposals()) else { return NameForms::default() };
    if school.is_empty() {
        return NameForms::default();
    }
    forms(&proposals.union.replace("{school}", &school), &proposals.short)
}

/// A union's name in its three forms from the one in a sentence.
pub fn forms_of_unit(sentence: &str) -> NameForms {
    proposals().map(|proposals| forms(&clean::line(sentence), &proposals.short)).unwrap_or_default()
}

/// An upper body's name in its three forms from the one in a sentence, or from its short one.
pub fn forms_of_upper(sentence: &str) -> NameForms {
    let Ok(proposals) = proposals() else { return NameForms::default() };
    let sentence = clean::line(sentence);
    let short = proposals
        .upper_short
        .iter()
        .find_map(|rule| sentence.strip_prefix(&rule.short).map(|rest| format!("{}{rest}", rule.long)));
    forms(&short.unwrap_or(sentence), &proposals.upper_short)
}

/// The union of a ward, as the upper body is called since the wards have unions; empty without a ward.
pub fn upper_of(ward: &str) -> String {
    let ward = clean::line(ward);
    match proposals() {
        Ok(proposals) if !ward.is_empty() => proposals.ward_union.replace("{ward}", &ward),
        _ => String::new(),
    }
}

/// The place that papers are dated at, as proposed for a ward: its name alone.
pub fn place_of(ward: &str) -> String {
    let ward = clean::line(ward);
    let Ok(proposals) = proposals() else { return ward };
    for word in &proposals.wards {
        let count = word.split_whitespace().count();
        let words: Vec<&str> = ward.split_whitespace().collect();
        if words.len() > count {
            let (head, rest) = words.split_at(count);
            if accents_agree(&head.join(" "), word) {
                return rest.join(" ");
            }
        }
    }
    ward
}

/// A name's three forms from the one in a sentence.
pub(super) fn forms(sentence: &str, shorts: &[Short]) -> NameForms {
    let short = shorts
        .iter()
        .find_map(|rule| sentence.strip_prefix(&rule.long).map(|rest| format!("{}{rest}", rule.short)));
    NameForms {
        head: sentence.to_uppercase(),
        sentence: sentence.to_owned(),
        short: short.unwrap_or_else(|| sentence.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_is_named_once_and_the_union_in_three_forms() {
        let cases = [
            ("Tiểu học Cây Phượng", "Trường Tiểu học Cây Phượng", "CĐCS TH Cây Phượng"),
            ("tiểu học Cây Phượng", "Trường Tiểu học Cây Phượng", "CĐCS TH Cây Phượng"),
            ("TH Cây Phượng", "Trường Tiểu học Cây Phượng", "CĐCS TH Cây Phượng"),
            ("Trường TH Cây Phượng", "Trường Tiểu học Cây Phượng", "CĐCS TH Cây Phượng"),
            ("trường Tiểu học  Cây Phượng", "Trường Tiểu học Cây Phượng", "CĐCS TH Cây Phượng"),
            ("THCS Cây Phượng", "Trường Trung học cơ sở Cây Phượng", "CĐCS THCS Cây Phượng"),
            (
                "THPT chuyên Cây Phượng",
                "Trường Trung học phổ thông chuyên Cây Phượng",
                "CĐCS THPT chuyên Cây Phượng",
            ),
            ("Mầm non Hoa Cúc", "Trường Mầm non Hoa Cúc", "CĐCS MN Hoa Cúc"),
            (
                "Trường Phổ thông Dân tộc nội trú",
                "Trường Phổ thông Dân tộc nội trú",
                "CĐCS Phổ thông Dân tộc nội trú",
            ),
        ];
        for (typed, school, short) in cases {
            assert_eq!(school_named(typed), school);
            let forms = unit_forms(typed);
            assert_eq!(forms.sentence, format!("Công đoàn {school}"));
            assert_eq!(forms.head, forms.sentence.to_uppercase());
            assert_eq!(forms.short, short);
        }
        assert_eq!(unit_forms("  "), NameForms::default());
    }

    #[test]
    fn an_upper_body_is_known_by_its_long_and_its_short_name() {
        let long = forms_of_upper("Liên đoàn Lao động quận Sông Nhuệ");
        assert_eq!(long.head, "LIÊN ĐOÀN LAO ĐỘNG QUẬN SÔNG NHUỆ");
        assert_eq!(long.short, "LĐLĐ quận Sông Nhuệ");
        let short = forms_of_upper("LĐLĐ quận Sông Nhuệ");
        assert_eq!((short.head, short.short), (long.head, long.short));
        assert_eq!(upper_of("phường Đồng Mây"), "Công đoàn phường Đồng Mây");
        assert_eq!(forms_of_upper("Công đoàn phường Đồng Mây").short, "CĐ phường Đồng Mây");
        for (ward, place) in
            [("phường Đồng Mây", "Đồng Mây"), ("Thị trấn Đồi", "Đồi"), ("Đồng Mây", "Đồng Mây"), ("xã", "xã")]
        {
            assert_eq!(place_of(ward), place);
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_has_three_forms_or_none(typed in "\\PC{0,40}") {
            let forms = unit_forms(&typed);
            let empty = clean::line(&typed).is_empty();
            proptest::prop_assert_eq!(forms.sentence.is_empty(), empty);
            proptest::prop_assert_eq!(forms.head, forms.sentence.to_uppercase());
            proptest::prop_assert_eq!(forms.short.is_empty(), empty);
            forms_of_upper(&typed);
            place_of(&typed);
        }
    }
}
