"""Open holds as a list of their own, for programs."""

from django.db.models import FETCH_RAISE, QuerySet
from django.http import QueryDict

from zhanggui.foundation.actor import Actor
from zhanggui.orders.models import OrderHold
from zhanggui.orders.queries.lists import orders_open_to
from zhanggui.orders.queries.orders import open_holds


def holds_seen(actor: Actor, query: QueryDict) -> QuerySet[OrderHold]:
    """The open holds of orders in range, narrowed by `owner` and `reason`, with their order."""
    found = open_holds().filter(order__in=orders_open_to(actor)).select_related("order").fetch_mode(FETCH_RAISE)
    for name in ("owner", "reason"):
        if given := query.get(name, "").strip():
            found = found.filter(**{name: given})
    return found
