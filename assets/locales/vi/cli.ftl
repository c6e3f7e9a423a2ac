# Messages of: cli.
