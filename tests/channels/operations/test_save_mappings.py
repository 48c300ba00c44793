"""Mappings are kept by name, wrong ones are refused with line and reason."""

import pytest

from tests.channels.desk import MAPPING
from tests.company import open_trade
from zhanggui.channels.models import ColumnMapping
from zhanggui.channels.operations.save_mappings import MappingRow, save_mappings

pytestmark = pytest.mark.django_db


def test_a_mapping_of_the_same_name_is_replaced() -> None:
    clerk = open_trade().company.clerk
    first = save_mappings(clerk, [MappingRow("plain", MAPPING)]).one()
    second = save_mappings(clerk, [MappingRow("plain", MAPPING + "decimal: comma\n")]).one()
    assert first == second
    assert "comma" in ColumnMapping.objects.get().text


def test_a_wrong_text_is_refused_with_line_and_reason() -> None:
    clerk = open_trade().company.clerk
    broken = "name: x\ncolumns: [\n"
    unknown = "columns:\n  external_no: 订单号\n  colour: 颜色\nconstants: {status: x}\nstatus_words: {x: to_ship}\n"
    outcome = save_mappings(clerk, [MappingRow("a", broken), MappingRow("b", unknown), MappingRow("c", MAPPING)])
    assert outcome.refused[1].params["line"] == 3
    assert outcome.refused[2].sentence() == "第 3 行：没有字段“colour”"
    assert list(ColumnMapping.objects.values_list("name", flat=True)) == ["c"]
