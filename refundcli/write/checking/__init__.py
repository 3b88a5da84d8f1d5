"""A text held against the rules of lint.toml, whoever wrote it."""
