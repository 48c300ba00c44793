"""The step that stops whole parcels."""

from collections import Counter
from collections.abc import Sequence

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.rows import Each, add_to_rows, update_rows
from zhanggui.fulfilment.models import Parcel, Wave
from zhanggui.fulfilment.operations.free_parcel_numbers import free_parcel_numbers
from zhanggui.fulfilment.queries.stopping import Carrier
from zhanggui.fulfilment.vocabulary import LIVE_IN_HOUSE, STOPPED, ParcelState

# Nobody has taken goods from a shelf for these yet, so there is nothing to put back.
UNTOUCHED = (ParcelState.WAITING, ParcelState.WAVED)


def stop_carriers(actor: Actor, carriers: Sequence[Carrier]) -> list[int]:
    """Stop the parcels and free their numbers; what was picked already waits to be put back. Five statements."""
    if not carriers:
        return []
    moment = clock.now()
    put_back = Each([moment if carrier.state in UNTOUCHED else None for carrier in carriers])
    done = set(update_rows(
        Parcel,
        [carrier.parcel_id for carrier in carriers],
        values={"state": ParcelState.STOPPED, "manifest_id": None, "put_back_at": put_back},
        expect={"state": LIVE_IN_HOUSE},
    ))  # fmt: skip
    stopped = [carrier for carrier in carriers if carrier.parcel_id in done]
    out = Counter(carrier.wave_id for carrier in stopped if carrier.wave_id)
    add_to_rows(Wave, list(out), {"parcels": [-count for count in out.values()]})
    record(actor, STOPPED, [
        Fact(c.parcel_id, c.state, ParcelState.STOPPED, c.shop_id, c.warehouse_id, {"orders": c.order_ids})
        for c in stopped
    ])  # fmt: skip
    free_parcel_numbers(actor, list(done))
    return [carrier.parcel_id for carrier in stopped]
