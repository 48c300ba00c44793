"""Where an order is and whose move is next, in a sentence each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from zhanggui.foundation import clock
from zhanggui.foundation.words import _
from zhanggui.orders.queries.cooling import cooled_at
from zhanggui.orders.queries.shown import HoldShown
from zhanggui.orders.vocabulary import Fulfilment, Payment, Review


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that has to happen next: what, by whom, until when, and the tone in which it is said."""

    what: str
    who: str = ""
    due_at: datetime | None = None
    tone: str = "info"
    detail: str = ""


WHERE = {
    Fulfilment.OPEN: _("No goods are claimed for it"),
    Fulfilment.SHORT: _("Some of its goods are missing in {warehouse}"),
    Fulfilment.RESERVED: _("Its goods lie reserved in {warehouse}"),
    Fulfilment.RELEASED: _("It is being made up in {warehouse}"),
    Fulfilment.PART_SHIPPED: _("A part has left {warehouse}, the rest is being made up"),
    Fulfilment.SHIPPED: _("On its way to the buyer with {courier}"),
    Fulfilment.DELIVERED: _("With the buyer"),
    Fulfilment.RETURNED: _("Back with us"),
    Fulfilment.ELSEWHERE: _("Shipped by somebody else; nothing of it is here"),
}


def where_is(order: Any) -> str:
    """Where the goods physically are."""
    sentence = WHERE[Fulfilment(order.fulfilment)]
    warehouse = order.warehouse.name if order.warehouse else gettext("no warehouse yet")
    courier = order.courier.name if order.courier else gettext("a courier")
    return gettext(sentence).format(warehouse=warehouse, courier=courier)


def next_steps(order: Any, holds: Sequence[HoldShown], holders: Mapping[str, Sequence[str]]) -> list[Step]:
    """Who acts next and why: each open hold's owner, else whoever the states name."""
    if order.review == Review.VOID:
        return [Step(gettext("Nobody: the order is void"), tone="plain")]
    held = [_held(hold, holders) for hold in holds if hold.released_at is None]
    return held or [_by_state(order)]


def _held(hold: HoldShown, holders: Mapping[str, Sequence[str]]) -> Step:
    names = holders.get(hold.owner, ())
    shown = "、".join(names[:3]) + (" …" if len(names) > 3 else "")
    who = shown or gettext("nobody holds this duty today")
    return Step(hold.title, f"{hold.duty}: {who}", hold.due_at, hold.tone, hold.sentence)


def _by_state(order: Any) -> Step:
    match (order.review, order.fulfilment):
        case (Review.WAITING, Fulfilment.RESERVED):
            at = cooled_at(order.shop, order.paid_at, order.placed_at)
            what = gettext("Approved by itself after the cooling time")
            return Step(what, gettext("the house"), at if at > clock.now() else None, "ok")
        case (Review.WAITING, _state) if order.payment == Payment.UNPAID:
            return Step(gettext("The buyer has to pay"), gettext("the buyer"), tone="plain")
        case (Review.WAITING, _state):
            return Step(gettext("Goods have to be claimed"), gettext("the house"), tone="warn")
        case (Review.APPROVED, Fulfilment.RESERVED):
            return Step(gettext("Goes into the next wave"), gettext("the warehouse"), order.ship_by, "ok")
        case (_review, Fulfilment.RELEASED | Fulfilment.PART_SHIPPED):
            return Step(gettext("Print, pick, pack and hand over"), gettext("the warehouse"), order.ship_by, "ok")
        case (_review, Fulfilment.SHIPPED):
            return Step(gettext("Deliver"), gettext("the courier"), tone="ok")
    return Step(gettext("Nobody: there is nothing left to do"), tone="plain")
