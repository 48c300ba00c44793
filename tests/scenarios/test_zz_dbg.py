import pytest
from tests.scenarios.test_killed_workers import *
from tests.scenarios.test_killed_workers import _chunks_of, _work
from zhanggui.foundation.models import RunChunk
def test_dbg(house, monkeypatch):
    monkeypatch.setattr("zhanggui.channels.operations.apply_imports.RUN_ABOVE", 10)
    batch = house.laid_out(table([row(f"n{n}", 商家编码="A2", 备注="改地址") for n in range(60)]))
    with _chunks_of(20):
        run = whole(apply_imports(house.trade.company.clerk, [batch.pk])).result["run"]
    print([len(c.record_ids) for c in RunChunk.objects.all()])
    print(_work('UPDATE "channels_importrow"', 3), Order.objects.count(), [c.settled for c in RunChunk.objects.all()])
