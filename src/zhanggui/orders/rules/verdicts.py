"""What the rules said of an order: as holds, and as the memory from which the order page explains itself."""

from typing import Any

from zhanggui.orders.rules.holding import Placing, Source
from zhanggui.orders.rules.review_values import Verdict


def holds_of(verdict: Verdict) -> list[Placing]:
    """One hold per hit, owned by the duty that the rule names."""
    return [
        Placing(
            verdict.order_id, hit.reason_code, Source.RULE, hit.owner, hit.minutes, hit.blocks,
            {**hit.params, "rule": hit.code, "version": hit.version}, hit.line_id,
        )
        for hit in verdict.held
    ]  # fmt: skip


def checks_of(verdict: Verdict) -> dict[str, Any]:
    """Which rules passed, held, or could not be checked and why."""
    return {
        "passed": list(verdict.passed),
        "held": [[hit.code, hit.reason_code] for hit in verdict.held],
        "unchecked": [list(pair) for pair in verdict.unchecked],
    }
