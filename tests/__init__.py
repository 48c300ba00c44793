"""Mirrors the source; `scenarios` tell the trading day, `architecture` proves what imports cannot show."""
