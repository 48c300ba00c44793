import pytest

from tests.company import open_company
from tests.inventory.house import SYSTEM, statements_of
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.inventory.models import Warehouse
from zhanggui.inventory.operations.open_warehouses import WarehouseRow, open_warehouses

pytestmark = pytest.mark.django_db


def test_warehouses_open() -> None:
    done = open_warehouses(SYSTEM, [WarehouseRow("SH", "上海仓"), WarehouseRow("CD", "成都仓")]).done
    assert list(Warehouse.objects.filter(pk__in=done).values_list("code", "name")) == [
        ("SH", "上海仓"),
        ("CD", "成都仓"),
    ]
    assert Event.objects.filter(kind="inventory.warehouse_opened").count() == 2


def test_a_code_stands_for_one_warehouse() -> None:
    open_warehouses(SYSTEM, [WarehouseRow("SH", "上海仓")])
    outcome = open_warehouses(SYSTEM, [WarehouseRow("SH", "别的"), WarehouseRow("X", "甲"), WarehouseRow("X", "乙")])
    assert {number: refusal.code for number, refusal in outcome.refused.items()} == {
        1: "code_taken", 2: "code_taken", 3: "code_taken",
    }  # fmt: skip
    assert Warehouse.objects.count() == 1


def test_who_holds_no_duty_for_it_opens_none() -> None:
    company = open_company()
    with pytest.raises(NotAllowed):
        open_warehouses(company.reviewer, [WarehouseRow("SH", "上海仓")])


def test_many_take_as_many_statements_as_one() -> None:
    one = statements_of(lambda: open_warehouses(SYSTEM, [WarehouseRow("SH", "上海仓")]))
    rows = [WarehouseRow(f"W{n}", f"仓{n}") for n in range(500)]
    assert statements_of(lambda: open_warehouses(SYSTEM, rows)) == one
