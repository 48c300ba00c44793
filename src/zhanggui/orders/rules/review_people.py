"""Rules about what one buyer did elsewhere: duplicates, bursts, blacklist, refusals."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from zhanggui.foundation.money import yuan
from zhanggui.foundation.words import _
from zhanggui.orders.rules.review_values import (
    Findings,
    Key,
    Parameter,
    ReviewOrder,
    ReviewSet,
    Rule,
    Sighting,
)


def check_duplicate(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """The same phone ordered the same goods a short time before; the later order is held."""
    within = timedelta(hours=parameters["hours"])
    by_phone = review.facts.by_phone
    for at, order in enumerate(review.orders):
        if order.phone_key is None:
            found.cannot_check(at, _why_no_key(order))
            continue
        seen = by_phone.get(order.phone_key, ())
        if len(seen) > 1:
            earlier = _earlier_twin(order, seen, within)
            if earlier is not None:
                found.hold(at, "duplicate", other_order_id=earlier)


def check_many_open(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """Several open orders go to one receiver and could travel together."""
    limit = parameters["limit"]
    counts = review.facts.open_orders
    for at, order in enumerate(review.orders):
        if order.receiver_key is None:
            found.cannot_check(at, _why_no_key(order))
        elif (count := counts.get(order.receiver_key, 0)) > limit:
            found.hold(at, "many_open", count=count)


def check_burst(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """Many orders within an hour to one phone or address under different names."""
    limit, within = parameters["limit"], timedelta(minutes=parameters["minutes"])
    facts = review.facts
    for at, order in enumerate(review.orders):
        if order.phone_key is None and order.address_key is None:
            found.cannot_check(at, _why_no_key(order))
            continue
        for key, seen_by in ((order.phone_key, facts.by_phone), (order.address_key, facts.by_address)):
            seen = seen_by.get(key, ()) if key is not None else ()
            if len(seen) > limit and _is_burst(order, seen, limit, within):
                found.hold(at, "burst", count=len(seen))
                break


def check_blacklist(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """Phone, account or address is on the company's list."""
    listed = review.facts.blacklist
    for at, order in enumerate(review.orders):
        keys = (order.phone_key, order.address_key, order.buyer_key, order.receiver_key)
        known = [key for key in keys if key is not None]
        reason = next((listed[key] for key in known if key in listed), None)
        if reason is not None:
            found.hold(at, "blacklisted", why=reason)
        elif not known:
            found.cannot_check(at, _why_no_key(order))


def check_refusals(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """The receiver refused cash-on-delivery parcels before."""
    most, percent = parameters["refusals"], parameters["percent"]
    facts = review.facts
    for at, order in enumerate(review.orders):
        if not order.cod:
            continue
        if order.phone_key is None:
            found.cannot_check(at, _why_no_key(order))
            continue
        refused = facts.cod_refused.get(order.phone_key, 0)
        total = refused + facts.cod_delivered.get(order.phone_key, 0)
        if refused >= most or (total >= parameters["fewest"] and refused * 100 > percent * total):
            found.hold(at, "refused_before", refused=refused, total=total)


def check_first_cod(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """A stranger's first order is large and to be paid at the door."""
    for at, order in enumerate(review.orders):
        if not order.cod:
            continue
        if order.phone_key is None:
            found.cannot_check(at, _why_no_key(order))
        elif not review.facts.finished_orders.get(order.phone_key, 0):
            amount = order.payable_fen or 0
            if amount >= parameters["limit_fen"] or review.pieces[at] >= parameters["pieces"]:
                found.hold(at, "first_cod_big", amount=yuan(amount), pieces=review.pieces[at])


def _why_no_key(order: ReviewOrder) -> str:
    return "masked" if order.receiver_given else "not_in_file"


def _earlier_twin(order: ReviewOrder, seen: Sequence[Sighting], within: timedelta) -> Key | None:
    skus = {line.sku_id for line in order.lines if line.sku_id is not None}
    mine = (order.created_at, order.order_id)
    for other in seen:
        before = (other.created_at, other.order_id) < mine
        if before and order.created_at - other.created_at <= within and not skus.isdisjoint(other.sku_ids):
            return other.order_id
    return None


def _is_burst(order: ReviewOrder, seen: Sequence[Sighting], limit: int, within: timedelta) -> bool:
    """More than `limit` orders under several names in some stretch of that length around this order."""
    near = sorted(
        (other for other in seen if abs(other.created_at - order.created_at) <= within),
        key=lambda other: other.created_at,
    )
    for first in range(len(near) - limit):
        window = near[first : first + limit + 1]
        fits = window[-1].created_at - window[0].created_at <= within
        if fits and len({other.name_key for other in window} - {None}) > 1:
            return True
    return False


PEOPLE_RULES = (
    Rule(
        "duplicate",
        _("Duplicate order"),
        check_duplicate,
        {"duplicate": _("The same phone ordered the same goods shortly before")},
        (Parameter("hours", "hours", 24, _("Hours between two orders")),),
        minutes_to_act=30,
    ),
    Rule(
        "many_open",
        _("Many open orders of one receiver"),
        check_many_open,
        {"many_open": _("{count} open orders go to this receiver")},
        (Parameter("limit", "count", 3, _("Open orders that need no look")),),
        minutes_to_act=30,
    ),
    Rule(
        "burst",
        _("Burst of orders"),
        check_burst,
        {"burst": _("{count} orders to one phone or address under different names")},
        (
            Parameter("limit", "count", 3, _("Orders that need no look")),
            Parameter("minutes", "minutes", 60, _("Minutes in which they came")),
        ),
        owner_duty="orders.flag_malicious",
    ),
    Rule(
        "blacklist",
        _("Blacklist"),
        check_blacklist,
        {"blacklisted": _("Phone, account or address is on the blacklist: {why}")},
        owner_duty="orders.flag_malicious",
    ),
    Rule(
        "cod_refusals",
        _("Refused before"),
        check_refusals,
        {"refused_before": _("{refused} of {total} cash-on-delivery parcels were refused")},
        (
            Parameter("refusals", "count", 2, _("Refusals from which a person looks")),
            Parameter("percent", "percent", 30, _("Share of refusals from which a person looks")),
            Parameter("fewest", "count", 3, _("Parcels before the share counts")),
        ),
        owner_duty="orders.flag_malicious",
    ),
    Rule(
        "first_cod",
        _("Big first cash-on-delivery order"),
        check_first_cod,
        {"first_cod_big": _("First order, to be paid at the door: {amount}, {pieces} pieces")},
        (
            Parameter("limit_fen", "fen", 50_000, _("Amount from which a person calls first")),
            Parameter("pieces", "count", 20, _("Pieces from which a person calls first")),
        ),
        owner_duty="orders.flag_malicious",
    ),
)
