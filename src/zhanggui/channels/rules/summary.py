"""What an import changes and why rows are rejected, as sentences for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from zhanggui.channels.rules.problems import MESSAGES
from zhanggui.foundation.words import _

__all__ = ["REASONS", "SILENT", "Change", "changes_in_words", "kind_title", "tally"]

# Beside those of the reader.
REASONS: Mapping[str, str] = {
    **MESSAGES,
    "number_too_long": _("“%(value)s” is longer than any order number."),
    "part_unknown": _("Order %(number)s is not known here; import the list of orders first or together."),
    "refund_unknown": _("The refund belongs to order %(number)s, which is not known here."),
    "refund_nameless": _("The return does not say which order it belongs to."),
    "number_twice": _("Order %(number)s stands twice in this import; it was taken once."),
    "other_shop_named": _("The files name the shop %(shop)s."),
    "other_platform": _("The files come from another platform, where our shop is %(shop)s."),
    "other_shop_orders": _("Most of these orders are known in the shop %(shop)s."),
    "other_shop_listings": _("Most of these articles are listings of the shop %(shop)s."),
    "parcel_unknown": _("No parcel of order %(number)s was shipped with this waybill number."),
    "answer_unclear": _("The file does not say whether order %(number)s was accepted."),
}

TITLES: Mapping[str, str] = {
    "refund_asked": _("Refund asked"),
    "refunded": _("Refunded"),
    "refund_ended": _("Refund withdrawn or refused"),
    "address_changed": _("Address changed"),
    "closed": _("Closed by the platform"),
    "left_elsewhere": _("Shipped elsewhere"),
    "locked": _("Locked by the platform"),
    "risk_review": _("Under risk review"),
    "balance_unpaid": _("Presale balance unpaid"),
    "paid": _("Buyer paid"),
    "memo_changed": _("Memo changed"),
    "flag_changed": _("Flag changed"),
    "address_filled": _("Receiver filled in"),
    "ship_by": _("Ship-by time changed"),
    "locked_over": _("Lock lifted"),
    "risk_review_over": _("Risk review passed"),
    "balance_unpaid_over": _("Presale balance paid"),
    "refund_asked_over": _("Refund no longer asked"),
    "tracking": _("Waybill number shown"),
    "status": _("State moved on"),
    "report_accepted": _("Shipping accepted"),
    "report_failed": _("Shipping refused"),
}
# Said by another kind already.
SILENT = frozenset({"address_changed_printed", "refund_asked_over"})


class Change(NamedTuple):
    """One kind of change with how many orders it meets and how many of them are printed already."""

    kind: str
    title: str
    orders: int
    printed: int


def kind_title(kind: str) -> str:
    """The words of a kind of change."""
    return TITLES.get(kind, kind)


def tally(changes: dict[str, list[int]], kinds: Iterable[str], printed: bool) -> None:
    """Count one order's changes into {kind: [orders, printed]}."""
    for kind in kinds:
        if kind not in SILENT:
            count = changes.setdefault(kind, [0, 0])
            count[0] += 1
            count[1] += printed


def changes_in_words(changes: Mapping[str, Sequence[int]]) -> list[Change]:
    """What changed since the last file, what matters most first."""
    rank = {kind: place for place, kind in enumerate(TITLES)}
    kinds = sorted(changes, key=lambda kind: rank.get(kind, len(rank)))
    return [Change(kind, kind_title(kind), changes[kind][0], changes[kind][1]) for kind in kinds]
