"""A workshop that exists in tests only: pieces come in, are mended, polished by a reaction, and scrapped.

Its declarations are withdrawn as soon as they are made; the fixture `workshop` puts them in force for one test.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from django.db import models
from django.db.models import QuerySet
from django.http import QueryDict

from zhanggui.foundation import capability, event, lookup, navigation, operation, queue, registry, subject
from zhanggui.foundation.actor import Actor, Grant, Scope
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.event import EventKind, Fact, on, record
from zhanggui.foundation.fields import Choice, Day, Fen, FileToken, Flag, Ref, Refs, Rows, Text, Whole
from zhanggui.foundation.jobs import later
from zhanggui.foundation.lookup import Lookup
from zhanggui.foundation.navigation import Page
from zhanggui.foundation.operation import Ids
from zhanggui.foundation.operation import operation as declare
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, Refused, settle
from zhanggui.foundation.queue import Queue
from zhanggui.foundation.registry import Listing
from zhanggui.foundation.rows import copy_rows, draw_ids, update_rows
from zhanggui.foundation.scope import within
from zhanggui.foundation.subject import Subject

REGISTRIES: tuple[Any, ...] = (
    capability._declared, event._kinds, event._reactions, lookup._declared, navigation._declared,
    operation._declared, queue._declared, registry._listings, subject._declared,
)  # fmt: skip
_before = [dict(declared) for declared in REGISTRIES]


class State(StrEnum):
    BROKEN = "broken"
    MENDED = "mended"
    SCRAPPED = "scrapped"


class Piece(models.Model):
    name = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    shop_id = models.BigIntegerField(null=True)
    count = models.IntegerField(default=0)
    polish = models.IntegerField(default=0)
    details = models.JSONField(null=True)
    due_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        app_label = "workshop"
        constraints = [models.CheckConstraint(name="piece_count", condition=models.Q(count__gte=0))]


MEND = Capability("workshop.mend", "Mend pieces")
SCRAP = Capability("workshop.scrap", "Scrap pieces")
MENDED = EventKind("workshop.mended", "Mended", subject="piece", axis="state")
BROKEN = EventKind("workshop.broken", "Broken again", subject="piece", axis="state")
POLISHED = EventKind("workshop.polished", "Polished", subject="piece")
ADDED = EventKind("workshop.added", "Added", subject="piece")
CHASED = EventKind("workshop.chased", "Chased its tail", subject="piece")
STATES = {State.BROKEN: "To mend", State.MENDED: "Mended piece", State.SCRAPPED: "Scrapped"}

HOPELESS = Refusal("hopeless", "{name} cannot be mended")


def visible_to(actor: Actor) -> QuerySet[Piece]:
    return Piece.objects.filter(within(actor, MEND, SCRAP))


def labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    return dict(visible_to(actor).filter(pk__in=ids).values_list("pk", "name"))


def search(actor: Actor, term: str) -> list[tuple[int, str]]:
    return list(visible_to(actor).filter(name__contains=term).order_by("id").values_list("pk", "name"))


def codes(actor: Actor, given: Sequence[str]) -> dict[str, int]:
    return dict(visible_to(actor).filter(name__in=given).values_list("name", "pk"))


def matching(actor: Actor, query: QueryDict) -> QuerySet[Piece]:
    found = visible_to(actor)
    return found.filter(state=query["state"]) if "state" in query else found


PIECE = Subject("piece", "Piece", labels=labels, url=lambda i: f"/pieces/{i}/", states=STATES,
                note=lambda kind, data: data.get("note", ""))  # fmt: skip
PIECES = Lookup("piece", search=search, by_code=codes, texts=labels)
LISTING = Listing("pieces", "Pieces", needs=(MEND,), records=matching)
TO_MEND = Queue("pieces_to_mend", "To mend", needs=MEND, waiting=lambda a: visible_to(a).filter(state=State.BROKEN),
                due="due_at", page="/pieces/", row="", operations=("mend_pieces",))  # fmt: skip
PAGE = Page("pieces", "Workshop", "Pieces", "/pieces/", "tool", needs=(MEND,), rank=5)

type Note = Annotated[str, Text("Note", most=20)]


@declare(needs=MEND, title="Mend", of="piece", emits=(MENDED,), undone_by="break_pieces", key="M", chunk=2)
def mend_pieces(actor: Actor, piece_ids: Ids, *, note: Note = "") -> Outcome:
    """Let pieces be whole again.

    More that nobody needs to know.
    """
    found = {p.pk: p for p in visible_to(actor).filter(pk__in=piece_ids)}
    refused = {i: NOT_FOUND for i in piece_ids if i not in found}
    refused |= {
        i: Refusal("hopeless", HOPELESS.message, {"name": p.name}) for i, p in found.items() if p.name == "glass"
    }
    whole = [i for i in found if i not in refused]
    done = update_rows(Piece, whole, values={"state": State.MENDED}, expect={"state": State.BROKEN})
    data = {"note": note} if note else None
    record(actor, MENDED, [Fact(i, "broken", "mended", found[i].shop_id, data=data) for i in done])
    return settle(piece_ids, done, refused)


@declare(needs=MEND, title="Break", of="piece")
def break_pieces(actor: Actor, piece_ids: Ids) -> Outcome:
    """Undo the mending."""
    done = update_rows(Piece, piece_ids, values={"state": State.BROKEN}, expect={"state": State.MENDED})
    record(actor, BROKEN, [Fact(i, "mended", "broken") for i in done])
    return settle(piece_ids, done, {})


@declare(needs=SCRAP, title="Polish", of="piece", bulk=False)
def polish_pieces(actor: Actor, piece_ids: Ids) -> Outcome:
    """Let pieces shine."""
    done = update_rows(Piece, piece_ids, values={"polish": 1})
    record(actor, POLISHED, [Fact(i) for i in done])
    return settle(piece_ids, done, {})


class Jammed(Refused):
    def __init__(self) -> None:
        super().__init__(Refusal("jammed", "The machine is jammed"))


@declare(needs=SCRAP, title="Scrap", of="piece", tone="danger")
def scrap_pieces(
    actor: Actor,
    piece_ids: Ids,
    *,
    reason: Annotated[str, Choice("Reason", options=STATES)],
    jam: Annotated[bool, Flag("Jam")] = False,
) -> Outcome:
    """Throw pieces away."""
    done = update_rows(Piece, piece_ids, values={"state": State.SCRAPPED})
    if jam:
        raise Jammed
    return settle(piece_ids, done, {})


@dataclass(frozen=True)
class NewPiece:
    name: Annotated[str, Text("Name", most=10)]
    count: Annotated[int, Whole("Count", least=1, most=99)]
    price: Annotated[int, Fen("Price")] = 0
    like: Annotated[int | None, Ref("Like", lookup="piece")] = None


@declare(needs=MEND, title="Add pieces")
def add_pieces(
    actor: Actor, pieces: Sequence[NewPiece], *, shop: Annotated[int | None, Whole("Shop")] = None
) -> Outcome:
    """Take new pieces in."""
    ids = draw_ids(Piece, len(pieces))
    rows = ((i, p.name, State.BROKEN, p.count, 0, 1, shop) for i, p in zip(ids, pieces, strict=True))
    copy_rows(Piece, ("id", "name", "state", "count", "polish", "version", "shop_id"), rows)
    record(actor, ADDED, [Fact(i, data={"count": p.count}) for i, p in zip(ids, pieces, strict=True)])
    return Outcome(ids)


def as_before(actor: Actor, ids: Sequence[int]) -> dict[str, Any]:
    return {"text": "as before", "other": next(iter(ids), None), "day": None}


@declare(needs=MEND, title="Everything at once", of="piece", bulk=False, starts_from=as_before)
def try_everything(
    actor: Actor,
    piece_ids: Ids,
    *,
    text: Annotated[str, Text("Text", lines=3)] = "",
    amount: Annotated[int, Fen("Amount")] = 0,
    day: Annotated[Any, Day("Day")] = None,
    other: Annotated[int | None, Ref("Other", lookup="piece")] = None,
    others: Annotated[tuple[int, ...], Refs("Others", lookup="piece")] = (),
    file: Annotated[str, FileToken("File")] = "",
    parts: Annotated[tuple[NewPiece, ...], Rows("Parts", row=NewPiece)] = (),
    loud: Annotated[bool, Flag("Loud")] = True,
) -> Outcome:
    """Say what was given."""
    given = {"text": text, "amount": amount, "day": str(day), "other": other, "others": list(others), "loud": loud}
    return Outcome(piece_ids, result={**given, "parts": [[p.name, p.count, p.price, p.like] for p in parts]})


@declare(needs=MEND, title="Defer and fail", of="piece", bulk=False)
def defer_and_fail(actor: Actor, piece_ids: Ids) -> Outcome:
    """Defer work and then fall over."""
    later(mend_pieces, piece_ids, actor=actor)
    raise RuntimeError("fell over after deferring")


@declare(needs=MEND, title="Defer", of="piece", bulk=False)
def defer_mending(actor: Actor, piece_ids: Ids) -> Outcome:
    """Defer work."""
    later(mend_pieces, piece_ids, actor=actor)
    return Outcome(piece_ids)


@declare(needs=MEND, title="Chase", of="piece", bulk=False)
def chase_pieces(actor: Actor, piece_ids: Ids) -> Outcome:
    """Say what makes itself be said again."""
    record(actor, CHASED, [Fact(i) for i in piece_ids])
    return Outcome(piece_ids)


@on(MENDED, calls=polish_pieces)
def polish_what_is_mended(actor: Actor, facts: Sequence[Fact]) -> None:
    polish_pieces(actor, [fact.subject_id for fact in facts])


@on(CHASED, calls=chase_pieces)
def chase_again(actor: Actor, facts: Sequence[Fact]) -> None:
    chase_pieces(actor, [fact.subject_id for fact in facts])


def _withdraw() -> list[dict[str, Any]]:
    ours = []
    for declared, before in zip(REGISTRIES, _before, strict=True):
        mine = {name: value for name, value in declared.items() if name not in before}
        for name in mine:
            del declared[name]
        ours.append(mine)
    return ours


_ours = _withdraw()


@contextmanager
def in_force() -> Iterator[None]:
    """Put the workshop's declarations in force, unless they are."""
    already = operation._declared.keys() & {"mend_pieces"}
    if not already:
        for declared, mine in zip(REGISTRIES, _ours, strict=True):
            declared.update(mine)
    try:
        yield
    finally:
        if not already:
            for declared, mine in zip(REGISTRIES, _ours, strict=True):
                for name in mine:
                    del declared[name]


