"""Which tables a year of orders fills, and how the copy of a row differs from the row of the small day."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhanggui.orders.queries.receivers import RECEIVER_COLUMNS

PEOPLE = 24_000
# Everybody in the small town has so many namesakes, with doors and phones of their own.
NAMESAKES = 16


@dataclass(frozen=True)
class Copied:
    """A table whose rows are copied: `of` selects (id, gone) of the small day's rows; the rest says what differs.

    `points` maps columns to the tables whose ids they hold. Expressions in `changed`, and in `settled` for what is
    gone, know the row `t`, the round `k`, {id} and {shift}. Columns with a time move by themselves.
    """

    name: str
    of: str
    points: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    settled: Mapping[str, str] = field(default_factory=dict)
    join: str = ""
    key: str = "id"


def _mixed(digits: int) -> str:
    """The new id as digits that look drawn by lot, each id others: the factor shares no divisor with the modulus."""
    return f"lpad(({{id}} * 7919999983 %% {10**digits})::text, {digits}, '0')"


def _drawn(seed: int, of: int, value: str = "{id}") -> str:
    """A number below `of` that looks drawn by lot."""
    return f"((hashint8extended({value}, {seed}) & 9223372036854775807) %% {of})"


_NAMESAKE = f"({_drawn(2, NAMESAKES)} * 1000003)"
_ORDERS = "SELECT id, gone FROM crowd_order"
_PARCELS = "SELECT id, gone FROM crowd_parcel"


def _of_orders(table: str, column: str = "order_id", key: str = "id") -> str:
    return f"SELECT DISTINCT x.{key} AS id, o.gone FROM {table} x JOIN crowd_order o ON o.id = x.{column}"


def _of_parcels(table: str, column: str = "parcel_id", key: str = "id") -> str:
    return f"SELECT DISTINCT x.{key} AS id, p.gone FROM {table} x JOIN crowd_parcel p ON p.id = x.{column}"


TABLES = (
    Copied(
        "orders_receiver",
        _of_orders("orders_order", "id", "receiver_id"),
        changed={
            **{name: f"p.{name}" for name in RECEIVER_COLUMNS if name not in ("id", "key_id")},
            **{name: f"p.{name} # {_NAMESAKE}" for name in ("identity", "phone_key", "door_key")},
        },
        join=f"JOIN crowd_people p ON p.masked = t.masked AND p.id = {_drawn(1, PEOPLE // 2)}",
    ),
    Copied("channels_importbatch", _of_orders("channels_importrow", key="batch_id")),
    Copied(
        "channels_importrow",
        _of_orders("channels_importrow"),
        {"batch_id": "channels_importbatch", "order_id": "orders_order"},
    ),
    Copied(
        "orders_order",
        _ORDERS,
        {"receiver_id": "orders_receiver", "batch_id": "channels_importbatch"},
        {
            "external_no": f"left(t.external_no, 2) || {_mixed(11)} || right(t.external_no, 5)",
            "buyer_key": f"CASE WHEN t.buyer_key = '' THEN '' ELSE 'b' || {_drawn(4, PEOPLE * NAMESAKES)} END",
        },
        {"fulfilment": "CASE t.fulfilment WHEN 'shipped' THEN 'delivered' ELSE t.fulfilment END"},
    ),
    Copied(
        "orders_ordertext", _of_orders("orders_ordertext", key="order_id"), {"order_id": "orders_order"}, key="order_id"
    ),
    Copied("orders_orderline", _of_orders("orders_orderline"), {"order_id": "orders_order"}),
    Copied(
        "orders_orderhold",
        _of_orders("orders_orderhold"),
        {"order_id": "orders_order", "line_id": "orders_orderline"},
        settled={"released_at": "coalesce(t.released_at, t.placed_at + interval '1 day') - {shift}"},
    ),
    Copied(
        "inventory_reservation",
        _of_orders("inventory_reservation", "claimant_id"),
        {"claimant_id": "orders_order", "cause_id": "orders_orderline"},
    ),
    Copied(
        "fulfilment_wave",
        _of_parcels("fulfilment_parcel", "id", "wave_id"),
        changed={"number": "t.number || '.' || k"},
        settled={"state": "'done'"},
    ),
    Copied(
        "fulfilment_manifest",
        _of_parcels("fulfilment_parcel", "id", "manifest_id"),
        changed={"number": "t.number || '.' || k"},
        settled={"closed_at": "coalesce(t.closed_at, t.opened_at) - {shift}"},
    ),
    Copied(
        "fulfilment_parcel",
        _PARCELS,
        {"receiver_id": "orders_receiver", "wave_id": "fulfilment_wave", "manifest_id": "fulfilment_manifest"},
        settled={
            "state": "CASE t.state WHEN 'shipped' THEN 'delivered' ELSE t.state END",
            "report": "CASE t.state WHEN 'shipped' THEN 'accepted' ELSE t.report END",
            "put_back_at": "CASE t.state WHEN 'stopped' THEN t.made_at - {shift} END",
        },
    ),
    Copied(
        "fulfilment_parcelline",
        _of_parcels("fulfilment_parcelline"),
        {"parcel_id": "fulfilment_parcel", "order_id": "orders_order", "line_id": "orders_orderline"},
    ),
    Copied(
        "fulfilment_waybill",
        _of_parcels("fulfilment_waybill"),
        {"parcel_id": "fulfilment_parcel"},
        {"number": f"left(t.number, 2) || '8' || {_mixed(11)}"},
        {"state": "CASE t.state WHEN 'to_cancel' THEN 'void' ELSE t.state END"},
    ),
    Copied(
        "fulfilment_printbatch", _of_parcels("fulfilment_printitem", key="batch_id"), {"wave_id": "fulfilment_wave"}
    ),
    Copied(
        "fulfilment_printitem",
        _of_parcels("fulfilment_printitem"),
        {"batch_id": "fulfilment_printbatch", "parcel_id": "fulfilment_parcel"},
    ),
    Copied(
        "inventory_move",
        "SELECT m.id, o.gone FROM inventory_move m JOIN orders_orderline l ON l.id = m.cause_id "
        "JOIN crowd_order o ON o.id = l.order_id WHERE m.reason = 'shipped'",
        {"cause_id": "orders_orderline"},
    ),
    Copied(
        "foundation_event",
        "SELECT e.id, o.gone FROM foundation_event e JOIN crowd_order o "
        "ON e.subject_kind = 'order' AND o.id = e.subject_id "
        "UNION ALL SELECT e.id, p.gone FROM foundation_event e JOIN crowd_parcel p "
        "ON e.subject_kind = 'parcel' AND p.id = e.subject_id",
        changed={
            "subject_id": "t.subject_id + k * CASE t.subject_kind WHEN 'order' THEN {orders_order} "
            "ELSE {fulfilment_parcel} END"
        },
    ),
)
