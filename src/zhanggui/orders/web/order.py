"""The page of one order, and its short form beside a list."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from zhanggui.foundation import money
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import all_capabilities
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.people import duty_sentence, holders, people_names
from zhanggui.foundation.timeline import events_of
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request, require
from zhanggui.orders.operations.reveal_receivers import reveal_receivers
from zhanggui.orders.queries.order_page import (
    checks_shown,
    contact_of_order,
    lines_shown,
    neighbours_of,
    order_shown,
    routing_of,
    text_of,
)
from zhanggui.orders.queries.shown import HoldShown, holds_shown
from zhanggui.orders.queues import ORDERS
from zhanggui.orders.vocabulary import (
    AFTER_SALES,
    FULFILMENTS,
    IN_HOUSE,
    MODIFY,
    PAYMENTS,
    PRIVACY,
    REVIEW,
    REVIEWS,
    SOURCES,
    AfterSales,
    Fulfilment,
    Payment,
    Review,
)
from zhanggui.orders.web.panels import panels_of
from zhanggui.orders.web.steps import next_steps, where_is

ASIDE_EVENTS = 6
CHANGEABLE = (Fulfilment.OPEN, Fulfilment.SHORT, Fulfilment.RESERVED)


@require_GET
def order(request: Request, order_id: int) -> HttpResponse:
    """Everything about one order on one page."""
    actor, found = request.actor, _found(request, order_id)
    text, holds = text_of(order_id), holds_shown(order_id)
    context = {
        **_common(actor, found, holds),
        "text": text,
        "checks": checks_shown(text, holds),
        "chosen": routing_of(found),
        "neighbours": [_neighbour(each) for each in neighbours_of(actor, found)],
        "closed_holds": [hold for hold in holds if hold.released_at],
        "lifted_by": people_names({hold.released_by for hold in holds if hold.released_by}),
        "money": _money(found),
        "panels": panels_of(actor, order_id),
        "events": events_of(actor, "order", order_id, since=found.received_at),
        "may_reveal": actor.may(PRIVACY) and found.receiver_id,
        "may_change": actor.may(MODIFY) and found.fulfilment in CHANGEABLE and found.review != Review.VOID,
    }
    return render(request, "orders/order.html", context)


@require_GET
def aside(request: Request, order_id: int) -> HttpResponse:
    """The order in short, beside a list."""
    found = _found(request, order_id)
    context = {
        **_common(request.actor, found, found.holds),
        "text": text_of(order_id),
        "events": events_of(request.actor, "order", order_id, since=found.received_at, most=ASIDE_EVENTS),
    }
    return render(request, "orders/aside.html", context)


@require_POST
def receiver(request: Request, order_id: int) -> HttpResponse:
    """Show the receiver in plain, once it is written down who saw it."""
    found = _found(request, order_id)
    reveal_receivers(request.actor, [order_id]).one()
    return render(request, "orders/parts/receiver.html", {"order": found, "contact": contact_of_order(found)})


def _found(request: Request, order_id: int) -> Any:
    require(request.actor, *ORDERS.needs)
    found = order_shown(request.actor, order_id)
    if found is None:
        raise NotFound
    return found


def _common(actor: Actor, found: Any, holds: list[HoldShown]) -> dict[str, Any]:
    standing = [hold for hold in holds if hold.released_at is None]
    return {
        "order": found,
        "states": _states(found),
        "where": where_is(found),
        "steps": next_steps(found, standing, holders()),
        "standing": standing,
        "lines": lines_shown(found),
        "duty": _duty(actor, standing),
        "one_key": _one_key(actor, found, standing),
        "buttons": buttons_for(actor, "order", names=_names(found, standing), ids=[found.pk]),
        "source": gettext(SOURCES[found.source]),
    }


def _states(found: Any) -> list[dict[str, str]]:
    """One tag per axis, those that say nothing left out."""
    tones: dict[str, str] = {
        Review.APPROVED: "ok", Review.VOID: "danger", Payment.UNPAID: "warn", Payment.COD_DUE: "info",
        Fulfilment.SHORT: "danger", Fulfilment.SHIPPED: "ok", Fulfilment.DELIVERED: "ok", AfterSales.ASKED: "danger",
    }  # fmt: skip
    axes: list[tuple[Mapping[Any, str], str]] = [
        (REVIEWS, found.review),
        (PAYMENTS, found.payment),
        (FULFILMENTS, found.fulfilment),
    ]
    if found.after_sales != AfterSales.NONE:
        axes.append((AFTER_SALES, found.after_sales))
    return [{"label": gettext(titles[state]), "tone": tones.get(state, "plain")} for titles, state in axes]


def _names(found: Any, standing: list[HoldShown]) -> tuple[str, ...]:
    """The operations that make sense for the order as it stands."""
    names = []
    if found.review == Review.WAITING:
        names += ["approve_orders", "check_orders"]
    elif found.review == Review.APPROVED and found.fulfilment in IN_HOUSE:
        names += ["reopen_orders"]
    if found.review == Review.VOID:
        return ("restore_orders", "remark_orders")
    if found.fulfilment in IN_HOUSE:
        names += ["hold_orders", *(["settle_holds"] if any(hold.liftable for hold in standing) else []), "void_orders"]
        if found.fulfilment in (Fulfilment.OPEN, Fulfilment.SHORT) and found.payment != Payment.UNPAID:
            names += ["reserve_orders"]
    return (*names, "remark_orders")


def _one_key(actor: Actor, found: Any, standing: list[HoldShown]) -> dict[str, Any] | None:
    """One key lifts every hold that the person may lift and approves, when nothing else is in the way."""
    against = [hold for hold in standing if "approve" in hold.blocks]
    fit = found.review == Review.WAITING and found.fulfilment == Fulfilment.RESERVED and actor.may(REVIEW)
    if not fit or not against or not all(hold.liftable for hold in against):
        return None
    return {"lift": ",".join(dict.fromkeys(hold.reason for hold in against)), "count": len(against)}


def _duty(actor: Actor, standing: list[HoldShown]) -> str:
    """The sentence of the actor's own duty that the first hold calls for; without holds that of reviewing."""
    known = all_capabilities()
    owners = [known[hold.owner] for hold in standing if hold.owner in known]
    return next((said for owner in (*owners, REVIEW) if (said := duty_sentence(actor, owner))), "")


def _money(found: Any) -> list[dict[str, Any]]:
    goods = found.total_fen - found.freight_fen
    rows = [
        (gettext("Goods"), goods + found.discount_fen, ""),
        (gettext("Discount"), -found.discount_fen, ""),
        (gettext("Freight"), found.freight_fen, ""),
        (gettext("To pay"), found.total_fen, ""),
        (gettext("Paid"), found.paid_fen, "" if found.paid_fen >= found.total_fen else "warn"),
        (gettext("Refunded"), found.refund_fen, "danger"),
    ]
    kept = (gettext("Goods"), gettext("To pay"), gettext("Paid"))
    told = [row for row in rows if row[1] or row[0] in kept]
    return [{"label": label, "value": money.yuan(fen), "tone": tone} for label, fen, tone in told]


def _neighbour(each: Any) -> dict[str, Any]:
    return {
        "shown": each,
        "review": gettext(REVIEWS[Review(each.review)]),
        "fulfilment": gettext(FULFILMENTS[Fulfilment(each.fulfilment)]),
    }
