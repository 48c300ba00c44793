"""The pages that stand in the navigation, each shown to those whose duties open it."""

from collections.abc import Callable
from dataclasses import dataclass

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability

MENU = "menu"

_declared: dict[str, "Page"] = {}


@dataclass(frozen=True, slots=True)
class Page:
    """An entry of the navigation, open to holders of any of `needs`; with none, to everyone who is signed in.

    `group` is a heading; the empty one is the block at the top, `MENU` the menu of the person. `post` makes the entry
    a form, as for signing out. `count` stands beside the title on every page, so it must be one cheap capped query.
    """

    name: str
    group: str
    title: str
    url: str
    icon: str
    needs: tuple[Capability, ...] = ()
    rank: int = 100
    count: Callable[[Actor], int] | None = None
    post: bool = False

    def __post_init__(self) -> None:
        if self.name in _declared:
            raise ValueError(f"page {self.name} is declared twice")
        _declared[self.name] = self


def pages_of(actor: Actor) -> list[Page]:
    """The pages that are open to the actor, by rank."""
    open_pages = (page for page in _declared.values() if not page.needs or any(map(actor.may, page.needs)))
    return sorted(open_pages, key=lambda page: page.rank)
