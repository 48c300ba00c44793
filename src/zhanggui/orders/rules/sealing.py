"""How receivers are kept: sealed for those who may read them, hashed with a key for those who search."""

import json
import os
from dataclasses import dataclass
from hashlib import blake2b

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_ID = 1


@dataclass(frozen=True, slots=True)
class Contact:
    """A receiver in plain. Exists in memory only, for the moment in which a duty needs it."""

    name: str = ""
    phone: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    town: str = ""
    detail: str = ""
    postcode: str = ""
    token: str = ""
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """Equal keys mean: the same door and person, the same phone, the same door. None where masked or missing."""

    identity: int | None
    phone: int | None
    door: int | None
    name: int | None
    search: tuple[int, ...]


class Sealer:
    """Seals and opens contacts with one data key (32 bytes)."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)
        self._hash_key = blake2b(key, digest_size=32, person=b"search").digest()

    def seal(self, contact: Contact) -> bytes:
        """The sealed contact; the region is kept in plain beside it and therefore left out."""
        secret = [contact.name, contact.phone, contact.town, contact.detail, contact.postcode, contact.token]
        nonce = os.urandom(12)
        return nonce + self._cipher.encrypt(nonce, json.dumps(secret, ensure_ascii=False).encode(), None)

    def open(self, sealed: bytes, province: str, city: str, district: str, masked: bool) -> Contact:
        """The contact that was sealed. Raises InvalidTag when the key is another one."""
        secret = json.loads(self._cipher.decrypt(sealed[:12], sealed[12:], None))
        name, phone, town, detail, postcode, token = secret
        return Contact(name, phone, province, city, district, town, detail, postcode, token, masked)

    def keys_of(self, contact: Contact) -> Keys:
        """The keyed hashes by which a contact is found and compared."""
        name, phone = contact.name.strip(), plain_digits(contact.phone)
        region = f"{contact.province}{contact.city}{contact.district}{contact.town}{contact.detail}"
        hidden = contact.masked or not contact.detail
        phone_key = self.key("p", phone) if phone and "*" not in phone else None
        door = None if hidden else self.key("d", region)
        identity = self._identity(contact, name, phone, region, hidden)
        name_key = self.key("n", name) if name and "*" not in name else None
        return Keys(identity, phone_key, door, name_key, tuple(self._grams(name, phone)))

    def phone_key(self, term: str) -> int:
        """The key of a whole phone number."""
        return self.key("p", plain_digits(term))

    def terms(self, term: str) -> tuple[int, ...]:
        """The hashes that a receiver's search must hold for a name, or for the last four digits of a phone."""
        term = term.strip()
        if term.isdecimal() and len(term) == 4:
            return (self.key("e", term),)
        return tuple(self.key("g", term[at : at + 2]) for at in range(len(term) - 1))

    def key(self, kind: str, text: str) -> int:
        """A keyed 64-bit hash; `kind` keeps equal texts of different meaning apart."""
        digest = blake2b(f"{kind}:{text}".encode(), digest_size=8, key=self._hash_key).digest()
        return int.from_bytes(digest, signed=True)

    def _identity(self, contact: Contact, name: str, phone: str, region: str, hidden: bool) -> int | None:
        if contact.token:
            return self.key("t", contact.token)
        if hidden or not name or not phone or "*" in name or "*" in phone:
            return None
        return self.key("i", f"{name}|{phone}|{region}")

    def _grams(self, name: str, phone: str) -> list[int]:
        keys = [self.key("g", name[at : at + 2]) for at in range(len(name) - 1) if "*" not in name[at : at + 2]]
        ending = phone[-4:]
        if ending.isdecimal() and len(ending) == 4:
            keys.append(self.key("e", ending))
        return keys


def plain_digits(phone: str) -> str:
    """A phone as it is compared: without blanks, hyphens and country code."""
    digits = phone.replace(" ", "").replace("-", "").strip()
    return digits.removeprefix("+86")


def name_hint(name: str) -> str:
    """What anybody may see of a name: `刘*`."""
    return f"{name[0]}*" if name else ""


def phone_hint(phone: str) -> str:
    """What anybody may see of a phone: `138****2210`."""
    digits = phone.strip()
    if "*" in digits or len(digits) < 7:
        return digits[:24] if "*" in digits else "*" * len(digits)
    return f"{digits[:3]}****{digits[-4:]}"
