"""The warehouses of the company."""

from django.http import HttpResponse
from django.shortcuts import render

from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request, require
from zhanggui.inventory.queries.warehouses import warehouses_with_totals
from zhanggui.inventory.vocabulary import STOCK


def warehouses(request: Request) -> HttpResponse:
    """Each warehouse in range with what lies in it; a company has a handful, so they stand on one page."""
    require(request.actor, STOCK)
    context = {
        "rows": warehouses_with_totals(request.actor),
        "opening": buttons_for(request.actor, "", names=("open_warehouses",)),
    }
    return render(request, "inventory/warehouses.html", context)
