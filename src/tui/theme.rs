//! Colours by meaning. Screens ask for a [`Role`]; only this file names a colour. Sixteen ANSI colours,
//! so that the user's own palette decides; and never colour alone: what matters also has a sign or an
//! attribute.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of the screen is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// The top line: whose book, which period.
    Title,
    /// A heading within a screen (a month, a card's name).
    Heading,
    /// The thing in focus: the current tab, the pointer of a list.
    Accent,
    /// What may be overlooked: hints, units, the second half of a line.
    Muted,
    /// Rules and separators.
    Rule,
    /// The label of a form's field.
    Label,
    /// The label of the field in focus.
    LabelFocus,
    /// A default that nobody has confirmed yet.
    Unconfirmed,
    /// `!`: to be looked at again.
    Warn,
    /// `✓`: done, saved.
    Good,
    /// Refused, wrong, missing.
    Error,
    /// The selected row of the list in focus.
    Selection,
    /// The selected row of a list without focus.
    SelectionIdle,
    /// A key in the footer (the word beside it is [`Role::Muted`]).
    KeyHint,
    /// What a search found, within a line.
    Match,
    /// Money received (thu).
    MoneyIn,
    /// Money paid (chi).
    MoneyOut,
    /// A bar of a small chart.
    Bar,
}

impl Role {
    /// Every role, for tests and for a page that shows them.
    pub const ALL: [Self; 19] = [
        Self::Text,
        Self::Title,
        Self::Heading,
        Self::Accent,
        Self::Muted,
        Self::Rule,
        Self::Label,
        Self::LabelFocus,
        Self::Unconfirmed,
        Self::Warn,
        Self::Good,
        Self::Error,
        Self::Selection,
        Self::SelectionIdle,
        Self::KeyHint,
        Self::Match,
        Self::MoneyIn,
        Self::MoneyOut,
        Self::Bar,
    ];
}

/// Turns roles into styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    colours: bool,
}

impl Default for Theme {
    fn default() -> Self {
        Self::colours()
    }
}

impl Theme {
    /// The sixteen colours of the user's palette.
    pub const fn colours() -> Self {
        Self { colours: true }
    }

    /// Bold, underline and reverse only.
    pub const fn plain() -> Self {
        Self { colours: false }
    }

    /// [`Theme::plain`] when `NO_COLOR` is set and not empty (<https://no-color.org>).
    pub fn from_env() -> Self {
        Self { colours: !no_color() }
    }

    /// Whether this theme uses colours at all.
    pub const fn has_colours(self) -> bool {
        self.colours
    }

    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let (colour, attributes) = match role {
            Role::Text | Role::Label => (None, Modifier::empty()),
            Role::Title | Role::Heading => (None, Modifier::BOLD),
            Role::Accent | Role::LabelFocus => (Some(Color::Cyan), Modifier::BOLD),
            Role::Muted | Role::Rule => (Some(Color::DarkGray), Modifier::empty()),
            Role::Unconfirmed => (Some(Color::Blue), Modifier::empty()),
            Role::Warn => (Some(Color::Yellow), Modifier::BOLD),
            Role::Good | Role::MoneyIn => (Some(Color::Green), Modifier::empty()),
            Role::Error => (Some(Color::Red), Modifier::BOLD),
            Role::Selection => (None, Modifier::REVERSED),
            Role::SelectionIdle => (None, Modifier::UNDERLINED),
            Role::KeyHint | Role::Bar => (Some(Color::Cyan), Modifier::empty()),
            Role::Match => (Some(Color::Magenta), Modifier::UNDERLINED),
            Role::MoneyOut => (Some(Color::Red), Modifier::empty()),
        };
        let style = Style::new().add_modifier(attributes);
        if self.colours {
            return colour.map_or(style, |colour| style.fg(colour));
        }
        // Keys in the footer must stand out from their words even without colour.
        if role == Role::KeyHint { style.add_modifier(Modifier::BOLD) } else { style }
    }
}

/// Whether the user asked for no colours (`NO_COLOR` set and not empty).
pub fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_theme_names_no_colour() {
        for role in Role::ALL {
            let style = Theme::plain().style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }

    #[test]
    fn what_needs_attention_stands_out_without_colour() {
        for role in [Role::Warn, Role::Error, Role::Selection, Role::Accent, Role::KeyHint, Role::Match] {
            assert_ne!(Theme::plain().style(role), Theme::plain().style(Role::Text), "{role:?}");
        }
    }
}
