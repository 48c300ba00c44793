"""Which shops an actor may see, and shops as labels and look-ups."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.lookup import Lookup
from zhanggui.foundation.scope import within
from zhanggui.foundation.subject import Subject
from zhanggui.foundation.words import _
from zhanggui.shops.models import Shop
from zhanggui.shops.vocabulary import LISTING, SHOP_STATES, STORE

SUGGESTIONS = 20


def visible_to(actor: Actor, *needs: Capability) -> QuerySet[Shop]:
    """The shops that one of `needs` reaches; by default those whose rules or listings the actor keeps."""
    return Shop.objects.filter(within(actor, *(needs or (STORE, LISTING)), shop="id"))


def shops_reached(actor: Actor) -> QuerySet[Shop]:
    """The shops that any duty of the actor reaches: enough to name one in a field, not to change it."""
    if actor.is_system or actor.delegated:
        return Shop.objects.all()
    scopes = [grant.scope.shops for grant in actor.grants]
    if None in scopes:
        return Shop.objects.all()
    return Shop.objects.filter(pk__any={shop for shops in scopes if shops is not None for shop in shops})


def shop_names(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """The names of shops within reach."""
    return dict(shops_reached(actor).filter(pk__any=ids).values_list("id", "name"))


def shop_choices(actor: Actor) -> list[tuple[int, str]]:
    """The open shops within reach, for a filter."""
    return list(shops_reached(actor).filter(active=True).order_by("name").values_list("id", "name"))


def _search(actor: Actor, term: str) -> list[tuple[int, str]]:
    found = shops_reached(actor).filter(Q(code__istartswith=term) | Q(name__icontains=term), active=True)
    return [
        (row[0], f"{row[1]} {row[2]}") for row in found.order_by("code").values_list("id", "code", "name")[:SUGGESTIONS]
    ]


def _by_code(actor: Actor, codes: Sequence[str]) -> dict[str, int]:
    named = shops_reached(actor).filter(Q(code__any=codes) | Q(name__any=codes)).values_list("id", "code", "name")
    return {text: row[0] for row in named for text in row[1:]}


def _shop_url(shop_id: int) -> str:
    return f"/shops/{shop_id}/"


SHOP = Subject("shop", _("Shop"), labels=shop_names, url=_shop_url, states=SHOP_STATES)
Lookup("shop", search=_search, by_code=_by_code, texts=shop_names)
