"""The parameters of a review rule as people write them: one `name: value` per line."""

from typing import Any

from zhanggui.foundation import money
from zhanggui.foundation.outcome import Refusal
from zhanggui.foundation.words import _
from zhanggui.orders.rules.review_values import Parameter, Rule


class Unreadable(Exception):
    """A line that says nothing this rule understands."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.refusal = Refusal("bad_parameter", _("“{line}” is no parameter of this rule"), {"line": line})


def read_parameters(rule: Rule, text: str) -> dict[str, Any]:
    """The values that the lines give. Raises Unreadable."""
    known = {parameter.name: parameter for parameter in rule.parameters}
    values = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        name, colon, written = line.replace("：", ":").partition(":")
        if not colon or name.strip() not in known:
            raise Unreadable(line)
        values[name.strip()] = _value(known[name.strip()], written.strip(), line)
    return values


def write_parameters(rule: Rule, values: dict[str, Any]) -> str:
    """The lines that `read_parameters` reads."""
    return "\n".join(f"{p.name}: {_written(p, values.get(p.name, p.default))}" for p in rule.parameters)


def _value(parameter: Parameter, written: str, line: str) -> Any:
    if parameter.kind in ("words", "codes"):
        return tuple(word.strip() for word in written.replace("，", ",").split(",") if word.strip())
    if parameter.kind == "flag":
        return written.lower() in ("1", "true", "yes", "on", "是")
    try:
        return money.fen(written) if parameter.kind == "fen" else int(written)
    except ValueError:
        raise Unreadable(line) from None


def _written(parameter: Parameter, value: Any) -> str:
    if parameter.kind in ("words", "codes"):
        return ", ".join(value)
    if parameter.kind == "fen":
        return f"{value / 100:.2f}"
    return str(value)
