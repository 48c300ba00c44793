"""What parcels hold, whom they serve and what they wear."""

from zhanggui.workbench.queries.proofs.proof import Proof

PARCELS = (
    Proof(
        "live parcels carry no more of a line than was ordered",
        "SELECT count(*) FROM fulfilment_parcelline",
        """
        SELECT 'line ' || pl.line_id || ': ' || sum(pl.of_line) || ' in parcels, ' || l.quantity || ' ordered'
        FROM fulfilment_parcelline pl JOIN fulfilment_parcel p ON p.id = pl.parcel_id
        JOIN orders_orderline l ON l.id = pl.line_id
        WHERE p.state <> 'stopped' GROUP BY pl.line_id, pl.sku_id, l.quantity HAVING sum(pl.of_line) > l.quantity
        """,
    ),
    Proof(
        "goods of parcels in the house are reserved for them",
        "SELECT count(*) FROM fulfilment_parcel WHERE state IN ('waiting', 'waved', 'picked', 'packed', 'on_manifest')",
        """
        SELECT 'order ' || pl.order_id || ', line ' || pl.line_id || ', SKU ' || pl.sku_id || ': ' || sum(pl.quantity)
            || ' pieces in parcels, ' || coalesce(min(r.quantity), 0) || ' reserved'
        FROM fulfilment_parcelline pl JOIN fulfilment_parcel p ON p.id = pl.parcel_id
        JOIN catalog_sku s ON s.id = pl.sku_id AND s.kind <> 'no_stock'
        LEFT JOIN inventory_reservation r
            ON r.claimant_id = pl.order_id AND r.cause_id = pl.line_id AND r.sku_id = pl.sku_id
        WHERE p.state IN ('waiting', 'waved', 'picked', 'packed', 'on_manifest')
        GROUP BY pl.order_id, pl.line_id, pl.sku_id HAVING sum(pl.quantity) <> coalesce(min(r.quantity), 0)
        """,
    ),
    Proof(
        "a parcel in the house serves approved orders that were handed to the warehouse",
        "SELECT count(*) FROM fulfilment_parcel WHERE state IN ('waiting', 'waved', 'picked', 'packed', 'on_manifest')",
        """
        SELECT DISTINCT 'parcel ' || p.id || ': order ' || o.id || ' is ' || o.review || '/' || o.fulfilment
        FROM fulfilment_parcel p JOIN fulfilment_parcelline pl ON pl.parcel_id = p.id
        JOIN orders_order o ON o.id = pl.order_id
        WHERE p.state IN ('waiting', 'waved', 'picked', 'packed', 'on_manifest')
          AND (o.review <> 'approved' OR o.fulfilment NOT IN ('released', 'part_shipped'))
        """,
    ),
    Proof(
        "an order in the warehouse has a live parcel",
        "SELECT count(*) FROM orders_order WHERE fulfilment IN ('released', 'part_shipped')",
        """
        SELECT 'order ' || o.id || ': ' || o.fulfilment || ' without a parcel' FROM orders_order o
        WHERE o.fulfilment IN ('released', 'part_shipped') AND NOT EXISTS (
            SELECT 1 FROM fulfilment_parcelline pl JOIN fulfilment_parcel p ON p.id = pl.parcel_id
            WHERE pl.order_id = o.id AND p.state IN ('waiting', 'waved', 'picked', 'packed', 'on_manifest'))
        """,
    ),
    Proof(
        "an order that left, left in a parcel",
        "SELECT count(*) FROM orders_order WHERE fulfilment IN ('part_shipped', 'shipped', 'delivered', 'returned')",
        """
        SELECT 'order ' || o.id || ': ' || o.fulfilment || ', but no parcel of it left' FROM orders_order o
        WHERE o.fulfilment IN ('part_shipped', 'shipped', 'delivered', 'returned') AND NOT EXISTS (
            SELECT 1 FROM fulfilment_parcelline pl JOIN fulfilment_parcel p ON p.id = pl.parcel_id
            WHERE pl.order_id = o.id AND p.shipped_at IS NOT NULL)
        """,
    ),
    Proof(
        "no parcel was shipped through an open hold",
        "SELECT count(*) FROM fulfilment_parcel WHERE shipped_at IS NOT NULL",
        """
        SELECT DISTINCT 'parcel ' || p.id || ': shipped at ' || p.shipped_at || ' through hold ' || h.reason
            || ' of order ' || h.order_id
        FROM fulfilment_parcel p JOIN fulfilment_parcelline pl ON pl.parcel_id = p.id
        JOIN orders_orderhold h ON h.order_id = pl.order_id AND 'ship' = ANY(h.blocks)
        WHERE p.shipped_at IS NOT NULL AND h.placed_at <= p.shipped_at
          AND (h.released_at IS NULL OR h.released_at > p.shipped_at)
        """,
    ),
    Proof(
        "a parcel has one live waybill number and a number one parcel",
        "SELECT count(*) FROM fulfilment_waybill",
        """
        SELECT 'parcel ' || coalesce(parcel_id::text, '-') || ': live waybill numbers ' || string_agg(number, ', ')
        FROM fulfilment_waybill WHERE state IN ('assigned', 'printed', 'handed_over')
        GROUP BY parcel_id HAVING count(*) > 1 OR parcel_id IS NULL
        UNION ALL SELECT 'waybill ' || number || ': free, but worn by parcel ' || parcel_id FROM fulfilment_waybill
        WHERE state = 'free' AND parcel_id IS NOT NULL
        UNION ALL SELECT 'waybill ' || number || ': stands there ' || count(*) || ' times' FROM fulfilment_waybill
        GROUP BY courier_id, number HAVING count(*) > 1
        """,
    ),
    Proof(
        "a parcel that left wears a number that was handed over",
        "SELECT count(*) FROM fulfilment_parcel WHERE shipped_at IS NOT NULL",
        """
        SELECT 'parcel ' || p.id || ': shipped without a waybill number' FROM fulfilment_parcel p
        WHERE p.shipped_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM fulfilment_waybill w WHERE w.parcel_id = p.id AND w.state = 'handed_over')
        UNION ALL SELECT 'waybill ' || w.number || ': handed over, but parcel ' || p.id || ' is ' || p.state
        FROM fulfilment_waybill w JOIN fulfilment_parcel p ON p.id = w.parcel_id
        WHERE w.state = 'handed_over' AND p.shipped_at IS NULL
        """,
    ),
)
