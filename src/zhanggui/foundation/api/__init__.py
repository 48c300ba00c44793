"""The interface for machines: every operation, what waits, what became of it; modules add what they let read."""

from zhanggui.foundation.api.root import api

__all__ = ["api"]
