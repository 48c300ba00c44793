"""Two shifts sign what a day has come to: first the one that leaves, then the one that takes over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from django.db import connection

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Day, Ref, Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import CHANGED_MEANWHILE, NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.rows import as_json
from zhanggui.foundation.words import _
from zhanggui.fulfilment.queries.day import DayKey, closes_of, day_figures
from zhanggui.fulfilment.vocabulary import DAY_SIGNED, DISPATCH

NOT_YET = Refusal("day_to_come", _("This day has not begun"))
OTHER_SHIFT = Refusal("other_shift", _("The other shift signs next: somebody else than who signed first"))
SIGNED = Refusal("day_signed", _("Both shifts have signed this day"))
TWICE = Refusal("twice_in_file", _("The same day stands here twice"))
NOBODY = Refusal("nobody_signs", _("Only a person can sign"))
_SIGN = """
INSERT INTO fulfilment_dayclose (shop_id, warehouse_id, day, figures, outgoing_id, outgoing_at, note, version)
SELECT u.shop_id, u.warehouse_id, u.day, u.figures::jsonb, %(person)s, %(now)s, u.note, 1
FROM unnest(%(shops)s::bigint[], %(places)s::bigint[], %(days)s::date[], %(figures)s::text[], %(notes)s::text[])
    AS u(shop_id, warehouse_id, day, figures, note)
ON CONFLICT (shop_id, warehouse_id, day) DO UPDATE SET incoming_id = excluded.outgoing_id,
    incoming_at = excluded.outgoing_at, version = fulfilment_dayclose.version + 1,
    note = concat_ws(' / ', nullif(fulfilment_dayclose.note, ''), nullif(excluded.note, ''))
WHERE fulfilment_dayclose.incoming_id IS NULL AND fulfilment_dayclose.outgoing_id <> excluded.outgoing_id
RETURNING id, shop_id, warehouse_id, day, incoming_id
"""


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of a shop in a warehouse."""

    shop: Annotated[int, Ref(_("Shop"), lookup="shop")]
    warehouse: Annotated[int, Ref(_("Warehouse"), lookup="warehouse")]
    day: Annotated[date, Day(_("Day"))]
    note: Annotated[str, Text(_("Note"), most=200, lines=3)] = ""


@operation(needs=DISPATCH, title=_("Sign the day"), of="", emits=(DAY_SIGNED,), tone="primary")
def sign_days(actor: Actor, rows: Sequence[DayRow]) -> Outcome:
    """Sign days: the first signature keeps the figures of this moment, the second is somebody else's. Done are rows.

    `result["days"]` tells of each signed day its id and which shift signed.
    """
    keys = {number: (row.shop, row.warehouse, row.day) for number, row in enumerate(rows, start=1)}
    closes = closes_of(list(keys.values()))
    refused: dict[int, Refusal] = {}
    for number, key in keys.items():
        if (refusal := _why_not(actor, key, closes.get(key), list(keys.values())[: number - 1])) is not None:
            refused[number] = refusal
    fit = {key: rows[number - 1] for number, key in keys.items() if number not in refused}
    signed = _sign(actor, fit) if fit else {}
    refused |= {n: CHANGED_MEANWHILE for n, key in keys.items() if n not in refused and key not in signed}
    days = [{"id": pk, "shift": shift} for pk, shift in signed.values()]
    return Outcome([n for n in keys if n not in refused], refused, {"days": days})


def _why_not(
    actor: Actor, key: DayKey, close: tuple[int, int, int | None] | None, before: Sequence[DayKey]
) -> Refusal | None:
    if not any(scope.covers(key[0], key[1]) for scope in actor.scopes(DISPATCH)):
        return NOT_FOUND
    if actor.person_id is None:
        return NOBODY
    if key[2] > clock.today():
        return NOT_YET
    if key in before:
        return TWICE
    if close is None:
        return None
    if close[2] is not None:
        return SIGNED
    return OTHER_SHIFT if close[1] == actor.person_id else None


def _sign(actor: Actor, fit: Mapping[DayKey, DayRow]) -> dict[DayKey, tuple[int, str]]:
    figures = day_figures(list(fit))
    params: dict[str, Any] = {
        "person": actor.person_id,
        "now": clock.now(),
        "shops": [key[0] for key in fit],
        "places": [key[1] for key in fit],
        "days": [key[2] for key in fit],
        "figures": [as_json(figures[key]) for key in fit],
        "notes": [row.note for row in fit.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(_SIGN, params)
        rows = cursor.fetchall()
    signed = {
        (shop, place, day): (pk, "outgoing" if incoming is None else "incoming")
        for pk, shop, place, day, incoming in rows
    }
    record(actor, DAY_SIGNED, [
        Fact(pk, "", "", key[0], key[1], {"shift": shift, "figures": figures[key]})
        for key, (pk, shift) in signed.items()
    ])  # fmt: skip
    return signed
