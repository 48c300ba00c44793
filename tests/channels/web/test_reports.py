"""What platforms know of shipped parcels, as its clerks see it."""

import pytest

from tests.channels.operations.test_write_ship_files import ship
from tests.channels.web.test_imports import browser, page
from tests.company import hire
from tests.fulfilment.floor import open_floor
from zhanggui.channels.models import ImportBatch
from zhanggui.channels.operations.parse_results import parse_results
from zhanggui.foundation.files import store_file
from zhanggui.foundation.queue import all_queues

pytestmark = pytest.mark.django_db


def test_a_shop_reports_and_reads_the_answer() -> None:
    floor = open_floor()
    ship(floor)
    client = browser(floor.clerk)
    waiting = page(client, "/reports/")
    assert all(word in waiting for word in ("753100001000", "中通快递", "生成发货文件"))
    answer = client.post("/do/write_ship_files", {"ids": floor.trade.taobao}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    shown = page(client, f"/reports/?shop={floor.trade.taobao}&report=in_file")
    assert "753100001001" in shown
    link = shown.split("/reports/files/")[1].split('"')[0]
    assert client.get(f"/reports/files/{link}").status_code == 200
    text = "订单编号,物流单号,结果,失败原因\n1000,753100001000,成功,\n1001,753100001001,失败,单号不存在\n"
    file = store_file("r.csv", "", [text.encode()], floor.clerk.person_id)
    answer = client.post(f"/reports/{floor.trade.taobao}/results", {"files": str(file.token)})
    batch = ImportBatch.objects.get()
    assert answer["Location"] == f"/imports/{batch.pk}/"
    parse_results(floor.clerk.delegate(), [batch.pk])
    told = page(client, f"/imports/{batch.pk}/")
    assert all(word in told for word in ("平台已接收发货", "平台拒绝发货"))
    assert "单号不存在" in page(client, f"/reports/?shop={floor.trade.taobao}&report=failed")


def test_a_shop_out_of_range_does_not_exist() -> None:
    floor = open_floor()
    ship(floor, 1)
    narrow = browser(hire("narrow", "S1.CLERK", shops=(floor.trade.pdd,)))
    assert narrow.get(f"/reports/?shop={floor.trade.taobao}").status_code == 404
    assert "753100001000" not in page(narrow, "/reports/")


def test_queues_are_drawn_on_the_workbench() -> None:
    floor = open_floor()
    ship(floor, 1)
    assert all_queues()["parcels_to_report"].waiting(floor.clerk).count() == 1
    client = browser(floor.clerk)
    for name in ("imports_to_apply", "rejected_rows", "parcels_to_report", "failed_reports"):
        assert page(client, f"/?queue={name}")
