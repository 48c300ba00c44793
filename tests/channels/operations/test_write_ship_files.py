"""Platforms are told what was shipped, in the form that each of them takes."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.company import founding
from tests.fulfilment.floor import Floor, open_floor
from zhanggui.channels.operations.write_ship_files import write_ship_files
from zhanggui.foundation.files import content_of, file_of
from zhanggui.foundation.models import Event
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.shops.operations.change_shops import change_shops

pytestmark = pytest.mark.django_db


def ship(floor: Floor, count: int = 2, start: int = 1000) -> list[int]:
    manifest, parcels = floor.listed(count, start=start)
    assert close_manifests(floor.logistics, [manifest], collector="王").done
    return parcels


def content(token: object) -> bytes:
    return b"".join(content_of(file_of(str(token))))


def test_the_file_of_the_platform() -> None:
    floor = open_floor()
    parcels = ship(floor)
    outcome = write_ship_files(floor.clerk, [floor.trade.taobao, floor.trade.pdd])
    assert outcome.done == [floor.trade.taobao]
    assert outcome.refused[floor.trade.pdd].code == "nothing_to_report"
    table = CalamineWorkbook.from_filelike(BytesIO(content(outcome.result["file"]))).get_sheet_by_index(0).to_python()
    assert table == [
        ["订单编号", "物流公司", "物流单号"],
        ["1000", "中通快递", "753100001000"],
        ["1001", "中通快递", "753100001001"],
    ]
    assert set(Parcel.objects.filter(pk__in=parcels).values_list("report", flat=True)) == {"in_file"}
    assert Event.objects.filter(kind="fulfilment.reported", after="in_file").count() == 2
    assert write_ship_files(floor.clerk, [floor.trade.taobao]).done == []


def test_the_template_of_the_shop() -> None:
    floor = open_floor()
    template = "csv: 单号=order; 快递=courier_code; 运单=number; 货号=sku; 件数=quantity"
    change_shops(founding(), [floor.trade.taobao], ship_template=template)
    ship(floor, 1)
    outcome = write_ship_files(floor.clerk, [floor.trade.taobao])
    text = content(outcome.result["file"]).decode("utf-8-sig")
    assert text.splitlines() == ["单号,快递,运单,货号,件数", "1000,zto,753100001000,A1,1"]
