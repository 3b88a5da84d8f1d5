"""The wizard, an interpreter of questions: `prompts` asks, `flow` walks, `letters` shows."""
