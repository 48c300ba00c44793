"""Orders that will not leave our house: void, refunded, or shipped by somebody else. Their goods go back."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import EventKind, Fact, record
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import CHANGED_MEANWHILE, Outcome
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.release_stock import release_stock
from zhanggui.orders.models import Order
from zhanggui.orders.queries.locks import lock_orders
from zhanggui.orders.vocabulary import IN_HOUSE, LEFT_ELSEWHERE, REVIEW, VOIDED, Fulfilment, Review


class Closing(NamedTuple):
    """An order to close: `elsewhere` when it was shipped without us, else void for a `reason`."""

    order_id: int
    elsewhere: bool
    reason: str
    note: str = ""


@operation(needs=REVIEW, title=_("Close orders"), of="order", emits=(VOIDED, LEFT_ELSEWHERE), internal=True)
def close_orders(actor: Actor, closings: Sequence[Closing]) -> Outcome:
    """Void orders or mark them as shipped elsewhere, release their stock, and let parcels be stopped."""
    lock_orders(closing.order_id for closing in closings)
    wanted = {closing.order_id: closing for closing in closings}
    columns = ("pk", "review", "fulfilment", "shop_id", "warehouse_id")
    rows = Order.objects.filter(pk__any=list(wanted), fulfilment__in=IN_HOUSE).exclude(review=Review.VOID)
    found = {pk: rest for pk, *rest in rows.values_list(*columns)}
    after = {pk: _after(wanted[pk], Review(row[0])) for pk, row in found.items()}
    done = update_rows(
        Order,
        list(found),
        values={
            "review": Each(a[0] for a in after.values()),
            "fulfilment": Each(a[1] for a in after.values()),
        },
        expect={
            "review": Each(r[0] for r in found.values()),
            "fulfilment": Each(r[1] for r in found.values()),
        },
    )
    release_stock(actor.delegate(), done)
    _say(actor, VOIDED, 0, [pk for pk in done if not wanted[pk].elsewhere], found, after, wanted)
    _say(actor, LEFT_ELSEWHERE, 1, [pk for pk in done if wanted[pk].elsewhere], found, after, wanted)
    left = dict.fromkeys(set(wanted) - set(done), CHANGED_MEANWHILE)
    return Outcome(done, left)


def _after(closing: Closing, review: Review) -> tuple[Review, Fulfilment]:
    return (review, Fulfilment.ELSEWHERE) if closing.elsewhere else (Review.VOID, Fulfilment.OPEN)


def _say(
    actor: Actor,
    kind: EventKind,
    axis: int,
    ids: Sequence[int],
    found: Mapping[int, Sequence[Any]],
    after: dict[int, tuple[Review, Fulfilment]],
    wanted: dict[int, Closing],
) -> None:
    facts = []
    for pk in ids:
        data = {"reason": wanted[pk].reason, "note": wanted[pk].note, "fulfilment": after[pk][1]}
        facts.append(Fact(pk, found[pk][axis], after[pk][axis], found[pk][2], found[pk][3], data))
    record(actor, kind, facts)
