"""What the page of a parcel shows."""

from typing import Any

from django.db.models import QuerySet

from zhanggui.foundation.actor import Actor
from zhanggui.fulfilment.models import Parcel, ParcelLine, Waybill
from zhanggui.fulfilment.queries.floor import shown
from zhanggui.fulfilment.queries.parcels import visible_to
from zhanggui.inventory.queries.balances import bins


def parcel_of(actor: Actor, parcel_id: int) -> Parcel | None:
    """The parcel as lists show it, or None outside the range."""
    return shown(visible_to(actor).filter(pk=parcel_id)).first()


def lines_shown(parcel: Any) -> list[dict[str, Any]]:
    """The goods of the parcel with order, SKU and shelf; two queries."""
    lines = list(ParcelLine.objects.filter(parcel=parcel.pk).select_related("sku", "order", "line").order_by("pk"))
    shelves = bins([parcel.warehouse_id], [line.sku_id for line in lines])
    return [
        {
            "line": line, "sku": line.sku, "order": line.order, "title": line.line.title,
            "shelf": shelves.get((parcel.warehouse_id, line.sku_id), ""),
        }
        for line in lines
    ]  # fmt: skip


def numbers_shown(parcel_id: int) -> QuerySet[Waybill]:
    """Every number that the parcel wears or wore."""
    return Waybill.objects.filter(parcel=parcel_id).select_related("courier").order_by("-pk")


def parcels_of_order(actor: Actor, order_id: int) -> QuerySet[Parcel]:
    """The parcels that carry an order."""
    carrying = ParcelLine.objects.filter(order=order_id).values("parcel_id")
    return shown(visible_to(actor).filter(pk__in=carrying)).order_by("pk")
