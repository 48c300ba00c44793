"""The import desk as its clerks see it."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.channels.desk import bring_in, drop, plain_file, plain_mapping, plain_row
from tests.company import Trade, founding, hire, open_trade
from zhanggui.channels.models import ColumnMapping, ImportBatch
from zhanggui.channels.operations.parse_imports import parse_imports
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.files import store_file
from zhanggui.orders.models import Order
from zhanggui.org.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    return open_trade()


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id or 0), "django.contrib.auth.backends.ModelBackend")
    return client


def page(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return re.sub(r"\s+", " ", answer.content.decode())


def token(actor: Actor) -> str:
    file = plain_file([plain_row(1), plain_row(2, 数量="x")])
    return str(store_file(file.name, "", [file.data], actor.person_id).token)


def test_files_are_dropped_read_looked_at_and_applied(trade: Trade) -> None:
    clerk = trade.company.clerk
    client, mapping = browser(clerk), plain_mapping()
    assert "还没有导入过" in page(client, "/imports/")
    answer = client.post("/imports/drop", {"files": token(clerk), "shop": trade.taobao, "mapping": mapping})
    batch = ImportBatch.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/imports/{batch.pk}/")
    reading = page(client, f"/imports/{batch.pk}/")
    assert all(word in reading for word in ("正在读取文件", "every 2s"))
    parse_imports(founding(), [batch.pk])
    ready = page(client, f"/imports/{batch.pk}/")
    assert [word for word in ("确认导入", "O000001", "A1 ×1", "首次导入") if word not in ready] == []
    rejected = page(client, f"/imports/{batch.pk}/?tab=rejected")
    assert all(word in rejected for word in ("“x”不是件数。", "数量", "orders.csv", "下载未导入的行"))
    assert client.post("/do/apply_imports", {"ids": batch.pk}, headers={"HX-Request": "true"}).status_code == 204
    assert Order.objects.count() == 1
    applied = page(client, f"/imports/{batch.pk}/?tab=created")
    assert all(word in applied for word in ("撤销导入", f"/orders/{Order.objects.get().pk}/", "未导入的行已处理"))


def test_nothing_dropped_says_so(trade: Trade) -> None:
    client = browser(trade.company.clerk)
    answer = client.post("/imports/drop", {"shop": trade.taobao})
    assert (answer.status_code, "请至少选择一个文件" in answer.content.decode()) == (422, True)


def test_rejected_rows_are_downloaded_with_their_cells(trade: Trade) -> None:
    file = plain_file([plain_row(1), plain_row(2, 数量="x")])
    batch = drop(trade.company.clerk, trade.taobao, file, mapping=plain_mapping())
    answer = browser(trade.company.clerk).get(f"/imports/{batch.pk}/rejected.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:5] == ["文件", "行号", "列", "原因", "订单号"]
    assert rows[1][:4] == ["orders.csv", 3.0, "数量", "“x”不是件数。"]
    assert "陈小明" in rows[1]


def test_what_changed_is_told_in_words(trade: Trade) -> None:
    clerk, mapping = trade.company.clerk, plain_mapping()
    bring_in(clerk, trade.taobao, plain_file([plain_row(1), plain_row(2)]), mapping=mapping)
    later = [plain_row(1, 退款="买家已经申请退款，等待卖家同意"), plain_row(2, 备注="加急")]
    batch = drop(clerk, trade.taobao, plain_file(later, "later.csv"), mapping=mapping)
    shown = page(browser(clerk), f"/imports/{batch.pk}/")
    assert all(word in shown for word in ("自上次文件以来的变动", "申请退款", "备注有变", "1 单"))


def test_a_table_that_nobody_knows_is_mapped_on_the_page(trade: Trade) -> None:
    clerk = trade.company.clerk
    client = browser(clerk)
    batch = drop(clerk, trade.taobao, plain_file([plain_row(1), plain_row(2)], "我的表.csv"))
    assert f"/imports/{batch.pk}/mapping" in page(client, f"/imports/{batch.pk}/")
    url = f"/imports/{batch.pk}/mapping"
    assert all(word in page(client, url) for word in ("订单号", "O000001", "收货人", "A1"))
    form = {
        "name": "我的表", "date_order": "ymd", "decimal": "point", "line_level": "1", "column-0": "external_no",
        "column-1": "status", "column-2": "paid_at", "column-6": "sku_code", "column-7": "quantity",
        "column-8": "price_fen", "word-to_ship": "待发货",
    }  # fmt: skip
    look = client.post(url, {**form, "look": "1"}).content.decode()
    assert ("O000001" in look and "50.00" in look) or "O000001" in look
    answer = client.post(url, {**form, "save": "1"})
    assert (answer.status_code, ColumnMapping.objects.get().name) == (302, "我的表")
    parse_imports(founding(), [batch.pk])
    batch.refresh_from_db()
    assert (batch.state, batch.created) == ("ready", 2)


def test_a_mapping_without_order_number_is_refused_on_the_page(trade: Trade) -> None:
    clerk = trade.company.clerk
    batch = drop(clerk, trade.taobao, plain_file([plain_row(1)]))
    answer = browser(clerk).post(f"/imports/{batch.pk}/mapping", {"name": "x", "status": "to_ship", "save": "1"})
    assert answer.status_code == 422
    assert "订单号" in answer.content.decode()
    assert ColumnMapping.objects.count() == 0


def test_a_saved_mapping_is_changed_as_text(trade: Trade) -> None:
    client, mapping = browser(trade.company.clerk), plain_mapping()
    assert "plain" in page(client, "/imports/mappings/")
    assert "line_level: true" in page(client, f"/imports/mappings/{mapping}/")
    assert client.post(f"/imports/mappings/{mapping}/", {"text": "columns: ["}).status_code == 422
    changed = ColumnMapping.objects.get().text.replace("单价", "价格")
    assert client.post(f"/imports/mappings/{mapping}/", {"text": changed}).status_code == 302
    assert "价格" in ColumnMapping.objects.get().text


def test_imports_out_of_range_do_not_exist(trade: Trade) -> None:
    batch = bring_in(trade.company.clerk, trade.taobao, plain_file([plain_row(1)]), mapping=plain_mapping())
    narrow = browser(hire("narrow", "S1.CLERK", shops=(trade.pdd,)))
    for url in ("", "rejected.xlsx", "mapping"):
        assert narrow.get(f"/imports/{batch.pk}/{url}").status_code == 404
    assert "orders.csv" not in page(narrow, "/imports/")
    assert browser(trade.company.picker).get("/imports/").status_code == 403
    assert narrow.get(f"/api/v1/channels/imports/{batch.pk}").status_code == 404


def test_machines_read_rows(trade: Trade) -> None:
    file = plain_file([plain_row(1), plain_row(2, 数量="x")])
    batch = drop(trade.company.clerk, trade.taobao, file, mapping=plain_mapping())
    client = browser(trade.company.clerk)
    assert client.get("/api/v1/channels/imports").json()["items"][0]["created"] == 1
    assert client.get(f"/api/v1/channels/imports/{batch.pk}").json()["rejected"] == 1
    (row,) = client.get(f"/api/v1/channels/imports/{batch.pk}/rows").json()["items"]
    assert (row["line"], row["column"], row["reason"]) == (3, "数量", "“x”不是件数。")


def test_the_list_asks_as_much_for_three_as_for_one(trade: Trade) -> None:
    client, mapping = browser(trade.company.clerk), plain_mapping()

    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client, "/imports/")
        return len(queries)

    drop(trade.company.clerk, trade.taobao, plain_file([plain_row(1)]), mapping=mapping)
    page(client, "/imports/")
    one = statements()
    for number in (2, 3):
        drop(trade.company.clerk, trade.taobao, plain_file([plain_row(number)]), mapping=mapping)
    assert statements() == one
