import ast
import re

import pytest

from tests.architecture.source import ABOVE_FOUNDATION, Source, calls, sources, statements

WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
WRITES |= {f"a{word}" for word in WRITES} | {"update_rows", "add_to_rows", "copy_rows"}
WRITING_SQL = re.compile(
    r"\b(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE|COPY\s+\S+\s+FROM)\b"
)
LOCKING_SQL = re.compile(
    r"\bFOR\s+(NO\s+KEY\s+)?UPDATE\b|\bFOR\s+(KEY\s+)?SHARE\b|\bpg_(try_)?advisory|\bLOCK\s+TABLE\b"
)
# Papers and pictures are saved, too.
NOT_RECORDS = {"canvas", "image", "workbook"}


def test_records_are_written_in_operations_only() -> None:
    found = [place for file in sources(ABOVE_FOUNDATION) if file.kind != "operations" for place in writes(file)]
    assert found == []


def test_rows_are_locked_in_locks_only() -> None:
    elsewhere = [file for file in sources(ABOVE_FOUNDATION) if file.inside[1:] != ("queries", "locks")]
    assert [place for file in elsewhere for place in locks(file)] == []


def writes(file: Source) -> list[str]:
    """Return the places where the file writes records, by a call or by a statement."""
    called = [file.place(call) for call, word in calls(file.tree) if _is_write(call, word)]
    return called + [file.place(node) for node, text in statements(file.tree) if WRITING_SQL.search(text)]


def locks(file: Source) -> list[str]:
    """Return the places where the file locks rows."""
    called = [file.place(call) for call, word in calls(file.tree) if word == "select_for_update"]
    return called + [file.place(node) for node, text in statements(file.tree) if LOCKING_SQL.search(text)]


def _is_write(call: ast.Call, word: str) -> bool:
    if _receiver(call) in NOT_RECORDS:
        return False
    # A record set is updated by keyword; dictionaries, sets and digests are updated by position.
    by_keyword = word in {"update", "aupdate"} and bool(call.keywords) and not call.args
    return by_keyword or word in WRITES


def _receiver(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(value=ast.Name(id=name)) | ast.Attribute(value=ast.Attribute(attr=name)):
            return name.lstrip("_")
    return ""


@pytest.mark.parametrize(
    ("code", "writes"),
    [
        ("Order.objects.filter(pk=1).update(note='')", True),
        ("order.save()", True),
        ("update_rows(Order, ids, note='')", True),
        ("cursor.execute('DELETE FROM orders_order')", True),
        ("found.update(other)", False),
        ("self._canvas.save()", False),
        ("cursor.execute('SELECT 1 FROM orders_order')", False),
    ],
)
def test_a_write_is_recognised(code: str, writes: bool) -> None:
    tree = ast.parse(code)
    said = any(WRITING_SQL.search(text) for _node, text in statements(tree))
    assert (said or any(_is_write(call, word) for call, word in calls(tree))) is writes
