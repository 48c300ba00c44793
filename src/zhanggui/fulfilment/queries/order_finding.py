"""What the order list may be asked that only the warehouse knows: waybill numbers, and what was printed."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import ParcelLine, Waybill
from zhanggui.orders.queries.filters import FILTERS, Filter
from zhanggui.orders.queries.search import NUMBER_FINDERS

PRINTED = {"yes": _("Label printed"), "no": _("Not printed")}


def orders_of_number(text: str) -> list[int]:
    """The orders in the parcel that wears, or wore, this waybill number."""
    parcels = Waybill.objects.filter(number=text, parcel__isnull=False).values("parcel_id")
    return list(ParcelLine.objects.filter(parcel__in=parcels).values_list("order_id", flat=True).distinct())


def printed(actor: Actor, text: str) -> Q:
    """The condition of orders that have a parcel whose label was printed, or none."""
    lines = ParcelLine.objects.filter(order=OuterRef("pk"), parcel__printed__gt=0)
    return Q(Exists(lines)) if text == "yes" else ~Q(Exists(lines))


def _printed_or_not(actor: Actor) -> list[tuple[str, str]]:
    return [(value, gettext(title)) for value, title in PRINTED.items()]


NUMBER_FINDERS.append(orders_of_number)
FILTERS.append(Filter("printed", _("Printed"), "choice", printed, _printed_or_not))
