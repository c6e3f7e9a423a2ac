# Messages of: entry.
