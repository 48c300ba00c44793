"""Receivers are sealed, hinted and found by keyed hashes."""

from hypothesis import given
from hypothesis import strategies as st

from zhanggui.orders.rules.sealing import Contact, Sealer, name_hint, phone_hint

SEALER = Sealer(b"k" * 32)
CONTACT = Contact("刘小红", "13912342210", "浙江省", "杭州市", "西湖区", "", "文三路 1 号")


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=200))
def test_what_is_sealed_opens_again(name: str, phone: str, detail: str) -> None:
    contact = Contact(name, phone, "浙江省", "杭州市", "西湖区", "", detail)

    assert SEALER.open(SEALER.seal(contact), "浙江省", "杭州市", "西湖区", False) == contact


def test_sealed_twice_looks_different() -> None:
    assert SEALER.seal(CONTACT) != SEALER.seal(CONTACT)


def test_the_same_door_has_the_same_identity_and_a_masked_one_has_none() -> None:
    same = Contact("刘小红", "+86 139-1234-2210", "浙江省", "杭州市", "西湖区", "", "文三路 1 号")
    masked = Contact("刘**", "139****2210", "浙江省", "杭州市", "西湖区", "", "文三路***", masked=True)

    assert SEALER.keys_of(same).identity == SEALER.keys_of(CONTACT).identity
    assert SEALER.keys_of(masked).identity is None
    assert SEALER.keys_of(masked).phone is None


def test_a_platform_token_is_the_identity() -> None:
    masked = Contact("刘**", "139****2210", token="oaid-1", masked=True)

    assert SEALER.keys_of(masked).identity == SEALER.keys_of(Contact("李**", token="oaid-1", masked=True)).identity


def test_names_and_endings_are_found_by_pairs() -> None:
    search = set(SEALER.keys_of(CONTACT).search)

    assert set(SEALER.terms("小红")) <= search
    assert set(SEALER.terms("2210")) <= search
    assert not set(SEALER.terms("小明")) <= search
    assert SEALER.phone_key("139 1234 2210") == SEALER.keys_of(CONTACT).phone


def test_another_key_finds_nothing() -> None:
    assert not set(Sealer(b"x" * 32).terms("小红")) & set(SEALER.keys_of(CONTACT).search)


def test_hints_show_as_little_as_platforms_do() -> None:
    assert (name_hint("刘小红"), phone_hint("13912342210")) == ("刘*", "139****2210")
    assert (name_hint(""), phone_hint("139****2210"), phone_hint("12345")) == ("", "139****2210", "*****")
