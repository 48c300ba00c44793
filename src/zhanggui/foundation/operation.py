"""The one way anything changes: a function over a set of records, allowed by one capability.

    @operation(needs=REVIEW, title=_("Approve"), of="order")
    def approve_orders(actor, order_ids: Ids, *, note: Note = "") -> Outcome:
        \"""Let orders go on to the warehouse.\"""

From the declaration follow the button, the form, the endpoint, the command, the audit line and the reference page.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Concatenate, get_args, get_origin, get_type_hints

from django.db import transaction

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.deadlock import again_after_deadlock
from zhanggui.foundation.event import EventKind, finish, working
from zhanggui.foundation.fields import Kind, Rows
from zhanggui.foundation.outcome import NotAllowed, Outcome

type Ids = Sequence[int]
type StartsFrom = Callable[[Actor, Sequence[int]], Mapping[str, Any]]

RUN_ABOVE = 500

_declared: dict[str, "Operation[Any]"] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Operation[**P]:
    """A declared operation; calling it checks the capability, opens the transaction and writes the events."""

    name: str
    module: str
    needs: Capability
    title: str
    of: str
    perform: Callable[Concatenate[Actor, Any, P], Outcome]
    parameters: Mapping[str, Kind]
    defaults: Mapping[str, Any]
    rows: Rows | None
    emits: tuple[EventKind, ...] = ()
    undone_by: str = ""
    key: str = ""
    tone: str = ""
    chunk: int = 2000
    template: str = ""
    bulk: bool = True
    internal: bool = False
    doc: str = field(default="", repr=False)
    starts_from: StartsFrom | None = None

    def __call__(self, actor: Actor, records: Any, *args: P.args, **kwargs: P.kwargs) -> Outcome:
        """Carry the operation out on `records` in one transaction. Raises NotAllowed without the capability."""
        if not actor.may(self.needs):
            raise NotAllowed(self.needs.name)
        return again_after_deadlock(lambda: self._carry_out(actor, records, *args, **kwargs))

    def _carry_out(self, actor: Actor, records: Any, *args: P.args, **kwargs: P.kwargs) -> Outcome:
        with working(self.needs) as work:
            if work is None:
                return self.perform(actor, records, *args, **kwargs)
            with transaction.atomic():
                outcome = self.perform(actor, records, *args, **kwargs)
                finish(work)
        return outcome


def operation[**P](
    *,
    needs: Capability,
    title: str,
    of: str = "",
    emits: tuple[EventKind, ...] = (),
    undone_by: str = "",
    key: str = "",
    tone: str = "",
    chunk: int = 2000,
    template: str = "",
    bulk: bool = True,
    internal: bool = False,
    starts_from: StartsFrom | None = None,
) -> Callable[[Callable[Concatenate[Actor, Any, P], Outcome]], Operation[P]]:
    """Declare an operation. `of` names the subject whose ids it takes, and is empty when it takes new rows.

    `key` is the keyboard shortcut on lists, `tone` the colour of the button ("danger", "primary"), `chunk` how many
    records one transaction of a run takes, `template` a form that must look special, `bulk=False` keeps it off lists.
    `starts_from(actor, ids)` gives what stands in the form when it opens.
    `internal` operations are steps of others: they take plain rows and have no form, endpoint or command.
    """

    def declare(perform: Callable[Concatenate[Actor, Any, P], Outcome]) -> Operation[P]:
        name = perform.__name__
        if name in _declared:
            raise ValueError(f"operation {name} is declared twice")
        rows, parameters, defaults = (None, {}, {}) if internal else _signature(perform)
        module = perform.__module__.split(".")[1]
        _declared[name] = declared = Operation(
            name, module, needs, title, of, perform, parameters, defaults, rows, emits, undone_by, key, tone, chunk,
            template, bulk, internal, inspect.getdoc(perform) or "", starts_from,
        )  # fmt: skip
        return declared

    return declare


def all_operations() -> dict[str, Operation[Any]]:
    """Every declared operation by name."""
    return dict(_declared)


def offered_operations() -> dict[str, Operation[Any]]:
    """The operations that have a form, an endpoint and a command, by name."""
    return {name: operation for name, operation in _declared.items() if not operation.internal}


def _signature(perform: Callable[..., Outcome]) -> tuple[Rows | None, dict[str, Kind], dict[str, Any]]:
    hints = get_type_hints(perform, include_extras=True)
    _actor, records, *keywords = inspect.signature(perform).parameters.values()
    parameters = {p.name: kind_of(hints[p.name]) for p in keywords}
    defaults = {p.name: p.default for p in keywords if p.default is not p.empty}
    return _row_kind(hints[records.name]), parameters, defaults


def kind_of(annotation: Any) -> Kind:
    """The kind of field that an annotation such as `Annotated[str, Text(…)]` carries. Raises TypeError without one."""
    annotation = getattr(annotation, "__value__", annotation)
    kinds = [extra for extra in get_args(annotation)[1:] if isinstance(extra, Kind)]
    if get_origin(annotation) is not Annotated or not kinds:
        raise TypeError(f"{annotation} names no kind of field")
    return kinds[0]


def _row_kind(annotation: Any) -> Rows | None:
    members = get_args(annotation)
    return Rows(label="", row=members[0]) if members and members[0] is not int else None
