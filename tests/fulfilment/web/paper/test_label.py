from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.fulfilment.web.paper.reading import ink_margin, page_sizes, page_text, scanned
from zhanggui.fulfilment.web.paper import Cut, Label, LabelItem, Missing, label_sheet, reprint

PLAIN = Label(
    parcel_code="P26112200237",
    courier="中通快递",
    waybill_number="77310000000237",
    receiver_name="林知夏",
    receiver_phone="13800135678",
    receiver_address="浙江省杭州市余杭区仓前街道文一西路969号西溪园区5幢2单元1203室",
    sender_name="家蕊洁具",
    sender_phone="0571-88001234",
    sender_address="浙江省嘉兴市海宁市洁具产业园8号仓",
    wave_code="W1122-07",
    position=237,
    wave_size=500,
    items=(LabelItem("花洒 银色 手持", 2), LabelItem("角阀 4分", 4)),
    sort_code="571-B07-03",
    route="集包 杭州余杭转运中心",
    printed_at=datetime(2026, 11, 22, 2, 15, tzinfo=UTC),
)


def wave(size: int) -> list[Label]:
    return [
        replace(
            PLAIN,
            parcel_code=f"P2611220{place:04d}",
            waybill_number=f"7731{place:010d}",
            position=place,
            wave_size=size,
        )
        for place in range(1, size + 1)
    ]


@pytest.mark.parametrize("number", ["77310000000237", "SF1234567890123", "JDVB12345678901-1-1-", "YT9876543210987"])
def test_waybill_and_parcel_codes_scan_back_at_the_resolution_of_a_thermal_printer(number: str) -> None:
    paper = label_sheet([replace(PLAIN, waybill_number=number)])
    assert scanned(paper.pdf) == {("code128", number), ("qrcode", PLAIN.parcel_code)}


def test_label_tells_courier_sorting_receiver_sender_place_and_goods() -> None:
    paper = label_sheet([PLAIN])
    text = page_text(paper.pdf)
    for words in (
        PLAIN.courier,
        PLAIN.waybill_number,
        PLAIN.sort_code,
        "杭州余杭转运中心",
        PLAIN.receiver_name,
        PLAIN.receiver_phone,
        PLAIN.receiver_address,
        PLAIN.sender_address,
        "237/500",
        "W1122-07",
        "花洒银色手持",
        "×4",
        "11-2210:15",
    ):
        assert words in text, words
    assert (paper.pages, paper.missing, paper.cut) == (1, (), ())
    assert page_sizes(paper.pdf) == {(76, 130)}


def test_amount_is_printed_for_collect_on_delivery_only() -> None:
    assert "¥1,299.00" in page_text(label_sheet([replace(PLAIN, cod_fen=129900)]).pdf)
    assert "¥" not in page_text(label_sheet([PLAIN]).pdf)


@pytest.mark.parametrize("size", [1, 24, 500])
def test_batch_keeps_its_order(size: int) -> None:
    paper = label_sheet(wave(size))
    assert paper.pages == size
    for place in {1, (size + 1) // 2, size}:
        assert f"{place}/{size}" in page_text(paper.pdf, place)
        assert ("code128", f"7731{place:010d}") in scanned(paper.pdf, place)


def test_reprint_prints_a_stretch_with_the_places_it_had() -> None:
    paper = reprint(wave(40), 23, 26)
    assert paper.pages == 4
    assert [f"{place}/40" in page_text(paper.pdf, page) for page, place in enumerate(range(23, 27), 1)] == [True] * 4


def test_second_print_differs_from_the_first() -> None:
    again = label_sheet([replace(PLAIN, printing=2)])
    assert page_text(again.pdf) != page_text(label_sheet([PLAIN]).pdf)


def test_same_values_give_the_same_bytes() -> None:
    assert label_sheet([PLAIN]).pdf == label_sheet([PLAIN]).pdf


def test_long_address_shrinks_and_is_printed_whole() -> None:
    address = "新疆维吾尔自治区伊犁哈萨克自治州霍尔果斯市" + "合作中心友谊路与光明路交叉口东北角" * 6
    paper = label_sheet([replace(PLAIN, receiver_address=address)])
    assert address in page_text(paper.pdf)
    assert paper.cut == ()


def test_absurd_texts_are_cut_reported_and_stay_on_the_paper() -> None:
    label = replace(
        PLAIN,
        receiver_name="长" * 60,
        receiver_address="址" * 900,
        memo="急！" * 300,
        sort_code="9" * 90,
        cod_fen=99999999,
        items=tuple(LabelItem("名" * 80, count) for count in range(1, 60)),
    )
    paper = label_sheet([label])
    cut = {field for record, field in paper.cut if record == label.parcel_code}
    assert cut == {"receiver_name", "receiver_address", "memo", "sort_code"}
    assert PLAIN.receiver_phone in page_text(paper.pdf)
    assert scanned(paper.pdf) == {("code128", label.waybill_number), ("qrcode", label.parcel_code)}
    assert ink_margin(paper.pdf) >= 2


def test_cut_names_the_parcel() -> None:
    paper = label_sheet([PLAIN, replace(PLAIN, parcel_code="P2", receiver_address="址" * 900)])
    assert paper.cut == (Cut("P2", "receiver_address"),)


def test_missing_glyphs_are_reported_per_parcel_and_never_drawn() -> None:
    paper = label_sheet([PLAIN, replace(PLAIN, parcel_code="P2", receiver_name="林😀知ᠠ夏", memo="🎁🎁")])
    assert paper.missing == (Missing("P2", "😀ᠠ🎁"),)
    text = page_text(paper.pdf, 2)
    assert "林知〓夏" in text
    assert "\ufffd" not in text


def test_rare_characters_of_names_are_printed() -> None:
    paper = label_sheet([replace(PLAIN, receiver_name="𬭎䶮")])
    assert paper.missing == ()
    assert "𬭎䶮" in page_text(paper.pdf)


def test_masked_receiver_is_printed_as_it_is() -> None:
    label = replace(PLAIN, receiver_name="张**", receiver_phone="138****2210", sort_code="", route="", items=())
    text = page_text(label_sheet([label]).pdf)
    assert "张**138****2210" in text


def test_number_that_no_scanner_could_read_is_refused() -> None:
    with pytest.raises(ValueError, match="printable ASCII"):
        label_sheet([replace(PLAIN, waybill_number="运单77310001")])


def test_nothing_to_print_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to print"):
        label_sheet([])
