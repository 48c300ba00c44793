"""Lists as machines read them: a page and the address of the next."""

from collections.abc import Callable
from typing import Any

from zhanggui.foundation.paging import Slice


def api_page(page: Slice, serialise: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """One page of a list; `next` and `previous` are query strings to send to the same address, or null."""
    return {
        "items": [serialise(row) for row in page.rows],
        "next": page.next or None,
        "previous": page.previous or None,
    }
