"""Template words of the shared look."""
