import pytest

from zhanggui.foundation.outcome import Refusal
from zhanggui.shops.rules.template import template_in, template_text


@pytest.mark.parametrize("text", ["xlsx: 订单编号=order; 物流公司=courier; 运单号=number", "csv: 单号=number", ""])
def test_what_was_written_is_read_back(text: str) -> None:
    template = template_in(text)
    assert not isinstance(template, Refusal)
    assert template_text(template) == text


@pytest.mark.parametrize("text", ["xlsx: 收件人=phone", "pdf: 单号=number", "=number"])
def test_what_is_not_known_is_refused(text: str) -> None:
    assert isinstance(template_in(text), Refusal)
