"""The source tree as the architecture tests read it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import zhanggui
from zhanggui.config.stack import MODULE_STACK

HOUSE = Path(zhanggui.__file__).parent
TESTS = Path(__file__).parent.parent
ABOVE_FOUNDATION = MODULE_STACK[1:]


@dataclass(frozen=True)
class Source:
    """One file of a module; `kind` is its place there: `operations`, `web`, `vocabulary`…"""

    path: Path

    @property
    def inside(self) -> tuple[str, ...]:
        return self.path.relative_to(HOUSE).with_suffix("").parts

    @property
    def module(self) -> str:
        return self.inside[0]

    @property
    def kind(self) -> str:
        return self.inside[1]

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.path)

    def place(self, node: ast.AST) -> str:
        """Name a place in the file as `orders/queries/lists.py:12`."""
        return f"{self.path.relative_to(HOUSE)}:{getattr(node, 'lineno', 0)}"


def sources(modules: list[str]) -> list[Source]:
    """Return the Python files of the modules, without their migrations."""
    files = [Source(path) for module in modules for path in sorted((HOUSE / module).rglob("*.py"))]
    return [file for file in files if "migrations" not in file.inside]


def operation_files() -> list[Source]:
    """Return the files that hold an operation each."""
    return [file for file in sources(ABOVE_FOUNDATION) if file.kind == "operations" and file.inside[-1] != "__init__"]


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Yield every call with the last word of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Attribute(attr=word) | ast.Name(id=word):
                    yield node, word


def statements(tree: ast.AST) -> Iterator[tuple[ast.Constant, str]]:
    """Yield every text of the source that is no docstring, parts of f-strings among them."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node, node.value


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))
