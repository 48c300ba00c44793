"""How states of the floor look."""

from typing import Any

from django.utils.translation import gettext

from zhanggui.fulfilment.vocabulary import PARCEL_STATES, ParcelState

_TONES = {
    ParcelState.STOPPED: "danger",
    ParcelState.PACKED: "info",
    ParcelState.ON_MANIFEST: "info",
    ParcelState.SHIPPED: "ok",
    ParcelState.DELIVERED: "ok",
    ParcelState.COLLECTED: "ok",
    ParcelState.REFUSED: "warn",
    ParcelState.LOST: "danger",
    ParcelState.RETURNED: "warn",
}


def parcel_rows(parcels: Any) -> list[dict[str, Any]]:
    """Parcels with their state in words and colour."""
    return [{"parcel": parcel, **state_of(parcel.state)} for parcel in parcels]


def state_of(state: str) -> dict[str, str]:
    """A parcel's state in words and colour."""
    known = ParcelState(state)
    return {"state": gettext(PARCEL_STATES[known]), "tone": _TONES.get(known, "plain")}
