"""The shares of order lines in parcels."""

from collections.abc import Sequence

from zhanggui.fulfilment.models import ParcelLine
from zhanggui.fulfilment.rules.dividing import Share


def shares_of(parcel_ids: Sequence[int]) -> dict[int, list[Share]]:
    """What each parcel holds, by parcel; one query."""
    found: dict[int, list[Share]] = {}
    rows = ParcelLine.objects.filter(parcel__any=parcel_ids).order_by("pk")
    for parcel_id, *row in rows.values_list("parcel_id", "pk", "line_id", "quantity", "of_line"):
        found.setdefault(parcel_id, []).append(Share(*row))
    return found
