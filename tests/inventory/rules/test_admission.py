from zhanggui.catalog.vocabulary import SkuKind
from zhanggui.inventory.rules.admission import admit


def test_only_goods_in_ones_own_warehouses_are_admitted() -> None:
    wanted = {1: (1, 10), 2: (2, 10), 3: (1, None), 4: (1, 11), 5: (1, 99)}
    refused = admit(wanted, {1}, {10: SkuKind.GOODS, 11: SkuKind.BUNDLE})
    assert {number: refusal.code for number, refusal in refused.items()} == {
        2: "not_found", 3: "unknown_code", 4: "not_stocked", 5: "unknown_code",
    }  # fmt: skip
