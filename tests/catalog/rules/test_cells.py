import pytest

from zhanggui.catalog.rules.cells import barcode_cell, barcodes_in, part_cell, parts_in
from zhanggui.foundation.outcome import Refusal


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", {}),
        ("6901234567892", {"6901234567892": 1}),
        ("6901234567892; 6901234567908x12", {"6901234567892": 1, "6901234567908": 12}),
        ("6901234567892，6901234567908 × 24\nBOX2 x 6", {"6901234567892": 1, "6901234567908": 24, "BOX2": 6}),
        ("JR-BOX2", {"JR-BOX2": 1}),
    ],
)
def test_barcodes(cell: str, found: dict[str, int]) -> None:
    assert barcodes_in(cell) == found
    assert barcodes_in(barcode_cell(found)) == found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("SKU-A x2; SKU-B x1", {"SKU-A": 2, "SKU-B": 1}),
        ("JR-BOX2；花洒 银*3", {"JR-BOX2": 1, "花洒 银": 3}),
        ("A×10", {"A": 10}),
    ],
)
def test_parts(cell: str, found: dict[str, int]) -> None:
    assert parts_in(cell) == found
    assert parts_in(part_cell(found)) == found


@pytest.mark.parametrize("cell", ["6901 234", "x" * 41, "6901x0"])
def test_barcodes_that_make_no_sense(cell: str) -> None:
    refusal = barcodes_in(cell)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "malformed_barcode"


@pytest.mark.parametrize("cell", ["A x0", "A x1; A x2"])
def test_parts_that_make_no_sense(cell: str) -> None:
    refusal = parts_in(cell)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "malformed_parts"
