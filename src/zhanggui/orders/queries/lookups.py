"""Orders and couriers as fields find them."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.lookup import Lookup
from zhanggui.orders.models import Courier
from zhanggui.orders.queries.lists import orders_seen

MOST = 20


def couriers(active: bool = True) -> QuerySet[Courier]:
    """The couriers that the company works with, by name."""
    found = Courier.objects.order_by("name")
    return found.filter(active=True) if active else found


def courier_choices(actor: Actor) -> list[tuple[int, str]]:
    """The couriers in use, for a filter."""
    return list(couriers().values_list("pk", "name"))


def _search_orders(actor: Actor, term: str) -> list[tuple[int, str]]:
    if not term.strip():
        return []
    found = orders_seen(actor).filter(external_no__startswith=term.strip()).select_related("shop")
    rows = found.order_by("external_no").values_list("pk", "external_no", "shop__name")[:MOST]
    return [(pk, f"{number} {shop}") for pk, number, shop in rows]


def _orders_by_code(actor: Actor, codes: Sequence[str]) -> dict[str, int]:
    """Numbers that only one shop has; a number of two shops names no order."""
    found: dict[str, list[int]] = {}
    for pk, number in orders_seen(actor).filter(external_no__any=codes).values_list("pk", "external_no"):
        found.setdefault(number, []).append(pk)
    return {number: ids[0] for number, ids in found.items() if len(ids) == 1}


def _order_texts(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    return dict(orders_seen(actor).filter(pk__any=ids).values_list("pk", "external_no"))


def _search_couriers(actor: Actor, term: str) -> list[tuple[int, str]]:
    named = Q(name__icontains=term) | Q(code__istartswith=term) | Q(aliases__contains=[term])
    return list(couriers().filter(named).values_list("pk", "name")[:MOST])


def _couriers_by_code(actor: Actor, codes: Sequence[str]) -> dict[str, int]:
    named = Q(name__any=codes) | Q(code__any=codes) | Q(aliases__overlap=list(codes))
    found: dict[str, int] = {}
    for pk, code, name, aliases in Courier.objects.filter(named).values_list("pk", "code", "name", "aliases"):
        found |= dict.fromkeys((*aliases, name, code), pk)
    return {code: found[code] for code in codes if code in found}


def _courier_texts(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    return dict(Courier.objects.filter(pk__any=ids).values_list("pk", "name"))


ORDER = Lookup("order", _search_orders, _orders_by_code, _order_texts)
COURIER = Lookup("courier", _search_couriers, _couriers_by_code, _courier_texts)
