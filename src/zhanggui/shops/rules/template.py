"""The columns of the file by which a shop is told what was shipped."""

import re
from typing import Any

from zhanggui.foundation.outcome import Refusal
from zhanggui.foundation.words import _

# What a column may be filled with; fulfilment knows how.
SOURCES = ("order", "courier", "courier_code", "number", "sku", "quantity", "line", "shipped_at")
FORMATS = ("xlsx", "csv", "csv-gb18030")

_BETWEEN = re.compile(r"[;；\n]+")


def template_in(text: str) -> dict[str, Any] | Refusal:
    """`xlsx: 订单编号=order; 运单号=number` as {"format", "columns": [[heading, source], …]}."""
    kind, _colon, rest = text.partition(":") if re.match(r"^[\w-]+:", text) else ("xlsx", ":", text)
    columns = [[part.strip() for part in entry.rpartition("=")[::2]] for entry in _BETWEEN.split(rest) if entry.strip()]
    wrong = [source for heading, source in columns if source not in SOURCES or not heading]
    if wrong or kind.strip() not in FORMATS:
        sentence = _("{given} is not known here; a column is one of {allowed}")
        given = wrong[0] if wrong else kind
        return Refusal("no_such_column", sentence, {"given": given, "allowed": "、".join((*SOURCES, *FORMATS))})
    return {"format": kind.strip(), "columns": columns} if columns else {}


def template_text(template: dict[str, Any]) -> str:
    """The text that `template_in` reads back; empty for the platform's own form."""
    if not template:
        return ""
    columns = "; ".join(f"{heading}={source}" for heading, source in template["columns"])
    return f"{template['format']}: {columns}"
