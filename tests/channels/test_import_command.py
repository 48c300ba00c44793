"""`zhanggui import orders` does what the page does."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.channels.desk import MAPPING, plain_file, plain_row
from tests.company import open_trade
from zhanggui.channels.models import ImportBatch
from zhanggui.orders.models import Order

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(tmp_path: Path) -> list[str]:
    open_trade()
    (tmp_path / "plain.yaml").write_text(MAPPING, "utf-8")
    file = plain_file([plain_row(1), plain_row(2, 数量="x")])
    (tmp_path / file.name).write_bytes(file.data)
    return [str(tmp_path / file.name), "--shop", "TB", "--mapping", str(tmp_path / "plain.yaml")]


def told(*arguments: str) -> tuple[int, str]:
    out, code = StringIO(), 0
    try:
        call_command("import", "orders", *arguments, stdout=out, stderr=StringIO())
    except SystemExit as end:
        code = int(str(end.code))
    return code, out.getvalue()


def test_it_answers_in_json(table: list[str]) -> None:
    code, said = told(*table, "--json")
    assert (code, json.loads(said)) == (1, {
        "created": 1, "updated": 0, "unchanged": 0,
        "rejected": [{"file": "orders.csv", "line": 3, "column": "数量", "reason": "“x”不是件数。"}],
    })  # fmt: skip
    assert Order.objects.count() == 1


def test_a_dry_run_changes_nothing(table: list[str]) -> None:
    code, said = told(*table, "--dry-run", "--json")
    assert (code, json.loads(said)["created"], Order.objects.count()) == (1, 1, 0)
    assert ImportBatch.objects.get().state == "discarded"


def test_people_read_sentences(table: list[str]) -> None:
    code, said = told(*table, "--as", "luoyan")
    assert (code, said.splitlines()[0]) == (1, "新增 1，变动 0，无变化 0，未导入 1")
    assert ImportBatch.objects.get().person_id is not None


def test_a_shop_that_does_not_exist(table: list[str]) -> None:
    with pytest.raises(CommandError, match="no shop"):
        told(table[0], "--shop", "NOWHERE")
