"""Icons drawn into the page from the icon set's one file of outlines: no icon font, no request per icon."""

import json
from functools import cache
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

OUTLINES = Path(__file__).parent.parent / "static" / "vendor" / "tabler-nodes-outline.json"


@cache
def drawing(name: str) -> SafeString:
    """The icon as SVG; an empty drawing of the same size when the set has no such icon."""
    shapes = format_html_join("", "<{} {}/>", ((kind, _attributes(values)) for kind, values in _outline(name)))
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', shapes)


def _outline(name: str) -> list[tuple[str, dict[str, str]]]:
    text = _outlines()
    start = text.find(f'"{name}":')
    if start < 0:
        return []
    nodes: list[tuple[str, dict[str, str]]] = json.JSONDecoder().raw_decode(text, text.index("[", start))[0]
    return nodes


@cache
def _outlines() -> str:
    return OUTLINES.read_text() if OUTLINES.exists() else ""


def _attributes(values: dict[str, str]) -> SafeString:
    return format_html_join(" ", '{}="{}"', values.items())
