from tests.company import founding, hire
from tests.fulfilment.floor import Floor, codes, hold, order_of, statements_of, states
from tests.orders.told import line
from zhanggui.fulfilment.models import ParcelLine
from zhanggui.fulfilment.operations.scan_pieces import PieceScan, scan_pieces
from zhanggui.fulfilment.operations.stop_orders import stop_orders

A1, A2, CASE = "6901234567892", "6901234567908", "6901234567915"


def test_the_last_piece_packs_the_parcel(floor: Floor) -> None:
    (parcel,) = floor.printed(1, line("A1", 2), line("A2", 1, 900))
    for code in (A1, A2):
        assert scan_pieces(floor.packer, [PieceScan(parcel, code)]).result["packed"] == []
    assert states([parcel]) == ["waved"]
    assert scan_pieces(floor.packer, [PieceScan(parcel, A1)]).result["packed"] == [parcel]
    assert states([parcel]) == ["packed"]
    assert set(ParcelLine.objects.filter(parcel=parcel).values_list("quantity", "packed")) == {(2, 2), (1, 1)}


def test_a_case_counts_as_its_pieces(floor: Floor) -> None:
    (parcel,) = floor.printed(1, line("A2", 13, 900))
    scan_pieces(floor.packer, [PieceScan(parcel, CASE)])
    assert ParcelLine.objects.get(parcel=parcel).packed == 12
    assert codes(scan_pieces(floor.packer, [PieceScan(parcel, CASE)])) == {1: "too_many"}
    assert scan_pieces(floor.packer, [PieceScan(parcel, "A2")]).result["packed"] == [parcel]


def test_wrong_unknown_and_too_many_goods_are_refused(floor: Floor) -> None:
    (parcel,) = floor.printed(1, line("A1", 2))
    scans = [PieceScan(parcel, code) for code in (A2, "000", A1, A1, A1)]
    assert codes(scan_pieces(floor.packer, scans)) == {1: "wrong_goods", 2: "unknown_code", 5: "too_many"}
    assert states([parcel]) == ["packed"]


def test_a_stopped_or_held_parcel_takes_nothing(floor: Floor) -> None:
    stopped, held = floor.printed(2)
    stop_orders(founding(), [order_of(stopped)])
    hold(held)
    outcome = scan_pieces(floor.packer, [PieceScan(stopped, A1), PieceScan(held, A1)])
    assert codes(outcome) == {1: "stopped", 2: "held"}
    assert set(ParcelLine.objects.values_list("packed", flat=True)) == {0}


def test_a_packer_of_another_warehouse_finds_nothing(floor: Floor) -> None:
    (parcel,) = floor.printed()
    southern = hire("southern", "S1.PACKER", warehouses=(floor.trade.south,))
    assert codes(scan_pieces(southern, [PieceScan(parcel, A1)])) == {1: "not_found"}


def test_a_scan_takes_few_statements(floor: Floor) -> None:
    (parcel,) = floor.printed(1, line("A1", 2))
    packer = floor.packer
    assert statements_of(lambda: scan_pieces(packer, [PieceScan(parcel, A1)])) < 5
    assert statements_of(lambda: scan_pieces(packer, [PieceScan(parcel, A1)])) <= 8
