"""An import whose run has ended is closed."""

import pytest

from tests.channels.desk import drop, plain_file, plain_mapping, plain_row
from tests.company import founding, open_trade
from zhanggui.channels.jobs import close_imports
from zhanggui.channels.models import ImportBatch
from zhanggui.channels.operations.apply_imports import apply_imports
from zhanggui.channels.operations.finish_imports import finish_imports
from zhanggui.foundation import clock
from zhanggui.foundation.models import Run

pytestmark = pytest.mark.django_db


def test_an_import_that_is_not_being_applied_is_left_alone() -> None:
    trade = open_trade()
    batch = drop(trade.company.clerk, trade.taobao, plain_file([plain_row(1)]), mapping=plain_mapping())
    assert finish_imports(founding(), [batch.pk]).done == []


def test_what_a_run_left_open_is_closed_by_the_clock() -> None:
    trade = open_trade()
    file = plain_file([plain_row(number) for number in range(600)])
    batch = drop(trade.company.clerk, trade.taobao, file, mapping=plain_mapping())
    run = apply_imports(trade.company.clerk, [batch.pk]).result["run"]
    close_imports(founding())
    assert ImportBatch.objects.get().state == "applying"
    Run.objects.filter(pk=run).update(finished_at=clock.now())
    close_imports(founding())
    assert ImportBatch.objects.get().state == "applied"
