# Messages of: errors.
