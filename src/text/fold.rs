pub fn search_key(s: &str) -> String {
    s.to_lowercase()
}
