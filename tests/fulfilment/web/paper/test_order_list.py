from tests.fulfilment.web.paper.reading import LASER_DPI, ink_margin, page_text, scanned
from zhanggui.fulfilment.web.paper import Cut, OrderList, OrderNumber, order_list


def numbers(size: int) -> tuple[OrderNumber, ...]:
    return tuple(
        OrderNumber(place, f"40781234567890{place:05d}", "家蕊天猫旗舰店", "张**") for place in range(1, size + 1)
    )


def test_order_numbers_stand_in_wave_order_and_all_scan() -> None:
    paper = order_list(OrderList("W1122-08", 74, "淘宝", tuple(reversed(numbers(74)))))
    codes = [scanned(paper.pdf, page, LASER_DPI) for page in range(1, paper.pages + 1)]
    assert [len(page) for page in codes] == [35, 35, 7]
    assert set().union(*codes) == {("code128", "W1122-08"), *(("code128", row.number) for row in numbers(74))}
    first = page_text(paper.pdf, 1)
    assert first.index(numbers(74)[0].number) < first.index(numbers(74)[33].number)
    assert all(ink_margin(paper.pdf, page) >= 5 for page in range(1, paper.pages + 1))


def test_number_that_is_no_code_is_printed_as_text() -> None:
    paper = order_list(OrderList("W1", 1, "自营", (OrderNumber(1, "电话单-0007", "电话订单"),)))
    assert scanned(paper.pdf, dpi=LASER_DPI) == {("code128", "W1")}
    assert "电话单-0007" in page_text(paper.pdf)


def test_number_too_long_for_its_cell_is_reported() -> None:
    paper = order_list(OrderList("W1", 1, "自营", (OrderNumber(1, "单" * 60, "电话订单"),)))
    assert paper.cut == (Cut("单" * 60, "number"),)
