"""Files are handed over within somebody's range only."""

import pytest
from django.db import connection

from tests.channels.desk import plain_file, plain_row
from tests.company import hire, open_trade
from zhanggui.channels.models import ImportBatch
from zhanggui.channels.operations.read_files import Delivery, read_files
from zhanggui.foundation.files import store_file
from zhanggui.foundation.outcome import NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def upload(person: int | None) -> str:
    file = plain_file([plain_row(1)])
    return str(store_file(file.name, "", [file.data], person).token)


def test_files_wait_to_be_read_by_a_worker() -> None:
    trade = open_trade()
    clerk = trade.company.clerk
    batch = ImportBatch.objects.get(pk=read_files(clerk, [Delivery((upload(clerk.person_id),), trade.taobao)]).one())
    assert (batch.state, batch.file_names, batch.history, batch.person_id) == (
        "reading", ["orders.csv"], True, clerk.person_id
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'name', args->'records' FROM procrastinate_jobs")
        assert ("parse_imports", f"[{batch.pk}]") in [(name, str(ids)) for name, ids in cursor.fetchall()]


def test_a_shop_out_of_range_does_not_exist() -> None:
    trade = open_trade()
    clerk = hire("onlypdd", "S1.CLERK", shops=(trade.pdd,))
    outcome = read_files(clerk, [Delivery((upload(clerk.person_id),), trade.taobao)])
    assert (outcome.done, outcome.refused[1].code) == ([], "not_found")


def test_files_of_somebody_else_do_not_exist() -> None:
    trade = open_trade()
    with pytest.raises(NotFound):
        read_files(trade.company.clerk, [Delivery((upload(trade.company.manager.person_id),), trade.taobao)])


def test_a_picker_imports_nothing() -> None:
    trade = open_trade()
    with pytest.raises(NotAllowed):
        read_files(trade.company.picker, [Delivery((upload(None),), trade.taobao)])
