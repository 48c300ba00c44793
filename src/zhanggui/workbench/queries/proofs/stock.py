"""What lies in the warehouses and what of it is promised."""

from zhanggui.workbench.queries.proofs.proof import Proof

STOCK = (
    Proof(
        "on hand is the sum of moves",
        "SELECT count(*) FROM inventory_balance",
        """
        SELECT 'balance ' || b.id || ': on hand ' || b.on_hand || ', moves say ' || coalesce(m.total, 0)
        FROM inventory_balance b LEFT JOIN (
            SELECT warehouse_id, sku_id, sum(quantity) AS total FROM inventory_move GROUP BY 1, 2
        ) m USING (warehouse_id, sku_id)
        WHERE b.on_hand <> coalesce(m.total, 0)
        """,
    ),
    Proof(
        "every move belongs to a balance",
        "SELECT count(*) FROM inventory_move",
        """
        SELECT 'move ' || m.id || ': no balance for SKU ' || m.sku_id || ' in warehouse ' || m.warehouse_id
        FROM inventory_move m LEFT JOIN inventory_balance b USING (warehouse_id, sku_id) WHERE b.id IS NULL
        """,
    ),
    Proof(
        "every move for an order line names one",
        "SELECT count(*) FROM inventory_move WHERE cause_kind = 'order_line'",
        """
        SELECT 'move ' || m.id || ': there is no order line ' || coalesce(m.cause_id::text, '-') FROM inventory_move m
        LEFT JOIN orders_orderline l ON l.id = m.cause_id WHERE m.cause_kind = 'order_line' AND l.id IS NULL
        """,
    ),
    Proof(
        "what parcels took along has left the books once",
        "SELECT count(*) FROM fulfilment_parcel WHERE shipped_at IS NOT NULL",
        """
        SELECT 'line ' || coalesce(p.line_id, m.line_id) || ', SKU ' || coalesce(p.sku_id, m.sku_id) || ': '
            || coalesce(p.pieces, 0) || ' left in parcels, ' || coalesce(m.pieces, 0) || ' in moves'
        FROM (
            SELECT pl.line_id, pl.sku_id, sum(pl.quantity) AS pieces FROM fulfilment_parcelline pl
            JOIN fulfilment_parcel p ON p.id = pl.parcel_id AND p.shipped_at IS NOT NULL
            JOIN catalog_sku s ON s.id = pl.sku_id AND s.kind <> 'no_stock' GROUP BY 1, 2
        ) p FULL JOIN (
            SELECT cause_id AS line_id, sku_id, -sum(quantity) AS pieces FROM inventory_move
            WHERE reason = 'shipped' GROUP BY 1, 2
        ) m ON m.line_id = p.line_id AND m.sku_id = p.sku_id
        WHERE coalesce(p.pieces, 0) <> coalesce(m.pieces, 0)
        """,
    ),
    Proof(
        "reserved is the sum of open reservations",
        "SELECT count(*) FROM inventory_balance",
        """
        SELECT 'balance ' || b.id || ': reserved ' || b.reserved || ', reservations say ' || coalesce(r.total, 0)
        FROM inventory_balance b LEFT JOIN (
            SELECT warehouse_id, sku_id, sum(quantity) AS total FROM inventory_reservation GROUP BY 1, 2
        ) r USING (warehouse_id, sku_id)
        WHERE b.reserved <> coalesce(r.total, 0)
        """,
    ),
    Proof(
        "every reservation belongs to a balance",
        "SELECT count(*) FROM inventory_reservation",
        """
        SELECT 'reservation ' || r.id || ': no balance for SKU ' || r.sku_id || ' in warehouse ' || r.warehouse_id
        FROM inventory_reservation r LEFT JOIN inventory_balance b USING (warehouse_id, sku_id) WHERE b.id IS NULL
        """,
    ),
    Proof(
        "0 ≤ reserved ≤ on hand",
        "SELECT count(*) FROM inventory_balance",
        """
        SELECT 'balance ' || id || ': reserved ' || reserved || ' of ' || on_hand FROM inventory_balance
        WHERE reserved < 0 OR reserved > on_hand
        """,
    ),
    Proof(
        "every reservation belongs to a line of an order in the house",
        "SELECT count(*) FROM inventory_reservation",
        """
        SELECT 'reservation ' || r.id || ': order ' || r.claimant_id || ' is ' ||
               coalesce(o.review || '/' || o.fulfilment, 'not there')
        FROM inventory_reservation r
        LEFT JOIN orders_orderline l ON l.id = r.cause_id AND l.order_id = r.claimant_id AND NOT l.cancelled
        LEFT JOIN orders_order o ON o.id = l.order_id
        WHERE o.id IS NULL OR o.review = 'void'
           OR o.fulfilment NOT IN ('short', 'reserved', 'released', 'part_shipped')
        """,
    ),
    Proof(
        "a reserved order has all that it ordered",
        "SELECT count(*) FROM orders_order WHERE fulfilment = 'reserved'",
        """
        SELECT 'order ' || o.id || ', line ' || l.id || ': ' || l.quantity || ' ordered, '
            || coalesce(sum(r.quantity), 0) || ' pieces reserved'
        FROM orders_order o JOIN orders_orderline l ON l.order_id = o.id AND NOT l.cancelled
        LEFT JOIN catalog_sku s ON s.id = l.sku_id
        LEFT JOIN inventory_reservation r ON r.claimant_id = o.id AND r.cause_id = l.id
        WHERE o.fulfilment = 'reserved' AND s.kind IS DISTINCT FROM 'no_stock' GROUP BY o.id, l.id, s.kind
        HAVING count(r.id) = 0 OR s.kind = 'goods' AND sum(r.quantity) <> l.quantity
        """,
    ),
)
