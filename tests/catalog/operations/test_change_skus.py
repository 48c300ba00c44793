import pytest

from tests.company import open_company
from tests.inventory.house import SYSTEM, statements_of
from zhanggui.catalog.models import Sku
from zhanggui.catalog.operations.add_skus import SkuRow, add_skus
from zhanggui.catalog.operations.change_skus import SkuChange, change_skus
from zhanggui.catalog.queries.facts import pieces_by_barcode
from zhanggui.catalog.queries.goods import barcodes_by_sku, ids_by_code, parts_by_bundle, search_skus
from zhanggui.catalog.vocabulary import SkuKind
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed

pytestmark = pytest.mark.django_db


def _add(*rows: SkuRow) -> dict[str, int]:
    add_skus(SYSTEM, rows)
    return ids_by_code(row.code for row in rows)


def test_only_what_was_said_changes() -> None:
    ids = _add(SkuRow("A", "花洒", weight_grams=500, cost_fen=900, barcodes="6901"))
    change_skus(SYSTEM, [SkuChange(ids["A"], name="龙头", cost_fen=950)])
    sku = Sku.objects.get()
    assert (sku.name, sku.weight_grams, sku.cost_fen, sku.version) == ("龙头", 500, 950, 2)
    assert barcodes_by_sku([sku.pk]) == {sku.pk: {"6901": 1}}
    assert [text for _id, text in search_skus(SYSTEM, "龙头")] == ["A 龙头"]
    assert search_skus(SYSTEM, "花洒") == [(sku.pk, "A 龙头")], "the product keeps its name"
    told = Event.objects.get(kind="catalog.sku_changed").data
    assert told["changed"] == ["name", "cost_fen"]
    assert (told["before"], told["after"]) == ({"name": "花洒", "cost_fen": 900}, {"name": "龙头", "cost_fen": 950})


def test_barcodes_and_parts_are_replaced() -> None:
    ids = _add(SkuRow("A", barcodes="6901"), SkuRow("B"), SkuRow("S", kind=SkuKind.BUNDLE, parts="A x1"))
    change_skus(SYSTEM, [SkuChange(ids["A"], barcodes="6902; 6903x6"), SkuChange(ids["S"], parts="A x2; B x3")])
    assert pieces_by_barcode(["6901", "6903"]) == {"6903": (ids["A"], 6)}
    assert parts_by_bundle([ids["S"]]) == {ids["S"]: {"A": 2, "B": 3}}
    change_skus(SYSTEM, [SkuChange(ids["A"], barcodes="-")])
    assert barcodes_by_sku(ids.values()) == {}


def test_a_barcode_of_another_is_refused_and_ones_own_is_not() -> None:
    ids = _add(SkuRow("A", barcodes="6901"), SkuRow("B", barcodes="6902"))
    outcome = change_skus(SYSTEM, [SkuChange(ids["A"], barcodes="6902"), SkuChange(99999, name="x")])
    assert {n: refusal.code for n, refusal in outcome.refused.items()} == {1: "barcode_taken", 2: "not_found"}
    assert change_skus(SYSTEM, [SkuChange(ids["B"], barcodes="6902x10")]).refused == {}
    assert pieces_by_barcode(["6901", "6902"]) == {"6901": (ids["A"], 1), "6902": (ids["B"], 10)}


def test_who_holds_no_duty_for_it_changes_nothing() -> None:
    ids = _add(SkuRow("A"))
    with pytest.raises(NotAllowed):
        change_skus(open_company().picker, [SkuChange(ids["A"], cost_fen=1)])


def test_five_hundred_rows_take_as_many_statements_as_one() -> None:
    ids = _add(
        *(SkuRow(f"A{n}") for n in range(251)),
        *(SkuRow(f"S{n}", kind=SkuKind.BUNDLE, parts=f"A{n} x1") for n in range(251)),
    )

    def rows(numbers: range) -> list[SkuChange]:
        goods = [SkuChange(ids[f"A{n}"], cost_fen=5, barcodes=f"69{n}") for n in numbers]
        return [*goods, *(SkuChange(ids[f"S{n}"], parts=f"A{n} x2") for n in numbers)]

    one = statements_of(lambda: change_skus(SYSTEM, rows(range(1))))
    assert statements_of(lambda: change_skus(SYSTEM, rows(range(1, 251)))) == one
