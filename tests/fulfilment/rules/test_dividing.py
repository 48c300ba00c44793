from zhanggui.fulfilment.rules.dividing import Division, Share, divide

BUNDLE = [Share(1, 10, 3, 3), Share(2, 10, 6, 3), Share(3, 11, 2, 2)]


def test_parts_of_a_bundle_go_together() -> None:
    division = divide(BUNDLE, {10: 1})
    assert division == Division(
        [Share(1, 10, 2, 2), Share(2, 10, 4, 2), Share(3, 11, 2, 2)], [Share(1, 10, 1, 1), Share(2, 10, 2, 1)]
    )


def test_what_cannot_be_divided_is_named() -> None:
    assert divide(BUNDLE, {12: 1}) == "unknown_line"
    assert divide(BUNDLE, {10: 4}) == "more_than_inside"
    assert divide(BUNDLE, {10: 3, 11: 2}) == "nothing_left"
    assert divide([Share(1, 10, 3, 2)], {10: 1}) == "not_divisible"
