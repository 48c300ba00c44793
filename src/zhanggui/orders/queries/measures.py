"""What an order weighs and where it goes, as routing looks at it."""

from collections.abc import Mapping, Sequence

from zhanggui.orders.models import Order, OrderLine
from zhanggui.orders.rules.intake import areas_of
from zhanggui.orders.rules.routing import RoutingOrder
from zhanggui.org.rules.address import check_parts


def measures_of(order_ids: Sequence[int]) -> dict[int, list[tuple[int | None, int]]]:
    """(SKU, quantity) of the lines that still count, by order; one query."""
    lines: dict[int, list[tuple[int | None, int]]] = {pk: [] for pk in order_ids}
    rows = OrderLine.objects.filter(order_id__any=order_ids, cancelled=False)
    for order_id, sku_id, quantity in rows.values_list("order_id", "sku_id", "quantity"):
        lines[order_id].append((sku_id, quantity))
    return lines


def routing_orders(
    order_ids: Sequence[int], lines: Mapping[int, list[tuple[int | None, int]]], weights: Mapping[int, int]
) -> list[RoutingOrder]:
    """What routing looks at; one query."""
    rows = Order.objects.filter(pk__any=order_ids).values_list(
        "pk", "shop_id", "receiver__province", "receiver__city", "receiver__district"
    )
    return [
        RoutingOrder(
            pk,
            shop,
            _areas(province, city, district),
            weights[pk],
            frozenset(sku for sku, _n in lines[pk] if sku),
        )
        for pk, shop, province, city, district in rows
    ]


def _areas(province: str | None, city: str | None, district: str | None) -> frozenset[str]:
    return areas_of(check_parts(province or "", city or "", district or "", "")) if province else frozenset()
