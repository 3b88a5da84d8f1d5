"""What a text says: the message of the other side, or the buyer's own account."""
