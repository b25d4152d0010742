"""Files that are broken, lie or do harm: each is told by name with what to do, and the rest is read."""
