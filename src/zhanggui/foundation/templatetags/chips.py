"""What the filters of a list say: the words on the chips of those that are in force."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

RANGES = {"dates", "numbers"}


def active_filters(filters: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The filters that are in force, each with its label, what it says and the address parameters it uses."""
    worded = ((each, _words(each)) for each in filters)
    return [{"label": each["label"], "text": words, "names": _parameters(each)} for each, words in worded if words]


def written(value: object) -> str:
    """A value as an address or a form writes it: `3` from the database and `"3"` from the address are one."""
    return "" if value is None else str(value)


def _words(each: Mapping[str, Any]) -> str:
    if each.get("text"):
        return str(each["text"])
    if each.get("kind") in RANGES:
        ends = written(each.get("from")), written(each.get("to"))
        return " – ".join(ends) if any(ends) else ""
    if each.get("kind") == "flag":
        return gettext("yes") if each.get("value") else ""
    return _chosen(each) if each.get("kind") == "choice" else written(each.get("value"))


def _chosen(each: Mapping[str, Any]) -> str:
    wanted = written(each.get("value"))
    return next((written(said) for value, said in each["choices"] if wanted and written(value) == wanted), "")


def _parameters(each: Mapping[str, Any]) -> list[str]:
    ranged = each.get("kind") in RANGES
    return [f"{each['name']}_from", f"{each['name']}_to"] if ranged else [each["name"]]
