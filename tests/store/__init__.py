"""One suite over every store, and the faults of each."""
