"""Decisions about goods, from values alone."""
