from tests.company import Trade, founding
from tests.orders.intake import again, open_reasons, take_in
from tests.orders.told import line, told
from zhanggui.orders.models import OrderLine
from zhanggui.shops.models import Listing
from zhanggui.shops.operations.assign_listings import assign_listings


def test_mapping_a_listing_repairs_every_waiting_line(trade: Trade) -> None:
    first, second = take_in(trade, told("1", line("NEW-9")), told("2", line("NEW-9", 2)))
    listing = Listing.objects.get(code="NEW-9")

    assign_listings(founding(), [listing.pk], sku=trade.skus["A1"])

    assert set(OrderLine.objects.values_list("sku_id", flat=True)) == {trade.skus["A1"]}
    assert [again(order).fulfilment for order in (first, second)] == ["reserved", "reserved"]
    assert open_reasons(first) == []
    assert again(second).weight_grams == 1000
