"""The claims that the books must meet, as SQL."""
