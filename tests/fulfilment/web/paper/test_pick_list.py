from collections import Counter

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.fulfilment.web.paper.reading import LASER_DPI, ink_margin, page_sizes, page_text, scanned
from zhanggui.fulfilment.web.paper import PickDemand, PickList, pick_list
from zhanggui.fulfilment.web.paper.picking import Stop, positions_text, stops

DEMANDS = (
    PickDemand("A-10-1", "JR-2", "角阀 4分", 3, 4),
    PickDemand("A-02-1", "JR-1", "花洒 银色 手持", 1, 1, barcode="6901234567892"),
    PickDemand("A-02-1", "JR-1", "花洒 银色 手持", 2, 2, barcode="6901234567892"),
    PickDemand("", "GIFT", "毛巾", 1, 1),
)
WAVE = PickList("W1122-07", "海宁一号仓", 3, DEMANDS, courier="中通快递", picker="韩小满")


def test_demands_are_added_up_per_bin_in_walking_order() -> None:
    assert stops(DEMANDS) == [
        Stop("A-02-1", "JR-1", "花洒 银色 手持", "6901234567892", 3, ((1, 1), (2, 2))),
        Stop("A-10-1", "JR-2", "角阀 4分", "", 4, ((3, 4),)),
        Stop("", "GIFT", "毛巾", "", 1, ((1, 1),)),
    ]


def test_bins_compare_by_number() -> None:
    bins = ["B1", "A-10", "A-9", "9-1", "A"]
    assert [stop.bin for stop in stops([PickDemand(name, "S", "货", 1, 1) for name in bins])] == [
        "9-1",
        "A",
        "A-9",
        "A-10",
        "B1",
    ]


def test_positions_are_written_the_short_way() -> None:
    assert positions_text(((1, 1), (2, 1), (3, 1), (4, 2), (7, 1), (8, 1), (12, 3))) == "1-3, 4×2, 7, 8, 12×3"


@given(st.lists(st.tuples(st.sampled_from(["A-1", "A-2", ""]), st.sampled_from("XY"), st.integers(1, 9))))
def test_nothing_is_lost_between_demands_and_stops(wanted: list[tuple[str, str, int]]) -> None:
    demands = [PickDemand(bin_, sku, sku, place, 1) for bin_, sku, place in wanted]
    shared: Counter[tuple[str, str, int]] = Counter()
    for stop in stops(demands):
        assert stop.quantity == sum(quantity for _position, quantity in stop.shares)
        shared.update({(stop.bin, stop.sku_code, position): quantity for position, quantity in stop.shares})
    assert shared == Counter(wanted)


def test_list_shows_goods_totals_and_a_code_that_scans() -> None:
    paper = pick_list(WAVE)
    text = page_text(paper.pdf)
    for words in ("海宁一号仓", "A-02-1", "花洒银色手持", "JR-1", "6901234567892", "1,2×2", "3×4", "韩小满"):
        assert words in text, words
    assert text.index("A-02-1") < text.index("A-10-1")
    assert scanned(paper.pdf, dpi=LASER_DPI) == {("code128", "W1122-07")}
    assert page_sizes(paper.pdf) == {(210, 297)}


def test_headings_are_chinese() -> None:
    with translation.override("zh-hans"):
        text = page_text(pick_list(WAVE).pdf)
    for words in ("拣货单", "库位", "件数", "第1页，共1页", "无库位"):
        assert words in text, words


def test_long_wave_goes_over_pages_that_are_counted_and_each_scans() -> None:
    demands = tuple(
        PickDemand(f"C-{shelf:02d}", f"SKU-{shelf}", "恒温淋浴龙头 枪灰 明装", place, 1)
        for shelf in range(40)
        for place in range(shelf + 1, 501, 7)
    )
    with translation.override("zh-hans"):
        paper = pick_list(PickList("W9", "海宁一号仓", 500, demands))
    assert paper.pages > 2
    for page in range(1, paper.pages + 1):
        assert f"第{page}页，共{paper.pages}页" in page_text(paper.pdf, page)
        assert scanned(paper.pdf, page, LASER_DPI) == {("code128", "W9")}
        assert ink_margin(paper.pdf, page) >= 5


def test_one_sku_in_hundreds_of_scattered_parcels_goes_on_over_the_page() -> None:
    demands = tuple(PickDemand("A-1", "GIFT", "毛巾", place * 3, 1 + place % 2) for place in range(1, 1200))
    paper = pick_list(PickList("W9", "海宁一号仓", 3600, demands))
    whole = "".join(page_text(paper.pdf, page) for page in range(1, paper.pages + 1))
    assert paper.pages > 1
    assert all(f"{place * 3}" in whole for place in range(1, 1200))
    assert all(ink_margin(paper.pdf, page) >= 5 for page in range(1, paper.pages + 1))
