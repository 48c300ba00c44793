"""Who acts: a person with what today's duties grant, or the system with the cause that moved it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from zhanggui.foundation.capability import Capability


@dataclass(frozen=True, slots=True)
class Scope:
    """The shops and warehouses an assignment is limited to; None is every one."""

    shops: frozenset[int] | None = None
    warehouses: frozenset[int] | None = None

    def covers(self, shop_id: int | None, warehouse_id: int | None) -> bool:
        """Whether a record lies in the range. A dimension that the record does not have does not limit it."""
        return _inside(self.shops, shop_id) and _inside(self.warehouses, warehouse_id)

    @property
    def width(self) -> tuple[int, int]:
        """Narrow scopes sort first: the event names the narrowest assignment that covers its record."""
        return (_width(self.shops), _width(self.warehouses))


@dataclass(frozen=True, slots=True)
class Grant:
    """What one assignment gives through one duty: capabilities within a scope."""

    assignment_id: int
    position_id: int
    department_id: int
    duty_id: int
    capabilities: frozenset[str]
    scope: Scope = Scope()
    main: bool = True
    behalf_of_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A frozen value handed to every operation. `org` builds it; a person without grants may do nothing."""

    name: str
    person_id: int | None = None
    grants: tuple[Grant, ...] = ()
    cause_id: int | None = None
    run_id: int | None = None
    delegated: bool = field(default=False, kw_only=True)

    @property
    def is_system(self) -> bool:
        """A schedule or a rule acts, not a person."""
        return self.person_id is None

    def may(self, needs: Capability) -> bool:
        """Whether any duty held today grants the capability, in whatever scope."""
        return self.is_system or self.delegated or bool(self.scopes(needs))

    def scopes(self, needs: Capability) -> tuple[Scope, ...]:
        """The ranges in which the capability is held; they are alternatives."""
        if self.is_system or self.delegated:
            return (Scope(),)
        return tuple({grant.scope: None for grant in self.grants if needs.name in grant.capabilities})

    def covering(self, needs: Capability, shop_id: int | None = None, warehouse_id: int | None = None) -> Grant | None:
        """The grant that an event on such a record names: narrowest scope, then main position, then oldest."""
        fitting = (
            grant
            for grant in self.grants
            if needs.name in grant.capabilities and grant.scope.covers(shop_id, warehouse_id)
        )
        return min(fitting, key=_precedence, default=None)

    def delegate(self) -> "Actor":
        """The same person acting through a lower operation as part of the duty: checks were made above."""
        return replace(self, delegated=True)


def system(name: str, cause_id: int | None = None) -> Actor:
    """The actor of a schedule or rule called `name`."""
    return Actor(name=name, cause_id=cause_id)


def _precedence(grant: Grant) -> tuple[tuple[int, int], bool, int]:
    return (grant.scope.width, not grant.main, grant.assignment_id)


def _inside(ids: frozenset[int] | None, record_id: int | None) -> bool:
    return ids is None or record_id is None or record_id in ids


def _width(ids: Iterable[int] | None) -> int:
    return 1 << 31 if ids is None else len(list(ids))
