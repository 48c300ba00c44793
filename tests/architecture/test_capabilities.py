from collections.abc import Iterator
from typing import Any

import yaml

from tests.architecture.source import HOUSE
from zhanggui.foundation.capability import all_capabilities


def test_every_capability_is_granted_by_a_duty_of_a_shipped_blueprint() -> None:
    assert sorted(all_capabilities().keys() - _granted()) == []


def test_blueprints_grant_no_unknown_capability() -> None:
    assert sorted(_granted() - all_capabilities().keys()) == []


def _granted() -> set[str]:
    files = sorted((HOUSE / "org" / "blueprints").glob("*.yaml"))
    assert files, "no blueprint is shipped"
    return {name for file in files for name in _capabilities(yaml.safe_load(file.read_text()))}


def _capabilities(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part.get("capabilities") or ()
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _capabilities(inner)
