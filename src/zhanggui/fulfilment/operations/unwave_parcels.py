"""Parcels leave their wave and wait for another one."""

from collections import Counter

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, settle
from zhanggui.foundation.rows import Each, add_to_rows, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel, Wave
from zhanggui.fulfilment.queries.obstacles import obstacles
from zhanggui.fulfilment.queries.parcels import visible_to
from zhanggui.fulfilment.vocabulary import PARCEL_MOVES, PRINT, UNWAVED, ParcelState


@operation(needs=PRINT, title=_("Take out of the wave"), of="parcel", emits=(UNWAVED,))
def unwave_parcels(actor: Actor, parcel_ids: Ids) -> Outcome:
    """Take parcels that are not packed yet out of their wave; a printed label stays good."""
    rows = visible_to(actor, PRINT).filter(pk__any=parcel_ids)
    columns = ("pk", "state", "wave_id", "shop_id", "warehouse_id")
    found = {pk: rest for pk, *rest in rows.values_list(*columns)}
    waved = PARCEL_MOVES.into(ParcelState.WAITING)
    fit = [i for i in found if found[i][0] in waved]
    done = update_rows(
        Parcel,
        fit,
        values={"state": ParcelState.WAITING, "wave_id": None, "wave_position": None},
        expect={"state": Each([found[i][0] for i in fit]), "wave_id": Each([found[i][1] for i in fit])},
    )
    left = Counter(found[i][1] for i in done)
    add_to_rows(Wave, list(left), {"parcels": [-count for count in left.values()]})
    record(actor, UNWAVED, [Fact(i, found[i][0], ParcelState.WAITING, found[i][2], found[i][3]) for i in done])
    refused = {i: NOT_FOUND for i in parcel_ids if i not in found}
    return settle(parcel_ids, done, refused | dict(obstacles(found.keys() - set(done), waved)))
