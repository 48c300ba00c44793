"""Two hands at one file."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.channels.desk import counts, drop, plain_file, plain_mapping, plain_row
from tests.company import open_trade
from zhanggui.channels.models import ImportBatch
from zhanggui.channels.operations.apply_imports import apply_imports
from zhanggui.orders.models import Order


@pytest.mark.django_db(transaction=True)
def test_one_file_twice_at_once_is_one_set_of_orders() -> None:
    trade = open_trade(stock=300)
    clerk, mapping = trade.company.clerk, plain_mapping()
    file = plain_file([plain_row(number) for number in range(200)])
    batches = [drop(clerk, trade.taobao, file, mapping=mapping) for _twice in range(2)]
    together, failed = Barrier(2), []

    def press(batch: ImportBatch) -> None:
        together.wait()
        try:
            apply_imports(clerk, [batch.pk])
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=press, args=(batch,)) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    for batch in batches:
        batch.refresh_from_db()
    assert sorted(counts(batch) for batch in batches) == [(0, 0, 200, 0), (200, 0, 0, 0)]
    assert Order.objects.count() == 200
