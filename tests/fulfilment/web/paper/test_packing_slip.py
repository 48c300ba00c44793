from dataclasses import replace

import pytest
from django.utils import translation

from tests.fulfilment.web.paper.reading import ink_margin, page_sizes, page_text, scanned
from zhanggui.fulfilment.web.paper import Missing, Slip, SlipLine, SlipOrder, SlipSize, packing_slips

ORDERS = (
    SlipOrder(
        "4078123456789012345",
        "家蕊天猫旗舰店",
        buyer_message="麻烦包装结实一点",
        memos=("客服：已答应送生料带 2 卷", "仓库：大件另放"),
    ),
    SlipOrder("4078123456789099999", "家蕊天猫旗舰店", memos=("加急",)),
)
LINES = (
    SlipLine("JR-1", "花洒 银色", 2, order_number=ORDERS[0].number, barcode="6901234567892"),
    SlipLine("JR-2", "角阀 4分", 1, order_number=ORDERS[1].number),
)
SLIP = Slip("P26112200237", "W1122-07", 237, 500, ORDERS, LINES, receiver="林** 138****5678")


@pytest.mark.parametrize(("size", "millimetres"), [(SlipSize.A5, (148, 210)), (SlipSize.LABEL, (76, 130))])
def test_slip_tells_all_orders_every_memo_and_all_goods(size: SlipSize, millimetres: tuple[int, int]) -> None:
    paper = packing_slips([SLIP], size)
    text = page_text(paper.pdf)
    for words in (
        *(order.number for order in ORDERS),
        "麻烦包装结实一点",
        "客服：已答应送生料带2卷",
        "仓库：大件另放",
        "加急",
        "JR-1花洒银色6901234567892",
        "×2",
        "237/500",
        "林**138****5678",
    ):
        assert words in text, words
    assert page_sizes(paper.pdf) == {millimetres}
    assert scanned(paper.pdf) == {("qrcode", SLIP.parcel_code)}


def test_goods_of_merged_orders_name_their_order_by_its_place() -> None:
    text = page_text(packing_slips([SLIP]).pdf)
    assert f"①{ORDERS[0].number}" in text
    assert "②JR-2" in text
    alone = page_text(packing_slips([replace(SLIP, orders=ORDERS[:1], lines=LINES[:1])]).pdf)
    assert "①" not in alone


def test_headings_are_chinese() -> None:
    with translation.override("zh-hans"):
        text = page_text(packing_slips([SLIP]).pdf)
    for words in ("发货单", "本包裹订单（2）", "买家留言", "备注", "商品清单（2种3件）"):
        assert words in text, words


@pytest.mark.parametrize("size", SlipSize)
def test_endless_memo_loses_no_word(size: SlipSize) -> None:
    memo = "".join(f"第{count}句话要说清楚。" for count in range(400))
    paper = packing_slips([replace(SLIP, orders=(SlipOrder("1", "店", buyer_message=memo),))], size)
    whole = "".join(_body(page_text(paper.pdf, page)) for page in range(1, paper.pages + 1))
    assert paper.pages > 1
    assert all(f"第{count}句" in whole for count in range(400))
    assert f"{paper.pages}/{paper.pages}" in page_text(paper.pdf, paper.pages)
    assert all(ink_margin(paper.pdf, page) >= 2 for page in range(1, paper.pages + 1))


def test_slips_keep_their_order() -> None:
    paper = packing_slips([replace(SLIP, position=place, parcel_code=f"P{place}") for place in (3, 4, 5)])
    assert [scanned(paper.pdf, page) for page in (1, 2, 3)] == [{("qrcode", f"P{place}")} for place in (3, 4, 5)]


def test_missing_glyphs_are_reported() -> None:
    orders = (replace(ORDERS[0], buyer_message="谢谢🙏"),)
    assert packing_slips([replace(SLIP, orders=orders)]).missing == (Missing(SLIP.parcel_code, "🙏"),)


def _body(text: str) -> str:
    """The text between the head and the foot of a page."""
    return text.split("5678", 1)[1].rsplit("P26112200237", 1)[0]
