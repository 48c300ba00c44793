"""What a newer word of the platform changes in a known order: fields to set, holds to place and to lift, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from zhanggui.orders.rules.external import (
    ExternalLine,
    ExternalOrder,
    ExternalRefund,
    ExternalStatus,
    RefundState,
)
from zhanggui.orders.rules.holding import Placing, placing
from zhanggui.orders.vocabulary import IN_HOUSE, LEAVING, AfterSales, Fulfilment, Payment

LEFT = (ExternalStatus.SHIPPED, ExternalStatus.FINISHED, ExternalStatus.FINISHED_PART_REFUND)
CLOSED = (
    ExternalStatus.CLOSED_UNPAID,
    ExternalStatus.CLOSED_REFUNDED_BEFORE_SHIPPING,
    ExternalStatus.CLOSED_REFUNDED_AFTER_SHIPPING,
)
GOES_ON = (RefundState.NONE, RefundState.REFUSED, RefundState.CLOSED, RefundState.FAILED)
PAID_BACK = (RefundState.SUCCEEDED,)


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line of an order as we have it."""

    line_id: int
    external_line_no: str
    listing_code: str
    quantity: int
    refund_state: str


@dataclass(frozen=True, slots=True)
class Known:
    """An order as we have it. `said` is what the platform said last: status, memo, flag, receiver, tracking number.

    `held` are the reasons (with the line, or None) of open holds that the platform placed.
    """

    order_id: int
    shop_id: int
    external_no: str
    payment: Payment
    after_sales: AfterSales
    fulfilment: Fulfilment
    said: Mapping[str, Any]
    lines: tuple[KnownLine, ...]
    held: frozenset[tuple[str, int | None]] = frozenset()
    paid_at: datetime | None = None
    ship_by: datetime | None = None
    printed: bool = False
    refund_fen: int = 0
    paid_fen: int = 0


@dataclass(slots=True)
class Changes:
    """What becomes of one known order; `kinds` counts what changed for the sentences of a dry run."""

    order_id: int
    kinds: list[str] = field(default_factory=list)
    set: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    place: list[Placing] = field(default_factory=list)
    lift: list[tuple[str, int | None]] = field(default_factory=list)
    lines: dict[int, str] = field(default_factory=dict)
    paid: bool = False
    left: bool = False
    closed: bool = False
    new_receiver: bool = False
    new_lines: bool = False
    cancelled_lines: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.kinds)


def compare(known: Known, told: ExternalOrder, receiver_key: Callable[[ExternalOrder], str]) -> Changes:
    """What `told` changes in `known`. Facts that the file does not show change nothing.

    `receiver_key` gives a keyed hash of the receiver, "" when none is shown: texts of people are not compared or kept.
    """
    changes = Changes(known.order_id)
    _status(known, told, changes)
    _payment(known, told, changes)
    _stops(known, told, changes)
    _refunds(known, told, changes)
    _texts(known, told, changes, receiver_key(told))
    _times(known, told, changes)
    if told.lines and not known.lines and known.fulfilment in IN_HOUSE:
        changes.new_lines = True
        changes.kinds.append("lines_added")
    return changes


def compare_refund(known: Known, refund: ExternalRefund) -> Changes:
    """What one row of a refund list changes in `known`."""
    changes = Changes(known.order_id)
    lines = [line for line in known.lines if _is_of(refund, line)] if refund.external_line_no else []
    targets: list[int | None] = [line.line_id for line in lines] or [None]
    for line_id in targets:
        _refund_state(known, changes, line_id, refund.state)
    if not lines and refund.state in PAID_BACK:
        _refunded_whole(known, changes, refund.amount_fen)
    else:
        _sum_up(known, changes)
    return changes


def after_sales_of(states: Sequence[RefundState | None]) -> AfterSales:
    """The after-sales state that the states of an order's lines add up to."""
    known = [state or RefundState.NONE for state in states]
    if any(state not in GOES_ON and state not in PAID_BACK for state in known):
        return AfterSales.ASKED
    if known and all(state in PAID_BACK for state in known):
        return AfterSales.REFUNDED
    if any(state in PAID_BACK for state in known):
        return AfterSales.PART_REFUNDED
    return AfterSales.REFUSED if RefundState.REFUSED in known else AfterSales.NONE


def _status(known: Known, told: ExternalOrder, changes: Changes) -> None:
    if told.status is None or told.status == known.said.get("status"):
        return
    changes.said["status"] = told.status.value
    changes.kinds.append("status")
    if told.status in LEFT and known.fulfilment in IN_HOUSE:
        changes.left = True
        changes.kinds.append("left_elsewhere")
    elif told.status in CLOSED and known.fulfilment in LEAVING:
        _ends(known, changes)
        changes.kinds.append("closed")


def _payment(known: Known, told: ExternalOrder, changes: Changes) -> None:
    paid_now = told.status not in (None, ExternalStatus.UNPAID, ExternalStatus.CLOSED_UNPAID) and told.paid_at
    if known.payment == Payment.UNPAID and paid_now and told.status not in CLOSED:
        changes.paid = True
        changes.set |= {"payment": Payment.COD_DUE if told.cod else Payment.PAID, "paid_at": told.paid_at}
        if told.paid_fen is not None:
            changes.set["paid_fen"] = told.paid_fen
        changes.kinds.append("paid")


def _stops(known: Known, told: ExternalOrder, changes: Changes) -> None:
    for reason, stands in (
        ("locked", told.locked), ("risk_review", told.risk_review), ("balance_unpaid", told.balance_unpaid),
    ):  # fmt: skip
        _hold_while(known, changes, reason, None, stands)


