import pytest

from tests.inventory.house import SYSTEM, statements_of
from zhanggui.catalog.operations.add_skus import SkuRow, add_skus
from zhanggui.catalog.operations.restore_skus import restore_skus
from zhanggui.catalog.operations.retire_skus import retire_skus
from zhanggui.catalog.queries.facts import pieces_by_barcode

pytestmark = pytest.mark.django_db


def test_a_retired_sku_comes_back() -> None:
    sku_id = add_skus(SYSTEM, [SkuRow("A")]).one()
    retire_skus(SYSTEM, [sku_id])
    assert restore_skus(SYSTEM, [sku_id]).done == [sku_id]
    assert pieces_by_barcode(["A"]) == {"A": (sku_id, 1)}
    assert restore_skus(SYSTEM, [sku_id]).refused[sku_id].code == "on_sale"


def test_five_hundred_take_as_many_statements_as_one() -> None:
    ids = add_skus(SYSTEM, [SkuRow(f"A{n}") for n in range(501)]).done
    retire_skus(SYSTEM, ids)
    one = statements_of(lambda: restore_skus(SYSTEM, ids[:1]))
    assert statements_of(lambda: restore_skus(SYSTEM, ids[1:])) == one
