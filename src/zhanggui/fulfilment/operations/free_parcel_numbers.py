"""What becomes of a courier's number when its parcel does not wear it any longer."""

from collections.abc import Sequence

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.fulfilment.models import Waybill
from zhanggui.fulfilment.queries.parcels import numbers_of
from zhanggui.fulfilment.vocabulary import NUMBER_ENDED, WaybillState


def free_parcel_numbers(actor: Actor, parcel_ids: Sequence[int]) -> list[int]:
    """Take the numbers off the parcels: one that is on paper is to be cancelled, another is free again. Two statements.

    A step of other operations; answers the waybills. A number that was handed over stays.
    """
    worn = {
        parcel_id: number
        for parcel_id, number in numbers_of(parcel_ids).items()
        if number.state != WaybillState.HANDED_OVER
    }
    if not worn:
        return []
    after = [WaybillState.TO_CANCEL if n.state == WaybillState.PRINTED else WaybillState.FREE for n in worn.values()]
    parcels = [parcel_id if n.state == WaybillState.PRINTED else None for parcel_id, n in worn.items()]
    done = set(update_rows(
        Waybill,
        [number.waybill_id for number in worn.values()],
        values={"state": Each(after), "parcel_id": Each(parcels)},
        expect={"state": Each([number.state for number in worn.values()])},
    ))  # fmt: skip
    ended = zip(worn.items(), after, strict=True)
    record(actor, NUMBER_ENDED, [
        Fact(number.waybill_id, number.state, state, data={"parcel": parcel_id})
        for (parcel_id, number), state in ended if number.waybill_id in done
    ])  # fmt: skip
    return sorted(done)
