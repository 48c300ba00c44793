"""Decisions about orders from values alone: no database, no clock."""
