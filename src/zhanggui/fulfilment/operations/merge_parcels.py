"""Orders of one receiver travel in one parcel."""

from collections.abc import Mapping
from typing import Annotated

from django.db import connection

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Flag
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.free_parcel_numbers import free_parcel_numbers
from zhanggui.fulfilment.operations.recount_parcels import recount_parcels
from zhanggui.fulfilment.queries.locks import lock_parcels
from zhanggui.fulfilment.queries.merging import mergeable
from zhanggui.fulfilment.queries.obstacles import in_state
from zhanggui.fulfilment.queries.parcels import Place, places_of
from zhanggui.fulfilment.vocabulary import MERGED, NUMBER_ENDED, PRINT, ParcelState
from zhanggui.orders.rules.merging import merge_candidates

ALONE = Refusal("nobody_to_merge", _("No other chosen parcel goes to the same receiver, courier and warehouse"))
MASKED = Refusal("masked_receivers", _("Only masked names and addresses agree; confirm that it is the same receiver"))

type Confirm = Annotated[bool, Flag(_("Merge masked receivers, too"), help=_("You have compared buyer and address"))]


@operation(needs=PRINT, title=_("Merge"), of="parcel", emits=(MERGED, NUMBER_ENDED))
def merge_parcels(actor: Actor, parcel_ids: Ids, *, confirm: Confirm = False) -> Outcome:
    """Merge waiting parcels of one receiver into the one that was paid for first; the others end as stopped.

    `result["into"]` maps each merged parcel to the one that holds its goods now.
    """
    lock_parcels(parcel_ids)
    found = places_of(actor, PRINT, parcel_ids)
    waiting = [i for i, place in found.items() if place.state == ParcelState.WAITING]
    groups = merge_candidates(mergeable(waiting))
    refused = {i: NOT_FOUND for i in parcel_ids if i not in found}
    refused |= {i: in_state(place.state) for i, place in found.items() if place.state != ParcelState.WAITING}
    refused |= {i: MASKED for group in groups if group.needs_confirmation and not confirm for i in group.order_ids}
    chosen = [group.order_ids for group in groups if confirm or not group.needs_confirmation]
    into = {i: group[0] for group in chosen for i in group[1:]}
    refused |= {i: ALONE for i in waiting if i not in refused and not any(i in group for group in chosen)}
    _move(into)
    _end(actor, into, found)
    done = [i for group in chosen for i in group]
    return settle(parcel_ids, done, refused, into={str(i): host for i, host in into.items()})


def _move(into: Mapping[int, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH hosts AS (SELECT u.host, min(p.ship_by) AS ship_by "
            "FROM unnest(%(gone)s::bigint[], %(hosts)s::bigint[]) AS u(gone, host) "
            "JOIN fulfilment_parcel p ON p.id IN (u.gone, u.host) GROUP BY u.host), "
            "moved AS (UPDATE fulfilment_parcelline t SET parcel_id = u.host "
            "FROM unnest(%(gone)s::bigint[], %(hosts)s::bigint[]) AS u(gone, host) WHERE t.parcel_id = u.gone) "
            "UPDATE fulfilment_parcel t SET ship_by = hosts.ship_by, version = t.version + 1 FROM hosts "
            "WHERE t.id = hosts.host",
            {"gone": list(into), "hosts": list(into.values())},
        )
    recount_parcels(sorted(set(into.values())))


def _end(actor: Actor, into: Mapping[int, int], found: Mapping[int, Place]) -> None:
    gone = update_rows(
        Parcel,
        list(into),
        values={"state": ParcelState.STOPPED, "put_back_at": clock.now(), "kinds": 0, "pieces": 0, "weight_grams": 0},
        expect={"state": ParcelState.WAITING},
    )
    free_parcel_numbers(actor, gone)
    record(actor, MERGED, [
        Fact(i, ParcelState.WAITING, ParcelState.STOPPED, found[i].shop_id, found[i].warehouse_id, {"into": into[i]})
        for i in gone
    ])  # fmt: skip
