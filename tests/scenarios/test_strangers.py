"""Somebody without the duty, or with shop and warehouse of others only, tries every operation by hand."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.company import hire
from tests.orders.house import browser
from tests.scenarios.house import House, broken_books, open_house, order, parcels, row, waves
from zhanggui.foundation.fields import columns_of, defaults_of
from zhanggui.foundation.kinds import Kind
from zhanggui.foundation.operation import Operation, offered_operations
from zhanggui.fulfilment.models import Manifest, PrintBatch, Waybill
from zhanggui.orders.models import OrderLine
from zhanggui.org.queries.actors import actor_of
from zhanggui.shops.models import Listing

pytestmark = pytest.mark.django_db

# Whoever works on orders and parcels, but in another shop and another warehouse.
POSITIONS = (
    "S1.REVIEWER", "S1.CLERK", "S1.PICKER", "S1.PACKER", "S1.LOGI", "S1.KEEPER", "S1.MIDSALE", "S1.CS_LEAD",
)  # fmt: skip
# What belongs to a shop or a warehouse, in which everything here happens in those of others.
SCOPED = (
    "orders_order", "orders_orderline", "orders_ordertext", "orders_orderhold", "inventory_balance",
    "inventory_reservation", "inventory_move", "fulfilment_parcel", "fulfilment_parcelline",
    "fulfilment_wave", "fulfilment_manifest", "fulfilment_dayclose", "fulfilment_printbatch", "shops_shop",
    "shops_listing", "channels_importbatch", "channels_importrow",
)  # fmt: skip
ALL = (
    *SCOPED, "catalog_sku", "fulfilment_waybill", "orders_courier", "orders_routingrule", "orders_reviewsetting",
    "orders_blacklisted", "org_person", "org_assignment", "org_duty", "org_token", "foundation_event",
)  # fmt: skip
ANSWERS = {403, 404, 409, 422}


@pytest.fixture
def house() -> House:
    house = open_house()
    house.bring_in(row("waiting"), row("packed"), row("listed"), row("strange", 商家编码="nobody-knows"))
    house.reach("packed", "packed")
    house.reach("on_manifest", "listed")
    return house


def test_without_the_duty_nothing_happens(house: House) -> None:
    stranger = hire("stranger", "S1.WEB_DESIGNER")
    forbidden = {name: op for name, op in offered_operations().items() if not actor_of(_id(stranger)).may(op.needs)}
    assert len(forbidden) > 60
    client, before = browser(_id(stranger)), _digest(ALL)
    answers = {name: _statuses(client, op, house) for name, op in forbidden.items()}
    assert answers == dict.fromkeys(forbidden, (403, 403))
    assert _digest(ALL) == before
    assert broken_books() == {}


def test_outside_ones_range_nothing_happens(house: House) -> None:
    trade = house.trade
    stranger = hire("stranger", *POSITIONS, shops=(trade.pdd,), warehouses=(trade.south,))
    allowed = {name: op for name, op in offered_operations().items() if actor_of(_id(stranger)).may(op.needs)}
    assert len(allowed) > 50
    client, before = browser(_id(stranger)), _digest(SCOPED)
    wrong: dict[str, object] = {}
    for name, op in allowed.items():
        for status, done in (_through_api(client, op, house), _through_page(client, op, house)):
            if status >= 500 or (_is_scoped(op) and (status not in ANSWERS or done)):
                wrong[name] = (status, done)
        if (after := _digest(SCOPED)) != before:
            wrong[name] = sorted(table for table in after if after[table] != before[table])
            before = after
    assert wrong == {}
    assert broken_books() == {}


def test_nobody_gets_in_without_a_name(house: House) -> None:
    operation = offered_operations()["approve_orders"]
    body = json.dumps(_body(operation, house))
    client = Client()
    assert client.post("/api/v1/operations/approve_orders", body, content_type="application/json").status_code == 401
    assert client.post("/do/approve_orders", {"ids": [order("waiting").pk]}).status_code in (302, 401, 403)
    assert order("waiting").review == "waiting"


def _id(person: Any) -> int:
    assert person.person_id is not None
    return int(person.person_id)


def _is_scoped(operation: Operation[Any]) -> bool:
    return operation.of in ("order", "parcel", "wave", "manifest", "print", "shop", "listing", "import", "warehouse")


def _statuses(client: Client, operation: Operation[Any], house: House) -> tuple[int, int]:
    return (_through_api(client, operation, house)[0], _through_page(client, operation, house)[0])


def _through_api(client: Client, operation: Operation[Any], house: House) -> tuple[int, list[int]]:
    url = f"/api/v1/operations/{operation.name}"
    answer = client.post(url, json.dumps(_body(operation, house)), content_type="application/json")
    done = answer.json().get("done", []) if answer.status_code < 300 else []
    return answer.status_code, done


def _through_page(client: Client, operation: Operation[Any], house: House) -> tuple[int, list[int]]:
    body = _body(operation, house)
    fields: dict[str, Any] = dict(body["arguments"])
    if operation.rows is None:
        fields["ids"] = body["ids"]
    for at, each in enumerate(body.get("rows", ())):
        fields |= {f"rows-{at}-{name}": value for name, value in each.items()}
        fields["rows-count"] = at + 1
    answer = client.post(f"/do/{operation.name}", {k: v for k, v in fields.items() if v is not None})
    # A page answers in words; what was done is seen in the tables.
    return (answer.status_code if answer.status_code >= 300 else 422), []


def _body(operation: Operation[Any], house: House) -> dict[str, Any]:
    arguments = _filled(operation.parameters, operation.defaults, house)
    if operation.rows is not None:
        row_type = operation.rows.row
        return {"rows": [_filled(columns_of(row_type), defaults_of(row_type), house)], "arguments": arguments}
    return {"ids": _targets(house).get(operation.of, [1]), "arguments": arguments}


def _filled(kinds: Mapping[str, Kind], defaults: Mapping[str, Any], house: House) -> dict[str, Any]:
    return {name: _value(name, kind, house) for name, kind in kinds.items() if name not in defaults}


def _value(name: str, kind: Kind, house: House) -> Any:
    targets = _targets(house)
    lookup = getattr(kind, "lookup", "")
    if lookup or name in targets:
        return targets.get(lookup or name, [1])[0]
    if name in ("code", "number", "order"):
        return {"code": "6901234567892", "order": "packed"}.get(name, "753100009")
    return _plain(kind.schema())


def _plain(schema: Mapping[str, Any]) -> Any:
    """The plainest value that a schema allows."""
    if "enum" in schema:
        return schema["enum"][0]
    by_type = {"integer": max(schema.get("minimum", 1), 1), "boolean": False, "object": {}}
    if schema.get("type") == "array":
        return [_plain(schema["items"])]
    by_format = {
        "date": "2026-11-11",
        "date-time": "2026-11-11T09:00:00",
        "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
    }
    return by_type.get(schema.get("type", ""), by_format.get(schema.get("format", ""), "x"))


def _targets(house: House) -> dict[str, list[int]]:
    """What belongs to others, by kind of record."""
    trade = house.trade
    return {
        "order": [order("waiting").pk], "parcel": parcels("packed", "listed"), "wave": waves("packed"),
        "line": [OrderLine.objects.get(order__external_no="waiting").pk],
        "manifest": list(Manifest.objects.values_list("pk", flat=True)[:1]),
        "print": list(PrintBatch.objects.values_list("pk", flat=True)[:1]),
        "waybill": list(Waybill.objects.values_list("pk", flat=True)[:1]),
        "listing": list(Listing.objects.filter(sku=None).values_list("pk", flat=True)),
        "import": [order("waiting").batch_id or 0], "shop": [trade.taobao], "warehouse": [trade.north],
        "sku": [trade.skus["A1"]], "courier": [trade.courier], "mapping": [house.mapping],
        "person": [trade.company.person("clerk")],
    }  # fmt: skip


def _digest(tables: tuple[str, ...]) -> dict[str, str]:
    with connection.cursor() as cursor:
        parts = (f"SELECT '{t}', md5(string_agg(t::text, '' ORDER BY t::text)) FROM {t} t" for t in tables)
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())
