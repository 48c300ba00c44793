"""Orders, their texts and lines as rows of COPY: values in, tuples out, in the order of the columns beside them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from zhanggui.foundation.rows import as_json
from zhanggui.orders.rules.external import ExternalLine
from zhanggui.orders.rules.intake import Draft, DraftLine, Goods, said_of

ORDER_COLUMNS = (
    "id shop_id external_no source batch_id platform_status review payment after_sales fulfilment placed_at paid_at "
    "ship_by received_at total_fen paid_fen freight_fen discount_fen refund_fen buyer_key receiver_id flag kinds "
    "pieces weight_grams warehouse_id courier_id warehouse_rule_id courier_rule_id version"
).split()
TEXT_COLUMNS = "order_id buyer_message seller_memo remark goods checks said".split()
LINE_COLUMNS = (
    "id order_id position external_line_no listing_id title properties sku_id quantity price_fen amount_fen "
    "refund_state refund_fen cancelled"
).split()


def order_row(made: Draft, now: datetime) -> tuple[Any, ...]:
    """The order; what the file does not price is summed from its lines."""
    told, found = made.told, made.route
    total = told.total_fen if told.total_fen is not None else sum(amount_of(line.told) for line in made.lines)
    return (
        made.order_id, made.shop_id, told.external_no, made.source, made.batch_id, told.status or "", made.review,
        made.payment, made.after_sales, made.fulfilment, told.created_at or told.paid_at or now, told.paid_at,
        made.ship_by, now, total, told.paid_fen or 0, told.freight_fen or 0, told.discount_fen or 0,
        told.refund_fen or 0, (told.buyer_key or "")[:60], made.receiver_id, (told.flag or "")[:10],
        len({line.sku_id or -line.line_id for line in made.lines}), sum(line.told.quantity or 0 for line in made.lines),
        made.weight_grams, found and found.warehouse_id, found and found.courier_id, found and found.warehouse_rule_id,
        found and found.courier_rule_id, 1,
    )  # fmt: skip


def text_row(made: Draft, goods: Mapping[int, Goods], receiver_key: str) -> tuple[Any, ...]:
    """The long words of the order."""
    told = made.told
    return (
        made.order_id, told.buyer_message or "", told.seller_memo or "", "", goods_in_words(made.lines, goods),
        as_json(made.checks), as_json(said_of(made, receiver_key)),
    )  # fmt: skip


def line_rows(order_id: int, lines: Sequence[DraftLine]) -> Iterator[tuple[Any, ...]]:
    """The lines of one order, in their order."""
    for position, line in enumerate(lines, start=1):
        told = line.told
        yield (
            line.line_id, order_id, position, told.external_line_no or "", line.listing_id,
            (told.title or "")[:300], (told.properties or "")[:200], line.sku_id, told.quantity or 1,
            told.price_fen or 0, amount_of(told), told.refund_state or "", told.refund_fen or 0,
            told.refund_state == "succeeded",
        )  # fmt: skip


def goods_in_words(lines: Sequence[DraftLine], goods: Mapping[int, Goods]) -> str:
    """What was ordered, as lists show it."""
    names = (goods[line.sku_id].name if line.sku_id is not None else line.told.title or "" for line in lines)
    return "、".join(f"{name} ×{line.told.quantity or 0}" for name, line in zip(names, lines, strict=True))


def amount_of(told: ExternalLine) -> int:
    """What the buyer owes for the line in fen: as told, else price times quantity."""
    return told.amount_fen if told.amount_fen is not None else (told.price_fen or 0) * (told.quantity or 0)
