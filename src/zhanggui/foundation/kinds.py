"""The kinds of single values that operations take: how each is read, drawn, described and refused.

Machines hand over JSON values, people text: `read` takes both. Money from JSON is integer fen, from text it is yuan.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext

from zhanggui.foundation import clock, money
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.outcome import Invalid, Refusal
from zhanggui.foundation.text import storable
from zhanggui.foundation.words import _

MOST_ECHOED = 80


@dataclass(frozen=True, slots=True)
class Kind:
    """What every kind of field shares: a label for people and, where it helps, a word of explanation."""

    label: str
    help: str = dataclasses.field(default="", kw_only=True)
    widget: ClassVar[str] = "text"

    def read(self, actor: Actor, raw: Any) -> Any:
        """The value that `raw` stands for. Raises Invalid."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """The JSON schema of the value."""
        raise NotImplementedError

    def shown(self, value: Any) -> str:
        """The text that stands in the field of a form for `value`."""
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """Characters, trimmed; `lines` above one makes it a text area."""

    most: int = dataclasses.field(default=200, kw_only=True)
    lines: int = dataclasses.field(default=1, kw_only=True)

    @property
    def widget(self) -> str:  # type: ignore[override]
        return "textarea" if self.lines > 1 else "text"

    def read(self, actor: Actor, raw: Any) -> str:
        text = storable(str(raw)).strip()
        if len(text) > self.most:
            raise invalid_value(
                "too_long", _("At most {most} characters, here {count}"), most=self.most, count=len(text)
            )
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.most}


@dataclass(frozen=True, slots=True)
class Whole(Kind):
    """A whole number within bounds."""

    least: int = dataclasses.field(default=0, kw_only=True)
    most: int = dataclasses.field(default=10_000_000, kw_only=True)
    widget: ClassVar[str] = "integer"

    def read(self, actor: Actor, raw: Any) -> int:
        if isinstance(raw, float) and not raw.is_integer():
            raise invalid_value("not_whole", _("A whole number is wanted here, not {given}"), given=str(raw))
        try:
            number = int(str(raw).strip().removesuffix(".0"))
        except ValueError:
            raise invalid_value("not_whole", _("A whole number is wanted here, not {given}"), given=str(raw)) from None
        if not self.least <= number <= self.most:
            sentence = _("Between {least} and {most}, not {given}")
            raise invalid_value("out_of_range", sentence, least=self.least, most=self.most, given=number)
        return number

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Fen(Kind):
    """An amount of money: fen for machines, yuan for people."""

    least: int = dataclasses.field(default=0, kw_only=True)
    most: int = dataclasses.field(default=100_000_000_00, kw_only=True)
    widget: ClassVar[str] = "money"

    def read(self, actor: Actor, raw: Any) -> int:
        try:
            amount = raw if isinstance(raw, int) and not isinstance(raw, bool) else money.fen(str(raw))
        except ValueError:
            raise invalid_value(
                "not_money", _("An amount such as 12.30 is wanted here, not {given}"), given=raw
            ) from None
        if not self.least <= amount <= self.most:
            bounds = {
                "least": money.yuan(self.least),
                "most": money.yuan(self.most),
                "given": money.yuan(amount),
            }
            raise invalid_value("out_of_range", _("Between {least} and {most}, not {given}"), **bounds)
        return amount

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "description": "fen", "minimum": self.least, "maximum": self.most}

    def shown(self, value: Any) -> str:
        return "" if value is None else f"{value / 100:.2f}"


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of a few words: a StrEnum and what people call its members."""

    options: Mapping[Any, str] = dataclasses.field(kw_only=True, hash=False)
    widget: ClassVar[str] = "choice"

    def read(self, actor: Actor, raw: Any) -> Any:
        for value, title in self.options.items():
            if str(raw).strip() in (str(value), title, gettext(title)):
                return value
        allowed = "、".join(gettext(title) for title in self.options.values())
        raise invalid_value("no_such_choice", _("One of {allowed}, not {given}"), allowed=allowed, given=str(raw))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": [str(value) for value in self.options]}


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """Yes or no."""

    widget: ClassVar[str] = "switch"

    def read(self, actor: Actor, raw: Any) -> bool:
        return raw is True or str(raw).strip().lower() in ("1", "true", "on", "yes", "是")

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A calendar day of the company."""

    widget: ClassVar[str] = "date"

    def read(self, actor: Actor, raw: Any) -> date:
        if isinstance(raw, date) and not isinstance(raw, datetime):
            return raw
        try:
            return date.fromisoformat(str(raw).strip().replace("/", "-")[:10])
        except ValueError:
            raise invalid_value(
                "not_a_day", _("A day such as 2026-11-11 is wanted here, not {given}"), given=raw
            ) from None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class Moment(Kind):
    """A point in time; without a zone it is Beijing time."""

    widget: ClassVar[str] = "datetime"

    def read(self, actor: Actor, raw: Any) -> datetime:
        try:
            moment = raw if isinstance(raw, datetime) else datetime.fromisoformat(str(raw).strip().replace("/", "-"))
        except ValueError:
            sentence = _("A time such as 2026-11-11 09:30 is wanted here, not {given}")
            raise invalid_value("not_a_time", sentence, given=str(raw)) from None
        return moment if moment.tzinfo else moment.replace(tzinfo=clock.SHANGHAI)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}

    def shown(self, value: Any) -> str:
        return "" if value is None else f"{value.astimezone(clock.SHANGHAI):%Y-%m-%dT%H:%M}"


@dataclass(frozen=True, slots=True)
class FileToken(Kind):
    """A file that was uploaded before; operations get its token."""

    accept: str = dataclasses.field(default="", kw_only=True)
    widget: ClassVar[str] = "file"

    def read(self, actor: Actor, raw: Any) -> str:
        try:
            return str(UUID(str(raw)))
        except ValueError:
            raise invalid_value("no_file", _("Upload the file first")) from None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uuid"}


@dataclass(frozen=True, slots=True)
class FileTokens(FileToken):
    """Several files that were uploaded before."""

    widget: ClassVar[str] = "files"

    def read(self, actor: Actor, raw: Any) -> tuple[str, ...]:  # type: ignore[override]
        members = raw if isinstance(raw, list | tuple) else str(raw).split(",")
        return tuple(FileToken.read(self, actor, member) for member in members)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": FileToken.schema(self)}


def invalid_value(code: str, message: str, **params: Any) -> Invalid:
    """The refusal of one value; what was given is repeated shortened."""
    return Invalid({"": Refusal(code, message, {name: _short(value) for name, value in params.items()})})


def _short(value: Any) -> Any:
    text = storable(str(value))
    return value if isinstance(value, int) else text if len(text) <= MOST_ECHOED else f"{text[:MOST_ECHOED]}…"
