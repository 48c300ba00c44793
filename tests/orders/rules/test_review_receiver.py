"""Review of who receives the goods."""

import pytest

from tests.orders.rules.building import line, order, reasons


@pytest.mark.parametrize(
    ("phone", "answer"),
    [
        ("13900001234", "passed"),
        ("0571-88881234", "passed"),
        ("18400000000-1234", "passed"),
        ("4008208820", "passed"),
        ("1380013800", "phone_malformed"),
        ("13800138000", "phone_false"),
        ("139****1234", "unchecked: masked"),
    ],
)
def test_phone(phone, answer):
    assert reasons("phone_invalid", order(phone=phone)) == [answer]


def test_company_names_more_false_numbers():
    assert reasons("phone_invalid", order(), false_numbers=["13900001234"]) == ["phone_false"]


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, "passed"),
        ({"name": " "}, "name_missing"),
        ({"phone": ""}, "phone_missing"),
        ({"province": "", "city": "", "district": "", "detail": ""}, "address_missing"),
        ({"lines": ()}, "lines_missing"),
        ({"lines": (line(quantity=0),)}, "quantity_missing"),
        ({"name": "", "receiver_given": False}, "unchecked: not_in_file"),
        ({"lines": (), "receiver_given": False}, "lines_missing"),
    ],
)
def test_missing_field(changes, answer):
    assert reasons("fields_missing", order(**changes)) == [answer]


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"name": "测试"}, "nonsense_name"),
        ({"detail": "asdfasdf"}, "nonsense_address"),
        ({"detail": "测试街237号7幢"}, "passed"),
        ({"name": "钱**"}, "unchecked: masked"),
        ({"detail": "测试***"}, "passed"),
    ],
)
def test_nonsense(changes, answer):
    assert reasons("nonsense", order(**changes)) == [answer]
