"""What the commands do: loaded when one was chosen, so that `--help` pays for none."""
