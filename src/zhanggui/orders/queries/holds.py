"""Open holds, in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from zhanggui.orders.models import OrderHold
from zhanggui.orders.queries.orders import open_holds
from zhanggui.orders.rules.approval import Standing
from zhanggui.orders.rules.holding import REASONS as OTHER_REASONS
from zhanggui.orders.rules.holding import Source
from zhanggui.orders.rules.review import REASONS as RULE_REASONS
from zhanggui.orders.rules.review import RULES
from zhanggui.orders.vocabulary import Block


def standing_holds(order_ids: Sequence[int], block: Block | None = None) -> dict[int, list[Standing]]:
    """Open holds by order, those that keep it from the move when one is named; one query."""
    found: defaultdict[int, list[Standing]] = defaultdict(list)
    rows = open_holds().filter(order_id__any=order_ids)
    if block is not None:
        rows = rows.filter(blocks__contains=[block])
    columns = ("order_id", "reason", "source", "line_id", "details__rule")
    for order_id, reason, source, line_id, rule in rows.values_list(*columns):
        found[order_id].append(Standing(reason, title_of(reason, rule or ""), source, line_id))
    return found


def rule_holds(order_ids: Sequence[int]) -> list[tuple[int, str, int | None]]:
    """Open holds that rules placed, as (order, reason, line); one query."""
    rows = open_holds().filter(order_id__any=order_ids, source=Source.RULE)
    return list(rows.values_list("order_id", "reason", "line_id"))


def holds_of(order_id: int) -> list[OrderHold]:
    """Every hold that an order has or had, open ones first."""
    return list(OrderHold.objects.filter(order_id=order_id).order_by("released_at", "placed_at"))


def title_of(reason: str, rule: str = "") -> str:
    """What a hold is called, in a word or two, marked for translation."""
    if reason in OTHER_REASONS:
        return OTHER_REASONS[reason].title
    return RULES[rule].title if rule in RULES else reason


def sentence_of(reason: str) -> str:
    """What a hold says, marked for translation, with `{names}` for its details."""
    known = OTHER_REASONS.get(reason)
    return known.sentence if known else RULE_REASONS.get(reason, reason)


def told(reason: str, details: Mapping[str, Any]) -> str:
    """The sentence of a hold in the reader's language."""
    words = defaultdict(str, {name: str(value) for name, value in details.items()})
    return gettext(sentence_of(reason)).format_map(words)
