"""Lines that need not be served any more: refunded, or taken out by a clerk. Their goods go back."""

from collections.abc import Sequence

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.release_causes import release_causes
from zhanggui.orders.models import Order, OrderLine
from zhanggui.orders.queries.claims import lines_with_claims
from zhanggui.orders.vocabulary import LEAVING, LINES_CUT, MODIFY, Fulfilment


@operation(needs=MODIFY, title=_("Cut lines"), of="order", emits=(LINES_CUT,), internal=True)
def cut_lines(actor: Actor, lines: Sequence[tuple[int, int]]) -> Outcome:
    """Cancel (order, line) pairs of orders in the house and release what they had reserved.

    Of an order that left in part the lines are cancelled that still claim goods.
    """
    if not lines:
        return Outcome()
    orders = Order.objects.filter(pk__any={order for order, _line in lines}, fulfilment__in=LEAVING)
    columns = ("pk", "shop_id", "warehouse_id", "fulfilment")
    places = {pk: (shop, house, state) for pk, shop, house, state in orders.values_list(*columns)}
    partly = {pk for pk, (_shop, _house, state) in places.items() if state == Fulfilment.PART_SHIPPED}
    claiming = lines_with_claims(sorted(partly))
    in_house = {line: order for order, line in lines if order in places and (order not in partly or line in claiming)}
    cut = update_rows(OrderLine, list(in_house), values={"cancelled": True}, expect={"cancelled": False})
    pairs = [(in_house[line], line) for line in cut]
    release_causes(actor.delegate(), pairs)
    by_order: dict[int, list[int]] = {}
    for order, line in pairs:
        by_order.setdefault(order, []).append(line)
    record(
        actor,
        LINES_CUT,
        [Fact(pk, "", "", places[pk][0], places[pk][1], {"lines": ids}) for pk, ids in by_order.items()],
    )
    return Outcome(list(by_order))
