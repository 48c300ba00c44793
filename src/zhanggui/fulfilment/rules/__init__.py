"""What the warehouse decides from values alone."""
