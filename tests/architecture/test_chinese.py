from collections import defaultdict
from pathlib import Path

import pytest

from zhanggui.config import catalogue


@pytest.mark.parametrize("module", catalogue.modules(), ids=lambda module: module.name)
def test_every_sentence_has_its_chinese_and_no_entry_is_stale(module: Path) -> None:
    assert catalogue.faults(module) == []


def test_the_same_sentence_has_the_same_chinese_in_every_module() -> None:
    chinese: dict[str, set[str]] = defaultdict(set)
    for module in catalogue.modules():
        for message in catalogue.written(module):
            if message.id and message.string:
                chinese[str((message.context, message.id))].add(str(message.string))
    assert {sentence: words for sentence, words in chinese.items() if len(words) > 1} == {}


def test_a_sentence_without_chinese_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.py").write_text('REVIEW = _("Review orders")\nSHIP = _("Ship")\n')
    _write_catalogue(tmp_path, 'msgid "Ship"\nmsgstr "发货"\n\nmsgid "Gone"\nmsgstr "没了"\n')
    assert [fault.split(": ", 1)[1] for fault in _faults_in(tmp_path)] == [
        "no Chinese for 'Review orders' (vocabulary.py:1)",
        "no source says 'Gone' any more",
    ]


def test_sentences_of_templates_are_collected(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        "{% load i18n %}<p>\n    don't\n  {% translate 'Ship' %}\n"
        "{% blocktranslate count n=n trimmed %}\n one order\n"
        "{% plural %} {{ n }} orders{% endblocktranslate %}</p>"
    )
    found = {message.id for message in _sentences_in(tmp_path) if message.id}
    assert found == {"Ship", ("one order", "%(n)s orders")}


def test_a_catalogue_brought_up_to_date_keeps_its_chinese(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.py").write_text('SHIP = _("Ship")\nPACK = _("Pack")\n')
    _write_catalogue(tmp_path, 'msgid "Ship"\nmsgstr "发货"\n\nmsgid "Gone"\nmsgstr "没了"\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "HOUSE", tmp_path)
        catalogue.update(tmp_path)
    kept = {message.id: message.string for message in catalogue.written(tmp_path) if message.id}
    assert kept == {"Pack": "", "Ship": "发货"}


def _write_catalogue(module: Path, entries: str) -> None:
    (module / catalogue.PLACE).mkdir(parents=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (module / catalogue.PLACE / "django.po").write_text(header + entries)


def _faults_in(module: Path) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "HOUSE", module)
        return catalogue.faults(module)


def _sentences_in(module: Path) -> catalogue.Catalog:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "HOUSE", module)
        return catalogue.sentences(module)
