"""What modules above show on the page of a SKU: loaded by the page, only for those whose duty opens it."""

from collections.abc import Callable
from dataclasses import dataclass

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability

_declared: list["SkuPanel"] = []


@dataclass(frozen=True, slots=True)
class SkuPanel:
    """A part of the SKU's page that `url(sku_id)` draws, open to holders of any of `needs`."""

    url: Callable[[int], str]
    needs: tuple[Capability, ...]

    def __post_init__(self) -> None:
        _declared.append(self)


def panels_for(actor: Actor, sku_id: int) -> list[str]:
    """The addresses of the panels that are open to the actor."""
    return [panel.url(sku_id) for panel in _declared if any(map(actor.may, panel.needs))]
