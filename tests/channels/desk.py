"""An import desk for tests: files in, applied orders out, and the sample files with single cells changed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from tests.channels.rules.samples import SAMPLES
from zhanggui.channels.models import ImportBatch, ImportRow
from zhanggui.channels.operations.apply_imports import apply_imports
from zhanggui.channels.operations.parse_imports import parse_imports
from zhanggui.channels.operations.read_files import Delivery, read_files
from zhanggui.channels.rules.read import SourceFile
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.files import store_file
from zhanggui.foundation.runs import advance_run


def drop(actor: Actor, shop: int, *files: SourceFile, mapping: int | None = None) -> ImportBatch:
    """Hand files over and read them, as the page and a worker do."""
    tokens = tuple(str(store_file(file.name, "", [file.data], actor.person_id).token) for file in files)
    batch_id = read_files(actor, [Delivery(tokens, shop, mapping)]).one()
    parse_imports(actor, [batch_id])
    return ImportBatch.objects.get(pk=batch_id)


def apply(actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Apply an import and carry its run, if it became one, to the end."""
    outcome = apply_imports(actor, [batch.pk])
    assert not outcome.refused, outcome
    if "run" in outcome.result:
        advance_run(outcome.result["run"])
    return ImportBatch.objects.get(pk=batch.pk)


def bring_in(actor: Actor, shop: int, *files: SourceFile, mapping: int | None = None) -> ImportBatch:
    """Drop and apply."""
    return apply(actor, drop(actor, shop, *files, mapping=mapping))


def counts(batch: ImportBatch) -> tuple[int, int, int, int]:
    """Created, updated, unchanged, rejected."""
    return (batch.created, batch.updated, batch.unchanged, batch.rejected)


def rows(batch: ImportBatch, state: str) -> list[ImportRow]:
    return list(ImportRow.objects.filter(batch=batch, state=state).order_by("position"))


def changed(name: str, *swaps: tuple[str, str]) -> SourceFile:
    """A GBK sample as the platform might export it later: texts replaced, every one of which must be there."""
    text = (SAMPLES / name).read_bytes().decode("gb18030")
    for before, after in swaps:
        assert before in text, before
        text = text.replace(before, after)
    return SourceFile(name, text.encode("gb18030"))


MAPPING = """
name: plain
line_level: true
columns:
  external_no: 订单号
  status: 状态
  paid_at: 付款时间
  receiver_name: 收货人
  receiver_phone: 电话
  address: 地址
  sku_code: 商家编码
  quantity: 数量
  price_fen: 单价
  seller_memo: 备注
  line_after_sales: 退款
  tracking_no: 快递单号
status_words: {待发货: to_ship, 已发货: shipped, 已完成: finished, 已关闭: closed, 待付款: unpaid}
"""
COLUMNS = (
    "订单号",
    "状态",
    "付款时间",
    "收货人",
    "电话",
    "地址",
    "商家编码",
    "数量",
    "单价",
    "备注",
    "退款",
    "快递单号",
)


def plain_mapping() -> int:
    """The saved mapping for `plain_file`."""
    from tests.company import founding
    from zhanggui.channels.operations.save_mappings import MappingRow, save_mappings

    return save_mappings(founding(), [MappingRow("plain", MAPPING)]).one()


def plain_row(number: int | str, **facts: str) -> dict[str, str]:
    """One order to ship, as a row of `plain_file`."""
    tail = int(number) if isinstance(number, int) else abs(hash(number)) % 10000
    row = {
        "订单号": f"O{number:06d}" if isinstance(number, int) else number,
        "状态": "待发货",
        "付款时间": f"{datetime(2026, 11, 11, 9, tzinfo=UTC) + timedelta(seconds=tail):%Y-%m-%d %H:%M:%S}",
        "收货人": "陈小明",
        "电话": f"139{tail:08d}",
        "地址": f"浙江省 杭州市 西湖区 文三路{tail % 900 + 1}号{tail % 40 + 1}幢{tail % 600 + 1}室",
        "商家编码": "A1",
        "数量": "1",
        "单价": "50.00",
        "备注": "",
        "退款": "",
        "快递单号": "",
    }
    return {**row, **facts}


def plain_file(rows: Sequence[Mapping[str, str]], name: str = "orders.csv") -> SourceFile:
    """A csv of a table that no platform made."""
    lines = [",".join(COLUMNS), *(",".join(row[column] for column in COLUMNS) for row in rows)]
    return SourceFile(name, "\n".join(lines).encode())
