"""What commands hand back, apart from the commands: `--help` of a command loads none of it."""
