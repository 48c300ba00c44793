"""What the packing table must know about a parcel and about a code, in one query each."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db import connection

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.fulfilment.rules.packing import Wanted


class TableLine(NamedTuple):
    """A line as the packer sees it."""

    line_id: int
    sku_id: int
    sku_code: str
    sku_name: str
    quantity: int
    packed: int
    shelf: str


class OnTable(NamedTuple):
    """A parcel on the packing table; `held` names an order in it that must not ship, `memos` its words."""

    parcel_id: int
    state: str
    shop_id: int
    warehouse_id: int
    wave_id: int | None
    wave_position: int | None
    held: str
    lines: list[TableLine]

    @property
    def wanted(self) -> list[Wanted]:
        """The lines as the rule of packing takes them."""
        return [Wanted(line.line_id, line.sku_id, line.quantity, line.packed) for line in self.lines]


_TABLE = """
SELECT p.id, p.state, p.shop_id, p.warehouse_id, p.wave_id, p.wave_position,
  coalesce((SELECT o.external_no FROM fulfilment_parcelline x JOIN orders_orderhold h ON h.order_id = x.order_id
     JOIN orders_order o ON o.id = x.order_id
     WHERE x.parcel_id = p.id AND h.released_at IS NULL AND 'ship' = ANY(h.blocks) LIMIT 1), ''),
  l.id, l.sku_id, s.code, s.name, l.quantity, l.packed, coalesce(b.bin, '')
FROM fulfilment_parcel p
LEFT JOIN fulfilment_parcelline l ON l.parcel_id = p.id
LEFT JOIN catalog_sku s ON s.id = l.sku_id
LEFT JOIN inventory_balance b ON b.sku_id = l.sku_id AND b.warehouse_id = p.warehouse_id
WHERE p.id = ANY(%s) ORDER BY p.id, l.id
"""
_MEANING = """
SELECT b.code, b.sku_id, b.pieces FROM catalog_barcode b WHERE b.code = ANY(%(codes)s)
UNION ALL
SELECT s.code, s.id, 1 FROM catalog_sku s WHERE s.code = ANY(%(codes)s)
  AND NOT EXISTS (SELECT 1 FROM catalog_barcode b WHERE b.code = s.code)
"""


def on_table(actor: Actor, needs: Capability, parcel_ids: Sequence[int]) -> dict[int, OnTable]:
    """The parcels that the capability reaches, with their lines; one query, since a scan must be answered at once."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLE, [list(parcel_ids)])
        rows = cursor.fetchall()
    heads: dict[int, tuple[Any, ...]] = {}
    lines: defaultdict[int, list[TableLine]] = defaultdict(list)
    for row in rows:
        heads[row[0]] = row[:7]
        if row[7] is not None:
            lines[row[0]].append(TableLine(*row[7:]))
    scopes = actor.scopes(needs)
    parcels = [OnTable._make((*head, lines[parcel_id])) for parcel_id, head in heads.items()]
    return {p.parcel_id: p for p in parcels if any(scope.covers(p.shop_id, p.warehouse_id) for scope in scopes)}


def meaning_of(codes: Collection[str]) -> dict[str, tuple[int, int]]:
    """What scanned codes mean, (SKU, pieces): a barcode of one piece or a case, or a merchant code; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_MEANING, {"codes": list(codes)})
        return {code: (sku_id, pieces) for code, sku_id, pieces in cursor.fetchall()}
