"""Decisions about stock, from values alone."""
