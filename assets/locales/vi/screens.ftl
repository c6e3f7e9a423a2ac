# Messages of: screens.
