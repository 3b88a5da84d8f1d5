"""Screenshots: what was recognised becomes candidate facts, which the buyer confirms."""
