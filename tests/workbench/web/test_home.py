from datetime import timedelta

import pytest
from django.utils.translation import gettext

from tests.company import founding, hire, open_trade
from tests.orders.told import told
from tests.workbench.browsing import browser, statements
from zhanggui.foundation import clock
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.take_in_orders import take_in_orders
from zhanggui.orders.rules.intake import Incoming
from zhanggui.shops.operations.see_listings import see_listings
from zhanggui.workbench.queries.waiting import waiting_for

pytestmark = pytest.mark.django_db


def held(shop: int, *numbers: str, due_hours: float = 30) -> list[int]:
    """Orders with a message that a reviewer has to read, due in so many hours."""
    due = clock.now() + timedelta(hours=due_hours)
    paid = clock.now() - timedelta(hours=1)
    orders = [told(number, buyer_message="要哑光黑", paid_at=paid, ship_by=due) for number in numbers]
    return list(take_in_orders(founding(), [Incoming(shop, order) for order in orders]).done)


def test_tabs_are_the_queues_of_todays_duties_the_most_urgent_first() -> None:
    trade = open_trade()
    reviewer = trade.company.reviewer
    held(trade.taobao, "1001", "1002")
    calm = {each.queue.name: (each.count, each.urgent) for each in waiting_for(reviewer)}
    assert calm["to_review"] == (2, 0)
    held(trade.taobao, "1003", due_hours=1)
    first = waiting_for(reviewer)[0]
    assert (first.queue.name, first.count, first.urgent) == ("to_review", 3, 1)
    page = browser(reviewer).get("/").content.decode()
    assert page.count("data-row") == 3
    assert page.index("1003") < page.index("1001")
    assert f"{gettext('within 2 h')} 1" in page


def test_another_queue_is_opened_by_its_address() -> None:
    trade = open_trade()
    held(trade.taobao, "1001")
    page = browser(trade.company.reviewer).get("/", {"queue": "suspected"}).content.decode()
    assert "1001" not in page
    assert gettext("Nothing suspicious") in page
    assert browser(trade.company.reviewer).get("/", {"queue": "no_such"}).status_code == 200


def test_buttons_are_those_of_the_queue_and_of_the_duties() -> None:
    trade = open_trade()
    held(trade.taobao, "1001")
    page = browser(trade.company.reviewer).get("/", {"queue": "to_review"}).content.decode()
    assert "/do/approve_orders" in page
    assert "/do/make_waves" not in page
    assert gettext("Based on the duty") in page


def test_queues_of_other_duties_do_not_show() -> None:
    trade = open_trade()
    held(trade.taobao, "1001")
    page = browser(trade.company.picker).get("/", {"queue": "to_review"}).content.decode()
    assert "1001" not in page
    assert "/do/approve_orders" not in page


def test_what_is_out_of_range_neither_shows_nor_counts() -> None:
    trade = open_trade()
    held(trade.pdd, "1001")
    narrow = hire("narrow", "S1.REVIEWER", shops=(trade.taobao,))
    assert {each.count for each in waiting_for(narrow)} == {0}
    assert "1001" not in browser(narrow).get("/").content.decode()


def test_a_queue_without_deadlines_is_never_urgent() -> None:
    trade = open_trade()
    see_listings(founding(), {(trade.taobao, "N-1"): "增压花洒"})
    editor = trade.company.editor
    listings = next(each for each in waiting_for(editor) if each.queue.name == "unknown_listings")
    assert (listings.count, listings.urgent) == (1, 0)
    assert "N-1" in browser(editor).get("/", {"queue": "unknown_listings"}).content.decode()


def test_somebody_with_nothing_waiting_is_told_so() -> None:
    company = open_trade().company
    assert gettext("Nothing waits for you at all. Well done.") in browser(company.reviewer).get("/").content.decode()


def test_somebody_without_queues_sees_the_way_to_the_duties() -> None:
    open_trade()
    nobody = hire("newcomer")
    page = browser(nobody).get("/").content.decode()
    assert gettext("No work queue belongs to your duties") in page
    assert 'href="/me/"' in page


def test_the_page_costs_the_same_for_one_row_and_for_three() -> None:
    trade = open_trade()
    client = browser(trade.company.reviewer)
    held(trade.taobao, "1001")
    client.get("/")
    one, few = statements(client, "/?queue=to_review")
    held(trade.taobao, "1002", "1003")
    three, many = statements(client, "/?queue=to_review")
    assert (one.count("data-row"), three.count("data-row")) == (1, 3)
    assert len(few) == len(many)
    assert len(many) <= 6, "\n".join(many)


def test_numbers_of_today_count_what_was_done_and_by_whom() -> None:
    trade = open_trade()
    reviewer = trade.company.reviewer
    orders = held(trade.taobao, "1001", "1002")
    approve_orders(reviewer, orders[:1], lift="buyer_message")
    tiles = browser(reviewer).get("/numbers/").content.decode()
    assert gettext("Orders in today") in tiles
    assert gettext("{count} by me").format(count=1) in tiles
    rows = browser(reviewer).get("/numbers/approved/", {"mine": "1"}).content.decode()
    assert (rows.count("data-row"), "1001" in rows, "1002" in rows) == (1, True, False)
    assert browser(reviewer).get("/numbers/received/").content.decode().count("data-row") == 2


def test_yesterday_is_not_today() -> None:
    trade = open_trade()
    with clock.at(clock.start_of(clock.today()) - timedelta(minutes=5)):
        held(trade.taobao, "1001")
    assert browser(trade.company.reviewer).get("/numbers/received/").content.decode().count("data-row") == 0


def test_numbers_of_other_duties_and_shops_are_closed() -> None:
    trade = open_trade()
    held(trade.pdd, "1001")
    narrow = hire("narrow", "S1.REVIEWER", shops=(trade.taobao,))
    assert "1001" not in browser(narrow).get("/numbers/received/").content.decode()
    assert browser(trade.company.reviewer).get("/numbers/printed/").status_code == 404
    assert browser(trade.company.picker).get("/numbers/voided/").status_code == 404
