"""How fast a trading day is, measured against the least that the same rows could cost."""
