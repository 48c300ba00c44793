"""The house seen through Chromium: a live server, a worker beside it, and people who click."""
