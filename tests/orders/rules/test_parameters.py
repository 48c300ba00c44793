import pytest

from zhanggui.orders.rules.parameters import Unreadable, read_parameters, write_parameters
from zhanggui.orders.rules.review import RULES


@pytest.mark.parametrize("code", sorted(RULES))
def test_what_is_written_is_read_again(code: str) -> None:
    rule = RULES[code]

    written = write_parameters(rule, rule.defaults)

    assert dict(read_parameters(rule, written).items()) == {
        p.name: tuple(p.default) if isinstance(p.default, tuple) else p.default for p in rule.parameters
    }


def test_money_is_written_in_yuan() -> None:
    assert read_parameters(RULES["amount_high"], "limit_fen：300.50") == {"limit_fen": 30050}


@pytest.mark.parametrize("line", ["colour: red", "limit_fen", "limit_fen: many"])
def test_nonsense_is_named(line: str) -> None:
    with pytest.raises(Unreadable) as wrong:
        read_parameters(RULES["amount_high"], line)
    assert wrong.value.refusal.params == {"line": line}
