//! Every message that the source asks for exists; equal keys in both languages are held beside the messages.

use std::path::Path;

use congdoan::locale::{Language, Messages};

/// Every literal that is the first argument of `.get(`, `.with(`, `say(` or one of their kin.
fn keys(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (index, _) in source.match_indices('"') {
        let Some(rest) = source.get(index + 1..) else { continue };
        let Some(literal) = rest.split('"').next() else { continue };
        let prefix = literal.split('-').next().unwrap_or_default();
        let plain = literal.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if plain
            && literal.contains('-')
            && !literal.ends_with('-')
            && ["cli", "error", "entry", "verify", "field", "type", "column", "change"].contains(&prefix)
        {
            found.push(literal.to_owned());
        }
    }
    found
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).expect("src").flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, visit);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            visit(&path, &std::fs::read_to_string(&path).expect("source"));
        }
    }
}

#[test]
fn every_key_that_the_source_names_has_its_message_in_both_languages() {
    let vietnamese = Messages::new(Language::Vietnamese);
    let english = Messages::new(Language::English);
    let mut seen = 0;
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for room in ["cli", "desk", "locale"] {
        walk(&source.join(room), &mut |path, text| {
            for key in keys(text) {
                seen += 1;
                assert!(vietnamese.has(&key) && english.has(&key), "{key} in {}", path.display());
            }
        });
    }
    assert!(seen > 150, "only {seen} keys were found");
}

#[test]
fn every_type_column_and_action_that_is_named_by_a_value_has_its_message() {
    let messages = Messages::new(Language::English);
    for record_type in congdoan::domain::RecordType::ALL {
        assert!(messages.has(&format!("type-{}", record_type.name())), "{record_type:?}");
    }
    for action in [
        "create",
        "log",
        "amend",
        "delete",
        "restore",
        "cancel",
        "voucher",
        "voucher-amend",
        "voucher-void",
        "member",
        "norm",
        "unit",
        "fund",
        "period",
        "setting",
        "officer",
        "kind",
        "outline",
        "narrative",
        "report-settings",
        "import",
    ] {
        assert!(messages.has(&format!("change-{action}")), "{action}");
    }
}
