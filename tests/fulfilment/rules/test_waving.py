from zhanggui.fulfilment.rules.waving import WaveLine, positions, walking_key, wave_order


def test_shelves_are_walked_by_number_and_goods_without_one_come_last() -> None:
    shelves = ["B-1", "", "A-10", "A-2-3", "A-2"]
    assert sorted(shelves, key=walking_key) == ["A-2", "A-2-3", "A-10", "B-1", ""]


def test_equal_parcels_stand_together_and_mixed_ones_follow() -> None:
    lines = [
        WaveLine(1, 7, "A-1", None), WaveLine(1, 8, "B-1", None), WaveLine(2, 8, "B-1", None),
        WaveLine(3, 7, "A-1", None), WaveLine(4, 8, "B-1", None),
    ]  # fmt: skip
    order = wave_order(lines)
    assert order.parcel_ids == [3, 2, 4, 1]
    assert (order.apart, order.together, order.saved) == (5, 2, 3)
    assert positions(order) == {3: 1, 2: 2, 4: 3, 1: 4}


def test_nothing_makes_an_empty_wave() -> None:
    assert wave_order([]) == ([], 0, 0)
