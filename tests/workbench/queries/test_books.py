"""Each proof names the row that breaks its claim, and no other proof takes fright."""

import pytest
from django.db import connection, transaction

from tests.scenarios.house import House, open_house, order, parcels, row
from zhanggui.foundation.models import Event
from zhanggui.fulfilment.models import Waybill
from zhanggui.inventory.models import Balance
from zhanggui.workbench.queries.books import PROOFS, as_json, prove_books

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    """A house with an order that left, one in the warehouse, one reserved and one short, and a finished run."""
    house = open_house()
    house.bring_in(row("gone"), row("packed", 商家编码="B1", 数量="2"), row("reserved", 商家编码="A2", 数量="2"))
    house.bring_in(row("short", 商家编码="A2", 数量="500"))
    house.go_on("gone")
    house.reach("packed", "packed")
    return house


def test_books_of_an_honest_house_are_clean(house: House) -> None:
    findings = list(prove_books())
    told = as_json(findings)
    assert told["clean"] is True
    assert [check["name"] for check in told["checks"]] == [proof.name for proof in PROOFS]
    idle = {finding.name for finding in findings if not finding.examined}
    assert idle == {"a run has a receipt for each record that it has settled"}


def test_each_proof_names_what_breaks_it_and_no_other_does(house: House) -> None:
    wrong = {
        name: broken
        for name, (deed, named) in _deeds(house).items()
        if (broken := _broken_by(deed)) != {name: [named] if named else broken.get(name)}
    }
    assert wrong == {}


def test_every_proof_is_tried(house: House) -> None:
    assert set(_deeds(house)) == {proof.name for proof in PROOFS}


def _broken_by(deed: str) -> dict[str, list[str]]:
    with transaction.atomic(), connection.cursor() as cursor:
        # Constraints and foreign keys would refuse most of these lies, as they should.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL session_replication_role = replica")
        cursor.execute(deed)
        broken = {finding.name: finding.broken for finding in prove_books() if finding.broken}
        transaction.set_rollback(True)
    return broken


