"""Rules about what buyer and seller wrote beside the order."""

import re
from collections.abc import Mapping
from typing import Any

from zhanggui.foundation.words import _
from zhanggui.orders.rules.review_values import Findings, Parameter, ReviewSet, Rule

_FILLING = re.compile(r"[\s,，。.;；:：!！?？、~～\-_/|'’()（）]+")
_NOTHING_SAID = frozenset(("", "无", "没有", "暂无", "none", "null", "-"))
_POLITE = ("谢谢", "感谢", "多谢", "麻烦了", "辛苦了", "尽快发货", "请尽快发货", "快点发货")
_FAKE = ("刷单", "空包", "补单", "勿发货", "不要发货", "不用发货", "别发货", "不发货", "勿发")


def check_message(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """The buyer wrote something that a person has to read."""
    words = tuple(parameters["ignored"])
    for at, order in enumerate(review.orders):
        if order.buyer_message and _says_something(order.buyer_message, words, review, order.shop_id):
            found.hold(at, "buyer_message")


def check_memo(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """A colleague wrote something that a person has to read."""
    words = tuple(parameters["ignored"])
    for at, order in enumerate(review.orders):
        if order.seller_memo and _says_something(order.seller_memo, words, review, order.shop_id):
            found.hold(at, "seller_memo")


def check_fake(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """Memo, message, name or flag mark an order that must not be sent."""
    words, flags = tuple(parameters["words"]), frozenset(parameters["flags"])
    for at, order in enumerate(review.orders):
        if flags and order.flag in flags:
            found.hold(at, "fake_flag", flag=order.flag)
            continue
        if not order.seller_memo and not order.buyer_message:
            continue
        text = order.seller_memo + " " + order.buyer_message
        marked = next((word for word in words if word in text), None)
        if marked:
            found.hold(at, "fake_word", word=marked)


def check_refund(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """The platform shows that the buyer asks for his money back."""
    for at, order in enumerate(review.orders):
        if order.refund_asked:
            found.hold(at, "refund_asked")


def _says_something(text: str, words: tuple[str, ...], review: ReviewSet, shop_id: int) -> bool:
    """Whether anything is left when the words to be ignored are taken out, longest first."""
    ignored = review.facts.ignored_words
    every = {*words, *ignored.get(0, ()), *ignored.get(shop_id, ())}
    for word in sorted(every, key=len, reverse=True):
        text = text.replace(word, "")
    return _FILLING.sub("", text).lower() not in _NOTHING_SAID


NOTE_RULES = (
    Rule(
        "buyer_message",
        _("Buyer message"),
        check_message,
        {"buyer_message": _("The buyer left a message")},
        (Parameter("ignored", "words", _POLITE, _("Words that need no reading")),),
    ),
    Rule(
        "seller_memo",
        _("Seller memo"),
        check_memo,
        {"seller_memo": _("A colleague left a memo")},
        (Parameter("ignored", "words", (), _("Words that need no reading")),),
    ),
    Rule(
        "fake_order",
        _("Marked as a fake order"),
        check_fake,
        {
            "fake_flag": _("The flag {flag} marks an order that is not sent"),
            "fake_word": _("The memo says that nothing is to be sent: {word}"),
        },
        (
            Parameter("words", "words", _FAKE, _("Words that mark a fake order")),
            Parameter("flags", "words", (), _("Flags that mark a fake order")),
        ),
        owner_duty="orders.flag_malicious",
    ),
    Rule(
        "refund_asked",
        _("Refund asked"),
        check_refund,
        {"refund_asked": _("The buyer asks for a refund")},
    ),
)
