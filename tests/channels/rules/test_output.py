"""What goes to the platform and what comes back."""

from dataclasses import replace

import pytest

from zhanggui.channels.rules.files.opening import raw_tables
from zhanggui.channels.rules.files.raw import RawTable
from zhanggui.channels.rules.output import (
    TEMPLATES,
    ShipContainer,
    Shipment,
    ShipTemplate,
    template_from_text,
    template_to_text,
    write_shipments,
)
from zhanggui.channels.rules.problems import Problem
from zhanggui.channels.rules.ship_answers import read_ship_answers

SHIPMENTS = [
    Shipment("202012345677919000", "ZTO", "78003830621115"),
    Shipment("260607-400000294410900", "SF", "SF0002"),
]


@pytest.mark.parametrize("container", list(ShipContainer))
def test_numbers_keep_every_digit(container: ShipContainer) -> None:
    template = replace(TEMPLATES["pdd"], container=container, couriers={"ZTO": "中通快递"})
    (table,) = raw_tables("ship", write_shipments(template, SHIPMENTS))
    assert isinstance(table, RawTable)
    assert [cells for _, cells in table.rows] == [
        ["订单号", "快递公司", "快递单号"],
        ["202012345677919000", "中通快递", "78003830621115"],
        ["260607-400000294410900", "SF", "SF0002"],
    ]


def test_rare_characters_go_into_gbk_files() -> None:
    template = replace(TEMPLATES["taobao"], container=ShipContainer.CSV_GBK, couriers={"SF": "𬭎快递"})
    assert "𬭎快递" in write_shipments(template, SHIPMENTS).decode("gb18030")


def test_formulas_do_not_leave_the_house() -> None:
    template = replace(TEMPLATES["pdd"], container=ShipContainer.CSV_UTF8)
    written = write_shipments(template, [Shipment("1", "=HYPERLINK(1)", "2")]).decode("utf-8-sig")
    assert written.splitlines()[1] == "1,'=HYPERLINK(1),2"


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.name)
def test_template_text_comes_back_the_same(template: ShipTemplate) -> None:
    named = replace(template, couriers={"ZTO": "中通快递"}, columns=(*template.columns, ("发货方式", "自己联系物流")))
    assert template_from_text(template_to_text(named)) == named


@pytest.mark.parametrize("content", ["", "- 1", "name: x", "name: x\ncolumns: [{a: '{moon}'}]", "["])
def test_template_that_cannot_work(content: str) -> None:
    assert isinstance(template_from_text(content), Problem)


def test_platform_accepts_and_refuses_rows() -> None:
    text = (
        "批量发货结果\n订单编号,物流公司,物流单号,处理结果,失败原因\n"
        '="1001",中通快递,78001,发货成功,\n1002,中通快递,78002,失败,订单已退款\n1003,中通快递,78003,排队中,\n'
        "2.02E+17,中通快递,78004,成功,\n合计,,,3,\n"
    )
    found = read_ship_answers("result.csv", text.encode("gbk"))
    assert [(answer.external_no, answer.accepted, answer.reason) for answer in found.answers] == [
        ("1001", True, None),
        ("1002", False, "订单已退款"),
        ("1003", None, None),
    ]
    assert [(rejection.line, rejection.code) for rejection in found.rejected] == [(6, "order_no_damaged")]


def test_list_of_failures_has_only_reasons() -> None:
    found = read_ship_answers("failed.csv", "订单号,快递单号,错误原因\n1001,78001,单号已使用\n".encode())
    assert [(answer.accepted, answer.reason) for answer in found.answers] == [(False, "单号已使用")]


def test_list_of_waybills_is_read_without_judgement() -> None:
    found = read_ship_answers("waybills.csv", "订单号,快递公司,快递单号\n1001,中通快递,No:78001\n".encode())
    assert [(answer.external_no, answer.courier, answer.tracking_no, answer.accepted) for answer in found.answers] == [
        ("1001", "中通快递", "78001", None)
    ]


def test_file_without_order_numbers_shows_its_headers() -> None:
    found = read_ship_answers("x.csv", b"a,b\n1,2\n")
    assert (found.answers, found.headers) == ((), ("a", "b"))
    assert [rejection.code for rejection in found.rejected] == ["no_table"]
