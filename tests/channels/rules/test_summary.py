"""What changed, in the order in which it matters."""

from zhanggui.channels.rules.summary import changes_in_words, tally


def test_orders_are_counted_once_per_kind_with_those_that_are_printed() -> None:
    changes: dict[str, list[int]] = {}
    tally(changes, ("refund_asked",), printed=False)
    tally(changes, ("status", "refund_asked"), printed=True)
    tally(changes, ("address_changed", "address_changed_printed"), printed=True)
    assert changes == {"refund_asked": [2, 1], "status": [1, 1], "address_changed": [1, 1]}
    assert [(change.kind, change.orders, change.printed) for change in changes_in_words(changes)] == [
        ("refund_asked", 2, 1), ("address_changed", 1, 1), ("status", 1, 1),
    ]  # fmt: skip
