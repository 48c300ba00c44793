"""The review rules look at orders again: after a change, or after the rules themselves changed."""

from collections.abc import Sequence

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.models import OrderText
from zhanggui.orders.operations.lift_holds import Lifting, lift_holds
from zhanggui.orders.operations.place_holds import place_holds
from zhanggui.orders.queries.goods import goods_of
from zhanggui.orders.queries.holds import rule_holds
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.queries.review import review_facts
from zhanggui.orders.queries.settings import review_settings
from zhanggui.orders.queries.snapshots import review_orders
from zhanggui.orders.rules.review import evaluate
from zhanggui.orders.rules.review_values import Verdict
from zhanggui.orders.rules.verdicts import checks_of, holds_of
from zhanggui.orders.vocabulary import CHECKED, HELD, HOLD_LIFTED, REVIEW, Review

NOT_WAITING = Refusal("not_in_review", _("The order is not in review"))


@operation(needs=REVIEW, title=_("Check again"), of="order", emits=(CHECKED, HELD, HOLD_LIFTED), key="C", chunk=5000)
def check_orders(actor: Actor, order_ids: Ids) -> Outcome:
    """Let all rules look at orders in review: new hits become holds, hits that are gone lift theirs."""
    rows = visible_to(actor, REVIEW).filter(pk__any=order_ids).values_list("pk", "review", "shop_id")
    found = {pk: (review, shop) for pk, review, shop in rows}
    waiting = [pk for pk, (review, _shop) in found.items() if review == Review.WAITING]
    orders = review_orders(waiting)
    goods = goods_of(line.sku_id for order in orders for line in order.lines if line.sku_id is not None)
    verdicts = evaluate(orders, review_settings(), review_facts(orders, goods))
    _remember(actor, verdicts)
    record(actor, CHECKED, [Fact(pk, shop_id=found[pk][1]) for pk in waiting])
    refused = dict.fromkeys(set(order_ids) - found.keys(), NOT_FOUND)
    refused |= dict.fromkeys(found.keys() - set(waiting), NOT_WAITING)
    return Outcome(waiting, refused)


def _remember(actor: Actor, verdicts: Sequence[Verdict]) -> None:
    ids = [verdict.order_id for verdict in verdicts]
    update_rows(OrderText, ids, values={"checks": Each(checks_of(v) for v in verdicts)}, key="order_id")
    holds = [hold for verdict in verdicts for hold in holds_of(verdict)]
    hit = {(hold.order_id, hold.reason, hold.line_id) for hold in holds}
    gone = [Lifting(*key) for key in rule_holds(ids) if key not in hit]
    lift_holds(actor.delegate(), gone)
    place_holds(actor.delegate(), holds)
