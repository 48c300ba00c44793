import re
from pathlib import Path

import pytest

from tests.architecture.source import HOUSE
from zhanggui.config import assets

# The content security policy refuses all of these; a page would be silently half dead.
INLINE = re.compile(
    r"<style\b|<script\b(?![^>]*\b(?:src|type=\"application/json\"))|\sstyle=\"|\son[a-z]+=\"|\shx-on\b|javascript:",
    re.IGNORECASE,
)
VENDOR = re.compile(r"vendor/([\w.-]+)")


def _templates() -> list[Path]:
    return sorted(HOUSE.glob("*/templates/**/*.html"))


def test_nothing_is_inline() -> None:
    lines = [(file, number, line) for file in _templates() for number, line in _numbered(file)]
    found = [f"{file.relative_to(HOUSE)}:{number}" for file, number, line in lines if INLINE.search(line)]
    assert found == []


def test_pages_name_only_vendor_files_that_are_collected() -> None:
    named = {name for file in _templates() for name in VENDOR.findall(file.read_text())}
    assert named <= {target.name for target in assets.FILES.values()}


def test_every_collected_vendor_file_has_been_fetched() -> None:
    missing = [target.name for target in assets.FILES.values() if not target.exists()]
    assert missing == [], "run `make assets`"


@pytest.mark.parametrize(
    ("line", "inline"),
    [
        ("<script>go()</script>", True),
        ('<button onclick="go()">', True),
        ('<td style="width: 3em">', True),
        ("<script src=\"{% static 'ui/keys.js' %}\" defer></script>", False),
        ('<script type="application/json" id="rows">[]</script>', False),
        ('<button x-on:click="open">', False),
        ('<select hx-trigger="change" data-style="x">', False),
    ],
)
def test_what_is_inline_is_recognised(line: str, inline: bool) -> None:
    assert bool(INLINE.search(line)) is inline


def _numbered(file: Path) -> list[tuple[int, str]]:
    return list(enumerate(file.read_text().splitlines(), start=1))
