# Messages of: actions.
