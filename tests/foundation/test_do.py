"""The command line does what the button and the endpoint do."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.foundation.workshop import Piece, State, pieces
from zhanggui.foundation.models import Run
from zhanggui.foundation.operation import RUN_ABOVE
from zhanggui.foundation.sheets import write_sheet

pytestmark = pytest.mark.usefixtures("bench")


def do(*words: str) -> tuple[str, int]:
    said, complained, code = StringIO(), StringIO(), 0
    try:
        call_command("do", *words, stdout=said, stderr=complained)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return said.getvalue() + complained.getvalue(), code


def test_ids_are_done_as_a_person() -> None:
    ids = pieces(2)
    said, code = do("mend_pieces", "--ids", ",".join(map(str, ids)), "--as", "Mei", "--note", "slow", "--json")
    answer = json.loads(said)
    assert (sorted(answer["done"]), answer["refused"], code) == (ids, {}, 0)


def test_what_is_left_alone_is_said_and_ends_with_one() -> None:
    (glass,) = pieces(1, name="glass")
    said, code = do("mend_pieces", "--ids", str(glass), "--as", "Mei")
    assert "glass: glass cannot be mended" in said
    assert code == 1


def test_a_refused_call_ends_with_two() -> None:
    (piece,) = pieces(1)
    assert do("mend_pieces", "--ids", str(piece), "--as", "Nobody")[1] == 2
    said, code = do("scrap_pieces", "--ids", str(piece), "--as", "Lan", "--reason", "no such", "--json")
    assert (list(json.loads(said)["fields"]), code) == (["reason"], 2)
    assert Piece.objects.get(pk=piece).state == State.BROKEN


def test_a_key_counts_once() -> None:
    words = ("add_pieces", "--as", "Mei", "--key", "k", "--json", "--rows")
    rows = [{"name": "vase", "count": 1}]
    for _time in range(2):
        do(*words, str(written(json.dumps(rows).encode(), "rows.json")))
    assert Piece.objects.count() == 1


_folder: Path


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path) -> None:
    global _folder
    _folder = tmp_path


def written(content: bytes, name: str) -> Path:
    file = _folder / name
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rows.xlsx", write_sheet("x", ["Name", "count"], [["vase", 2]])),
        ("rows.csv", b"name,Count\nvase,2\n"),
        ("rows.json", b'[{"name": "vase", "count": 2}]'),
    ],
)
def test_rows_come_from_sheets_and_json(name: str, content: bytes) -> None:
    said, code = do("add_pieces", "--rows", str(written(content, name)), "--as", "Mei", "--shop", "7")
    assert code == 0, said
    assert list(Piece.objects.values_list("name", "count", "shop_id")) == [("vase", 2, 7)]


def test_many_become_a_run() -> None:
    ids = pieces(RUN_ABOVE + 1)
    said, _code = do("mend_pieces", "--ids", ",".join(map(str, ids)), "--as", "Mei")
    assert f"/runs/{Run.objects.get().pk}/" in said


def test_every_kind_of_value_is_read_from_words() -> None:
    (piece,) = pieces(1)
    file = str(written(b"content", "a.txt"))
    said, _code = do(
        "try_everything", "--ids", str(piece), "--as", "Mei", "--amount", "12.50", "--day", "2026-11-11",
        "--other", "piece 0", "--others", f"#{piece},piece 0", "--file", file, "--loud", "0", "--json",
    )  # fmt: skip
    result = json.loads(said)["result"]
    assert (result["amount"], result["other"], result["others"], result["loud"]) == (1250, piece, [piece, piece], False)


def test_the_list_names_every_operation_with_its_right() -> None:
    said, _code = do("--list")
    assert "mend_pieces" in said
    assert "[workshop.mend]" in said
    assert "zhanggui do scrap_pieces --as USERNAME --ids 1,2 --reason" in said


@pytest.mark.parametrize(
    "words",
    [
        ("melt_pieces",),
        ("mend_pieces", "--ids", "1", "--as", "Stranger"),
        ("mend_pieces", "--ids", "one", "--as", "Mei"),
        ("add_pieces", "--rows", "nowhere.xlsx", "--as", "Mei"),
    ],
)
def test_what_makes_no_sense_is_said(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("do", *words)


def test_missing_words_are_asked_for(capsys: Any) -> None:
    assert do("scrap_pieces", "--ids", "1", "--as", "Lan")[1] == 2
    assert "--reason" in capsys.readouterr().err
