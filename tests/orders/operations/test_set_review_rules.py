from tests.company import Trade
from tests.orders.intake import open_reasons, take_in
from tests.orders.told import line, told
from zhanggui.orders.models import ReviewSetting
from zhanggui.orders.operations.set_review_rules import RuleRow, set_review_rules


def test_every_change_is_a_version_with_an_author(trade: Trade) -> None:
    manager = trade.company.manager
    set_review_rules(manager, [RuleRow("amount_high", parameters="limit_fen: 30.00")])
    set_review_rules(manager, [RuleRow("amount_high", minutes=60)])

    versions = ReviewSetting.objects.filter(code="amount_high").order_by("version")
    assert [(v.version, v.until is None, v.author_id) for v in versions] == [
        (2, False, manager.person_id), (3, True, manager.person_id),
    ]  # fmt: skip
    (order,) = take_in(trade, told("1", line("A1")))
    assert open_reasons(order) == ["amount_high"]


def test_what_is_no_parameter_is_refused_by_row(trade: Trade) -> None:
    outcome = set_review_rules(trade.company.manager, [RuleRow("amount_high", parameters="colour: red")])

    assert outcome.refused[1].code == "bad_parameter"
    assert not ReviewSetting.objects.exists()
