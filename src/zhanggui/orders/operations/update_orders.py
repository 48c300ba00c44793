"""A newer word of the platform reaches orders that we know: states follow it, people are asked where it matters."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.models import Order, OrderLine, OrderText
from zhanggui.orders.operations.add_lines import Addition, add_lines
from zhanggui.orders.operations.close_orders import Closing, close_orders
from zhanggui.orders.operations.cut_lines import cut_lines
from zhanggui.orders.operations.lift_holds import Lifting, lift_holds
from zhanggui.orders.operations.place_holds import place_holds
from zhanggui.orders.operations.readdress_orders import Readdressing, readdress_orders
from zhanggui.orders.operations.reserve_orders import reserve_orders
from zhanggui.orders.queries.locks import lock_orders
from zhanggui.orders.queries.orders import Current, orders_as_they_are
from zhanggui.orders.queries.settings import ship_by_hours
from zhanggui.orders.rules.changes import Changes
from zhanggui.orders.rules.external import ExternalOrder
from zhanggui.orders.rules.intake import contact_of
from zhanggui.orders.rules.promise import ship_by
from zhanggui.orders.vocabulary import INTAKE, PAID, PLATFORM_CHANGED, REFUND_MOVED


class Update(NamedTuple):
    """What one newer word changes, with the word itself where it told a whole order."""

    changes: Changes
    told: ExternalOrder | None = None


@operation(
    needs=INTAKE,
    title=_("Follow the platform"),
    of="order",
    emits=(PLATFORM_CHANGED, PAID, REFUND_MOVED),
    internal=True,
)
def update_orders(actor: Actor, updates: Sequence[Update]) -> Outcome:
    """Carry out decided changes on known orders: axes, holds, receivers, stock; constant statements."""
    changed = [update for update in updates if update.changes]
    lock_orders(update.changes.order_id for update in changed)
    current = orders_as_they_are([update.changes.order_id for update in changed])
    hours = ship_by_hours({row.shop_id for row in current.values()})
    values = {u.changes.order_id: _values(u.changes, current[u.changes.order_id], hours) for u in changed}
    _write(values, current)
    _write_texts(changed)
    _write_lines(changed)
    lift_holds(actor.delegate(), [Lifting(u.changes.order_id, *key) for u in changed for key in u.changes.lift])
    cut_lines(actor.delegate(), [(u.changes.order_id, line) for u in changed for line in u.changes.cancelled_lines])
    _readdress(actor, changed)
    place_holds(actor.delegate(), [hold for u in changed for hold in u.changes.place])
    _say(actor, changed, current, values)
    close_orders(actor.delegate(), [closing for u in changed if (closing := _closing(u.changes)) is not None])
    # What was short of a line that is not wanted any more may be whole without it.
    reserve_orders(
        actor.delegate(), [u.changes.order_id for u in changed if u.changes.paid or u.changes.cancelled_lines]
    )
    _add_lines(actor, changed, current)
    return Outcome([update.changes.order_id for update in changed])


_CHANGING = Current._fields[2:]


def _values(changes: Changes, current: Current, hours: Mapping[int, int]) -> Current:
    after = current._replace(**{name: value for name, value in changes.set.items() if name in _CHANGING})
    if "flag" in changes.said:
        after = after._replace(flag=changes.said["flag"][:10])
    if "status" in changes.said:
        after = after._replace(platform_status=changes.said["status"])
    if changes.paid and after.ship_by is None:
        after = after._replace(ship_by=ship_by(None, after.paid_at, hours[current.shop_id]))
    return after


def _write(values: Mapping[int, Current], current: Mapping[int, Current]) -> None:
    moved = [pk for pk, after in values.items() if after != current[pk]]
    columns = {name: Each(getattr(values[pk], name) for pk in moved) for name in _CHANGING}
    update_rows(Order, moved, values=columns)


def _write_texts(changed: Sequence[Update]) -> None:
    saying = {u.changes.order_id: u.changes.said for u in changed if u.changes.said}
    rows = OrderText.objects.filter(order_id__any=list(saying)).values_list("order_id", "said", "seller_memo")
    before = {pk: (said, memo) for pk, said, memo in rows}
    ids = list(before)
    said = Each({**before[pk][0], **saying[pk]} for pk in ids)
    memos = Each(saying[pk].get("memo", before[pk][1]) for pk in ids)
    update_rows(OrderText, ids, values={"said": said, "seller_memo": memos}, key="order_id")


def _write_lines(changed: Sequence[Update]) -> None:
    states = {line: state for u in changed for line, state in u.changes.lines.items()}
    update_rows(OrderLine, list(states), values={"refund_state": Each(states.values())})


def _readdress(actor: Actor, changed: Sequence[Update]) -> None:
    """Take a new receiver over, unless a clerk had corrected the old one: then both are shown and a person decides."""
    rows = [
        Readdressing(u.changes.order_id, contact_of(u.told.receiver), "address_changed" in u.changes.kinds)
        for u in changed
        if u.changes.new_receiver and u.told is not None and u.told.receiver is not None
    ]
    readdress_orders(actor.delegate(), rows, by_platform=True)


def _add_lines(actor: Actor, changed: Sequence[Update], current: Mapping[int, Current]) -> None:
    add_lines(
        actor.delegate(),
        [
            Addition(u.changes.order_id, current[u.changes.order_id].shop_id, u.told.lines)
            for u in changed
            if u.changes.new_lines and u.told is not None and _closing(u.changes) is None
        ],
    )


def _closing(changes: Changes) -> Closing | None:
    if changes.left:
        return Closing(changes.order_id, True, "shipped_elsewhere")
    return Closing(changes.order_id, False, "platform_closed") if changes.closed else None


def _say(
    actor: Actor, changed: Sequence[Update], current: Mapping[int, Current], values: Mapping[int, Current]
) -> None:
    ids = [update.changes.order_id for update in changed]
    kinds = {u.changes.order_id: sorted(set(u.changes.kinds)) for u in changed}
    record(
        actor,
        PLATFORM_CHANGED,
        [Fact(pk, "", "", current[pk].shop_id, current[pk].warehouse_id, {"changes": kinds[pk]}) for pk in ids],
    )
    for kind, axis in ((PAID, "payment"), (REFUND_MOVED, "after_sales")):
        facts = [_moved(pk, axis, current[pk], values[pk]) for pk in ids]
        record(actor, kind, [fact for fact in facts if fact.before != fact.after])


def _moved(pk: int, axis: str, before: Any, after: Any) -> Fact:
    return Fact(pk, getattr(before, axis), getattr(after, axis), before.shop_id, before.warehouse_id)
