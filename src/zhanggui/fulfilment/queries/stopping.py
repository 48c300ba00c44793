"""Parcels in the house that carry given orders or order lines."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from django.db import connection

from zhanggui.fulfilment.vocabulary import LIVE_IN_HOUSE

type By = Literal["order_id", "line_id"]


class Carrier(NamedTuple):
    """A parcel in the house; `stays` when something outside the given set travels in it too."""

    parcel_id: int
    state: str
    shop_id: int
    warehouse_id: int
    wave_id: int | None
    order_ids: list[int]
    stays: bool


def carriers_of(ids: Sequence[int], by: By) -> list[Carrier]:
    """The parcels in the house that carry any of the orders or lines; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, p.state, p.shop_id, p.warehouse_id, p.wave_id, "
            f"array_agg(DISTINCT l.order_id) FILTER (WHERE l.{by} = ANY(%(ids)s)), bool_or(l.{by} <> ALL(%(ids)s)) "
            "FROM fulfilment_parcel p JOIN fulfilment_parcelline l ON l.parcel_id = p.id "
            f"WHERE p.id IN (SELECT parcel_id FROM fulfilment_parcelline WHERE {by} = ANY(%(ids)s)) "
            "AND p.state = ANY(%(live)s) GROUP BY p.id ORDER BY p.id",
            {"ids": list(ids), "live": [state.value for state in LIVE_IN_HOUSE]},
        )
        return [Carrier(*row) for row in cursor.fetchall()]
