"""What changes of stock do to balances, decided before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from zhanggui.foundation.outcome import Refusal
from zhanggui.foundation.words import _
from zhanggui.inventory.rules.cutting import StockKey
from zhanggui.inventory.vocabulary import Reason


class Change(NamedTuple):
    """Pieces that come (positive) or go in a warehouse, with the reason and what it answers to.

    Without a cost of its own a change is booked at the SKU's.
    """

    warehouse_id: int
    sku_id: int
    quantity: int
    reason: Reason
    unit_cost_fen: int | None = None
    note: str = ""
    cause_kind: str = ""
    cause_id: int | None = None

    @property
    def key(self) -> StockKey:
        """The balance that changes."""
        return (self.warehouse_id, self.sku_id)


class Standing(NamedTuple):
    """A balance as it is."""

    id: int
    on_hand: int
    reserved: int


@dataclass(frozen=True, slots=True)
class Booking:
    """What may be booked: changes by row number, the new quantities on hand, and what is promised beyond."""

    changes: Mapping[int, Change]
    on_hand: Mapping[StockKey, int]
    lacking: Mapping[StockKey, int]
    refused: Mapping[int, Refusal] = field(default_factory=dict)


def book(changes: Mapping[int, Change], standing: Mapping[StockKey, Standing]) -> Booking:
    """Book the changes in their order, refusing those that would take more than is there."""
    on_hand = {key: balance.on_hand for key, balance in standing.items()}
    booked: dict[int, Change] = {}
    refused: dict[int, Refusal] = {}
    for number, change in changes.items():
        there = on_hand.get(change.key, 0)
        if there + change.quantity < 0:
            sentence = _("Only {there} are there, {wanted} cannot go")
            refused[number] = Refusal("not_enough", sentence, {"there": there, "wanted": -change.quantity})
        else:
            on_hand[change.key] = there + change.quantity
            booked[number] = change
    lacking = {
        key: balance.reserved - on_hand[key] for key, balance in standing.items() if balance.reserved > on_hand[key]
    }
    return Booking(booked, on_hand, lacking, refused)
