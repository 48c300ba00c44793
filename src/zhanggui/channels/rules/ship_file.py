"""A shop's batch-ship file: by the template that was made for the shop, else by the platform's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from zhanggui.channels.rules.output import TEMPLATES, ShipContainer, ShipField, Shipment, ShipTemplate, write_shipments

__all__ = ["ShipFile", "needs_articles", "ship_file"]

# Platforms whose formats carry another word than the shop.
TEMPLATE_OF = {"xiaohongshu": "xhs"}
CONTAINERS = {
    "xlsx": ShipContainer.XLSX,
    "csv": ShipContainer.CSV_UTF8,
    "csv-gb18030": ShipContainer.CSV_GBK,
}
SOURCES: Mapping[str, ShipField] = {
    "order": ShipField.EXTERNAL_NO,
    "courier": ShipField.COURIER,
    "courier_code": ShipField.COURIER_CODE,
    "number": ShipField.TRACKING_NO,
    "line": ShipField.EXTERNAL_LINE_NO,
    "sku": ShipField.SKU_CODE,
    "quantity": ShipField.QUANTITY,
    "shipped_at": ShipField.SHIPPED_AT,
}


class ShipFile(NamedTuple):
    """The file and what it is."""

    content: bytes
    extension: str
    media_type: str


def ship_file(platform: str, template: Mapping[str, Any], shipments: Sequence[Shipment]) -> ShipFile:
    """This will write the file of a shop; `template` is {"format", "columns": [[heading, source]]} or empty."""
    made = _own(template) if template else TEMPLATES.get(TEMPLATE_OF.get(platform, platform), TEMPLATES["other"])
    content = write_shipments(made, shipments)
    if made.container is ShipContainer.XLSX:
        return ShipFile(content, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    return ShipFile(content, "csv", "text/csv")


def needs_articles(template: Mapping[str, Any]) -> bool:
    """Whether the file has a row per article instead of one per parcel."""
    return any(source in ("line", "sku", "quantity") for _heading, source in template.get("columns", ()))


def _own(template: Mapping[str, Any]) -> ShipTemplate:
    columns = tuple((str(heading), SOURCES[source]) for heading, source in template["columns"])
    return ShipTemplate("own", "other", columns, CONTAINERS[template["format"]])
