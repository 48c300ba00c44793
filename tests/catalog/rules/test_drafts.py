from zhanggui.catalog.rules.drafts import Draft, Known, refusals_of
from zhanggui.catalog.vocabulary import SkuKind

GOODS, BUNDLE = SkuKind.GOODS, SkuKind.BUNDLE


def test_a_bundle_of_a_bundle_is_refused() -> None:
    known = Known({"S": BUNDLE})
    assert refusals_of({1: Draft("T", BUNDLE, parts={"S": 1})}, known)[1].code == "no_such_part"


def test_a_bundle_falls_with_a_refused_part() -> None:
    drafts = {1: Draft("A", GOODS), 2: Draft("A", GOODS), 3: Draft("S", BUNDLE, parts={"A": 1})}
    assert {n: r.code for n, r in refusals_of(drafts, Known({})).items()} == {
        1: "code_twice", 2: "code_twice", 3: "no_such_part",
    }  # fmt: skip


def test_a_barcode_may_be_its_own_merchant_code_but_not_anothers() -> None:
    known = Known({"A": GOODS, "B": GOODS})
    assert refusals_of({1: Draft("A", GOODS, {"A": 1}, is_new=False)}, known) == {}
    assert refusals_of({1: Draft("A", GOODS, {"B": 1}, is_new=False)}, known)[1].code == "barcode_taken"
