"""Review of the goods."""

from tests.orders.rules.building import judge, line, order, reasons
from zhanggui.orders.rules.review_values import ReviewFacts


def test_unmapped_and_retired_goods_are_held_by_line():
    facts = ReviewFacts(inactive_skus=frozenset({9}))
    bad = order(lines=(line(line_id=1), line(line_id=2, sku_id=None, listing_code="SKU-X"), line(line_id=3, sku_id=9)))
    (verdict,) = judge("sku_unmapped", bad, facts=facts)
    assert [(hit.line_id, hit.reason_code) for hit in verdict.held] == [
        (2, "sku_unmapped"),
        (3, "sku_inactive"),
    ]
    assert verdict.held[0].params == {"listing": "SKU-X"}


def test_price_under_floor_counts_the_whole_line():
    facts = ReviewFacts(floor_fen={7: 3000})
    assert reasons(
        "price_floor",
        order(lines=(line(quantity=2, amount_fen=5999),)),
        order(lines=(line(quantity=2, amount_fen=6000),)),
        order(lines=(line(amount_fen=0, gift=True),)),
        order(lines=(line(amount_fen=None),)),
        order(lines=(line(sku_id=8, amount_fen=1),)),
        facts=facts,
    ) == ["price_under_floor", "passed", "passed", "passed", "passed"]


def test_promotion_explains_a_low_price():
    facts = ReviewFacts(floor_fen={7: 9000}, floor_exempt=frozenset({(3, 7)}))
    assert reasons("price_floor", order(), order(shop_id=4), facts=facts) == ["passed", "price_under_floor"]


def test_many_pieces():
    assert reasons("many_pieces", order(lines=(line(quantity=60), line(quantity=40)))) == ["many_pieces"]
    assert reasons("many_pieces", order(lines=(line(quantity=99),))) == ["passed"]
