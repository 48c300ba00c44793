"""A capability is a named right; duties of a blueprint grant it, operations need it."""

from dataclasses import dataclass

_declared: dict[str, "Capability"] = {}


@dataclass(frozen=True, slots=True)
class Capability:
    """A right such as `orders.review`. Declaring one makes it known; names are dotted and unique."""

    name: str
    title: str

    def __post_init__(self) -> None:
        if self.name in _declared:
            raise ValueError(f"capability {self.name} is declared twice")
        _declared[self.name] = self

    def __str__(self) -> str:
        return self.name


def all_capabilities() -> dict[str, Capability]:
    """Every declared capability by name."""
    return dict(_declared)
