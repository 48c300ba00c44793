"""How far the couriers' numbers reach."""

from typing import NamedTuple

from django.db import connection

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.scope import reach
from zhanggui.fulfilment.vocabulary import WAYBILL


class Pool(NamedTuple):
    """A courier's free numbers and the parcels in the house that still want one."""

    courier_id: int
    courier: str
    free: int
    wanted: int
    to_cancel: int

    @property
    def missing(self) -> int:
        """Numbers that are lacking."""
        return max(0, self.wanted - self.free)


def number_pools(actor: Actor) -> list[Pool]:
    """The pool of each courier in use, the shortest first; one query."""
    _shops, warehouses = reach(actor, WAYBILL)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id, c.name, "
            "(SELECT count(*) FROM fulfilment_waybill w WHERE w.courier_id = c.id AND w.state = 'free' "
            " AND (w.warehouse_id IS NULL OR %(all)s OR w.warehouse_id = ANY(%(places)s))), "
            "(SELECT count(*) FROM fulfilment_parcel p WHERE p.courier_id = c.id "
            " AND (p.state = 'waiting' OR p.state IN ('waved', 'picked', 'packed')) "
            " AND (%(all)s OR p.warehouse_id = ANY(%(places)s)) "
            " AND NOT EXISTS (SELECT 1 FROM fulfilment_waybill w WHERE w.parcel_id = p.id "
            "  AND w.state IN ('assigned', 'printed', 'handed_over'))), "
            "(SELECT count(*) FROM fulfilment_waybill w WHERE w.courier_id = c.id AND w.state = 'to_cancel' "
            " AND (w.warehouse_id IS NULL OR %(all)s OR w.warehouse_id = ANY(%(places)s))) "
            "FROM orders_courier c WHERE c.active ORDER BY c.name",
            {"all": warehouses is None, "places": list(warehouses or ())},
        )
        pools = [Pool(*row) for row in cursor.fetchall()]
    return sorted(pools, key=lambda pool: -pool.missing)
