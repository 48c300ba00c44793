"""Warehouses and balances as an actor may see them, as lists, labels and look-ups."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext

from zhanggui.catalog.rules.grams import grams_of_term
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.lookup import Lookup
from zhanggui.foundation.scope import within
from zhanggui.foundation.subject import Subject
from zhanggui.foundation.words import _
from zhanggui.inventory.models import Balance, Move, Reservation, Warehouse
from zhanggui.inventory.vocabulary import COUNT, REASONS, RECEIVE, STOCK, Reason

SEEING = (STOCK, RECEIVE, COUNT)
SUGGESTIONS = 20
LAST_MOVES = 200


def warehouses_visible_to(actor: Actor, *needs: Capability) -> QuerySet[Warehouse]:
    """The warehouses that one of `needs` reaches, of all that have to do with stock by default."""
    return Warehouse.objects.filter(within(actor, *(needs or SEEING), shop="", warehouse="id"))


def warehouses_with_totals(actor: Actor) -> list[Warehouse]:
    """The warehouses in range with `skus`, pieces `on_hand` and `reserved`; one query."""
    lying = Balance.objects.filter(warehouse=OuterRef("pk"), on_hand__gt=0).order_by().values("warehouse")
    totals = {
        "skus": lying.annotate(n=Count("pk")).values("n"),
        "on_hand": lying.annotate(n=Sum("on_hand")).values("n"),
        "reserved": lying.annotate(n=Sum("reserved")).values("n"),
    }
    found = warehouses_visible_to(actor, STOCK).annotate(**{k: Coalesce(Subquery(q), 0) for k, q in totals.items()})
    return list(found.order_by("-active", "code"))


def warehouse_ids_within(actor: Actor, needs: Capability) -> set[int]:
    """The open warehouses that the capability reaches; one query."""
    return set(warehouses_visible_to(actor, needs).filter(active=True).values_list("id", flat=True))


def warehouses_reached(actor: Actor) -> QuerySet[Warehouse]:
    """The warehouses that any duty of the actor reaches: enough to name one in a field, not to change it."""
    if actor.is_system or actor.delegated:
        return Warehouse.objects.all()
    scopes = [grant.scope.warehouses for grant in actor.grants]
    if None in scopes:
        return Warehouse.objects.all()
    return Warehouse.objects.filter(pk__any={place for places in scopes if places is not None for place in places})


def warehouse_choices(actor: Actor) -> list[tuple[int, str]]:
    """The open warehouses within reach, for a filter."""
    return list(warehouses_reached(actor).filter(active=True).order_by("name").values_list("id", "name"))


def warehouse_names(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """The names of warehouses within reach."""
    return dict(warehouses_reached(actor).filter(pk__any=ids).values_list("id", "name"))


def balances_visible_to(actor: Actor, *needs: Capability) -> QuerySet[Balance]:
    """The balances of the warehouses that one of `needs` reaches."""
    return Balance.objects.filter(within(actor, *(needs or SEEING), shop="", warehouse="warehouse_id"))


def balance_rows(actor: Actor, query: QueryDict) -> QuerySet[Balance]:
    """The balances that the stock list's address names, with what is `free`.

    `q` word, code or shelf; `warehouse` id; `below` pieces; `state` out (nothing free) or waiting (for arrival).
    """
    found = balances_visible_to(actor).select_related("sku", "warehouse").annotate(free=F("on_hand") - F("reserved"))
    if term := query.get("q", "").strip():
        found = found.filter(_containing(term))
    if (place := _number(query, "warehouse")) is not None:
        found = found.filter(warehouse_id=place)
    match query.get("state", ""):
        case "out":
            found = found.filter(free__lte=0)
        case "waiting":
            found = found.filter(expected_on__isnull=False)
    if (below := _number(query, "below")) is not None:
        found = found.filter(free__lt=below)
    return found


def balances_of_sku(actor: Actor, sku_id: int) -> list[Balance]:
    """Where a SKU lies, within range."""
    found = balances_visible_to(actor).filter(sku=sku_id).select_related("warehouse")
    return list(found.annotate(free=F("on_hand") - F("reserved")).order_by("warehouse__name"))


def balance_page(actor: Actor, balance_id: int) -> Balance | None:
    """One balance with its SKU and warehouse, or None out of range."""
    return balances_visible_to(actor).select_related("sku", "warehouse").filter(pk=balance_id).first()


def last_moves(warehouse_id: int, sku_id: int) -> list[Move]:
    """The last moves of a balance, newest first."""
    found = Move.objects.filter(warehouse_id=warehouse_id, sku_id=sku_id)
    return list(found.order_by("-recorded_at", "-id")[:LAST_MOVES])


def open_claims(warehouse_id: int, sku_id: int) -> list[Reservation]:
    """Who holds a claim on a balance, most urgent first."""
    found = Reservation.objects.filter(warehouse=warehouse_id, sku=sku_id)
    return list(found.order_by(F("needed_by").asc(nulls_last=True), "id")[:LAST_MOVES])


def _number(query: QueryDict, name: str) -> int | None:
    given = str(query.get(name, ""))
    return int(given) if given.isdecimal() and len(given) < 10 else None


def _containing(term: str) -> Q:
    exact = Q(sku__code__iexact=term) | Q(bin__istartswith=term)
    grams = grams_of_term(term)
    return exact | Q(sku__grams__contains=grams) if grams else exact


def _search(actor: Actor, term: str) -> list[tuple[int, str]]:
    found = warehouses_reached(actor).filter(Q(code__istartswith=term) | Q(name__icontains=term), active=True)
    return list(found.order_by("code").values_list("id", "name")[:SUGGESTIONS])


def _by_code(actor: Actor, codes: Sequence[str]) -> dict[str, int]:
    named = warehouses_reached(actor).filter(Q(code__any=codes) | Q(name__any=codes)).values_list("id", "code", "name")
    return {text: row[0] for row in named for text in row[1:]}


def _balance_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    rows = balances_visible_to(actor).filter(pk__any=ids).values_list("id", "sku__code", "warehouse__name")
    return {balance_id: f"{code} @ {name}" for balance_id, code, name in rows}


def _balance_url(balance_id: int) -> str:
    return f"/stock/{balance_id}/"


def _balance_note(kind: str, data: Mapping[str, Any]) -> str:
    if quantity := data.get("quantity"):
        title = REASONS[Reason(data["reason"])]
        return f"{quantity:+d} · {gettext(title)}"
    if "lacking" in data:
        orders = len(data["order_ids"])
        return gettext("{pieces} too few, {orders} orders lost their goods").format(
            pieces=data["lacking"], orders=orders
        )
    return ""


WAREHOUSE = Subject("warehouse", _("Warehouse"), labels=warehouse_names)
BALANCE = Subject("balance", _("Stock"), labels=_balance_labels, url=_balance_url, note=_balance_note)
Lookup("warehouse", search=_search, by_code=_by_code, texts=warehouse_names)
