"""Phones, names and addresses: usable, masked, false, nonsense."""

import pytest

from zhanggui.orders.rules.contact import (
    clean_phone,
    detail_fault,
    false_number_list,
    is_masked,
    is_nonsense_address,
    is_nonsense_name,
    phone_kind,
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("13800135643", "mobile"),
        ("'13800135643", "mobile"),
        ("\t13800135643 ", "mobile"),
        ("138 0013 5643", "mobile"),
        ("138-0013-5643", "mobile"),
        ("+86 13800135643", "mobile"),
        ("008613800135643", "mobile"),
        ("86-13800135643", "mobile"),
        ("13888888888", "false"),
        ("13800138000", "false"),
        ("11111111111", "malformed"),
        ("12345678901", "malformed"),
        ("13812345678", "false"),
        ("13333333333", "false"),
        ("1380013800", "malformed"),
        ("138001380001", "malformed"),
        ("0571-88881234", "fixed"),
        ("057188881234", "fixed"),
        ("010-62345678-123", "fixed"),
        ("0000-00000000", "false"),
        ("400-820-8820", "service"),
        ("4008208820", "service"),
        ("18400000000-1234", "virtual"),
        ("18412345670转12", "virtual"),
        ("138****2210", "masked"),
        ("1**********", "masked"),
        ("", "empty"),
        ("电话见备注", "malformed"),
    ],
)
def test_phone_has_a_kind(text, kind):
    assert phone_kind(text) == kind


def test_company_adds_false_numbers():
    assert phone_kind("13900001234") == "mobile"
    assert phone_kind("13900001234", false_number_list(("13900001234",))) == "false"
    assert phone_kind("13800138000", false_number_list(("13900001234",))) == "false"


def test_phone_is_cleaned_but_its_extension_is_kept():
    assert clean_phone(" +8618400000000-1234") == "18400000000-1234"


@pytest.mark.parametrize(
    ("text", "masked"),
    [("张**", True), ("138****2210", True), ("虚构巷＊＊号", True), ("张海燕", False), ("", False)],
)
def test_hidden_text_is_recognised(text, masked):
    assert is_masked(text) is masked


@pytest.mark.parametrize(
    ("name", "nonsense"),
    [
        ("张海燕", False),
        ("欧阳娜娜", False),
        ("Anna", False),
        ("李", False),
        ("测试", True),
        ("张测试", True),
        ("asdf", True),
        ("qwerty", True),
        ("啊啊啊", True),
        ("123456", True),
        ("。。", True),
        ("", False),
    ],
)
def test_nonsense_name(name, nonsense):
    assert is_nonsense_name(name, ("测试", "test")) is nonsense


@pytest.mark.parametrize(
    ("detail", "nonsense"),
    [
        ("测试街237号7幢1527室", False),
        ("软件测试中心3楼", False),
        ("测试", True),
        ("测试地址不要发", True),
        ("asdfgh", True),
        ("哈哈哈哈哈哈哈", True),
        ("1111111号", False),
        ("虚构巷266号", False),
    ],
)
def test_nonsense_address(detail, nonsense):
    assert is_nonsense_address(detail, ("测试", "test")) is nonsense


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "detail_missing"),
        ("   ", "detail_missing"),
        ("村里", "detail_short"),
        ("好地方附近", "detail_vague"),
        ("人民路上", "detail_short"),
        ("人民路的尽头", "detail_vague"),
        ("人民路1号", ""),
        ("人民路一号楼三单元", ""),
        ("柳市镇西凰屿村", ""),
        ("第一中学高二班", ""),
    ],
)
def test_detail_leads_to_a_door(text, fault):
    assert detail_fault(text, 5, ("村", "中学")) == fault
