"""What a platform's answer says of our parcels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from zhanggui.channels.rules.ship_answers import ShipAnswer

__all__ = ["Report", "matched"]


class Report(NamedTuple):
    """What an answer says of one parcel; without a parcel, `against` is the reason as {"code", "params"}."""

    parcel_id: int | None
    accepted: bool = False
    why: str = ""
    against: Mapping[str, Any] | None = None


def matched(answer: ShipAnswer, ours: Mapping[tuple[str, str], int]) -> Report:
    """The parcel that an answer speaks of, found among shipped parcels by (order number, waybill number).

    Some platforms leave the waybill number out; the order then has to have one parcel only.
    """
    parcel = ours.get((answer.external_no, answer.tracking_no)) if answer.tracking_no else _only(answer, ours)
    if parcel is None:
        return _against("parcel_unknown", answer)
    if answer.accepted is None:
        return _against("answer_unclear", answer)
    return Report(parcel, answer.accepted, "" if answer.accepted else (answer.reason or ""))


def _only(answer: ShipAnswer, ours: Mapping[tuple[str, str], int]) -> int | None:
    parcels = {parcel for (number, _waybill), parcel in ours.items() if number == answer.external_no}
    return parcels.pop() if len(parcels) == 1 else None


def _against(code: str, answer: ShipAnswer) -> Report:
    return Report(None, against={"code": code, "params": {"number": answer.external_no}})