def _deeds(house: House) -> dict[str, tuple[str, str]]:
    """What to do by hand for each proof, and what it must say; "" where the words carry a moment."""
    sku = house.trade.skus
    balance = {code: Balance.objects.get(sku=sku[code], warehouse=house.trade.north).pk for code in ("A1", "A2", "B1")}
    gone, packed, reserved, short = (order(number).pk for number in ("gone", "packed", "reserved", "short"))
    (gone_parcel,), (packed_parcel,) = parcels("gone"), parcels("packed")
    line = {
        pk: _one(f"SELECT id FROM orders_orderline WHERE order_id = {pk}") for pk in (gone, packed, reserved, short)
    }
    move = _one("SELECT id FROM inventory_move WHERE reason = 'shipped'")
    opening = _one(f"SELECT id FROM inventory_move WHERE sku_id = {sku['A2']}")
    wave = _one(f"SELECT wave_id FROM fulfilment_parcel WHERE id = {packed_parcel}")
    worn = {w.parcel_id: w.number for w in Waybill.objects.filter(parcel__isnull=False)}
    person = Event.objects.filter(person_id__isnull=False, subject_kind="parcel").order_by("pk")[0]
    automatic = Event.objects.filter(person_id__isnull=True).order_by("pk")[0]
    homeless = (
        "INSERT INTO inventory_reservation (warehouse_id, sku_id, quantity, claimant_kind, claimant_id, cause_id, "
        f"made_at) VALUES ({house.trade.south}, {sku['A1']}, 1, 'order', {short}, {line[short]}, now())"
    )
    return {
        "on hand is the sum of moves": (
            f"UPDATE inventory_balance SET on_hand = 98 WHERE id = {balance['A1']}",
            f"balance {balance['A1']}: on hand 98, moves say 99",
        ),
        "every move belongs to a balance": (
            "INSERT INTO inventory_move (recorded_at, warehouse_id, sku_id, quantity, reason, unit_cost_fen, "
            f"cause_kind, note) VALUES (now(), {house.trade.south}, {sku['A1']}, 1, 'found', 0, '', '')",
            "",
        ),
        "every move for an order line names one": (
            f"UPDATE inventory_move SET reason = 'returned', cause_kind = 'order_line', cause_id = 987654321 "
            f"WHERE reason = 'opening' AND sku_id = {sku['A2']}",
            f"move {opening}: there is no order line 987654321",
        ),
        "what parcels took along has left the books once": (
            f"UPDATE inventory_move SET reason = 'lost' WHERE id = {move}",
            f"line {line[gone]}, SKU {sku['A1']}: 1 left in parcels, 0 in moves",
        ),
        "reserved is the sum of open reservations": (
            f"UPDATE inventory_balance SET reserved = 1 WHERE id = {balance['A1']}",
            f"balance {balance['A1']}: reserved 1, reservations say 0",
        ),
        "every reservation belongs to a balance": (homeless, ""),
        "0 ≤ reserved ≤ on hand": (
            "ALTER TABLE inventory_balance DROP CONSTRAINT balance_reserved_within_on_hand; "
            f"UPDATE inventory_balance SET on_hand = 1 WHERE id = {balance['B1']}; "
            f"UPDATE inventory_move SET quantity = 1 WHERE sku_id = {sku['B1']}",
            f"balance {balance['B1']}: reserved 2 of 1",
        ),
        "every reservation belongs to a line of an order in the house": (
            f"UPDATE inventory_reservation SET claimant_id = {short} WHERE claimant_id = {reserved}; "
            f"UPDATE orders_orderline SET cancelled = true WHERE id = {line[reserved]}",
            f"reservation {_one(f'SELECT id FROM inventory_reservation WHERE claimant_id = {reserved}')}: "
            f"order {short} is not there",
        ),
        "a reserved order has all that it ordered": (
            f"UPDATE inventory_reservation SET quantity = 1 WHERE claimant_id = {reserved}; "
            f"UPDATE inventory_balance SET reserved = 1 WHERE id = {balance['A2']}",
            f"order {reserved}, line {line[reserved]}: 2 ordered, 1 pieces reserved",
        ),
        "live parcels carry no more of a line than was ordered": (
            f"UPDATE fulfilment_parcelline SET of_line = 3 WHERE parcel_id = {packed_parcel}",
            f"line {line[packed]}: 3 in parcels, 2 ordered",
        ),
        "goods of parcels in the house are reserved for them": (
            f"UPDATE fulfilment_parcelline SET quantity = 4 WHERE parcel_id = {packed_parcel}",
            f"order {packed}, line {line[packed]}, SKU {sku['B1']}: 4 pieces in parcels, 2 reserved",
        ),
        "a parcel in the house serves approved orders that were handed to the warehouse": (
            f"UPDATE orders_order SET review = 'waiting' WHERE id = {packed}; "
            f"UPDATE foundation_event SET after = 'waiting' WHERE kind = 'orders.approved' AND subject_id = {packed}",
            f"parcel {packed_parcel}: order {packed} is waiting/released",
        ),
        "an order in the warehouse has a live parcel": (
            f"DELETE FROM fulfilment_parcelline WHERE parcel_id = {packed_parcel}",
            f"order {packed}: released without a parcel",
        ),
        "an order that left, left in a parcel": (
            f"UPDATE orders_order SET fulfilment = 'shipped' WHERE id = {short}; "
            f"UPDATE foundation_event SET after = 'shipped' WHERE kind = 'orders.short' AND subject_id = {short}",
            f"order {short}: shipped, but no parcel of it left",
        ),
        "no parcel was shipped through an open hold": (
            "INSERT INTO orders_orderhold (order_id, reason, details, source, owner, blocks, placed_at, "
            f"due_at, release_note) "
            f"VALUES ({gone}, 'by_hand', '{{}}', 'person', 'orders.review', '{{ship}}', '2026-01-01', now(), '')",
            "",
        ),
        "a parcel has one live waybill number and a number one parcel": (
            f"UPDATE fulfilment_waybill SET state = 'free' WHERE parcel_id = {packed_parcel}",
            f"waybill {worn[packed_parcel]}: free, but worn by parcel {packed_parcel}",
        ),
        "a parcel that left wears a number that was handed over": (
            f"UPDATE fulfilment_waybill SET state = 'printed' WHERE parcel_id = {gone_parcel}",
            f"parcel {gone_parcel}: shipped without a waybill number",
        ),
        "an applied import has made the orders that it counts": (
            f"UPDATE orders_order SET batch_id = NULL WHERE id = {short}",
            f"import {order('short').batch_id}: counts 1 new orders, made 0",
        ),
        "a run has a receipt for each record that it has settled": (
            "INSERT INTO foundation_run (id, operation, arguments, created_at, total, done, refused) "
            "VALUES (77, 'approve_orders', '{}', now(), 2, 1, 0); "
            "INSERT INTO foundation_runchunk (run_id, position, record_ids, settled) VALUES (77, 0, '{1,2}', true)",
            "run 77: 1 receipts, 2 settled",
        ),
        "every change of orders_order.review has its event": (
            f"UPDATE orders_order SET review = 'approved' WHERE id = {short}",
            f"order {short}: review is approved, events say waiting",
        ),
        "every change of orders_order.payment has its event": (
            f"UPDATE orders_order SET payment = 'settled' WHERE id = {short}",
            f"order {short}: payment is settled, events say paid",
        ),
        "every change of orders_order.after_sales has its event": (
            f"UPDATE orders_order SET after_sales = 'asked' WHERE id = {short}",
            f"order {short}: after_sales is asked, events say none",
        ),
        "every change of orders_order.fulfilment has its event": (
            f"UPDATE orders_order SET fulfilment = 'open' WHERE id = {short}",
            f"order {short}: fulfilment is open, events say short",
        ),
        "every change of fulfilment_parcel.state has its event": (
            f"UPDATE fulfilment_parcel SET state = 'picked' WHERE id = {packed_parcel}",
            f"parcel {packed_parcel}: state is picked, events say packed",
        ),
        "every change of fulfilment_wave.state has its event": (
            f"UPDATE fulfilment_wave SET state = 'open' WHERE id = {wave}",
            f"wave {wave}: state is open, events say done",
        ),
        "every change of fulfilment_manifest.closed_at has its event": (
            f"UPDATE fulfilment_manifest SET closed_at = NULL WHERE id = {_one('SELECT id FROM fulfilment_manifest')}",
            f"manifest {_one('SELECT id FROM fulfilment_manifest')}: closed_at is open, events say closed",
        ),
        "every change of channels_importbatch.state has its event": (
            f"UPDATE channels_importbatch SET state = 'undone' WHERE id = {order('gone').batch_id}",
            f"import {order('gone').batch_id}: state is undone, events say applied",
        ),
        "events of an order or a parcel follow one another": (
            f"DELETE FROM foundation_event WHERE kind = 'fulfilment.picked' AND subject_id = {packed_parcel}",
            "",
        ),
        "every event of a person happened under a duty that they held": (
            f"UPDATE foundation_event SET assignment_id = 987654321 WHERE id = {person.pk[0]}",
            f"event {person.pk[0]} ({person.kind}): person {person.person_id} did not hold that duty",
        ),
        "every event of the system has a cause that exists": (
            f"UPDATE foundation_event SET cause_id = NULL WHERE id = {automatic.pk[0]}",
            f"event {automatic.pk[0]} ({automatic.kind}): no cause",
        ),
        "no row lies outside its month": (
            f"UPDATE foundation_event SET recorded_at = '2001-01-01' WHERE id = {automatic.pk[0]}",
            "",
        ),
    }  # fmt: skip


def _one(sentence: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sentence)
        return int(cursor.fetchone()[0])
