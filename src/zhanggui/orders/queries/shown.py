"""Orders with what a list shows of them beside their own row, all in the one query that finds them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import FETCH_RAISE, F, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import JSONField
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from zhanggui.foundation.capability import all_capabilities
from zhanggui.orders.models import Order, OrderHold, OrderText
from zhanggui.orders.queries.holds import title_of, told
from zhanggui.orders.queries.orders import open_holds
from zhanggui.orders.rules.approval import may_be_lifted
from zhanggui.orders.rules.holding import REASONS
from zhanggui.orders.vocabulary import BLOCKS

SUSPECT = "orders.flag_malicious"


@dataclass(frozen=True, slots=True)
class HoldShown:
    """A hold as people see it; the words are translated when they are asked for."""

    reason: str
    details: Mapping[str, Any]
    source: str
    owner: str
    blocks: Sequence[str]
    placed_at: datetime | None
    due_at: datetime | None
    line_id: int | None
    released_at: datetime | None = None
    release_note: str = ""
    released_by: int | None = None

    @property
    def title(self) -> str:
        """The reason in a word or two."""
        return gettext(title_of(self.reason, str(self.details.get("rule", ""))))

    @property
    def sentence(self) -> str:
        """The reason in a sentence."""
        return told(self.reason, {name: _worded(value) for name, value in self.details.items()})

    @property
    def tone(self) -> str:
        """How loudly the tag speaks."""
        if self.reason in REASONS:
            return REASONS[self.reason].tone
        return "danger" if self.owner == SUSPECT else "warn"

    @property
    def duty(self) -> str:
        """What somebody must be allowed to do to act on it."""
        known = all_capabilities().get(self.owner)
        return gettext(known.title) if known else self.owner

    @property
    def forbids(self) -> str:
        """The moves that it keeps the order from."""
        return "、".join(gettext(BLOCKS[block]) for block in BLOCKS if block in self.blocks)

    @property
    def liftable(self) -> bool:
        """Whether a person may decide that it is settled."""
        return may_be_lifted(self.reason, self.source)


class HoldsField(JSONField):
    """Holds gathered as JSON, read as `HoldShown`."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> list[HoldShown]:
        """The holds in the order in which they were placed."""
        rows = super().from_db_value(value, expression, connection) or []
        moments = ("placed_at", "due_at")
        read = ({**row, **{name: parse_datetime(row[name]) for name in moments}} for row in rows)
        return [HoldShown(**row) for row in read]


def shown(found: QuerySet[Order]) -> QuerySet[Order]:
    """The orders with shop, receiver, courier and warehouse, `goods`, `message`, `memo` and the open `holds`."""
    texts = OrderText.objects.filter(order=OuterRef("pk"))
    return (
        found.select_related("shop", "receiver", "courier", "warehouse")
        .defer("receiver__sealed", "receiver__search", "shop__ship_template")
        .annotate(
            goods=Subquery(texts.values("goods")[:1]),
            message=Subquery(texts.values("buyer_message")[:1]),
            memo=Subquery(texts.values("seller_memo")[:1]),
            holds=_open_holds(),
        )
        .fetch_mode(FETCH_RAISE)
    )


def holds_shown(order_id: int) -> list[HoldShown]:
    """Every hold that the order has or had, open ones first."""
    rows = OrderHold.objects.filter(order=order_id).order_by(F("released_at").desc(nulls_first=True), "placed_at")
    return [
        HoldShown(
            row.reason, row.details, row.source, row.owner, row.blocks, row.placed_at, row.due_at, row.line_id,
            row.released_at, row.release_note, row.released_by,
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Liftable:
    """One reason among several orders, with how many it holds."""

    hold: HoldShown
    count: int


def liftable_holds(orders: QuerySet[Order]) -> tuple[list[Liftable], list[Liftable]]:
    """What keeps these orders from being approved, by reason: what a person may lift, and what must end by itself."""
    by_reason: defaultdict[str, list[HoldShown]] = defaultdict(list)
    rows = open_holds().filter(order__in=orders.values("pk"), blocks__contains=["approve"]).order_by("placed_at")
    columns = ("reason", "details", "source", "owner", "blocks", "placed_at", "due_at", "line_id")
    for row in rows.values_list(*columns)[:MOST_HOLDS]:
        by_reason[row[0]].append(HoldShown(*row))
    counted = [Liftable(holds[0], len(holds)) for holds in by_reason.values()]
    return [each for each in counted if each.hold.liftable], [each for each in counted if not each.hold.liftable]


MOST_HOLDS = 20_000


def _open_holds() -> Subquery:
    row = JSONObject(
        reason="reason", details="details", source="source", owner="owner", blocks="blocks",
        placed_at="placed_at", due_at="due_at", line_id="line_id",
    )  # fmt: skip
    held = open_holds().filter(order=OuterRef("pk")).order_by().values("order")
    return Subquery(
        held.annotate(all=JSONBAgg(row, order_by=("placed_at", "id"))).values("all"), output_field=HoldsField()
    )


def _worded(value: Any) -> Any:
    if isinstance(value, list):
        return "、".join(str(_worded(each)) for each in value)
    if value in ("", None):
        return "—"
    return gettext(value) if isinstance(value, str) else value
