"""A person overrules the look at whose files these are."""

import pytest

from tests.channels.desk import counts, drop, plain_file, plain_mapping, plain_row
from tests.company import founding, open_trade
from zhanggui.channels.models import ImportBatch, ImportRow
from zhanggui.channels.operations.parse_imports import parse_imports
from zhanggui.channels.operations.trust_imports import trust_imports
from zhanggui.channels.vocabulary import ImportState

pytestmark = pytest.mark.django_db


def test_stopped_files_are_read_after_all() -> None:
    trade = open_trade()
    clerk = trade.company.clerk
    batch = drop(clerk, trade.taobao, plain_file([plain_row(1)]), mapping=plain_mapping())
    problem = {"code": "other_shop_orders", "params": {"shop": "x"}}
    ImportBatch.objects.filter(pk=batch.pk).update(state=ImportState.STOPPED, problem=problem)
    ImportRow.objects.all().delete()
    assert trust_imports(clerk, [batch.pk]).one() == batch.pk
    parse_imports(founding(), [batch.pk])
    batch.refresh_from_db()
    assert (batch.state, batch.trusted, counts(batch)) == ("ready", True, (1, 0, 0, 0))


def test_what_was_not_stopped_is_refused() -> None:
    trade = open_trade()
    batch = drop(trade.company.clerk, trade.taobao, plain_file([plain_row(1)]), mapping=plain_mapping())
    assert trust_imports(trade.company.clerk, [batch.pk]).refused[batch.pk].code == "not_stopped"
