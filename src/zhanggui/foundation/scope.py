"""Scope becomes part of the query that finds a set: what lies outside it does not exist."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from zhanggui.foundation.actor import Actor, Scope
from zhanggui.foundation.capability import Capability


def within(actor: Actor, *needs: Capability, shop: str = "shop_id", warehouse: str = "") -> Q:
    """The condition for records that one of `needs` reaches; an empty column name leaves that dimension out.

    Without any grant the condition is false for every record.
    """
    scopes = [scope for capability in needs for scope in actor.scopes(capability)]
    condition = Q(pk__in=[])
    for scope in scopes:
        limits = _limits(scope, shop, warehouse)
        if not limits:
            return Q()
        condition |= Q(**limits)
    return condition


def reach(actor: Actor, *needs: Capability) -> tuple[Sequence[int] | None, Sequence[int] | None]:
    """Shops and warehouses that `needs` reach in any assignment, None for every one: for choices in a form."""
    scopes = [scope for capability in needs for scope in actor.scopes(capability)]
    return _union([s.shops for s in scopes]), _union([s.warehouses for s in scopes])


def _limits(scope: Scope, shop: str, warehouse: str) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    if shop and scope.shops is not None:
        limits[f"{shop}__in"] = sorted(scope.shops)
    if warehouse and scope.warehouses is not None:
        limits[f"{warehouse}__in"] = sorted(scope.warehouses)
    return limits


def _union(sets: Sequence[frozenset[int] | None]) -> Sequence[int] | None:
    if any(ids is None for ids in sets):
        return None
    return sorted({record for ids in sets if ids is not None for record in ids})
