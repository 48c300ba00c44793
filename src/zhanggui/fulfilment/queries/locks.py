"""What the floor holds fast: parcels that get a number, free numbers, numbering of the day, manifests that close."""

from collections.abc import Mapping, Sequence

from django.db import connection


def lock_parcels(parcel_ids: Sequence[int]) -> None:
    """Wait until nobody else changes these parcels."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT id FROM fulfilment_parcel WHERE id = ANY(%s) ORDER BY id FOR UPDATE) p",
            [list(parcel_ids)],
        )


def lock_numbering(letter: str) -> None:
    """Give out the day's numbers of one kind one at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || ' numbering ' || %s))", [letter])


def lock_manifests(manifest_ids: Sequence[int], *, closing: bool = False) -> set[int]:
    """Keep the manifests open while parcels are put on them, or alone while they are closed; those that are open."""
    strength = "UPDATE" if closing else "SHARE"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM fulfilment_manifest WHERE id = ANY(%s) AND closed_at IS NULL ORDER BY id FOR {strength}",
            [list(manifest_ids)],
        )
        return {row[0] for row in cursor.fetchall()}


def take_numbers(demand: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], list[tuple[int, str]]]:
    """Free numbers as (id, number) for so many parcels of each (courier, warehouse), locked for this transaction.

    The warehouse's own pool comes first, then the common one. Numbers that somebody else takes right now are passed.
    """
    taken = _take(list(demand), list(demand.values()), common=False)
    missing: dict[int, int] = {}
    for (courier_id, warehouse_id), count in demand.items():
        short = count - len(taken.get((courier_id, warehouse_id), ()))
        missing[courier_id] = missing.get(courier_id, 0) + short
    common = _take([(courier_id, 0) for courier_id in missing], list(missing.values()), common=True)
    for key, count in demand.items():
        own, pool = taken.setdefault(key, []), common.get((key[0], 0), [])
        while len(own) < count and pool:
            own.append(pool.pop(0))
    return taken


def _take(
    keys: Sequence[tuple[int, int]], counts: Sequence[int], *, common: bool
) -> dict[tuple[int, int], list[tuple[int, str]]]:
    place = "w.warehouse_id IS NULL" if common else "w.warehouse_id = d.warehouse_id"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.courier_id, d.warehouse_id, n.id, n.number "
            "FROM unnest(%s::bigint[], %s::bigint[], %s::integer[]) AS d(courier_id, warehouse_id, count), "
            "LATERAL (SELECT w.id, w.number FROM fulfilment_waybill w WHERE w.courier_id = d.courier_id "
            f"AND w.state = 'free' AND {place} ORDER BY w.id LIMIT d.count FOR UPDATE SKIP LOCKED) n",
            [[key[0] for key in keys], [key[1] for key in keys], list(counts)],
        )
        rows = cursor.fetchall()
    taken: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for courier_id, warehouse_id, waybill_id, number in rows:
        taken.setdefault((courier_id, warehouse_id), []).append((waybill_id, number))
    return taken


def lock_orders_on(manifest_ids: Sequence[int]) -> None:
    """Hold the orders that are to leave before their parcels: whoever stops an order takes them in the same order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT o.id FROM orders_order o WHERE o.id IN (SELECT l.order_id "
            "FROM fulfilment_parcelline l JOIN fulfilment_parcel p ON p.id = l.parcel_id "
            "WHERE p.manifest_id = ANY(%s) AND p.state = 'on_manifest') ORDER BY o.id FOR NO KEY UPDATE) held",
            [list(manifest_ids)],
        )
