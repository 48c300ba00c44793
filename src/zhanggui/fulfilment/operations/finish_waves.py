"""A wave ends when nothing of it is left to pick or to pack."""

from django.db.models import Exists, OuterRef

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel, Wave
from zhanggui.fulfilment.vocabulary import PICK_PACK, WAVE_DONE, WAVE_MOVES, ParcelState, WaveState

ON_THE_WAY = (ParcelState.WAVED, ParcelState.PICKED)


@operation(needs=PICK_PACK, title=_("Finish waves"), of="parcel", emits=(WAVE_DONE,), internal=True)
def finish_waves(actor: Actor, parcel_ids: Ids) -> Outcome:
    """Finish the waves of these parcels that have no other parcel on its way; `done` are the waves."""
    waves = Parcel.objects.filter(pk__any=parcel_ids, wave__isnull=False).values("wave_id")
    left = Parcel.objects.filter(wave=OuterRef("pk"), state__in=ON_THE_WAY)
    ended = Wave.objects.filter(pk__in=waves).exclude(state=WaveState.DONE).exclude(Exists(left))
    found = {pk: (state, house) for pk, state, house in ended.values_list("pk", "state", "warehouse_id")}
    expect = {"state": WAVE_MOVES.into(WaveState.DONE)}
    done = update_rows(Wave, list(found), values={"state": WaveState.DONE}, expect=expect)
    record(actor, WAVE_DONE, [Fact(pk, found[pk][0], WaveState.DONE, None, found[pk][1]) for pk in done])
    return Outcome(done)
