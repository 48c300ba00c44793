"""Shop accounts and the rules that their orders follow."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext

from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.timeline import events_of
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request, require
from zhanggui.shops.queries.shops_seen import visible_to
from zhanggui.shops.rules.template import template_text
from zhanggui.shops.vocabulary import ALLOCATIONS, PLATFORMS, STORE, Allocation, Platform


def shops(request: Request) -> HttpResponse:
    """The shops in range; a company has dozens at most, so they stand on one page."""
    require(request.actor, STORE)
    rows = [_row(shop) for shop in visible_to(request.actor, STORE).order_by("-active", "code")]
    context = {
        "rows": rows,
        "opening": buttons_for(request.actor, "", names=("open_shops",)),
        "buttons": buttons_for(request.actor, "shop"),
    }
    return render(request, "shops/shops.html", context)


def shop(request: Request, shop_id: int) -> HttpResponse:
    """One shop with its rules and what was changed in them."""
    require(request.actor, STORE)
    shown = visible_to(request.actor, STORE).filter(pk=shop_id).first()
    if shown is None:
        raise NotFound
    names = ("change_shops", "close_shops" if shown.active else "reopen_shops")
    context = {
        "shown": shown,
        "platform": gettext(PLATFORMS[Platform(shown.platform)]),
        "facts": _facts(shown),
        "buttons": buttons_for(request.actor, "shop", names=names, ids=[shop_id]),
        "events": events_of(request.actor, "shop", shop_id),
    }
    return render(request, "shops/shop.html", context)


def _row(shop: Any) -> dict[str, Any]:
    return {
        "shop": shop,
        "platform": gettext(PLATFORMS[Platform(shop.platform)]),
        "allocation": gettext(ALLOCATIONS[Allocation(shop.allocation)]),
    }


def _facts(shop: Any) -> list[dict[str, Any]]:
    gate = gettext("none") if shop.gate_minutes is None else _minutes(shop.gate_minutes)
    return [
        {"label": gettext("Code"), "value": shop.code},
        {"label": gettext("Platform"), "value": gettext(PLATFORMS[Platform(shop.platform)])},
        {"label": gettext("Cooling time"), "value": _minutes(shop.cooling_minutes)},
        {"label": gettext("Ships within"), "value": _hours(shop.ship_within_hours)},
        {"label": gettext("Allocation"), "value": gettext(ALLOCATIONS[Allocation(shop.allocation)])},
        {"label": gettext("Gate: status file at most"), "value": gate},
        {
            "label": gettext("Columns of the shipping file"),
            "value": template_text(shop.ship_template) or gettext("the platform's own"),
        },
    ]


def _minutes(count: int) -> str:
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)


def _hours(count: int) -> str:
    return ngettext("{count} hour", "{count} hours", count).format(count=count)
