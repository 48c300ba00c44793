"""The filters of the list as the filter bar draws them."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.orders.queries.filters import FILTERS, Filter


def filter_fields(actor: Actor, query: QueryDict) -> list[dict[str, Any]]:
    """Every filter with its choices and what the address says."""
    return [_field(actor, each, query) for each in FILTERS]


def _field(actor: Actor, each: Filter, query: QueryDict) -> dict[str, Any]:
    field: dict[str, Any] = {"name": each.name, "label": gettext(each.label), "kind": each.kind}
    if each.column:
        return field | {end: query.get(f"{each.name}_{end}", "") for end in ("from", "to")}
    if each.choices:
        field["choices"] = each.choices(actor)
    return field | {"value": query.get(each.name, "")}
