"""Rules about who receives the goods and how he can be reached."""

from collections.abc import Mapping
from typing import Any

from zhanggui.foundation.words import _
from zhanggui.orders.rules.contact import (
    false_number_list,
    is_masked,
    is_nonsense_address,
    is_nonsense_name,
    phone_kind,
)
from zhanggui.orders.rules.review_values import Findings, Parameter, ReviewOrder, ReviewSet, Rule

_NONSENSE = ("测试", "ceshi", "test", "傻逼", "去死", "妈的", "混蛋", "哈哈哈")


def check_phone(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """The phone has no form that a courier can call, or is obviously nobody's."""
    false_numbers = false_number_list(tuple(parameters["false_numbers"]))
    for at, order in enumerate(review.orders):
        if not order.receiver_given:
            found.cannot_check(at, "not_in_file")
            continue
        kind = phone_kind(order.phone, false_numbers)
        if kind == "masked":
            found.cannot_check(at, "masked")
        elif kind == "malformed":
            found.hold(at, "phone_malformed")
        elif kind == "false":
            found.hold(at, "phone_false")


def check_missing(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """A field without which nothing can be sent is empty."""
    for at, order in enumerate(review.orders):
        missing = _missing_goods(order) or (_missing_receiver(order) if order.receiver_given else "")
        if missing:
            found.hold(at, missing)
        elif not order.receiver_given:
            found.cannot_check(at, "not_in_file")


def check_nonsense(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """Test words, insults or keyboard runs stand in name or address."""
    words = tuple(word.lower() for word in parameters["words"])
    for at, order in enumerate(review.orders):
        if not order.receiver_given:
            found.cannot_check(at, "not_in_file")
        elif is_masked(order.name):
            found.cannot_check(at, "masked")
        elif is_nonsense_name(order.name, words):
            found.hold(at, "nonsense_name")
        elif not review.hidden[at] and is_nonsense_address(order.detail, words):
            found.hold(at, "nonsense_address")


def _missing_goods(order: ReviewOrder) -> str:
    if not order.lines:
        return "lines_missing"
    return "quantity_missing" if any(line.quantity <= 0 for line in order.lines) else ""


def _missing_receiver(order: ReviewOrder) -> str:
    if not (order.province or order.city or order.district or order.detail):
        return "address_missing"
    if not order.phone.strip():
        return "phone_missing"
    return "" if order.name.strip() else "name_missing"


RECEIVER_RULES = (
    Rule(
        "phone_invalid",
        _("Phone invalid"),
        check_phone,
        {
            "phone_malformed": _("The phone is neither a mobile nor a fixed-line number"),
            "phone_false": _("The phone is obviously not a real number"),
        },
        (Parameter("false_numbers", "words", (), _("More numbers that are nobody's")),),
        owner_duty="orders.review",
    ),
    Rule(
        "fields_missing",
        _("Fields missing"),
        check_missing,
        {
            "lines_missing": _("The order has no goods"),
            "quantity_missing": _("A line has no quantity"),
            "address_missing": _("The address is missing"),
            "phone_missing": _("The phone is missing"),
            "name_missing": _("The receiver's name is missing"),
        },
        owner_duty="orders.review",
    ),
    Rule(
        "nonsense",
        _("Nonsense in name or address"),
        check_nonsense,
        {
            "nonsense_name": _("The receiver's name looks like nonsense"),
            "nonsense_address": _("The address looks like nonsense"),
        },
        (Parameter("words", "words", _NONSENSE, _("Test words and insults")),),
        owner_duty="orders.flag_malicious",
    ),
)
