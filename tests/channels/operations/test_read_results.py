"""Result files are handed over within somebody's range only."""

import pytest

from tests.company import open_trade
from zhanggui.channels.models import ImportBatch
from zhanggui.channels.operations.read_results import Answer, read_results
from zhanggui.foundation.files import store_file
from zhanggui.foundation.outcome import NotAllowed

pytestmark = pytest.mark.django_db


def test_a_picker_reads_no_results() -> None:
    trade = open_trade()
    token = str(store_file("r.csv", "", [b"x"]).token)
    with pytest.raises(NotAllowed):
        read_results(trade.company.picker, [Answer((token,), trade.taobao)])
    batch = ImportBatch.objects.get(pk=read_results(trade.company.clerk, [Answer((token,), trade.taobao)]).one())
    assert (batch.kind, batch.state) == ("results", "reading")
