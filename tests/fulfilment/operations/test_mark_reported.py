from tests.company import founding
from tests.fulfilment.floor import Floor
from zhanggui.foundation.models import Event
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.mark_reported import Reported, mark_reported
from zhanggui.fulfilment.queries.reporting import shops_to_report, to_report
from zhanggui.fulfilment.vocabulary import ReportState


def test_what_the_platform_knows_is_kept(floor: Floor) -> None:
    manifest, parcels = floor.listed(2)
    close_manifests(floor.logistics, [manifest])
    assert shops_to_report() == {floor.trade.taobao: 2}
    rows = to_report(floor.trade.taobao)
    assert [(row.order_number, row.courier_code, row.number) for row in rows] == [
        ("1000", "zto", "753100001000"), ("1001", "zto", "753100001001"),
    ]  # fmt: skip
    mark_reported(founding(), [Reported(parcel, ReportState.IN_FILE, file_id=7) for parcel in parcels])
    assert to_report(floor.trade.taobao) == []
    mark_reported(
        founding(), [Reported(parcels[0], ReportState.ACCEPTED), Reported(parcels[1], ReportState.FAILED, "单号错误")]
    )
    kept = Parcel.objects.order_by("pk").values_list("report", "report_reason", "report_file_id")
    assert list(kept) == [("accepted", "", 7), ("failed", "单号错误", 7)]
    assert [row.parcel_id for row in to_report(floor.trade.taobao, failed_too=True)] == [parcels[1]]


def test_no_news_is_no_event(floor: Floor) -> None:
    manifest, parcels = floor.listed()
    close_manifests(floor.logistics, [manifest])
    for _twice in range(2):
        mark_reported(founding(), [Reported(parcels[0], ReportState.ACCEPTED)])
    assert Event.objects.filter(kind="fulfilment.reported").count() == 1
