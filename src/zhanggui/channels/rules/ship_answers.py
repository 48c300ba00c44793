"""The platform's answer to a batch-ship file, and lists of waybill numbers that come back by file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhanggui.channels.rules.cells import number, remark, text, word
from zhanggui.channels.rules.columns import Headers
from zhanggui.channels.rules.files.opening import raw_tables
from zhanggui.channels.rules.files.raw import FileProblem, RawTable, is_footer
from zhanggui.channels.rules.formats.format import word_key
from zhanggui.channels.rules.problems import Bad, Rejection

__all__ = ["ShipAnswer", "ShipAnswers", "read_ship_answers"]


@dataclass(frozen=True, slots=True)
class ShipAnswer:
    """The platform's word on one row; `accepted` is None when its word is not understood."""

    external_no: str
    tracking_no: str | None
    courier: str | None
    accepted: bool | None
    reason: str | None
    line: int


@dataclass(frozen=True, slots=True)
class ShipAnswers:
    """All rows of a result file, what could not be read, and the headers when no order number column was found."""

    answers: tuple[ShipAnswer, ...]
    rejected: tuple[Rejection, ...]
    headers: tuple[str, ...] = ()


_NO_NAMES = ("订单号", "订单编号", "主订单编号", "主订单号", "平台订单号")
_WAYBILL_NAMES = ("运单号", "物流单号", "快递单号", "快递运单号")
_COURIER_NAMES = ("物流公司", "快递公司", "承运商", "快递")
_RESULT_NAMES = ("发货结果", "处理结果", "导入结果", "结果", "发货状态", "处理状态", "状态", "是否成功")
_REASON_NAMES = ("失败原因", "错误原因", "原因", "错误信息", "失败信息", "异常原因", "提示信息", "备注")
_ACCEPTED = frozenset(map(word_key, ["成功", "发货成功", "导入成功", "处理成功", "已发货", "是", "success", "ok"]))
_FAILED = frozenset(
    map(word_key, ["失败", "发货失败", "导入失败", "处理失败", "异常", "否", "fail", "failed", "error"])
)


def read_ship_answers(name: str, data: bytes) -> ShipAnswers:
    """This will read a platform's result file, or any list of order, courier and waybill numbers (then unjudged)."""
    answers: list[ShipAnswer] = []
    rejected: list[Rejection] = []
    headers: tuple[str, ...] = ()
    for raw in raw_tables(name, data):
        if isinstance(raw, FileProblem):
            rejected.append(Rejection(raw.file, raw.problem.line, "", raw.problem.code, raw.problem.params))
        else:
            headers = _read_answers(raw, answers, rejected) or headers
    return ShipAnswers(tuple(answers), tuple(rejected), () if answers else headers)


def _read_answers(raw: RawTable, answers: list[ShipAnswer], rejected: list[Rejection]) -> tuple[str, ...]:
    places: dict[str, int] | None = None
    seen: tuple[str, ...] = ()
    for line, cells in raw.rows:
        if places is None:
            headers = Headers(cells)
            seen = seen or headers.names
            places = _places(headers)
        elif any(text(cell) for cell in cells) and not is_footer(cells):
            padded = [*cells, *[""] * (max(places.values()) + 1 - len(cells))]
            answer = _answer(line, padded, places)
            if isinstance(answer, Bad):
                rejected.append(
                    Rejection(raw.file, line, "", answer.code, answer.params, tuple(map(text, cells)), raw.sheet)
                )
            else:
                answers.append(answer)
    rejected += [Rejection(raw.file, problem.line, "", problem.code, problem.params) for problem in raw.problems]
    if places is None:
        rejected.append(Rejection(raw.file, 0, "", "no_table", {}, seen, raw.sheet))
    return seen


def _places(headers: Headers) -> dict[str, int] | None:
    named = {
        "no": _NO_NAMES,
        "waybill": _WAYBILL_NAMES,
        "courier": _COURIER_NAMES,
        "result": _RESULT_NAMES,
        "reason": _REASON_NAMES,
    }
    places = {
        key: index
        for key, names in named.items()
        if (index := next((found for name in names if (found := headers.index(name)) is not None), None)) is not None
    }
    return places if "no" in places and len(places) > 1 else None


def _answer(line: int, cells: list[Any], places: Mapping[str, int]) -> ShipAnswer | Bad:
    no = number(cells[places["no"]])
    waybill = remark(cells[places["waybill"]]) if "waybill" in places else None
    if not isinstance(no, str):
        return no or Bad("order_no_missing")
    if isinstance(waybill, Bad):
        return waybill
    courier, result, reason = (_word(cells, places, key) for key in ("courier", "result", "reason"))
    return ShipAnswer(
        no, waybill, courier, _accepted(result, reason, "result" in places, "reason" in places), reason, line
    )


def _word(cells: list[Any], places: Mapping[str, int], key: str) -> str | None:
    found = word(cells[places[key]]) if key in places else None
    return None if isinstance(found, Bad) else found


def _accepted(result: str | None, reason: str | None, judged: bool, reasoned: bool) -> bool | None:
    """Lists of failures have a reason column and no result column: a reason given means failed."""
    if not judged:
        return False if reasoned and reason else None
    key = word_key(result or "").lower()
    if key in _ACCEPTED:
        return True
    return False if key in _FAILED or "失败" in key else None
