"""A trading house with orders in it, for tests of pages, lists and endpoints."""

from django.test import Client

from tests.company import Trade, founding
from zhanggui.orders.models import Order
from zhanggui.orders.operations.take_in_orders import take_in_orders
from zhanggui.orders.rules.external import ExternalOrder
from zhanggui.orders.rules.intake import Incoming

HTMX = {"HX-Request": "true"}


def take_in(trade: Trade, *orders: ExternalOrder, shop: int | None = None) -> list[int]:
    """The ids of orders that came into a shop, the Taobao shop unless said, in the order in which they were told."""
    outcome = take_in_orders(founding(), [Incoming(shop or trade.taobao, order) for order in orders])
    assert not outcome.refused, outcome.refused
    numbers = dict(Order.objects.filter(pk__in=outcome.done).values_list("external_no", "pk"))
    return [numbers[order.external_no] for order in orders]


def browser(person_id: int) -> Client:
    """Somebody's browser, signed in."""
    from zhanggui.org.models import Person

    client = Client()
    client.force_login(Person.objects.get(pk=person_id), backend="django.contrib.auth.backends.ModelBackend")
    return client
