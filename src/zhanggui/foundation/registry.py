"""The one entrance through which pages, endpoints and the command line carry operations out."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import QueryDict

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.deadlock import again_after_deadlock
from zhanggui.foundation.fields import plain, read_fields
from zhanggui.foundation.models import RequestKey
from zhanggui.foundation.operation import RUN_ABOVE, Operation, offered_operations
from zhanggui.foundation.outcome import NotAllowed, NotFound, Outcome, Refusal, Refused
from zhanggui.foundation.runs import CountDiffers, start_run, start_run_on_match
from zhanggui.foundation.text import storable
from zhanggui.foundation.words import _

NO_PERSON = 0
LONGEST_KEY = 80

_listings: dict[str, "Listing"] = {}


class KeyReused(Refused):
    """The same key came with another request (422)."""

    status = 422

    def __init__(self) -> None:
        sentence = _("This form was sent before with other content; open it anew")
        super().__init__(Refusal("key_reused", sentence))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page whose state is all in its address: `records(actor, query)` are the records that match."""

    name: str
    title: str
    needs: tuple[Capability, ...]
    records: Callable[[Actor, QueryDict], QuerySet[Any]]

    def __post_init__(self) -> None:
        _listings[self.name] = self


@dataclass(frozen=True, slots=True)
class Match:
    """All that match a list's address, of which the person was shown `count`."""

    listing: str
    query: str
    count: int


def listing_named(name: str) -> Listing:
    """The declared list. Raises NotFound."""
    try:
        return _listings[name]
    except KeyError:
        raise NotFound from None


def operation_named(name: str) -> Operation[Any]:
    """The operation that people and machines know by this name. Raises NotFound."""
    try:
        return offered_operations()[name]
    except KeyError:
        raise NotFound from None


def operations_for(actor: Actor, of: str) -> list[Operation[Any]]:
    """What the actor may do to records of a kind, for the buttons of lists and pages."""
    return [op for op in offered_operations().values() if op.of == of and op.bulk and actor.may(op.needs)]


def carry_out(
    actor: Actor,
    operation: Operation[Any],
    records: Sequence[int] | Sequence[Mapping[str, Any]] | Match,
    arguments: Mapping[str, Any],
    *,
    key: str = "",
) -> Outcome:
    """Read the arguments and carry the operation out; above 500 ids it becomes a run, named in `result["run"]`.

    With a `key` the same request is answered from memory the second time. Raises Refused, NotAllowed and Invalid.
    """
    if not actor.may(operation.needs):
        raise NotAllowed(operation.needs.name)
    values = read_fields(actor, operation.parameters, operation.defaults, arguments)
    rows = operation.rows.read(actor, records) if operation.rows else records
    request = (operation.name, plain(records), plain(values))

    def perform() -> Outcome:
        return _carry_out(actor, operation, rows, values)

    return again_after_deadlock(lambda: _once(actor, key, request, perform) if key else perform())


@transaction.atomic
def _carry_out(actor: Actor, operation: Operation[Any], records: Any, values: Mapping[str, Any]) -> Outcome:
    if isinstance(records, Match):
        matching = _matching(actor, records)
        if records.count > RUN_ABOVE:
            return _as_outcome(start_run_on_match(actor, operation, matching, values, records.count).pk)
        records = _shown(matching, records.count)
    if len(records) > RUN_ABOVE and operation.rows is None:
        return _as_outcome(start_run(actor, operation, records, values).pk)
    return operation(actor, records, **values)


def _shown(matching: QuerySet[Any], count: int) -> list[int]:
    ids = list(matching.values_list("pk", flat=True)[: RUN_ABOVE + 1])
    if len(ids) != count:
        raise CountDiffers(count, len(ids))
    return ids


def _matching(actor: Actor, match: Match) -> QuerySet[Any]:
    return listing_named(match.listing).records(actor, QueryDict(storable(match.query).replace("%00", "")))


def _as_outcome(run_id: int) -> Outcome:
    return Outcome(result={"run": run_id})


@transaction.atomic
def _once(actor: Actor, key: str, request: Any, perform: Callable[[], Outcome]) -> Outcome:
    person_id = actor.person_id or NO_PERSON
    key = key if len(key) <= LONGEST_KEY and key == storable(key) else hashlib.sha256(repr(key).encode()).hexdigest()
    digest = hashlib.sha256(json.dumps(request, sort_keys=True, default=str).encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_requestkey (person_id, key, request_hash, created_at) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT DO NOTHING",
            [person_id, key, digest, clock.now()],
        )
        claimed = cursor.rowcount == 1
    stored = RequestKey.objects.get(person_id=person_id, key=key)
    if stored.request_hash != digest:
        raise KeyReused
    if not claimed:
        return Outcome.from_json(stored.outcome or {})
    outcome = perform()
    RequestKey.objects.filter(pk=stored.pk).update(outcome=plain(outcome.as_json()))
    return outcome
