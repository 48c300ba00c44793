"""The receiver of an order from whatever cells the platform gives."""

from __future__ import annotations

from zhanggui.channels.rules.addresses import Address, PhoneKind, is_masked, phone_kind, province_name
from zhanggui.channels.rules.draft import Draft
from zhanggui.channels.rules.making import maker_of
from zhanggui.channels.rules.slots import order_slots
from zhanggui.orders.rules.external import ExternalReceiver

__all__ = ["receiver_of"]

FIELDS = frozenset(
    ("receiver_name", "receiver_phone", "receiver_landline", "province", "detail", "address", "address_before")
)
NAME, PHONE, LANDLINE, PROVINCE, CITY, DISTRICT, TOWN, DETAIL = order_slots(
    "receiver_name receiver_phone receiver_landline province city district town detail"
)
ADDRESS, ADDRESS_BEFORE, TOKEN, POSTCODE = order_slots("address address_before token postcode")
NO_ADDRESS = Address(None, None, None, None, None)
make_receiver = maker_of(ExternalReceiver)


def receiver_of(draft: Draft) -> ExternalReceiver | None:
    """This will put the receiver together; a changed address goes before the first one."""
    if draft.plan.shown.isdisjoint(FIELDS):
        return None
    values = draft.values
    cut = values[ADDRESS] or values[ADDRESS_BEFORE] or NO_ADDRESS
    name = values[NAME] or cut.name
    number = values[PHONE] or values[LANDLINE] or cut.phone
    province, city = province_name(values[PROVINCE] or cut.province), values[CITY] or cut.city
    district, town, detail = values[DISTRICT] or cut.district, values[TOWN] or cut.town, values[DETAIL]
    detail = cut.detail if detail is None else _without_places(detail, province, city, district, town)
    return make_receiver(
        name,
        number,
        province,
        city,
        district,
        town,
        detail,
        is_masked(f"{name}{number}{detail}{town}{district}"),
        values[TOKEN],
        number is not None and "-" in number and phone_kind(number) is PhoneKind.VIRTUAL,
        values[POSTCODE] or cut.postcode,
    )


def _without_places(detail: str, *places: str | None) -> str:
    """Some exports give the parts and then once more the whole."""
    rest = detail
    for place in places:
        if place and rest.startswith(place):
            rest = rest[len(place) :].lstrip()
    return rest