def grant(*capabilities: Capability, shops: Sequence[int] | None = None, number: int = 1) -> Grant:
    """An assignment that gives these capabilities in these shops."""
    names = frozenset(needs.name for needs in capabilities)
    scope = Scope(frozenset(shops) if shops is not None else None)
    return Grant(number, 10 + number, 20 + number, 30 + number, names, scope)


MENDER = Actor("Mei", 1, (grant(MEND),))
SHOPKEEPER = Actor("Bo", 2, (grant(MEND, shops=[7]),))
SCRAPPER = Actor("Lan", 3, (grant(SCRAP, MEND),))
VISITOR = Actor("Nobody", 4)
people: dict[int, Actor] = {}


def actor_builder(person_id: int) -> Actor:
    """Plugged into the settings instead of the organisation."""
    return people.get(person_id, Actor("", person_id))


def actor_of_token(secret: str) -> Actor | None:
    """The token of a person is `token-<id>`."""
    number = secret.removeprefix("token-")
    return people.get(int(number)) if number.isdecimal() else None


def duty_sentence(actor: Actor, name: str) -> str:
    """Each duty says its capability."""
    return f"Answers for {name}" if any(name in g.capabilities for g in actor.grants) else ""


def people_names(ids: Sequence[int]) -> Mapping[int, str]:
    """Names of the people of the workshop."""
    return {i: people[i].name for i in ids if i in people}


def position_names(ids: Sequence[int]) -> Mapping[int, str]:
    """Positions are numbered."""
    return {i: f"Position {i}" for i in ids}


def holders() -> Mapping[str, Sequence[str]]:
    """Who holds what."""
    return {MEND.name: ["Mei · Mender"]}


def company_name() -> str:
    """The workshop's name."""
    return "The workshop"


def person_named(username: str) -> int | None:
    """People sign in by their names."""
    return next((i for i, actor in people.items() if actor.name == username), None)


def pieces(number: int, /, **values: Any) -> list[int]:
    """Broken pieces on the bench."""
    made = Piece.objects.bulk_create(
        [Piece(**{"name": f"piece {n}", "state": State.BROKEN, **values}) for n in range(number)]
    )
    return [piece.pk for piece in made]
