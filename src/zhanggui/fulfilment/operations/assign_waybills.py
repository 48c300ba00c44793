"""Parcels get their courier's numbers from the pool."""

from collections import Counter
from collections.abc import Mapping

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Waybill
from zhanggui.fulfilment.queries.locks import lock_parcels, take_numbers
from zhanggui.fulfilment.queries.obstacles import in_state
from zhanggui.fulfilment.queries.parcels import numbers_of, visible_to
from zhanggui.fulfilment.vocabulary import LIVE_IN_HOUSE, NUMBERED, WAYBILL, WaybillState

NO_COURIER = Refusal("no_courier", _("No courier was chosen for this parcel"))
NO_NUMBER = Refusal("no_free_number", _("The courier has no free numbers left; add some"))


@operation(needs=WAYBILL, title=_("Assign waybill numbers"), of="parcel", emits=(NUMBERED,), key="N", chunk=5000)
def assign_waybills(actor: Actor, parcel_ids: Ids) -> Outcome:
    """Give each parcel the next free number of its courier, in the order in which the ids are given."""
    lock_parcels(parcel_ids)
    columns = ("pk", "state", "courier_id", "shop_id", "warehouse_id")
    rows = visible_to(actor, WAYBILL).filter(pk__any=parcel_ids).values_list(*columns)
    found = {pk: rest for pk, *rest in rows}
    worn = numbers_of(list(found))
    refused = {i: NOT_FOUND for i in parcel_ids if i not in found}
    for i, (state, courier_id, _shop, _place) in found.items():
        if state not in LIVE_IN_HOUSE:
            refused[i] = in_state(state)
        elif i in worn:
            refused[i] = Refusal("numbered", _("The parcel wears {number} already"), {"number": worn[i].number})
        elif courier_id is None:
            refused[i] = NO_COURIER
    given = _take(found, [i for i in parcel_ids if i not in refused])
    refused |= {i: NO_NUMBER for i in found if i not in refused and i not in given}
    _wear(given)
    record(actor, NUMBERED, [
        Fact(i, "", "", found[i][2], found[i][3], {"waybill": waybill, "number": number})
        for i, (waybill, number) in given.items()
    ])  # fmt: skip
    return settle(parcel_ids, list(given), refused)


def _take(found: Mapping[int, list[int]], wanting: list[int]) -> dict[int, tuple[int, str]]:
    if not wanting:
        return {}
    key_of = {i: (found[i][1], found[i][3]) for i in wanting}
    pool = {key: iter(numbers) for key, numbers in take_numbers(Counter(key_of.values())).items()}
    given = ((i, next(pool[key], None)) for i, key in key_of.items())
    return {i: number for i, number in given if number is not None}


def _wear(given: Mapping[int, tuple[int, str]]) -> None:
    update_rows(
        Waybill,
        [waybill for waybill, _number in given.values()],
        values={"state": WaybillState.ASSIGNED, "parcel_id": Each(list(given))},
        expect={"state": WaybillState.FREE},
    )
