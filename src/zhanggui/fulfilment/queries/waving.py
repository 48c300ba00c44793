"""What a wave is made of."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.scope import within
from zhanggui.fulfilment.models import Wave
from zhanggui.fulfilment.queries.parcels import FLOOR
from zhanggui.fulfilment.rules.waving import WaveLine


def waves_visible_to(actor: Actor, *needs: Capability) -> QuerySet[Wave]:
    """The waves of the warehouses that one of `needs` reaches."""
    return Wave.objects.filter(within(actor, *(needs or FLOOR), shop="", warehouse="warehouse_id"))


def wave_lines(parcel_ids: Sequence[int]) -> list[WaveLine]:
    """What the parcels need and where it lies in their warehouse; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.parcel_id, l.sku_id, coalesce(b.bin, ''), p.ship_by FROM fulfilment_parcelline l "
            "JOIN fulfilment_parcel p ON p.id = l.parcel_id "
            "LEFT JOIN inventory_balance b ON b.sku_id = l.sku_id AND b.warehouse_id = p.warehouse_id "
            "WHERE l.parcel_id = ANY(%s)",
            [list(parcel_ids)],
        )
        return [WaveLine(*row) for row in cursor.fetchall()]
