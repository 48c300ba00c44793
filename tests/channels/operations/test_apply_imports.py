"""What was laid out becomes orders."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from tests.channels.desk import apply, bring_in, counts, drop, plain_file, plain_mapping, plain_row, rows
from tests.company import Trade, open_trade
from zhanggui.channels.models import ImportBatch, ImportRow
from zhanggui.channels.operations.apply_imports import apply_imports
from zhanggui.foundation.models import Event
from zhanggui.foundation.runs import advance_run
from zhanggui.orders.models import Order, OrderHold
from zhanggui.orders.queries.orders import open_holds
from zhanggui.shops.queries.shops import shops_by_id

pytestmark = pytest.mark.django_db


def test_the_same_file_twice_changes_nothing() -> None:
    trade = open_trade()
    clerk, mapping = trade.company.clerk, plain_mapping()
    file = plain_file([plain_row(1), plain_row(2)])
    first = bring_in(clerk, trade.taobao, file, mapping=mapping)
    assert (first.state, counts(first)) == ("applied", (2, 0, 0, 0))
    again = bring_in(clerk, trade.taobao, file, mapping=mapping)
    assert (again.state, counts(again)) == ("applied", (0, 0, 2, 0))
    assert Order.objects.count() == 2


def test_the_import_leaves_its_mark() -> None:
    trade = open_trade()
    batch = bring_in(trade.company.clerk, trade.taobao, plain_file([plain_row(1)]), mapping=plain_mapping())
    order = Order.objects.get()
    assert (order.batch_id, order.shop_id, order.fulfilment) == (batch.pk, trade.taobao, "reserved")
    assert shops_by_id([trade.taobao])[trade.taobao].status_at == batch.read_at
    said = list(Event.objects.filter(subject_kind="import").order_by("recorded_at", "id").values_list("kind", "after"))
    assert said == [("channels.read", "ready"), ("channels.apply_started", "applying"), ("channels.applied", "applied")]
    (row,) = rows(batch, "created")
    assert (row.order_id, row.payload) == (order.pk, None)


def newer(trade: Trade) -> tuple[ImportBatch, ImportBatch]:
    """Five orders, then a newer file: a refund asked, an address and a memo changed, one shipped elsewhere, one new."""
    clerk, mapping = trade.company.clerk, plain_mapping()
    before = [plain_row(number) for number in range(1, 6)]
    first = bring_in(clerk, trade.taobao, plain_file(before), mapping=mapping)
    after = [
        plain_row(1, 退款="买家已经申请退款，等待卖家同意"),
        plain_row(2, 地址="浙江省 杭州市 西湖区 龙井路9号1幢101室"),
        plain_row(3, 备注="要红色"),
        plain_row(4, 状态="已发货", 快递单号="YT123456789"),
        plain_row(5),
        plain_row(6),
    ]
    return first, drop(clerk, trade.taobao, plain_file(after, "later.csv"), mapping=mapping)


def test_a_newer_file_says_what_changed_before_it_does() -> None:
    trade = open_trade()
    _first, later = newer(trade)
    assert counts(later) == (1, 4, 1, 0)
    assert later.changes == {
        "refund_asked": [1, 0], "address_changed": [1, 0], "memo_changed": [1, 0], "status": [1, 0],
        "left_elsewhere": [1, 0], "tracking": [1, 0],
    }  # fmt: skip
    assert OrderHold.objects.filter(reason="refund_asked").count() == 0


def test_changes_become_holds_and_lift_again() -> None:
    trade = open_trade()
    _first, later = newer(trade)
    apply(trade.company.clerk, later)
    orders = {order.external_no: order for order in Order.objects.all()}
    held = {(hold.order.external_no, hold.reason) for hold in open_holds().select_related("order")}
    assert {("O000001", "refund_asked"), ("O000003", "memo_changed")} <= held
    assert orders["O000004"].fulfilment == "elsewhere"
    assert orders["O000001"].after_sales == "asked"
    assert Event.objects.filter(kind="orders.address_changed", subject_id=orders["O000002"].pk).exists()
    mapping = plain_mapping()
    bring_in(trade.company.clerk, trade.taobao, plain_file([plain_row(1, 退款="退款关闭")], "end.csv"), mapping=mapping)
    assert not open_holds().filter(order=orders["O000001"], reason="refund_asked").exists()


def test_what_moved_since_the_look_is_compared_anew() -> None:
    trade = open_trade()
    clerk, mapping = trade.company.clerk, plain_mapping()
    file = plain_file([plain_row(1), plain_row(2)])
    slow = drop(clerk, trade.taobao, file, mapping=mapping)
    bring_in(clerk, trade.taobao, file, mapping=mapping)
    assert counts(slow) == (2, 0, 0, 0)
    assert counts(apply(clerk, slow)) == (0, 0, 2, 0)
    assert Order.objects.count() == 2


def big(trade: Trade, count: int = 1200) -> ImportBatch:
    file = plain_file([plain_row(number) for number in range(count)])
    return drop(trade.company.clerk, trade.taobao, file, mapping=plain_mapping())


def test_a_big_import_becomes_a_run() -> None:
    trade = open_trade(stock=2000)
    batch = big(trade)
    outcome = apply_imports(trade.company.clerk, [batch.pk])
    assert (ImportBatch.objects.get().state, Order.objects.count()) == ("applying", 0)
    advance_run(outcome.result["run"])
    batch.refresh_from_db()
    assert (batch.state, counts(batch), Order.objects.count()) == ("applied", (1200, 0, 0, 0), 1200)


def test_a_chunk_that_breaks_leaves_nothing_half_and_resumes() -> None:
    trade = open_trade(stock=6000)
    batch = big(trade, 5100)
    run = apply_imports(trade.company.clerk, [batch.pk]).result["run"]
    refuse_order("O005050")
    with pytest.raises(IntegrityError):
        advance_run(run)
    assert Order.objects.count() == ImportRow.objects.filter(order_id__isnull=False).count() == 5000
    accept_every_order()
    advance_run(run)
    batch.refresh_from_db()
    assert (batch.state, counts(batch), Order.objects.count()) == ("applied", (5100, 0, 0, 0), 5100)


def refuse_order(number: str) -> None:
    """Let the database break in the middle of a chunk."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE orders_order ADD CONSTRAINT broken CHECK (external_no <> '{number}') NOT VALID")


def accept_every_order() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE orders_order DROP CONSTRAINT broken")


def test_statements_do_not_grow_with_the_import() -> None:
    trade = open_trade(stock=2000)
    clerk, mapping = trade.company.clerk, plain_mapping()

    def statements(count: int, first: int) -> int:
        file = plain_file([plain_row(number) for number in range(first, first + count)], f"{count}.csv")
        batch = drop(clerk, trade.taobao, file, mapping=mapping)
        with CaptureQueriesContext(connection) as queries:
            apply_imports(clerk, [batch.pk])
        return len(queries)

    bring_in(clerk, trade.taobao, plain_file([plain_row(9000)]), mapping=mapping)
    assert statements(1, 9100) == statements(500, 100)
