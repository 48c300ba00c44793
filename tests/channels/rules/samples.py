"""The sample files of the platforms, and how the tests read them."""

import json
from pathlib import Path
from typing import Any

import pytest

from zhanggui.channels.rules.mapping import ColumnMapping
from zhanggui.channels.rules.mapping_text import mapping_from_text
from zhanggui.channels.rules.read import Reading, SourceFile, read_orders

ROOT = Path(__file__).parents[3]
DATA = ROOT / ".." / "shared" / "data"
SAMPLES = DATA / "export-format-samples"
MAPPINGS = Path(__file__).parent / "mappings"

needs_data = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/data is not beside this project")


def sample(name: str) -> SourceFile:
    return SourceFile(name, (SAMPLES / name).read_bytes())


def expected() -> dict[str, Any]:
    return json.loads((SAMPLES / "expected.json").read_text("utf-8"))["files"]


def read_samples(*names: str) -> Reading:
    return read_orders([sample(name) for name in names])


def mapping(name: str) -> ColumnMapping:
    found = mapping_from_text((MAPPINGS / f"{name}.yaml").read_text("utf-8"))
    assert isinstance(found, ColumnMapping), found
    return found


def fen(yuan: str) -> int:
    whole, _, part = yuan.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def csv_file(text: str, encoding: str = "utf-8", name: str = "orders.csv") -> SourceFile:
    return SourceFile(name, text.encode(encoding))


def codes(reading: Reading) -> list[tuple[int, str]]:
    return [(rejection.line, rejection.code) for rejection in reading.rejected]


HEAD = "订单号,商品ID,商品名称,订购数量,下单时间,京东价,订单金额,订单状态,付款确认时间,结算金额\n"
ROW = "{no},1,示例商品,{pieces},{created},10.00,{total},{status},2026-06-06 13:41:05,{total}\n"


def row(no: str = "300000000001", **cells: str) -> str:
    usual = {"pieces": "1", "created": "2026-06-06 13:41:05", "total": "10.00", "status": "等待出库"}
    return ROW.format(no=no, **(usual | cells))


def read_text(text: str, encoding: str = "utf-8") -> Reading:
    return read_orders([csv_file(text, encoding)])
