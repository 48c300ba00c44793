import pytest

from tests.company import open_company
from tests.inventory.house import SYSTEM, statements_of
from zhanggui.catalog.operations.add_skus import SkuRow, add_skus
from zhanggui.catalog.operations.retire_skus import retire_skus
from zhanggui.catalog.queries.facts import pieces_by_barcode
from zhanggui.catalog.queries.goods import ids_by_code
from zhanggui.catalog.vocabulary import SkuKind
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed

pytestmark = pytest.mark.django_db


def test_a_retired_sku_answers_to_no_code() -> None:
    sku_id = add_skus(SYSTEM, [SkuRow("A", barcodes="6901")]).one()
    assert retire_skus(SYSTEM, [sku_id]).done == [sku_id]
    assert pieces_by_barcode(["A", "6901"]) == {}
    event = Event.objects.get(kind="catalog.sku_retired")
    assert (event.subject_id, event.before, event.after) == (sku_id, "active", "retired")


def test_what_a_bundle_holds_or_is_not_on_sale_stays() -> None:
    add_skus(SYSTEM, [SkuRow("A"), SkuRow("B"), SkuRow("S", kind=SkuKind.BUNDLE, parts="A x1")])
    ids = ids_by_code(["A", "B", "S"])
    retire_skus(SYSTEM, [ids["B"]])
    outcome = retire_skus(SYSTEM, [ids["A"], ids["B"], 99999])
    assert {i: refusal.code for i, refusal in outcome.refused.items()} == {
        ids["A"]: "in_a_bundle", ids["B"]: "not_on_sale", 99999: "not_found",
    }  # fmt: skip


def test_who_holds_no_duty_for_it_retires_nothing() -> None:
    sku_id = add_skus(SYSTEM, [SkuRow("A")]).one()
    with pytest.raises(NotAllowed):
        retire_skus(open_company().picker, [sku_id])


def test_five_hundred_take_as_many_statements_as_one() -> None:
    ids = add_skus(SYSTEM, [SkuRow(f"A{n}") for n in range(501)]).done
    one = statements_of(lambda: retire_skus(SYSTEM, ids[:1]))
    assert statements_of(lambda: retire_skus(SYSTEM, ids[1:])) == one
