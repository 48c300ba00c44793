"""Decisions about shops, from values alone."""
