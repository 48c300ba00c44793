"""Receivers: sealed on the way in, opened for the moment in which a duty needs them."""

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from zhanggui.orders.models import Receiver
from zhanggui.orders.rules.sealing import KEY_ID, Contact, Keys, Sealer, name_hint, phone_hint, plain_digits
from zhanggui.org.rules.address import check_parts

COLUMNS = ("pk", "sealed", "province", "city", "district", "masked")


@cache
def sealer() -> Sealer:
    """The sealer of this installation's data key."""
    return Sealer(blake2b(settings.ZHANGGUI_DATA_KEY.encode(), digest_size=32, person=b"receivers").digest())


def contacts_of(receiver_ids: Sequence[int]) -> dict[int, Contact]:
    """The receivers in plain, by id, in one query. Callers have made sure that a duty asks, and say that it did."""
    rows = Receiver.objects.filter(pk__any=receiver_ids).values_list(*COLUMNS)
    unseal = sealer().open
    return {pk: unseal(bytes(sealed), *region) for pk, sealed, *region in rows}


def receivers_found(term: str) -> QuerySet[Receiver]:
    """Receivers whose phone, phone ending or name may be `term`: names are found by pairs of characters.

    Hashes can meet by chance; whoever shows the result checks it on the plain text of the page.
    """
    digits = plain_digits(term)
    if digits.isdecimal() and len(digits) > 4:
        return Receiver.objects.filter(phone_key=sealer().phone_key(digits))
    terms = sealer().terms(term)
    return Receiver.objects.filter(search__contains=list(terms)) if terms else Receiver.objects.none()


RECEIVER_COLUMNS = (
    "id", "sealed", "key_id", "name_hint", "phone_hint", "province", "city", "district", "area_code", "masked",
    "identity", "phone_key", "door_key", "name_key", "search",
)  # fmt: skip


def receiver_row(receiver_id: int, contact: Contact, keys: Keys | None = None, area_code: str = "") -> tuple[Any, ...]:
    """A contact as it is kept, in the order of RECEIVER_COLUMNS: sealed, hinted and hashed."""
    keys = keys or sealer().keys_of(contact)
    return (
        receiver_id, sealer().seal(contact), KEY_ID, name_hint(contact.name), phone_hint(contact.phone),
        contact.province[:20], contact.city[:30], contact.district[:30], area_code or area_code_of(contact),
        contact.masked, keys.identity, keys.phone, keys.door, keys.name, array_text(keys.search),
    )  # fmt: skip


def array_text(keys: Sequence[int]) -> str:
    """An array as COPY reads it: a ready text is many times cheaper than one that the driver has to look through."""
    return "{" + ",".join(map(str, keys)) + "}"


def area_code_of(contact: Contact) -> str:
    """The code of the smallest division that the address names."""
    return check_parts(contact.province, contact.city, contact.district, contact.detail).code


def receiver_key(contact: Contact | None) -> str:
    """A keyed hash of all that is shown of a receiver, masked or not: tells whether a newer file shows another one."""
    if contact is None:
        return ""
    shown = (
        contact.name,
        contact.phone,
        contact.province,
        contact.city,
        contact.district,
        contact.town,
        contact.detail,
    )
    return f"{sealer().key('r', '|'.join(shown)):x}" if any(shown) else ""
