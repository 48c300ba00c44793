"""How the company runs its review rules: every change is a new version with an author."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Choice, Flag, Text, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, Refusal
from zhanggui.foundation.rows import as_json, copy_rows, draw_ids
from zhanggui.foundation.words import _
from zhanggui.orders.models import ReviewSetting
from zhanggui.orders.queries.settings import review_settings
from zhanggui.orders.rules.parameters import Unreadable, read_parameters
from zhanggui.orders.rules.review import RULES
from zhanggui.orders.rules.review_values import RuleSetting
from zhanggui.orders.vocabulary import PROCESS, RULE_CHANGED

RULE_TITLES = {code: rule.title for code, rule in RULES.items()}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule's new setting; `parameters` are lines of `name: value`, blank keeps what is in force."""

    code: Annotated[str, Choice(_("Rule"), options=RULE_TITLES)]
    active: Annotated[bool, Flag(_("In force"))] = True
    minutes: Annotated[int | None, Whole(_("Minutes to act"), least=1, most=10_080)] = None
    parameters: Annotated[str, Text(_("Parameters"), most=2000, lines=4)] = ""


@operation(needs=PROCESS, title=_("Set review rules"), emits=(RULE_CHANGED,))
def set_review_rules(actor: Actor, rows: Sequence[RuleRow]) -> Outcome:
    """Write a new version of each rule; orders checked from now on follow it. `refused` is keyed by row number."""
    now = clock.now()
    inforce = {setting.code: setting for setting in review_settings()}
    refused: dict[int, Refusal] = {}
    versions = []
    for number, row in enumerate(rows, start=1):
        try:
            parameters = {**inforce[row.code].parameters, **read_parameters(RULES[row.code], row.parameters)}
        except Unreadable as wrong:
            refused[number] = wrong.refusal
            continue
        versions.append((row, parameters))
    return Outcome(_write(actor, versions, inforce, now), refused)


def _write(
    actor: Actor, versions: Sequence[tuple[RuleRow, dict[str, Any]]], inforce: Mapping[str, RuleSetting], now: datetime
) -> list[int]:
    codes = [row.code for row, _parameters in versions]
    # Not by update_rows: a setting's version is its number, not a count of writes.
    ReviewSetting.objects.filter(code__any=codes, until=None).update(until=now)
    ids = draw_ids(ReviewSetting, len(versions))
    columns = ["id", "code", "version", "active", "owner", "minutes", "blocks", "parameters", "author_id", "since"]
    copied = []
    for pk, (row, parameters) in zip(ids, versions, strict=True):
        old = inforce[row.code]
        minutes = row.minutes or old.minutes_to_act
        copied.append(
            (pk, row.code, old.version + 1, row.active, old.owner_duty, minutes, list(old.blocks), as_json(parameters),
             actor.person_id, now)
        )  # fmt: skip
    copy_rows(ReviewSetting, columns, copied)
    record(
        actor,
        RULE_CHANGED,
        [Fact(pk, data={"code": row[1], "version": row[2]}) for pk, row in zip(ids, copied, strict=True)],
    )
    return ids
