import pytest

from tests.company import hire, open_company
from tests.inventory.house import SYSTEM, statements_of
from tests.shops.market import open_shop
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.shops.operations.change_shops import TemplateUnreadable, change_shops
from zhanggui.shops.queries.shops import shops_by_id
from zhanggui.shops.vocabulary import Allocation

pytestmark = pytest.mark.django_db


def test_only_what_was_said_changes() -> None:
    shop = open_shop()
    change_shops(SYSTEM, [shop], cooling_minutes=45, allocation=Allocation.PARTIAL, gate_minutes=90)
    facts = shops_by_id()[shop]
    assert (facts.cooling_minutes, facts.ship_within_hours, facts.gate_minutes) == (45, 48, 90)
    assert facts.allocation == Allocation.PARTIAL
    told = Event.objects.get(kind="shops.changed").data
    assert told["before"] == {"cooling_minutes": 15, "allocation": "whole", "gate_minutes": None}
    assert told["after"] == {"cooling_minutes": 45, "allocation": "partial", "gate_minutes": 90}


def test_the_gate_opens_with_zero() -> None:
    shop = open_shop()
    change_shops(SYSTEM, [shop], gate_minutes=90)
    change_shops(SYSTEM, [shop], gate_minutes=0)
    assert shops_by_id()[shop].gate_minutes is None


def test_the_shipping_file_takes_its_columns() -> None:
    shop = open_shop()
    change_shops(SYSTEM, [shop], ship_template="csv-gb18030: 订单编号=order; 运单号=number")
    template = {"format": "csv-gb18030", "columns": [["订单编号", "order"], ["运单号", "number"]]}
    assert shops_by_id()[shop].ship_template == template
    with pytest.raises(TemplateUnreadable):
        change_shops(SYSTEM, [shop], ship_template="订单编号=phone")
    change_shops(SYSTEM, [shop], ship_template="-")
    assert shops_by_id()[shop].ship_template == {}


def test_a_shop_out_of_range_does_not_exist() -> None:
    open_company()
    near, far = open_shop("TM"), open_shop("JD")
    boss = hire("shopboss", "S1.EC_MANAGER", shops=(near,))
    outcome = change_shops(boss, [near, far], cooling_minutes=5)
    assert (list(outcome.done), {i: r.code for i, r in outcome.refused.items()}) == ([near], {far: "not_found"})


def test_who_holds_no_duty_for_it_changes_nothing() -> None:
    with pytest.raises(NotAllowed):
        change_shops(open_company().picker, [open_shop()], cooling_minutes=5)


def test_many_take_as_many_statements_as_one() -> None:
    shops = [open_shop(f"S{n}") for n in range(21)]
    one = statements_of(lambda: change_shops(SYSTEM, shops[:1], cooling_minutes=5))
    assert statements_of(lambda: change_shops(SYSTEM, shops[1:], cooling_minutes=5)) == one
