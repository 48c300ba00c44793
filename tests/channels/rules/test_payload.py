"""What files say of an order waits as bytes and comes back as it was."""

from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from zhanggui.channels.rules.payload import Box, Word, packed, unpacked
from zhanggui.orders.rules.external import (
    ExternalLine,
    ExternalOrder,
    ExternalReceiver,
    ExternalRefund,
    ExternalStatus,
    RefundState,
)

moments = st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
texts = st.none() | st.text(max_size=20)
fen = st.none() | st.integers(0, 10**12)
states = st.none() | st.sampled_from(RefundState)
lines = st.builds(
    ExternalLine, texts, texts, texts, texts, texts, st.none() | st.integers(1, 999), fen, fen, states, fen,
    st.integers(0, 10**6), texts,
)  # fmt: skip
receivers = st.builds(ExternalReceiver, name=texts, phone=texts, detail=texts, masked=st.booleans(), token=texts)
orders = st.builds(
    ExternalOrder, external_no=st.text(min_size=1, max_size=30), platform=st.just("taobao"),
    status=st.none() | st.sampled_from(ExternalStatus), paid_at=moments, ship_by=moments, total_fen=fen,
    refund_state=states, receiver=st.none() | receivers, locked=st.booleans(),
    lines=st.lists(lines, max_size=3).map(tuple), minutes_only=st.lists(st.just("paid_at"), max_size=1).map(tuple),
)  # fmt: skip
refunds = st.builds(
    ExternalRefund, refund_no=texts, external_no=texts, platform=st.just("jd"), state=st.sampled_from(RefundState),
    asked_at=moments, amount_fen=fen,
)  # fmt: skip


@given(st.lists(orders | refunds, max_size=3))
def test_what_was_packed_comes_back(words: list[Word]) -> None:
    assert unpacked(packed(words)) == words


def test_a_box_opens_with_its_own_key_only() -> None:
    sealed = Box(b"a" * 32).seal("陈小明".encode())
    assert "陈小明".encode() not in sealed
    assert Box(b"a" * 32).open(sealed) == "陈小明".encode()
    with pytest.raises(InvalidTag):
        Box(b"b" * 32).open(sealed)
