"""The filter bar over parcels."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from zhanggui.foundation.web.requests import Request
from zhanggui.foundation.words import _
from zhanggui.fulfilment.vocabulary import PARCEL_STATES
from zhanggui.inventory.queries.warehouses import warehouse_choices
from zhanggui.orders.queries.lookups import courier_choices
from zhanggui.shops.queries.shops_seen import shop_choices

KINDS = {"single": _("One piece"), "one_sku": _("One SKU"), "mixed": _("Several SKUs")}
DUE = {"overdue": _("Overdue"), "soon": _("Within 2 h"), "today": _("Today")}


def filters_of(request: Request, *, states: bool = True) -> list[dict[str, Any]]:
    """The filters with what the address says."""
    query = request.GET
    bar = [
        {"name": "q", "label": gettext("Parcel, number, order or wave"), "kind": "text", "value": query.get("q", "")}
    ]
    if states:
        bar.append(choice(request, "state", gettext("State"), _words(PARCEL_STATES)))
    return [
        *bar,
        choice(request, "due", gettext("Ship by"), _words(DUE)),
        choice(request, "kinds", gettext("Goods"), _words(KINDS)),
        choice(request, "shop", gettext("Shop"), shop_choices(request.actor)),
        choice(request, "courier", gettext("Courier"), courier_choices(request.actor)),
        choice(request, "warehouse", gettext("Warehouse"), warehouse_choices(request.actor)),
        {"name": "sku", "label": gettext("Merchant code"), "kind": "text", "value": query.get("sku", "")},
    ]


def choice(request: Request, name: str, label: str, choices: Sequence[tuple[Any, str]]) -> dict[str, Any]:
    """A filter that offers a few words."""
    offered = [(str(value), text) for value, text in choices]
    value = request.GET.get(name, "")
    return {"name": name, "label": label, "kind": "choice", "choices": offered, "value": value,
            "text": dict(offered).get(value, value)}  # fmt: skip


def _words(titles: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(value), gettext(title)) for value, title in titles.items()]
