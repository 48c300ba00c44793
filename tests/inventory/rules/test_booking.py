from zhanggui.inventory.rules.booking import Change, Standing, book
from zhanggui.inventory.vocabulary import Reason

KEY = (1, 1)


def _change(quantity: int) -> Change:
    return Change(1, 1, quantity, Reason.FOUND if quantity > 0 else Reason.LOST)


def test_changes_are_booked_in_their_order() -> None:
    booking = book({1: _change(-6), 2: _change(4), 3: _change(-6)}, {KEY: Standing(7, 5, 0)})
    assert set(booking.changes) == {2, 3}
    assert booking.on_hand == {KEY: 3}
    assert {number: refusal.code for number, refusal in booking.refused.items()} == {1: "not_enough"}


def test_what_is_promised_beyond_lacks() -> None:
    assert book({1: _change(-3)}, {KEY: Standing(7, 5, 4)}).lacking == {KEY: 2}
    assert book({1: _change(-1)}, {KEY: Standing(7, 5, 4)}).lacking == {}
