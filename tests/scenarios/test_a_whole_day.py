"""A trading day from the platform's file to the signed close, with the goods, numbers and money of each step."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from tests.company import hire
from tests.fulfilment.floor import codes
from tests.scenarios.house import (
    House,
    axes,
    broken_books,
    holds,
    number_states,
    open_house,
    order,
    parcel_states,
    parcels,
    row,
    waves,
    whole,
)
from zhanggui.config.demo.jobs import carry_out_jobs
from zhanggui.foundation import clock
from zhanggui.foundation.files import content_of, file_of
from zhanggui.foundation.jobs import run_schedule
from zhanggui.foundation.models import StoredFile
from zhanggui.fulfilment.models import DayClose, Manifest, Parcel, Waybill
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.fulfilment.operations.bind_waybills import BindRow, bind_waybills
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.fulfilment.operations.pick_waves import pick_waves
from zhanggui.fulfilment.operations.print_parcels import print_parcels
from zhanggui.fulfilment.operations.scan_onto_manifest import LabelScan, scan_onto_manifest
from zhanggui.fulfilment.operations.scan_pieces import PieceScan, scan_pieces
from zhanggui.fulfilment.operations.sign_days import DayRow, sign_days
from zhanggui.orders.operations.approve_orders import approve_orders

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 11, 9, 5, tzinfo=clock.SHANGHAI)
BARCODES = {"A1": "6901234567892", "A2": "6901234567908", "B1": "6901234567922"}


def test_from_the_file_to_the_signed_day() -> None:
    with clock.at(MORNING):
        house = open_house()
        batch = house.bring_in(
            row("plain"),
            row("memo", 备注="改地址"),
            row("set", 商家编码="K1", 单价="80.00"),
            row("own", 商家编码="V1", 单价="5.00"), row("own", 子订单号="own-2", 商家编码="B1", 数量="3"),
            row("big", 商家编码="B1", 数量="500"),
        )  # fmt: skip
    assert (batch.created, batch.rejected) == (5, 0)
    assert {n: axes(n)[3] for n in ("plain", "memo", "set", "own", "big")} == {
        "plain": "reserved", "memo": "reserved", "set": "reserved", "own": "reserved", "big": "short"
    }  # fmt: skip
    assert [house.stock(code) for code in ("A1", "A2", "B1")] == [(100, 3), (100, 2), (100, 3)]
    assert broken_books() == {}
    _review(house)
    _number_and_print(house)
    _pack(house)
    _ship(house)
    _close_the_day(house)


def _review(house: House) -> None:
    reviewer = house.trade.company.reviewer
    assert "short" in holds("big")
    reasons = holds("memo")
    assert reasons
    with clock.at(MORNING + timedelta(minutes=5)):
        assert codes(approve_orders(reviewer, [order("memo").pk])) == {order("memo").pk: "still_held"}
        whole(approve_orders(reviewer, [order("memo").pk], lift=",".join(reasons)))
        run_schedule("Cooling time over")
    assert {n: axes(n)[0] for n in ("plain", "set", "own")} == dict.fromkeys(("plain", "set", "own"), "waiting")
    with clock.at(MORNING + timedelta(minutes=11)):
        run_schedule("Cooling time over")
        carry_out_jobs()
    assert {n: axes(n)[::3] for n in ("plain", "memo", "set", "own", "big")} == {
        **dict.fromkeys(("plain", "memo", "set", "own"), ("approved", "released")), "big": ("waiting", "short")
    }  # fmt: skip
    assert broken_books() == {}


OUT = ("plain", "memo", "set", "own")


def _number_and_print(house: House) -> None:
    clerk = house.trade.company.clerk
    made = whole(make_waves(clerk, parcels(*OUT)))
    assert [wave["parcels"] for wave in made.result["waves"]] == [4]
    house.floor.numbers(3, start=1)
    whole(assign_waybills(clerk, parcels("plain", "memo", "set")))
    bound = bind_waybills(clerk, [BindRow("own", "中通快递", "753199999999"), BindRow("nobody", "中通快递", "7531")])
    assert (list(bound.done), codes(bound)) == ([1], {2: "unknown_order"})
    printed = whole(print_parcels(clerk, parcels(*OUT)))
    assert len(printed.result["prints"]) == 1
    assert {state for number in OUT for state in number_states(number)} == {"printed"}
    assert broken_books() == {}


def _pack(house: House) -> None:
    company = house.trade.company
    whole(pick_waves(company.picker, waves(*OUT)))
    goods = {"plain": ["A1"], "memo": ["A1"], "set": ["A1", "A2", "A2"], "own": ["B1", "B1", "B1"]}
    for number, wanted in goods.items():
        (parcel,) = parcels(number)
        wrong = scan_pieces(company.packer, [PieceScan(parcel, "6901234567915")])
        assert list(wrong.refused) == [1]
        scans = [PieceScan(parcel, BARCODES[code]) for code in wanted]
        if number == "own":
            scans.append(PieceScan(parcel, "V1"))
        whole(scan_pieces(company.packer, scans))
    assert [state for number in OUT for state in parcel_states(number)] == ["packed"] * 4
    assert broken_books() == {}


def _ship(house: House) -> None:
    logistics, manifest = house.trade.company.logistics, house.floor.manifest()
    labels = [LabelScan(w.number) for w in Waybill.objects.filter(parcel__in=parcels(*OUT))]
    whole(scan_onto_manifest(logistics, labels, manifest=manifest))
    assert whole(close_manifests(logistics, [manifest], collector="王师傅")).result["shipped"] == 4
    carry_out_jobs()
    assert {number: axes(number)[3] for number in OUT} == dict.fromkeys(OUT, "shipped")
    assert [house.stock(code) for code in ("A1", "A2", "B1")] == [(97, 0), (98, 0), (97, 0)]
    assert {state for number in OUT for state in number_states(number)} == {"handed_over"}
    closed = Manifest.objects.get(pk=manifest)
    assert (closed.parcels, closed.collector) == (4, "王师傅")
    assert _shipped_moves() == {"A1": -3, "A2": -2, "B1": -3}
    left = Parcel.objects.filter(pk__in=parcels(*OUT))
    assert set(left.values_list("report", flat=True)) == {"in_file"}
    file = StoredFile.objects.get(pk=left[0].report_file_id or 0)
    content = b"".join(content_of(file_of(str(file.token))))
    assert file.name.startswith("TB-")
    assert content
    assert broken_books() == {}


def _close_the_day(house: House) -> None:
    today = clock.day_of(MORNING)
    trade = house.trade
    figures = {
        "imported": 5, "void": 0, "held": 0, "short": 1, "waiting": 0, "printed": 0, "packed": 0, "handed_over": 4,
        "elsewhere": 0,
    }  # fmt: skip
    day = DayRow(trade.taobao, trade.north, today)
    whole(sign_days(trade.company.logistics, [day]))
    whole(sign_days(hire("night", "S1.LOGI"), [day]))
    signed = DayClose.objects.get()
    assert (signed.figures, signed.incoming_id is not None) == (figures, True)
    assert broken_books() == {}


def _shipped_moves() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.code, sum(m.quantity) FROM inventory_move m JOIN catalog_sku s ON s.id = m.sku_id "
            "WHERE m.reason = 'shipped' GROUP BY 1"
        )
        return dict(cursor.fetchall())
