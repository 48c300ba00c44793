"""Which orders could travel in one parcel, and how an order's quantities divide over several."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

SplitFault = Literal["nothing_in_parcel", "unknown_line", "more_than_ordered", "not_positive"]


@dataclass(frozen=True, slots=True)
class MergeOrder:
    """What merging looks at.

    `token` is the platform's key of the receiver (OAID), `receiver_key` that of plain text, `masked_receiver`
    name, phone and address as the platform masks them. `service` is what else must agree, as a delivery date.
    """

    order_id: int
    shop_id: int
    paid_at: datetime
    warehouse_id: int | None
    token: str = ""
    receiver_key: int | str | None = None
    buyer_id: str = ""
    masked_receiver: tuple[str, str, str] | None = None
    cod: bool = False
    courier_id: int | None = None
    service: str = ""


@dataclass(frozen=True, slots=True)
class MergeGroup:
    """Orders for one parcel, earliest payment first; `needs_confirmation` where only masked text agrees."""

    order_ids: tuple[int, ...]
    needs_confirmation: bool


def merge_candidates(orders: Iterable[MergeOrder], *, across_shops: bool = False) -> list[MergeGroup]:
    """Group orders of one receiver that may leave together, groups by their earliest payment.

    Cash-on-delivery orders are never merged: each has its own sum to collect.
    """
    groups: dict[tuple[object, ...], list[MergeOrder]] = {}
    for order in orders:
        key = None if order.cod else _receiver(order, across_shops)
        if key is not None:
            constraints = (order.warehouse_id, order.courier_id, order.service)
            groups.setdefault((*key, *constraints), []).append(order)
    found = [(sorted(group, key=_by_payment), key[0] == "masked") for key, group in groups.items() if len(group) > 1]
    found.sort(key=lambda entry: _by_payment(entry[0][0]))
    return [MergeGroup(tuple(order.order_id for order in group), masked) for group, masked in found]


def split_quantities(ordered: Mapping[int, int], parcels: Sequence[Mapping[int, int]]) -> list[dict[int, int]]:
    """The parcels as asked for and one more with what is left over; pieces by line id."""
    rest = dict(ordered)
    result = []
    for parcel in parcels:
        result.append({line: count for line, count in parcel.items() if count})
        for line, count in parcel.items():
            rest[line] -= count
    remaining = {line: count for line, count in rest.items() if count > 0}
    return [*result, remaining] if remaining else result


def split_fault(ordered: Mapping[int, int], parcels: Sequence[Mapping[int, int]]) -> SplitFault | None:
    """Why a wish to split cannot be followed; None if it can."""
    total: dict[int, int] = {}
    for parcel in parcels:
        if any(count < 0 for count in parcel.values()):
            return "not_positive"
        if not any(parcel.values()):
            return "nothing_in_parcel"
        for line, count in parcel.items():
            total[line] = total.get(line, 0) + count
    if not total.keys() <= ordered.keys():
        return "unknown_line"
    return "more_than_ordered" if any(count > ordered[line] for line, count in total.items()) else None


def split_by_stock(ordered: Mapping[int, int], there: Mapping[int, int]) -> list[dict[int, int]]:
    """Two parcels, what is there and what has to wait; one when all or nothing is there."""
    now = {line: min(count, max(0, there.get(line, 0))) for line, count in ordered.items()}
    now = {line: count for line, count in now.items() if count}
    return split_quantities(ordered, [now] if now else [])


def _receiver(order: MergeOrder, across_shops: bool) -> tuple[object, ...] | None:
    shop = 0 if across_shops else order.shop_id
    if order.token:
        # A token is the platform's own and means nothing beside another shop's.
        return "token", order.shop_id, order.token
    if order.receiver_key is not None:
        return "plain", shop, order.receiver_key
    if order.masked_receiver is not None and order.buyer_id:
        return "masked", order.shop_id, order.buyer_id, *order.masked_receiver
    return None


def _by_payment(order: MergeOrder) -> tuple[datetime, int]:
    return order.paid_at, order.order_id
