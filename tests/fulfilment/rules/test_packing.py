from hypothesis import given
from hypothesis import strategies as st

from zhanggui.fulfilment.rules.packing import Wanted, distribute, is_complete


def test_a_case_fills_several_lines_of_its_sku() -> None:
    lines = [Wanted(1, 5, 2, 1), Wanted(2, 6, 9, 0), Wanted(3, 5, 4, 0)]
    assert distribute(lines, 5, 4) == {1: 1, 3: 3}
    assert distribute(lines, 5, 6) is None


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), max_size=6), st.integers(1, 40))
def test_pieces_are_never_lost_and_never_too_many(sizes: list[tuple[int, int]], pieces: int) -> None:
    lines = [Wanted(n, 1, quantity, min(packed, quantity)) for n, (quantity, packed) in enumerate(sizes)]
    missing = sum(line.missing for line in lines)
    filled = distribute(lines, 1, pieces)
    assert (filled is None) == (pieces > missing)
    if filled is not None:
        assert sum(filled.values()) == pieces
        assert all(filled[line.line_id] <= line.missing for line in lines if line.line_id in filled)
        assert is_complete(lines, filled) == (pieces == missing)
