from django.http import QueryDict

from tests.fulfilment.floor import open_floor, order_of
from zhanggui.fulfilment.models import Waybill
from zhanggui.orders.queries.filters import orders_matching


def test_the_order_list_finds_waybill_numbers_and_knows_what_was_printed(db: None) -> None:
    floor = open_floor()
    (worn,) = floor.printed(1)
    (plain,) = floor.waiting(1, start=2000)
    number = Waybill.objects.get(parcel_id=worn).number

    def found(query: str) -> list[int]:
        return sorted(orders_matching(floor.trade.company.service, QueryDict(query)).values_list("pk", flat=True))

    assert found(f"q={number}") == [order_of(worn)]
    assert found("printed=yes") == [order_of(worn)]
    assert order_of(plain) in found("printed=no")
