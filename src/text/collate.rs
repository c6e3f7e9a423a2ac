pub fn name_key(s: &str) -> String {
    s.to_lowercase()
}
