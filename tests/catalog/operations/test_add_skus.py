import pytest

from tests.company import open_company
from tests.inventory.house import SYSTEM, statements_of
from zhanggui.catalog.models import Product, Sku
from zhanggui.catalog.operations.add_skus import SkuRow, add_skus
from zhanggui.catalog.queries.facts import SkuFacts, parts_of, pieces_by_barcode, sku_facts
from zhanggui.catalog.queries.goods import ids_by_code
from zhanggui.catalog.vocabulary import SkuKind
from zhanggui.foundation.fields import Rows
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed, Refusal

pytestmark = pytest.mark.django_db


def _codes(refused: dict[int, Refusal]) -> dict[int, str]:
    return {number: refusal.code for number, refusal in refused.items()}


def test_skus_come_with_product_barcodes_and_parts() -> None:
    rows = [
        SkuRow("LY-S", "花洒 银", "LY", "花洒", SkuKind.GOODS, 800, 3200, 5900, "6901234567892; 6901234567908x12"),
        SkuRow("LY-G", "花洒 金", "LY", "", SkuKind.GOODS, 820, 3400, 6900),
        SkuRow("LY-SET", "双色套装", kind=SkuKind.BUNDLE, parts="LY-S x2; LY-G"),
        SkuRow("MANUAL", kind=SkuKind.NO_STOCK),
    ]
    outcome = add_skus(SYSTEM, rows)
    assert outcome.refused == {}
    ids = ids_by_code(["LY-S", "LY-G", "LY-SET", "MANUAL"])
    assert sku_facts([ids["LY-S"]]) == {ids["LY-S"]: SkuFacts("LY-S", "花洒 银", SkuKind.GOODS, 800, 3200, 5900, True)}
    assert parts_of(outcome.done) == {ids["LY-SET"]: ((ids["LY-S"], 2), (ids["LY-G"], 1))}
    assert pieces_by_barcode(["6901234567892", "6901234567908", "LY-G", "no"]) == {
        "6901234567892": (ids["LY-S"], 1), "6901234567908": (ids["LY-S"], 12), "LY-G": (ids["LY-G"], 1),
    }  # fmt: skip
    assert list(Product.objects.order_by("code").values_list("code", "name")) == [
        ("LY", "花洒"), ("LY-SET", "双色套装"), ("MANUAL", "MANUAL"),
    ]  # fmt: skip
    assert Event.objects.filter(kind="catalog.sku_added").count() == 4


def test_later_rows_join_a_product_that_is_there() -> None:
    add_skus(SYSTEM, [SkuRow("A1", product_code="A", product_name="毛巾")])
    add_skus(SYSTEM, [SkuRow("A2", product_code="A")])
    assert set(Sku.objects.values_list("code", "product__code", "name")) == {("A1", "A", "毛巾"), ("A2", "A", "毛巾")}


def test_what_cannot_stand_is_refused_by_row() -> None:
    add_skus(SYSTEM, [SkuRow("OLD", barcodes="6900000000001")])
    rows = [
        SkuRow("OLD"),
        SkuRow("TWICE"),
        SkuRow("TWICE"),
        SkuRow("SET", kind=SkuKind.BUNDLE),
        SkuRow("ODD", parts="OLD x1"),
        SkuRow("SET2", kind=SkuKind.BUNDLE, parts="NOBODY x1"),
        SkuRow("B1", barcodes="6900000000001"),
        SkuRow("B2", barcodes="69 00"),
        SkuRow("B3", barcodes="6900000000009"),
        SkuRow("B4", barcodes="6900000000009"),
        SkuRow("SET3", kind=SkuKind.BUNDLE, parts="B3 x1"),
        SkuRow("FINE"),
    ]
    outcome = add_skus(SYSTEM, rows)
    assert _codes(dict(outcome.refused)) == {
        1: "code_taken", 2: "code_twice", 3: "code_twice", 4: "no_parts", 5: "not_a_bundle", 6: "no_such_part",
        7: "barcode_taken", 8: "malformed_barcode", 9: "barcode_taken", 10: "barcode_taken", 11: "no_such_part",
    }  # fmt: skip
    assert set(Sku.objects.values_list("code", flat=True)) == {"OLD", "FINE"}


def test_a_sheet_says_kinds_and_money_in_words() -> None:
    given = [{"code": "X", "kind": "组合", "cost_fen": "12.5", "weight_grams": "300.0"}]
    assert Rows(label="", row=SkuRow).read(SYSTEM, given) == (
        SkuRow("X", kind=SkuKind.BUNDLE, cost_fen=1250, weight_grams=300),
    )


def test_who_holds_no_duty_for_it_adds_nothing() -> None:
    with pytest.raises(NotAllowed):
        add_skus(open_company().reviewer, [SkuRow("A")])


def test_five_hundred_rows_take_as_many_statements_as_one() -> None:
    first = [SkuRow("A", barcodes="1"), SkuRow("S", kind=SkuKind.BUNDLE, parts="A x2")]
    one = statements_of(lambda: add_skus(SYSTEM, first))
    goods = [SkuRow(f"A{n}", barcodes=f"10{n}") for n in range(250)]
    sets = [SkuRow(f"S{n}", kind=SkuKind.BUNDLE, parts=f"A{n} x2") for n in range(250)]
    assert statements_of(lambda: add_skus(SYSTEM, [*goods, *sets])) == one
    assert Sku.objects.count() == 502
