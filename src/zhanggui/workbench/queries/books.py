"""The proof that the books are right: set-based SQL over the whole company, read-only, one statement per claim."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection, transaction

MOST_NAMED = 100


class Proof(NamedTuple):
    """A claim about the books: how many rows it speaks of, and the rows for which it does not hold.

    `broken` selects a text that names the row and what is wrong with it.
    """

    name: str
    examined: str
    broken: str


class Finding(NamedTuple):
    """What a proof found."""

    name: str
    examined: int
    broken: list[str]


def prove_books() -> Iterator[Finding]:
    """Prove every claim against one snapshot of the database; at most a hundred broken rows are named per claim.

    Inside an open transaction that transaction's own sight is proved, what it has not committed included.
    """
    inside = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not inside:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for proof in PROOFS:
            cursor.execute(proof.examined)
            examined = cursor.fetchone()[0]
            cursor.execute(f"{proof.broken} LIMIT {MOST_NAMED}")
            yield Finding(proof.name, examined, [row[0] for row in cursor.fetchall()])


def as_json(findings: list[Finding]) -> dict[str, Any]:
    """The answer for machines."""
    checks = [{"name": f.name, "examined": f.examined, "broken": f.broken} for f in findings]
    return {"clean": not any(finding.broken for finding in findings), "checks": checks}


def _state(subject: str, table: str, column: str, axis: str, first: str) -> Proof:
    """The state of each subject is what its last event along the axis says, or the first state while there is none."""
    return Proof(
        f"every change of {table}.{column} has its event",
        f"SELECT count(*) FROM {table}",
        f"""
        SELECT '{subject} ' || t.id || ': {column} is ' || t.{column} || ', events say ' || coalesce(e.state, '{first}')
        FROM {table} t LEFT JOIN LATERAL (
            SELECT CASE WHEN e.axis = '{axis}' THEN e.after ELSE e.data->>'{axis}' END AS state
            FROM foundation_event e
            WHERE e.subject_kind = '{subject}' AND e.subject_id = t.id
              AND (e.axis = '{axis}' AND e.after <> '' OR e.data ? '{axis}')
            ORDER BY e.recorded_at DESC, e.id DESC LIMIT 1
        ) e ON true
        WHERE coalesce(e.state, '{first}') <> t.{column}
        """,
    )


PROOFS = (
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
        LEFT JOIN orders_orderline l ON l.id = r.cause_id AND l.order_id = r.claimant_id
        LEFT JOIN orders_order o ON o.id = l.order_id
        WHERE o.id IS NULL OR o.review = 'void'
           OR o.fulfilment NOT IN ('open', 'short', 'reserved', 'released', 'part_shipped')
        """,
    ),
    Proof(
        "a reserved order has all that it ordered",
        "SELECT count(*) FROM orders_order WHERE fulfilment = 'reserved'",
        """
        SELECT 'order ' || o.id || ', line ' || l.id || ': reserved without goods'
        FROM orders_order o JOIN orders_orderline l ON l.order_id = o.id AND NOT l.cancelled
        JOIN catalog_sku s ON s.id = l.sku_id AND s.kind <> 'no_stock'
        WHERE o.fulfilment = 'reserved'
          AND NOT EXISTS (SELECT 1 FROM inventory_reservation r WHERE r.claimant_id = o.id AND r.cause_id = l.id)
        """,
    ),
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
        "no parcel was shipped through an open hold",
        "SELECT count(*) FROM fulfilment_parcel WHERE shipped_at IS NOT NULL",
        """
        SELECT 'parcel ' || p.id || ': shipped at ' || p.shipped_at || ' through hold ' || h.reason ||
               ' of order ' || h.order_id
        FROM fulfilment_parcel p JOIN fulfilment_parcelline pl ON pl.parcel_id = p.id
        JOIN orders_orderhold h ON h.order_id = pl.order_id AND 'ship' = ANY(h.blocks)
        WHERE p.shipped_at IS NOT NULL AND h.placed_at <= p.shipped_at
          AND (h.released_at IS NULL OR h.released_at > p.shipped_at)
        """,
    ),
    Proof(
        "a parcel has one live waybill number and a number one parcel",
        "SELECT count(*) FROM fulfilment_waybill WHERE state IN ('assigned', 'printed', 'handed_over')",
        """
        SELECT 'parcel ' || parcel_id || ': ' || count(*) || ' live waybill numbers' FROM fulfilment_waybill
        WHERE state IN ('assigned', 'printed', 'handed_over')
        GROUP BY parcel_id HAVING count(*) > 1 OR parcel_id IS NULL
        """,
    ),
    Proof(
        "a shipped parcel wears a number that was handed over",
        "SELECT count(*) FROM fulfilment_parcel WHERE state = 'shipped'",
        """
        SELECT 'parcel ' || p.id || ': shipped without a waybill number' FROM fulfilment_parcel p
        WHERE p.state = 'shipped' AND NOT EXISTS (
            SELECT 1 FROM fulfilment_waybill w WHERE w.parcel_id = p.id AND w.state = 'handed_over')
        """,
    ),
    Proof(
        "an order in the warehouse has a live parcel",
        "SELECT count(*) FROM orders_order WHERE fulfilment = 'released'",
        """
        SELECT 'order ' || o.id || ': released without a parcel' FROM orders_order o
        WHERE o.fulfilment = 'released' AND NOT EXISTS (
            SELECT 1 FROM fulfilment_parcelline pl JOIN fulfilment_parcel p ON p.id = pl.parcel_id
            WHERE pl.order_id = o.id AND p.state NOT IN ('stopped', 'shipped'))
        """,
    ),
    _state("order", "orders_order", "review", "review", "waiting"),
    _state("order", "orders_order", "payment", "payment", "paid"),
    _state("order", "orders_order", "after_sales", "after_sales", "none"),
    _state("order", "orders_order", "fulfilment", "fulfilment", "open"),
    _state("parcel", "fulfilment_parcel", "state", "parcel", "waiting"),
    Proof(
        "every event of a person happened under a duty that they held",
        "SELECT count(*) FROM foundation_event WHERE person_id IS NOT NULL",
        """
        SELECT 'event ' || e.id || ' (' || e.kind || '): person ' || e.person_id || ' did not hold that duty'
        FROM foundation_event e
        LEFT JOIN org_assignment a ON a.id = e.assignment_id AND a.person_id = e.person_id
            AND a.position_id = e.position_id
            AND (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date
                BETWEEN a.starts_on AND coalesce(a.ends_on, 'infinity')
        LEFT JOIN org_duty d ON d.id = e.duty_id AND d.position_id = a.position_id
            AND e.recorded_at >= d.since AND (d.until IS NULL OR e.recorded_at <= d.until)
        WHERE e.person_id IS NOT NULL AND (a.id IS NULL OR d.id IS NULL)
        """,
    ),
    Proof(
        "every event of the system has a cause that exists",
        "SELECT count(*) FROM foundation_event WHERE person_id IS NULL",
        """
        SELECT 'event ' || e.id || ' (' || e.kind || '): no cause' FROM foundation_event e
        LEFT JOIN foundation_cause c ON c.id = e.cause_id WHERE e.person_id IS NULL AND c.id IS NULL
        """,
    ),
    Proof(
        "no row lies outside its month",
        "SELECT count(*) FROM foundation_event",
        """
        SELECT 'event ' || id || ': recorded ' || recorded_at || ' outside every month'
        FROM foundation_event_rest
        """,
    ),
)
