"""Python's search for circular garbage, put off while sets of thousands of values are worked on.

The values of a chunk form no circles and are freed as they are let go of; looking through them again and again while
they are made costs a sixth of a trading day.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Let the collector rest; nested use and use where it rests already change nothing."""
    was_active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_active:
            gc.enable()
