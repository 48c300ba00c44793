import tomllib

from grimp import ImportGraph

from tests.architecture.contracts import OwnTables
from tests.architecture.source import HOUSE, TESTS
from zhanggui.config.stack import MODULE_STACK


def test_the_contracts_know_the_stack_that_the_house_runs_with() -> None:
    stack = _contract("stack")["layers"]
    floors = [floor.replace("(", "").replace(")", "").split(" | ") for floor in reversed(stack)]
    assert [name for floor in floors for name in sorted(floor)] == [*MODULE_STACK, "config"]


def test_every_module_keeps_its_kinds_in_order() -> None:
    assert sorted(_contract("kinds")["containers"]) == sorted(f"zhanggui.{name}" for name in MODULE_STACK[1:])


def test_every_folder_is_a_module_of_the_stack() -> None:
    folders = {folder.name for folder in HOUSE.iterdir() if folder.is_dir() and folder.name != "__pycache__"}
    assert folders == {*MODULE_STACK, "config"}


def test_nothing_is_exempt_from_a_contract() -> None:
    assert "ignore_imports" not in (TESTS.parent / "pyproject.toml").read_text()


def test_a_stranger_may_join_my_tables_but_not_change_them() -> None:
    graph = ImportGraph()
    for name in (
        "house.low.models",
        "house.high.models",
        "house.high.queries.lists",
        "house.high.operations.sell",
    ):
        graph.add_module(name)
        graph.add_import(importer=name, imported="house.low.models")
    graph.add_module("house.low.operations.buy")
    graph.add_import(importer="house.low.operations.buy", imported="house.low.models")
    contract = OwnTables("tables", {}, {"container": "house"})
    answer = contract.check(graph, verbose=False)
    assert not answer.kept
    assert answer.metadata["strangers"] == [("house.high.operations.sell", "house.low.models")]


def _contract(name: str) -> dict:
    settings = tomllib.loads((TESTS.parent / "pyproject.toml").read_text())
    return next(found for found in settings["tool"]["importlinter"]["contracts"] if found["id"] == name)
