"""Order review: every active rule over a whole set of orders at once; rules are data, found in `RULES`."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from zhanggui.foundation.words import _
from zhanggui.orders.rules.review_address import ADDRESS_RULES
from zhanggui.orders.rules.review_goods import GOODS_RULES
from zhanggui.orders.rules.review_money import MONEY_RULES
from zhanggui.orders.rules.review_notes import NOTE_RULES
from zhanggui.orders.rules.review_people import PEOPLE_RULES
from zhanggui.orders.rules.review_receiver import RECEIVER_RULES
from zhanggui.orders.rules.review_values import (
    Findings,
    Hit,
    ReviewFacts,
    ReviewOrder,
    ReviewSet,
    Rule,
    RuleSetting,
    Verdict,
)

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rules in (ADDRESS_RULES, RECEIVER_RULES, GOODS_RULES, MONEY_RULES, NOTE_RULES, PEOPLE_RULES)
        for rule in rules
    }
)
REASONS: Mapping[str, str] = MappingProxyType(
    {reason: sentence for rule in RULES.values() for reason, sentence in rule.reasons.items()}
)
WHY_UNCHECKED: Mapping[str, str] = MappingProxyType(
    {
        "masked": _("The platform hides this text"),
        "not_in_file": _("The file has no such column"),
        "not_priced": _("The file has no amount"),
    }
)


def evaluate(orders: Sequence[ReviewOrder], settings: Sequence[RuleSetting], facts: ReviewFacts) -> list[Verdict]:
    """Judge each order by each active setting, in the order given; KeyError for an unknown rule."""
    review = ReviewSet(orders, facts)
    held: dict[int, list[Hit]] = {}
    unchecked: dict[int, list[tuple[str, str]]] = {}
    active = [setting for setting in settings if setting.active]
    for setting in active:
        _run(RULES[setting.code], setting, review, held, unchecked)
    codes = tuple(setting.code for setting in active)
    return [_verdict(order.order_id, codes, held.get(at), unchecked.get(at)) for at, order in enumerate(orders)]


def default_settings() -> tuple[RuleSetting, ...]:
    """The settings that a new company starts with: every rule, as shipped."""
    return tuple(rule.default_setting() for rule in RULES.values())


def _run(
    rule: Rule,
    setting: RuleSetting,
    review: ReviewSet,
    held: dict[int, list[Hit]],
    unchecked: dict[int, list[tuple[str, str]]],
) -> None:
    findings = Findings()
    rule.check(review, {**rule.defaults, **setting.parameters}, findings)
    for at, reason, params, line_id in findings.holds:
        hit = Hit(
            rule.code,
            reason,
            params,
            line_id,
            setting.owner_duty,
            setting.minutes_to_act,
            setting.blocks,
            setting.version,
        )
        held.setdefault(at, []).append(hit)
    for at, why in findings.unchecked:
        unchecked.setdefault(at, []).append((rule.code, why))


def _verdict(
    order_id: int, codes: tuple[str, ...], held: list[Hit] | None, unchecked: list[tuple[str, str]] | None
) -> Verdict:
    if held is None and unchecked is None:
        return Verdict(order_id, codes, (), ())
    spoken = {hit.code for hit in held or ()} | {code for code, _why in unchecked or ()}
    passed = tuple(code for code in codes if code not in spoken)
    return Verdict(order_id, passed, tuple(held or ()), tuple(unchecked or ()))
