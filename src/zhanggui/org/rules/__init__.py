"""Decisions about people and places from values alone: no database, no clock."""
