"""What goes back to a platform: its batch-ship file, written from a template that each shop keeps."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import xlsxwriter
import yaml

from zhanggui.channels.rules.problems import Problem

__all__ = [
    "TEMPLATES",
    "ShipContainer",
    "ShipField",
    "ShipTemplate",
    "Shipment",
    "template_from_text",
    "template_to_text",
    "write_shipments",
]


class ShipContainer(StrEnum):
    """The kind of file a platform takes; csv in GBK (GB18030 for rare characters) or UTF-8 with its mark."""

    XLSX = "xlsx"
    CSV_GBK = "csv_gbk"
    CSV_UTF8 = "csv_utf8"


class ShipField(StrEnum):
    """What a column of a batch-ship file can hold."""

    EXTERNAL_NO = "external_no"
    EXTERNAL_LINE_NO = "external_line_no"
    COURIER = "courier"
    TRACKING_NO = "tracking_no"
    COURIER_CODE = "courier_code"
    SKU_CODE = "sku_code"
    QUANTITY = "quantity"
    SHIPPED_AT = "shipped_at"


@dataclass(frozen=True, slots=True)
class ShipTemplate:
    """A platform's batch-ship file: columns in order, each a field or a constant text.

    `couriers`: our courier code or name → the platform's name; a courier that is not named goes out as it is.
    """

    name: str
    platform: str
    columns: tuple[tuple[str, ShipField | str], ...]
    container: ShipContainer = ShipContainer.XLSX
    sheet: str = "Sheet1"
    couriers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shipment:
    """One parcel of one order, or one article in it; an order in two parcels is two rows."""

    external_no: str
    courier: str
    tracking_no: str
    external_line_no: str = ""
    courier_code: str = ""
    sku_code: str = ""
    quantity: str = ""
    shipped_at: str = ""


def _template(platform: str, *columns: tuple[str, ShipField]) -> ShipTemplate:
    return ShipTemplate(platform, platform, columns)


_NO, _COURIER, _WAYBILL = ShipField.EXTERNAL_NO, ShipField.COURIER, ShipField.TRACKING_NO

# starting points: platforms rename these columns, so a shop keeps its own copy and changes it
TEMPLATES: Mapping[str, ShipTemplate] = {
    "taobao": _template("taobao", ("订单编号", _NO), ("物流公司", _COURIER), ("物流单号", _WAYBILL)),
    "jd": _template("jd", ("订单号", _NO), ("承运商", _COURIER), ("运单号", _WAYBILL)),
    "pdd": _template("pdd", ("订单号", _NO), ("快递公司", _COURIER), ("快递单号", _WAYBILL)),
    "douyin": _template("douyin", ("订单编号", _NO), ("物流公司", _COURIER), ("运单号", _WAYBILL)),
    "kuaishou": _template("kuaishou", ("订单号", _NO), ("快递公司", _COURIER), ("快递单号", _WAYBILL)),
    "xhs": _template("xhs", ("订单号", _NO), ("物流公司", _COURIER), ("快递单号", _WAYBILL)),
    "youzan": _template("youzan", ("订单号", _NO), ("物流公司", _COURIER), ("物流单号", _WAYBILL)),
    "wechat": _template("wechat", ("订单号", _NO), ("物流公司", _COURIER), ("快递单号", _WAYBILL)),
    "1688": _template("1688", ("订单编号", _NO), ("物流公司", _COURIER), ("运单号", _WAYBILL)),
    "other": _template("other", ("订单号", _NO), ("快递公司", _COURIER), ("快递单号", _WAYBILL)),
}


def write_shipments(template: ShipTemplate, shipments: Iterable[Shipment]) -> bytes:
    """This will write the file; every value is text, so no number loses its digits."""
    rows = [[_cell(template, content, shipment) for _, content in template.columns] for shipment in shipments]
    headers = [header for header, _ in template.columns]
    if template.container is ShipContainer.XLSX:
        return _xlsx(template.sheet, [headers, *rows])
    return _csv([headers, *rows], "gbk" if template.container is ShipContainer.CSV_GBK else "utf-8-sig")


def _cell(template: ShipTemplate, content: ShipField | str, shipment: Shipment) -> str:
    if not isinstance(content, ShipField):
        return content
    if content is ShipField.COURIER:
        return template.couriers.get(shipment.courier, shipment.courier)
    return str(getattr(shipment, content.value))


def _xlsx(sheet: str, rows: Sequence[Sequence[str]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}
    ) as book:
        page = book.add_worksheet(sheet)
        page.set_column(0, max(len(rows[0]) - 1, 0), 24)
        for line, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                page.write_string(line, column, cell)
    return stream.getvalue()


def _csv(rows: Sequence[Sequence[str]], encoding: str) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows([[_harmless(cell) for cell in cells] for cells in rows])
    content = stream.getvalue()
    try:
        return content.encode(encoding)
    except UnicodeEncodeError:  # rare characters; every reader of GBK that matters reads GB18030
        return content.encode("gb18030")


def _harmless(cell: str) -> str:
    """A spreadsheet runs what begins like a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


# templates as text


def template_to_text(template: ShipTemplate) -> str:
    """This will write a template as YAML; reading it gives the same template."""
    columns = [
        {header: f"{{{content}}}" if isinstance(content, ShipField) else content}
        for header, content in template.columns
    ]
    tree = {
        "name": template.name,
        "platform": template.platform,
        "container": str(template.container),
        "sheet": template.sheet,
        "columns": columns,
        "couriers": dict(template.couriers),
    }
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)


def template_from_text(content: str) -> ShipTemplate | Problem:
    """This will read a template; a column's value is {external_no}, {courier}, {tracking_no} or a fixed text."""
    try:
        tree = yaml.safe_load(content)
        columns = tuple(
            (str(header), _content(value)) for column in tree["columns"] for header, value in column.items()
        )
        return ShipTemplate(
            name=str(tree["name"]),
            platform=str(tree.get("platform", "other")),
            columns=columns,
            container=ShipContainer(tree.get("container", "xlsx")),
            sheet=str(tree.get("sheet", "Sheet1"))[:31],
            couriers={str(ours): str(theirs) for ours, theirs in (tree.get("couriers") or {}).items()},
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        return Problem(0, "", "template_malformed", {"reason": type(error).__name__})


def _content(value: Any) -> ShipField | str:
    found = "" if value is None else str(value)
    return ShipField(found[1:-1]) if found.startswith("{") and found.endswith("}") else found
