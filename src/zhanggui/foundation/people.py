"""What the kernel asks about people: `org` knows them, the settings name its functions, nothing is imported."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability


def actor_for(person_id: int) -> Actor:
    """The person as today's duties make them; without grants when they hold none."""
    return _ask("ACTOR_BUILDER", person_id)


def actor_of_token(secret: str) -> Actor | None:
    """The person behind a token, or None when it is unknown or revoked."""
    return _ask("ACTOR_OF_TOKEN", secret)


def person_named(username: str) -> int | None:
    """The id of the person who signs in by this name."""
    return _ask("PERSON_NAMED", username)


def duty_sentence(actor: Actor, needs: Capability) -> str:
    """The sentence of the job description that lets the actor do it; empty when none does."""
    return _ask("DUTY_SENTENCE", actor, needs.name)


def people_names(ids: Iterable[int]) -> Mapping[int, str]:
    """The names of people, in one query."""
    return _named("PEOPLE_NAMES", ids)


def position_names(ids: Iterable[int]) -> Mapping[int, str]:
    """The names of positions, in one query."""
    return _named("POSITION_NAMES", ids)


def holders() -> Mapping[str, Sequence[str]]:
    """Who holds each capability today, by its name: person and position."""
    return _ask("HOLDERS")


def company_name() -> str:
    """What the company calls itself."""
    return _ask("COMPANY_NAME")


def _named(setting: str, ids: Iterable[int]) -> Mapping[int, str]:
    wanted = sorted(set(ids))
    return _ask(setting, wanted) if wanted else {}


def _ask(setting: str, *arguments: Any) -> Any:
    return import_string(getattr(settings, setting))(*arguments)
