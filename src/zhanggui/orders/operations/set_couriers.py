"""The couriers that the company works with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.db import connection

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Flag, Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.words import _
from zhanggui.orders.vocabulary import CARRIER, COURIER_CHANGED


@dataclass(frozen=True, slots=True)
class CourierRow:
    """A courier; lists are separated by commas, areas are division codes or names."""

    code: Annotated[str, Text(_("Code"), most=20)]
    name: Annotated[str, Text(_("Name"), most=40)]
    number_pattern: Annotated[str, Text(_("Shape of numbers"), help=_("A regular expression"))] = ""
    aliases: Annotated[str, Text(_("Names in files"), most=500)] = ""
    suspended_areas: Annotated[str, Text(_("Areas not served"), most=1000)] = ""
    cod: Annotated[bool, Flag(_("Collects cash"))] = False
    active: Annotated[bool, Flag(_("In use"))] = True


@operation(needs=CARRIER, title=_("Set couriers"), emits=(COURIER_CHANGED,), tone="primary")
def set_couriers(actor: Actor, rows: Sequence[CourierRow]) -> Outcome:
    """Add couriers, or change those whose code is there already; `done` are the couriers."""
    columns = zip(*((r.code, r.name, r.number_pattern, r.aliases, r.suspended_areas, r.cod, r.active) for r in rows),
                  strict=True)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO orders_courier (code, name, number_pattern, aliases, suspended_areas, cod, active, version) "
            "SELECT c.code, c.name, c.pattern, string_to_array(c.aliases, ','), string_to_array(c.areas, ','), "
            "c.cod, c.active, 1 FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bool[], "
            "%s::bool[]) AS c(code, name, pattern, aliases, areas, cod, active) "
            "ON CONFLICT (code) DO UPDATE SET name = excluded.name, number_pattern = excluded.number_pattern, "
            "aliases = excluded.aliases, suspended_areas = excluded.suspended_areas, cod = excluded.cod, "
            "active = excluded.active, version = orders_courier.version + 1 RETURNING id",
            [list(column) for column in columns],
        )
        done = [row[0] for row in cursor.fetchall()]
    record(actor, COURIER_CHANGED, [Fact(pk) for pk in done])
    return Outcome(done)
