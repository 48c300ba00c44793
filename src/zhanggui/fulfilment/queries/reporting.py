"""Which shipped parcels their platforms have to hear of."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.vocabulary import GONE, ReportState


class Report(NamedTuple):
    """How far the report of a parcel is."""

    state: str
    file_id: int | None
    shop_id: int
    warehouse_id: int


class ToReport(NamedTuple):
    """One order of a shipped parcel with its number: a row of a platform's batch-ship file."""

    parcel_id: int
    order_id: int
    order_number: str
    courier_code: str
    courier_name: str
    number: str


def report_states(parcel_ids: Sequence[int]) -> dict[int, Report]:
    """How far the reports of shipped parcels are; one query."""
    rows = Parcel.objects.filter(pk__any=parcel_ids, state__in=GONE)
    columns = ("pk", "report", "report_file_id", "shop_id", "warehouse_id")
    return {row[0]: Report(*row[1:]) for row in rows.values_list(*columns)}


def shops_to_report() -> dict[int, int]:
    """How many shipped parcels each shop's platform has not heard of; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shop_id, count(*) FROM fulfilment_parcel "
            "WHERE state = 'shipped' AND report IN ('waiting', 'failed') GROUP BY 1"
        )
        return dict(cursor.fetchall())


def to_report(shop_id: int, *, failed_too: bool = False, parcel_ids: Sequence[int] | None = None) -> list[ToReport]:
    """The orders of shipped parcels that the shop's platform has not heard of, in the order of shipping; one query.

    A parcel with merged orders gives a row per order of that shop. Some parcels only, whatever their report, when
    `parcel_ids` names them.
    """
    states = [ReportState.WAITING.value, *([ReportState.FAILED.value] if failed_too else [])]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT p.shipped_at, p.id, o.id, o.external_no, c.code, c.name, w.number "
            "FROM fulfilment_parcel p JOIN fulfilment_parcelline l ON l.parcel_id = p.id "
            "JOIN orders_order o ON o.id = l.order_id AND o.shop_id = %(shop)s "
            "JOIN fulfilment_waybill w ON w.parcel_id = p.id AND w.state = 'handed_over' "
            "JOIN orders_courier c ON c.id = w.courier_id "
            "WHERE p.state = ANY(%(gone)s) AND (CASE WHEN %(ids)s::bigint[] IS NULL "
            "THEN p.report = ANY(%(states)s) ELSE p.id = ANY(%(ids)s::bigint[]) END) ORDER BY 1, 2, 3",
            {"shop": shop_id, "gone": [s.value for s in GONE], "states": states,
             "ids": None if parcel_ids is None else list(parcel_ids)},
        )  # fmt: skip
        return [ToReport(*row[1:]) for row in cursor.fetchall()]


def shipped_numbers(shop_id: int, order_numbers: Sequence[str]) -> dict[tuple[str, str], int]:
    """The shipped parcels of a shop's orders by (order number, waybill number), for what a platform shows back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT o.external_no, w.number, w.parcel_id FROM orders_order o "
            "JOIN fulfilment_parcelline l ON l.order_id = o.id "
            "JOIN fulfilment_waybill w ON w.parcel_id = l.parcel_id AND w.state = 'handed_over' "
            "WHERE o.shop_id = %s AND o.external_no = ANY(%s)",
            [shop_id, list(order_numbers)],
        )
        return {(number, waybill): parcel_id for number, waybill, parcel_id in cursor.fetchall()}
