"""Every state of the list stands in its address, and finds exactly what it says."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import QueryDict

from tests.company import Trade, hire, open_trade
from tests.orders.house import take_in
from tests.orders.told import PAID_AT, line, receiver, told
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.orders.models import Order
from zhanggui.orders.operations.void_orders import void_orders
from zhanggui.orders.queries import search
from zhanggui.orders.queries.filters import FILTERS, Filter, orders_matching
from zhanggui.orders.rules.external import ExternalStatus
from zhanggui.orders.vocabulary import VoidReason

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    return open_trade()


def found(actor: Actor, query: str) -> set[str]:
    return set(orders_matching(actor, QueryDict(query)).values_list("external_no", flat=True))


@pytest.fixture
def reviewer(trade: Trade) -> Actor:
    plain = receiver("1", name="刘小婷", phone="13812342210")
    north = receiver("2", name="王芳", phone="010-62345678", province="北京市", city="北京市", district="海淀区")
    take_in(
        trade,
        told("269011834471", line("A1", 2), receiver=plain, flag="red", seller_memo="老客户", ship_by=PAID_AT),
        told("269011999000", line("A2", 1, 900), line("B1", 5, 1200), receiver=north, buyer_message="周末送"),
        told("300000000001", replace(line("NEW"), title="新款毛巾架")),
    )
    take_in(trade, told("400000000001", line("K1", 1, 9900)), shop=trade.pdd)
    take_in(trade, told("500000000001", status=ExternalStatus.FINISHED))
    return trade.company.reviewer


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("q=269011834471", {"269011834471"}),
        ("q=269011", {"269011834471", "269011999000"}),
        ("q=269011834471,400000000001", {"269011834471", "400000000001"}),
        ("q=2210", {"269011834471"}),
        ("q=13812342210", {"269011834471"}),
        ("q=62345678", set()),
        ("q=010-62345678", {"269011999000"}),
        ("q=刘小婷", {"269011834471"}),
        ("q=小婷", {"269011834471"}),
        ("q=婷小", set()),
        ("goods=软管", {"269011999000"}),
        ("goods=毛巾", {"300000000001"}),
        ("sku=A2", {"269011999000"}),
        ("sku=A2,B1", {"269011999000"}),
        ("sku=A2,A1", set()),
        ("sku=NOSUCH", set()),
        ("only=A1", {"269011834471"}),
        ("only=A2", set()),
        ("only=A2,B1", {"269011999000"}),
        ("kinds_from=2", {"269011999000"}),
        ("pieces_from=2&pieces_to=5", {"269011834471"}),
        ("amount_from=100&amount_to=100", {"269011834471"}),
        ("province=110000", {"269011999000"}),
        ("flag=red", {"269011834471"}),
        ("message=1", {"269011999000"}),
        ("memo=1", {"269011834471"}),
        ("reason=sku_unmapped", {"300000000001"}),
        ("due=overdue&q=269011", {"269011834471", "269011999000"}),
        ("queue=all&fulfilment=elsewhere", {"500000000001"}),
        ("queue=all&source=history", {"500000000001"}),
        ("queue=all&platform=finished", {"500000000001"}),
        ("paid_from=2026-11-11&paid_to=2026-11-11&sku=A1", {"269011834471"}),
        ("paid_to=2026-11-10", set()),
    ],
)
def test_filter_finds_what_it_says(reviewer: Actor, query: str, numbers: set[str]) -> None:
    assert found(reviewer, query) == numbers


def test_without_filters_are_the_orders_in_hand(trade: Trade, reviewer: Actor) -> None:
    in_hand = {"269011834471", "269011999000", "300000000001", "400000000001"}
    assert found(reviewer, "") == in_hand
    assert found(reviewer, "queue=all") == in_hand | {"500000000001"}
    (malicious,) = Order.objects.filter(external_no="400000000001").values_list("pk", flat=True)
    void_orders(reviewer, [malicious], reason=VoidReason.MALICIOUS)
    assert found(reviewer, "") == in_hand - {"400000000001"}


@pytest.mark.parametrize("query", ["kinds_from=many", "paid_from=soon", "shop=x", "province=999999", "due=never", "q="])
def test_what_the_address_says_wrongly_is_passed_over(reviewer: Actor, query: str) -> None:
    assert found(reviewer, query) == found(reviewer, "")


def test_a_shop_outside_the_range_does_not_exist(trade: Trade, reviewer: Actor) -> None:
    narrow = hire("narrow", "S1.REVIEWER", shops=(trade.pdd,))
    assert found(narrow, "queue=all") == {"400000000001"}
    assert found(narrow, "q=2210") == set()


def test_ship_by_buckets(trade: Trade) -> None:
    now = clock.now()
    receivers = {"paid_at": now, "created_at": now}
    take_in(
        trade,
        told("1", ship_by=now - timedelta(minutes=5), **receivers),
        told("2", ship_by=now + timedelta(minutes=90), **receivers),
        told("3", ship_by=clock.end_of(clock.today()) + timedelta(hours=5), **receivers),
    )
    reviewer = trade.company.reviewer
    assert found(reviewer, "due=overdue") == {"1"}
    assert found(reviewer, "due=near") == {"2"}
    assert found(reviewer, "due=tomorrow") == {"3"}


def test_upper_modules_add_numbers_and_filters(reviewer: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    pk = Order.objects.get(external_no="400000000001").pk
    monkeypatch.setattr(search, "NUMBER_FINDERS", [lambda text: [pk] if text == "ZTO730001" else []])
    assert found(reviewer, "q=ZTO730001") == {"400000000001"}
    by_version = Filter("version", "Version", "text", lambda actor, value: search.Q(version=int(value)))
    FILTERS.append(by_version)
    try:
        assert found(reviewer, "version=77") == set()
    finally:
        FILTERS.remove(by_version)
