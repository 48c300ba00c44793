"""What every view may rely on: a request that knows who acts."""

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.outcome import NotAllowed


class Request(HttpRequest):
    """A request behind the middlewares: `actor` acts, `htmx` tells whether a page asks for a part of itself."""

    actor: Actor
    htmx: HtmxDetails
    shell: Any


def require(actor: Actor, *needs: Capability) -> None:
    """Let those pass who hold any of `needs`. Raises NotAllowed."""
    if not any(map(actor.may, needs)):
        raise NotAllowed(needs[0].name)
