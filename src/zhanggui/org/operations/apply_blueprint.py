from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import all_capabilities
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, Refusal, Refused
from zhanggui.foundation.rows import Each, copy_rows, draw_ids, update_rows
from zhanggui.foundation.words import _
from zhanggui.org.models import BlueprintVersion, Department, Duty, Position
from zhanggui.org.queries.chart import blueprint_in_force, duties_in_force
from zhanggui.org.queries.locks import lock_blueprint
from zhanggui.org.rules.blueprint import Blueprint, DepartmentSpec, DutySpec, PositionSpec, read_blueprint
from zhanggui.org.rules.blueprint_changes import DutyInForce, duty_changes
from zhanggui.org.rules.outline import MOST_CHARACTERS, Problem
from zhanggui.org.vocabulary import BLUEPRINT, BLUEPRINT_APPLIED, DUTY_BEGAN, DUTY_ENDED

MOST_PROBLEMS_TOLD = 20


@dataclass(frozen=True, slots=True)
class BlueprintText:
    """A blueprint as it is written."""

    text: Annotated[str, Text(_("Blueprint"), most=MOST_CHARACTERS, lines=24)]


class BlueprintWrong(Refused):
    """The text is no sound blueprint; nothing of it was applied. `problems` name lines and reasons."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        told = [gettext("line {line}: {reason}").format(line=p.line, reason=p.refusal.sentence()) for p in problems]
        sentence = _("The blueprint was not applied: {problems}")
        super().__init__(Refusal("blueprint_wrong", sentence, {"problems": "; ".join(told[:MOST_PROBLEMS_TOLD])}))
        self.problems = list(problems)


class OneBlueprintOnly(Refused):
    """A company has one blueprint."""

    def __init__(self) -> None:
        super().__init__(Refusal("one_blueprint", _("One blueprint at a time")))


@operation(
    needs=BLUEPRINT,
    title=_("Apply a blueprint"),
    emits=(BLUEPRINT_APPLIED, DUTY_BEGAN, DUTY_ENDED),
    bulk=False,
)
def apply_blueprint(
    actor: Actor, blueprints: Sequence[BlueprintText], *, company: Annotated[str, Text(_("Company"), most=60)] = ""
) -> Outcome:
    """Bring departments, positions and duties to what the text says. Raises BlueprintWrong.

    Departments and positions that the text no longer names are kept, without duties. `company` names the department
    above all; its name stays otherwise. The same text again changes nothing: `result["changed"]` counts what did.
    """
    blueprint, text = _sound(blueprints)
    lock_blueprint()
    moment = clock.now()
    changed = _settle_departments(_named(blueprint.departments, company))
    changed += _settle_positions(blueprint.positions)
    changed += _settle_duties(actor, blueprint.duties, moment)
    version = blueprint_in_force()
    if changed or version is None or version.text != text:
        version = BlueprintVersion.objects.create(
            name=blueprint.name, text=text, applied_at=moment, applied_by_id=actor.person_id
        )
        record(actor, BLUEPRINT_APPLIED, [Fact(version.pk, data={"changed": changed})])
    return Outcome([version.pk], {}, {"changed": changed})


def _sound(blueprints: Sequence[BlueprintText]) -> tuple[Blueprint, str]:
    if len(blueprints) != 1:
        raise OneBlueprintOnly
    text = blueprints[0].text
    blueprint, problems = read_blueprint(text, all_capabilities().keys())
    if problems:
        raise BlueprintWrong(problems)
    return blueprint, text


def _named(departments: Sequence[DepartmentSpec], company: str) -> list[tuple[str, str, str]]:
    """Code, name and parent; the root takes the company's name, or keeps the one that it has."""
    roots = Department.objects.filter(parent=None).values_list("code", "name")
    names = {code: company or name for code, name in roots}
    return [(d.code, d.name if d.parent else names.get(d.code, company or d.name), d.parent) for d in departments]


def _settle_departments(wanted: Sequence[tuple[str, str, str]]) -> int:
    kept = {department.code: department for department in Department.objects.all()}
    ids = _ids(
        {code: department.pk for code, department in kept.items()}, [code for code, *_rest in wanted], Department
    )
    rows = {ids[code]: (code, name, ids.get(parent)) for code, name, parent in wanted}
    now = {d.pk: (d.code, d.name, d.parent_id) for d in kept.values()}
    return _settle(Department, ("code", "name", "parent_id"), rows, now)


def _settle_positions(wanted: Sequence[PositionSpec]) -> int:
    kept = {position.code: position for position in Position.objects.all()}
    ids = _ids({code: position.pk for code, position in kept.items()}, [spec.code for spec in wanted], Position)
    departments = dict(Department.objects.values_list("code", "pk"))
    rows = {ids[p.code]: (p.code, p.name, departments[p.department], ids.get(p.superior)) for p in wanted}
    now = {p.pk: (p.code, p.name, p.department_id, p.superior_id) for p in kept.values()}
    return _settle(Position, ("code", "name", "department_id", "superior_id"), rows, now)


def _ids(kept: Mapping[str, int], codes: Iterable[str], model: type[Department | Position]) -> dict[str, int]:
    new = [code for code in codes if code not in kept]
    return {**kept, **dict(zip(new, draw_ids(model, len(new)), strict=True))}


def _settle(
    model: type[Department | Position],
    columns: Sequence[str],
    wanted: Mapping[int, tuple[object, ...]],
    now: Mapping[int, tuple[object, ...]],
) -> int:
    """Add the rows that are missing and change those that differ; returns how many."""
    new = [(key, *values) for key, values in wanted.items() if key not in now]
    copy_rows(model, ("id", *columns), new)
    differing = {key: values for key, values in wanted.items() if key in now and now[key] != values}
    arrays = {column: Each(values[i] for values in differing.values()) for i, column in enumerate(columns)}
    return len(new) + len(update_rows(model, list(differing), values=arrays))


def _settle_duties(actor: Actor, wanted: Sequence[DutySpec], moment: datetime) -> int:
    positions = dict(Position.objects.values_list("code", "pk"))
    codes = {pk: code for code, pk in positions.items()}
    changes = duty_changes(wanted, [_in_force(duty, codes) for duty in duties_in_force()])
    ended = update_rows(Duty, changes.ending, values={"until": moment}, expect={"until": None})
    update_rows(Duty, list(changes.moving), values={"rank": Each(changes.moving.values())})
    ids = draw_ids(Duty, len(changes.beginning))
    columns = ("id", "code", "position_id", "text", "capabilities", "derived", "rank", "since")
    rows = [
        (i, spec.code, positions[spec.position], spec.text, list(spec.capabilities), spec.derived, rank, moment)
        for i, (spec, rank) in zip(ids, changes.beginning, strict=True)
    ]
    copy_rows(Duty, columns, rows)
    record(actor, DUTY_ENDED, [Fact(duty_id) for duty_id in ended])
    record(actor, DUTY_BEGAN, [Fact(duty_id) for duty_id in ids])
    return len(ended) + len(ids)


def _in_force(duty: Duty, codes: Mapping[int, str]) -> DutyInForce:
    return DutyInForce(
        duty.pk, duty.code, duty.text, codes[duty.position_id], frozenset(duty.capabilities), duty.derived, duty.rank
    )
