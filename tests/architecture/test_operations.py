import ast
from collections import defaultdict

import pytest

from tests.architecture.source import TESTS, Source, operation_files
from zhanggui.foundation.event import all_reactions
from zhanggui.foundation.operation import all_operations


def _label(file: Source) -> str:
    return "/".join(file.inside)


@pytest.mark.parametrize("file", operation_files(), ids=_label)
def test_the_file_holds_one_public_function_of_its_name(file: Source) -> None:
    functions = [node.name for node in file.tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    assert [name for name in functions if not name.startswith("_")] == [file.inside[-1]]


@pytest.mark.parametrize("file", operation_files(), ids=_label)
def test_the_operation_has_a_test(file: Source) -> None:
    mirror = TESTS.joinpath(*file.inside[:-1], f"test_{file.inside[-1]}.py")
    assert mirror.exists(), f"{mirror.relative_to(TESTS.parent)} is missing"
    functions = [node for node in ast.walk(ast.parse(mirror.read_text())) if isinstance(node, ast.FunctionDef)]
    assert [node.name for node in functions if node.name.startswith("test_")]


def test_what_undoes_an_operation_is_an_operation() -> None:
    operations = all_operations()
    unknown = {name: op.undone_by for name, op in operations.items() if op.undone_by and op.undone_by not in operations}
    assert unknown == {}


def test_events_and_reactions_form_no_circle() -> None:
    assert _circle(_followers()) == []


def _followers() -> dict[str, set[str]]:
    """Map each kind of event to the kinds that may follow in the same transaction."""
    followers: dict[str, set[str]] = defaultdict(set)
    for kind, reactions in all_reactions().items():
        for reaction in reactions:
            followers[kind].update(later.name for called in reaction.calls for later in called.emits)
    return followers


def _circle(followers: dict[str, set[str]]) -> list[str]:
    """Return the words of one circle, or nothing."""
    for start in followers:
        path, seen = [start], {start}
        if found := _walk(followers, path, seen, start):
            return found
    return []


def _walk(followers: dict[str, set[str]], path: list[str], seen: set[str], goal: str) -> list[str]:
    for kind in sorted(followers.get(path[-1], ())):
        if kind == goal:
            return [*path, goal]
        if kind not in seen:
            seen.add(kind)
            if found := _walk(followers, [*path, kind], seen, goal):
                return found
    return []


def test_a_circle_is_found() -> None:
    assert _circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert _circle({"a": {"b", "c"}, "b": {"c"}}) == []
