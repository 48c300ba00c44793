"""Orders by what somebody typed or scanned: any number, a phone or its ending, a name, a word of the goods."""

import re
from collections.abc import Callable, Collection

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from zhanggui.catalog.queries.goods import ids_by_code, skus_matching
from zhanggui.foundation.actor import Actor
from zhanggui.orders.models import OrderLine
from zhanggui.orders.queries.receivers import receivers_found, sealer
from zhanggui.orders.rules.sealing import plain_digits

type NumberFinder = Callable[[str], Collection[int]]

# Upper modules add what else is a number of an order, such as its waybill's: the text in, order ids out.
NUMBER_FINDERS: list[NumberFinder] = []

MOST_NUMBERS = 200
# The newest: whoever types two characters of a name looks for somebody who has just called.
MOST_RECEIVERS = 500
MOST_SKUS = 500
PREFIX = 6
_APART = re.compile(r"[\s,，、;；]+")
_NUMBER = re.compile(r"[A-Za-z0-9_-]*\d[A-Za-z0-9_-]*")


def named(actor: Actor, text: str) -> Q:
    """The condition of orders that `text` names; several numbers may be pasted at once."""
    terms = [term for term in dict.fromkeys(_APART.split(text.strip())) if term][:MOST_NUMBERS]
    if len(terms) > 1 and all(map(_NUMBER.fullmatch, terms)):
        return Q(external_no__in=terms)
    term = text.strip()
    if not _NUMBER.fullmatch(term):
        return Q(receiver_id__in=receivers_named(term))
    return _numbered(term)


def receivers_named(term: str) -> list[int]:
    """The receivers whose name holds the term; the keyed hashes find them, the opened name decides."""
    found = receivers_found(term).only("sealed", "province", "city", "district", "masked").order_by("-pk")
    unseal = sealer().open
    names = {
        r.pk: unseal(bytes(r.sealed), r.province, r.city, r.district, r.masked).name for r in found[:MOST_RECEIVERS]
    }
    return [pk for pk, name in names.items() if term in name]


def about_goods(actor: Actor, word: str) -> Q:
    """The condition of orders with a line about `word`: a part of a SKU's name or code, or of an unknown title."""
    query = QueryDict(mutable=True)
    query.update({"q": word, "state": "all"})
    known = list(skus_matching(actor, query).values_list("pk", flat=True)[:MOST_SKUS])
    unknown = Q(sku=None, title__icontains=word)
    return Q(Exists(OrderLine.objects.filter(Q(sku_id__any=known) | unknown, order=OuterRef("pk"))))


def with_skus(actor: Actor, codes: str) -> Q:
    """The condition of orders that hold every one of the merchant codes."""
    wanted = _codes(codes)
    known = ids_by_code(wanted)
    if not wanted or len(known) < len(wanted):
        return Q(pk__in=[])
    condition = Q()
    for sku_id in known.values():
        condition &= Q(Exists(_living_lines().filter(sku_id=sku_id)))
    return condition


def with_only_skus(actor: Actor, codes: str) -> Q:
    """The condition of orders that hold nothing but the merchant codes."""
    known = list(ids_by_code(_codes(codes)).values())
    others = ~Q(sku_id__any=known) | Q(sku=None)
    return Q(Exists(_living_lines().filter(sku_id__any=known))) & ~Q(Exists(_living_lines().filter(others)))


def _numbered(term: str) -> Q:
    condition = Q(external_no=term)
    if len(term) >= PREFIX:
        condition |= Q(external_no__startswith=term)
    digits = plain_digits(term)
    if digits.isdecimal() and (len(digits) == 4 or len(digits) >= 7):
        condition |= Q(receiver_id__in=_receivers_called(term))
    found = {order_id for finder in NUMBER_FINDERS for order_id in finder(term)}
    return condition | Q(pk__in=found) if found else condition


def _receivers_called(term: str) -> list[int]:
    return list(receivers_found(term).values_list("pk", flat=True)[:MOST_RECEIVERS])


def _living_lines() -> QuerySet[OrderLine]:
    return OrderLine.objects.filter(order=OuterRef("pk"), cancelled=False)


def _codes(text: str) -> list[str]:
    return [code for code in dict.fromkeys(re.split(r"[\s,，]+", text.strip())) if code]
