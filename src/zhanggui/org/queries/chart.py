"""Departments and positions in the order of the blueprint, with duties in force and today's holders."""

from collections import defaultdict
from dataclasses import dataclass, field

from zhanggui.org.models import Assignment, BlueprintVersion, Department, Duty, Position
from zhanggui.org.queries.people import assignments_held


@dataclass(frozen=True, slots=True)
class Post:
    """A position with what it answers for and who holds it."""

    position: Position
    superior: str
    duties: list[Duty] = field(default_factory=list)
    holders: list[Assignment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Branch:
    """A department, how deep it stands, and its posts."""

    department: Department
    depth: int
    posts: list[Post]


def chart() -> list[Branch]:
    """Every department, those above first; four queries."""
    duties: defaultdict[int, list[Duty]] = defaultdict(list)
    for duty in duties_in_force():
        duties[duty.position_id].append(duty)
    holders: defaultdict[int, list[Assignment]] = defaultdict(list)
    for held in assignments_held().filter(person__is_active=True).select_related("person").order_by("pk"):
        holders[held.position_id].append(held)
    posts: defaultdict[int, list[Post]] = defaultdict(list)
    positions = list(Position.objects.order_by("pk"))
    names = {position.pk: position.name for position in positions}
    for position in positions:
        superior = names.get(position.superior_id or 0, "")
        posts[position.department_id].append(Post(position, superior, duties[position.pk], holders[position.pk]))
    return _branches(posts)


def duties_in_force() -> list[Duty]:
    """The duties that hold now, in the order of the blueprint."""
    return list(Duty.objects.filter(until=None).order_by("rank", "pk"))


def blueprint_in_force() -> BlueprintVersion | None:
    """The blueprint that was applied last."""
    return BlueprintVersion.objects.order_by("-pk").first()


def position_choices() -> list[tuple[str, str]]:
    """Code and name of every position, in the order of the blueprint."""
    return list(Position.objects.order_by("pk").values_list("code", "name"))


def top_position() -> int:
    """The position that reports to nobody; of several, the first of the blueprint."""
    return Position.objects.filter(superior=None).order_by("pk").values_list("pk", flat=True)[0]


def _branches(posts: defaultdict[int, list[Post]]) -> list[Branch]:
    below: defaultdict[int | None, list[Department]] = defaultdict(list)
    for department in Department.objects.order_by("pk"):
        below[department.parent_id].append(department)
    branches: list[Branch] = []
    waiting = [(department, 0) for department in reversed(below[None])]
    while waiting:
        department, depth = waiting.pop()
        branches.append(Branch(department, depth, posts[department.pk]))
        waiting += [(child, depth + 1) for child in reversed(below[department.pk])]
    return branches
