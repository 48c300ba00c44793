"""What an operation answers: what was done, and for each record left alone the reason in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext

from zhanggui.foundation.capability import all_capabilities
from zhanggui.foundation.words import _


@dataclass(frozen=True, slots=True)
class Refusal:
    """The business saying no to one record: a stable code and a sentence for a person, `{names}` filled from params."""

    code: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self) -> str:
        """The reason in the reader's language."""
        return gettext(self.message).format(**{name: _worded(value) for name, value in self.params.items()})

    def as_json(self) -> dict[str, Any]:
        """For storage: translated only when it is shown."""
        return {"code": self.code, "message": self.message, "params": dict(self.params)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Refusal":
        """The refusal that `as_json` wrote."""
        return cls(stored["code"], stored["message"], stored["params"])


CHANGED_MEANWHILE = Refusal("changed_meanwhile", _("Somebody else changed this record meanwhile; look again"))
NOT_FOUND = Refusal("not_found", _("There is no such record within your range"))


class Refused(Exception):
    """The business saying no to a whole call. Subclasses live in the file that raises them.

    `status` is how HTTP puts it: 409, the record's state is against it, unless a subclass knows better.
    """

    status: ClassVar[int] = 409

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class NotAllowed(Refused):
    """The actor holds no duty that grants the capability (403)."""

    status = 403

    def __init__(self, capability: str) -> None:
        declared = all_capabilities().get(capability)
        message = _("None of your duties today allows this: {title}")
        params = {"capability": capability, "title": declared.title if declared else capability}
        super().__init__(Refusal("not_allowed", message, params))


class NotFound(Refused):
    """Outside the actor's scope, or nowhere: to the actor both are the same (404)."""

    status = 404

    def __init__(self) -> None:
        super().__init__(NOT_FOUND)


class Invalid(Refused):
    """Arguments that cannot be read; `fields` holds one refusal per named argument (422)."""

    status = 422

    def __init__(self, fields: Mapping[str, Refusal]) -> None:
        first = next(iter(fields.values()))
        super().__init__(first)
        self.fields = dict(fields)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Ids that were done, a refusal for each that was not, and what else the caller may want to know.

    `secrets` are told to the caller this once and kept nowhere: they are left out of what is stored.
    """

    done: Sequence[int] = ()
    refused: Mapping[int, Refusal] = field(default_factory=dict)
    result: Mapping[str, Any] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)

    def one(self) -> int:
        """The single id that was done; raises Refused with the record's own reason when it was not."""
        if self.refused:
            raise Refused(next(iter(self.refused.values())))
        if not self.done:
            raise NotFound
        return self.done[0]

    def as_json(self) -> dict[str, Any]:
        """For storage: without the secrets."""
        refused = {str(record): refusal.as_json() for record, refusal in self.refused.items()}
        return {"done": list(self.done), "refused": refused, "result": dict(self.result)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Outcome":
        """The outcome that `as_json` wrote."""
        refused = {int(record): Refusal.from_json(refusal) for record, refusal in stored["refused"].items()}
        return cls(stored["done"], refused, stored["result"])


def settle(asked: Sequence[int], done: Sequence[int], refused: Mapping[int, Refusal], **result: Any) -> Outcome:
    """The outcome of a compare-and-set: asked ids that neither came back nor were refused changed meanwhile."""
    left = set(asked).difference(done, refused)
    return Outcome(done, {**refused, **dict.fromkeys(left, CHANGED_MEANWHILE)}, result)


def _worded(value: Any) -> Any:
    return gettext(value) if isinstance(value, str) and value else value
