"""Where a SKU lies, for the page of the SKU."""

from django.http import HttpResponse
from django.shortcuts import render

from zhanggui.foundation.web.requests import Request, require
from zhanggui.inventory.queries.warehouses import SEEING, balances_of_sku


def stock_of_sku(request: Request, sku_id: int) -> HttpResponse:
    """The balances of a SKU in range."""
    require(request.actor, *SEEING)
    context = {"balances": balances_of_sku(request.actor, sku_id)}
    return render(request, "inventory/stock_of_sku.html", context)
