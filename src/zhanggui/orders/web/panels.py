"""Where upper modules add what they know of an order to its page; each part loads by itself, if a duty opens it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability

_declared: list["Panel"] = []


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the order page for holders of any of `needs`: `url`, with `{order}` for the id, answers its inside."""

    title: str
    url: str
    needs: tuple[Capability, ...]
    rank: int = 100

    def __post_init__(self) -> None:
        _declared.append(self)
        _declared.sort(key=lambda panel: panel.rank)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a panel of one order is loaded from."""

    title: str
    url: str


def panels_of(actor: Actor, order_id: int) -> Sequence[Place]:
    """The panels that the actor's duties open, by rank."""
    return [
        Place(gettext(panel.title), panel.url.format(order=order_id))
        for panel in _declared
        if any(map(actor.may, panel.needs))
    ]
