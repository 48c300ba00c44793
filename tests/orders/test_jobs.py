"""Orders with nothing against them are approved when their shop's cooling time is over, and not before."""

from datetime import timedelta

import pytest

from tests.company import Trade, open_trade
from tests.orders.house import take_in
from tests.orders.told import receiver, told
from zhanggui.foundation import clock
from zhanggui.foundation.jobs import all_schedules, run_schedule
from zhanggui.foundation.models import Event
from zhanggui.orders import jobs
from zhanggui.orders.models import Order

pytestmark = pytest.mark.django_db

SCHEDULE = "Cooling time over"


@pytest.fixture
def trade() -> Trade:
    return open_trade()


def reviews() -> dict[str, str]:
    return dict(Order.objects.values_list("external_no", "review"))


def test_cooled_orders_are_approved_by_the_house(trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "CHUNK", 1)
    now = clock.now()
    long_ago, just_now = now - timedelta(minutes=16), now - timedelta(minutes=2)
    take_in(
        trade,
        told("first", created_at=long_ago, paid_at=long_ago),
        told("second", created_at=long_ago, paid_at=long_ago),
        told("warm", created_at=just_now, paid_at=just_now),
        told("held", created_at=long_ago, paid_at=long_ago, receiver=receiver("h", detail="路")),
        told("at the door", created_at=long_ago, paid_at=None, cod=True, paid_fen=0),
    )

    run_schedule(SCHEDULE)

    assert reviews() == {
        "first": "approved", "second": "approved", "warm": "waiting", "held": "waiting", "at the door": "approved",
    }  # fmt: skip
    approved = Event.objects.filter(kind="orders.approved")
    assert approved.count() == 3
    assert all(event.person_id is None and event.cause_id for event in approved)


def test_it_runs_every_minute() -> None:
    assert all_schedules()[SCHEDULE][0] == "* * * * *"
