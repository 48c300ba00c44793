"""Reads a blueprint: one text that says departments, positions, reporting lines and duties.

The text is YAML; what it means is checked here, and every problem names its line and the reason in words.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from zhanggui.foundation.outcome import Refusal
from zhanggui.foundation.words import _
from zhanggui.org.rules.outline import Entry, Problem, read_outline


@dataclass(frozen=True, slots=True)
class DutySpec:
    """A sentence of a job description, the capabilities that it grants and those that it will need."""

    code: str
    text: str
    position: str
    capabilities: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    derived: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class DepartmentSpec:
    """A department under another; its functions are duties of the head."""

    code: str
    name: str
    parent: str = ""
    head: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class PositionSpec:
    """A post in a department and the post that it reports to."""

    code: str
    name: str
    department: str
    superior: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A company as text: the order of everything is the order of the text."""

    name: str = ""
    departments: tuple[DepartmentSpec, ...] = ()
    positions: tuple[PositionSpec, ...] = ()
    duties: tuple[DutySpec, ...] = ()


def read_blueprint(text: str, known: Collection[str]) -> tuple[Blueprint, list[Problem]]:
    """Read a blueprint; `known` names the capabilities that exist. With any problem it must not be applied."""
    outline, problems = read_outline(text)
    if outline is None:
        return Blueprint(), problems
    departments = [_department(entry) for entry in outline.entries("departments")]
    positions = [_position(entry) for entry in outline.entries("positions")]
    duties = [*_functions(outline), *_duties(outline)]
    name = outline.text("name")
    outline.only("name", "departments", "positions")
    blueprint = Blueprint(name, tuple(departments), tuple(positions), tuple(duties))
    problems += _problems(blueprint, known)
    return blueprint, sorted(problems, key=lambda problem: problem.line)


def _department(entry: Entry) -> DepartmentSpec:
    entry.only("code", "name", "parent", "head", "functions", "derived")
    parent, head = entry.text("parent", required=False), entry.text("head", required=False)
    if not head and entry.entries("functions", required=False):
        entry.refuse("no_head", _("A department with functions needs a head"))
    return DepartmentSpec(entry.text("code"), entry.text("name"), parent, head, entry.line)


def _position(entry: Entry) -> PositionSpec:
    entry.only("code", "name", "department", "superior", "duties", "derived")
    superior = entry.text("superior", required=False)
    return PositionSpec(entry.text("code"), entry.text("name"), entry.text("department"), superior, entry.line)


def _functions(outline: Entry) -> Iterator[DutySpec]:
    for department in outline.entries("departments"):
        head = department.text("head", required=False)
        for entry in department.entries("functions", required=False):
            yield _duty(entry, head)


def _duties(outline: Entry) -> Iterator[DutySpec]:
    for position in outline.entries("positions"):
        for entry in position.entries("duties", required=False):
            yield _duty(entry, position.text("code"))


def _duty(entry: Entry, position: str) -> DutySpec:
    entry.only("id", "text", "capabilities", "planned", "derived")
    return DutySpec(
        entry.text("id"),
        entry.text("text", most=500),
        position,
        entry.words("capabilities"),
        entry.words("planned"),
        entry.flag("derived"),
        entry.line,
    )


def _problems(blueprint: Blueprint, known: Collection[str]) -> Iterator[Problem]:
    departments = {department.code: department for department in blueprint.departments}
    positions = {position.code: position for position in blueprint.positions}
    yield from _twice(blueprint)
    for department in blueprint.departments:
        yield from _unknown(department.line, department.parent, departments, UNKNOWN_PARENT)
        yield from _unknown(department.line, department.head, positions, UNKNOWN_HEAD)
    for position in blueprint.positions:
        yield from _unknown(position.line, position.department, departments, UNKNOWN_DEPARTMENT)
        yield from _unknown(position.line, position.superior, positions, UNKNOWN_SUPERIOR)
    yield from _circles({code: (d.parent, d.line) for code, d in departments.items()}, DEPARTMENT_CIRCLE)
    yield from _circles({code: (p.superior, p.line) for code, p in positions.items()}, REPORTING_CIRCLE)
    for duty in blueprint.duties:
        for capability in duty.capabilities:
            yield from _unknown(duty.line, capability, known, UNKNOWN_CAPABILITY)


UNKNOWN_PARENT = Refusal("unknown_parent", _("There is no department {code} to stand under"))
UNKNOWN_HEAD = Refusal("unknown_head", _("There is no position {code} to head the department"))
UNKNOWN_DEPARTMENT = Refusal("unknown_department", _("There is no department {code}"))
UNKNOWN_SUPERIOR = Refusal("unknown_superior", _("There is no position {code} to report to"))
UNKNOWN_CAPABILITY = Refusal(
    "unknown_capability", _("The capability {code} does not exist; name it under planned until it does")
)
DEPARTMENT_CIRCLE = Refusal("department_circle", _("Departments stand in a circle: {code}"))
REPORTING_CIRCLE = Refusal("reporting_circle", _("Reporting lines run in a circle: {code}"))
TWICE = Refusal("code_twice", _("The code {code} is used twice"))


def _twice(blueprint: Blueprint) -> Iterator[Problem]:
    for specs in (blueprint.departments, blueprint.positions, blueprint.duties):
        seen: set[str] = set()
        for spec in specs:
            if spec.code and spec.code in seen:
                yield _problem(spec.line, TWICE, spec.code)
            seen.add(spec.code)


def _unknown(line: int, code: str, among: Collection[str], refusal: Refusal) -> Iterator[Problem]:
    if code and code not in among:
        yield _problem(line, refusal, code)


def _circles(above: Mapping[str, tuple[str, int]], refusal: Refusal) -> Iterator[Problem]:
    """One problem per circle, at the line of its first member."""
    settled: set[str] = set()
    for start in above:
        path: list[str] = []
        code = start
        while code in above and code not in settled and code not in path:
            path.append(code)
            code = above[code][0]
        if code in path:
            circle = path[path.index(code) :]
            yield _problem(min(above[member][1] for member in circle), refusal, " → ".join([*circle, code]))
        settled.update(path)


def _problem(line: int, refusal: Refusal, code: str) -> Problem:
    return Problem(line, replace(refusal, params={"code": code}))
