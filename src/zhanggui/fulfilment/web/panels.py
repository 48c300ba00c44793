"""Where an order physically is, for its page."""

from django.http import HttpResponse
from django.shortcuts import render

from zhanggui.foundation.web.requests import Request, require
from zhanggui.fulfilment.queries.parcel_page import parcels_of_order
from zhanggui.fulfilment.queries.parcels import FLOOR
from zhanggui.fulfilment.web.tones import parcel_rows


def parcels_of(request: Request, order_id: int) -> HttpResponse:
    """The parcels of an order, with state, wave and number."""
    require(request.actor, *FLOOR)
    return render(
        request, "fulfilment/parts/order.html", {"rows": parcel_rows(parcels_of_order(request.actor, order_id))}
    )