def _refunds(known: Known, told: ExternalOrder, changes: Changes) -> None:
    if told.refund_state is not None and not any(line.refund_state is not None for line in told.lines):
        _refund_state(known, changes, None, told.refund_state)
    by_number = {line.external_line_no: line for line in known.lines if line.external_line_no}
    for at, line in enumerate(told.lines):
        ours = by_number.get(line.external_line_no or "") or _same_place(known, told, at, line)
        if ours is not None and line.refund_state is not None:
            _refund_state(known, changes, ours.line_id, line.refund_state)
    if told.refund_fen is not None and told.refund_fen != known.refund_fen:
        changes.set["refund_fen"] = told.refund_fen
    _sum_up(known, changes)


def _refund_state(known: Known, changes: Changes, line_id: int | None, state: RefundState) -> None:
    before = known.said.get("refund", {}).get(str(line_id or 0), RefundState.NONE.value)
    if state.value == before:
        return
    changes.said.setdefault("refund", dict(known.said.get("refund", {})))[str(line_id or 0)] = state.value
    if line_id is not None:
        changes.lines[line_id] = state.value
    if state not in GOES_ON and state not in PAID_BACK:
        changes.kinds.append("refund_asked")
    elif state in PAID_BACK:
        changes.kinds.append("refunded")
        if line_id is not None:
            changes.cancelled_lines.append(line_id)
    else:
        changes.kinds.append("refund_ended")
    stands = known.fulfilment in LEAVING and state not in GOES_ON and state not in PAID_BACK
    _hold_while(known, changes, "refund_asked", line_id, stands)


def _sum_up(known: Known, changes: Changes) -> None:
    states = {line.line_id: line.refund_state or RefundState.NONE.value for line in known.lines} | changes.lines
    whole = changes.said.get("refund", known.said.get("refund", {})).get("0")
    told_states = [RefundState(state) for state in states.values()]
    after = after_sales_of([RefundState(whole)] if whole else told_states)
    if after != known.after_sales and "refund" in changes.said:
        changes.set["after_sales"] = after
    if after == AfterSales.REFUNDED:
        _ends(known, changes)


def _refunded_whole(known: Known, changes: Changes, amount_fen: int | None) -> None:
    """Money went back without a line being named: all of it ends the order, a part is a compensation."""
    if amount_fen is not None:
        changes.set["refund_fen"] = amount_fen
    if amount_fen is not None and amount_fen < known.paid_fen:
        changes.set["after_sales"] = AfterSales.PART_REFUNDED
        return
    changes.set["after_sales"] = AfterSales.REFUNDED
    _ends(known, changes)


def _ends(known: Known, changes: Changes) -> None:
    """Nothing of it may leave any more; of what left in part the rest stays."""
    changes.closed = known.fulfilment in IN_HOUSE
    if known.fulfilment == Fulfilment.PART_SHIPPED:
        changes.cancelled_lines = [line.line_id for line in known.lines]


def _texts(known: Known, told: ExternalOrder, changes: Changes, receiver: str) -> None:
    in_house = known.fulfilment in LEAVING
    for field_name, told_value in (("memo", told.seller_memo), ("flag", told.flag)):
        before = known.said.get(field_name, "")
        if told_value is not None and told_value != before:
            changes.said[field_name] = told_value
            changes.kinds.append(f"{field_name}_changed")
            if in_house:
                changes.place.append(placing(f"{field_name}_changed", known.order_id, old=before, new=told_value))
    before = known.said.get("receiver", "")
    if receiver and receiver != before:
        changes.said["receiver"] = receiver
        if before:
            changes.kinds.append("address_changed")
            changes.new_receiver = in_house
            if known.printed:
                changes.kinds.append("address_changed_printed")
        else:
            changes.kinds.append("address_filled")
            changes.new_receiver = in_house


def _times(known: Known, told: ExternalOrder, changes: Changes) -> None:
    same = told.ship_by is None or told.ship_by == known.ship_by
    same |= "ship_by" in told.minutes_only and told.ship_by is not None and _same_minute(told.ship_by, known.ship_by)
    if not same and known.fulfilment in IN_HOUSE:
        changes.set["ship_by"] = told.ship_by
        changes.kinds.append("ship_by")
    if told.tracking_no and told.tracking_no != known.said.get("tracking"):
        changes.said["tracking"] = told.tracking_no
        changes.kinds.append("tracking")


def _hold_while(known: Known, changes: Changes, reason: str, line_id: int | None, stands: bool) -> None:
    held = (reason, line_id) in known.held
    if stands and not held and known.fulfilment in LEAVING:
        changes.place.append(placing(reason, known.order_id, line_id))
        if reason not in changes.kinds:
            changes.kinds.append(reason)
    elif held and not stands:
        changes.lift.append((reason, line_id))
        changes.kinds.append(f"{reason}_over")


def _is_of(refund: ExternalRefund, line: KnownLine) -> bool:
    return refund.external_line_no == line.external_line_no


def _same_place(known: Known, told: ExternalOrder, at: int, line: ExternalLine) -> KnownLine | None:
    """Lines without numbers are the same when both orders have as many and the place and quantity agree."""
    if len(told.lines) != len(known.lines) or line.external_line_no:
        return None
    ours = known.lines[at]
    return ours if ours.quantity == line.quantity else None


def _same_minute(told: datetime, known: datetime | None) -> bool:
    return known is not None and told.replace(second=0) == known.replace(second=0)
