"""What a platform answers becomes what we know of each parcel."""

import pytest

from tests.channels.desk import bring_in, counts, plain_file, plain_mapping, plain_row, rows
from tests.channels.operations.test_write_ship_files import ship
from tests.fulfilment.floor import Floor, open_floor
from zhanggui.channels.models import ImportBatch
from zhanggui.channels.operations.parse_results import parse_results
from zhanggui.channels.operations.read_results import Answer, read_results
from zhanggui.channels.operations.write_ship_files import write_ship_files
from zhanggui.channels.queries.reporting import failed_reports, parcels_to_report, report_counts
from zhanggui.foundation.files import store_file
from zhanggui.fulfilment.models import Parcel

pytestmark = pytest.mark.django_db


def answered(floor: Floor, text: str) -> ImportBatch:
    file = store_file("结果.csv", "", [text.encode()], floor.clerk.person_id)
    batch_id = read_results(floor.clerk, [Answer((str(file.token),), floor.trade.taobao)]).one()
    parse_results(floor.clerk.delegate(), [batch_id])
    return ImportBatch.objects.get(pk=batch_id)


def reports(parcels: list[int]) -> list[tuple[str, str]]:
    found = Parcel.objects.filter(pk__in=parcels).order_by("pk")
    return list(found.values_list("report", "report_reason"))


def test_accepted_failed_and_unknown() -> None:
    floor = open_floor()
    parcels = ship(floor)
    write_ship_files(floor.clerk, [floor.trade.taobao])
    batch = answered(
        floor,
        "订单编号,物流单号,结果,失败原因\n1000,753100001000,成功,\n1001,753100001001,失败,单号不存在\n9,753100001001,成功,\n",
    )
    assert (batch.state, counts(batch)) == ("applied", (0, 2, 0, 1))
    assert reports(parcels) == [("accepted", ""), ("failed", "单号不存在")]
    (rejected,) = rows(batch, "rejected")
    assert (rejected.external_no, rejected.line, rejected.reason) == (
        "9", 4, {"code": "parcel_unknown", "params": {"number": "9"}}
    )  # fmt: skip
    assert list(failed_reports(floor.clerk).values_list("pk", flat=True)) == [parcels[1]]
    assert report_counts(floor.clerk) == {floor.trade.taobao: {"failed": 1}}
    again = write_ship_files(floor.clerk, [floor.trade.taobao], failed_too=True)
    assert again.done == [floor.trade.taobao]
    assert reports(parcels)[1][0] == "in_file"


def test_what_was_accepted_once_stays_accepted() -> None:
    floor = open_floor()
    parcels = ship(floor, 1)
    answered(floor, "订单编号,物流单号,结果\n1000,753100001000,成功\n")
    late = answered(floor, "订单编号,物流单号,结果\n1000,753100001000,失败\n")
    assert reports(parcels) == [("accepted", "")]
    assert counts(late) == (0, 0, 1, 0)


def test_the_next_export_that_shows_our_number_accepts_it() -> None:
    floor = open_floor()
    parcels = ship(floor)
    assert set(parcels_to_report(floor.clerk).values_list("pk", flat=True)) == set(parcels)
    shown = [
        plain_row("1000", 状态="已发货", 快递单号="753100001000"),
        plain_row("1001", 状态="已发货", 快递单号="OTHER"),
    ]
    bring_in(floor.clerk, floor.trade.taobao, plain_file(shown), mapping=plain_mapping())
    assert [state for state, _why in reports(parcels)] == ["accepted", "waiting"]
