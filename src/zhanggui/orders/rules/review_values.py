"""The values that order review works on: orders, what is known around them, settings, and verdicts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from zhanggui.orders.rules.contact import is_masked
from zhanggui.org.rules.address import Address, check_parts
from zhanggui.org.rules.divisions import Divisions, default_divisions

Key = int | str
Move = str
ParameterKind = Literal["count", "fen", "percent", "minutes", "hours", "flag", "words", "codes"]

_EMPTY: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """An ordered line; `amount_fen` is the line after its own discount, None if the file has no price."""

    line_id: int
    sku_id: int | None
    quantity: int
    amount_fen: int | None
    listing_code: str = ""
    title: str = ""
    gift: bool = False


@dataclass(frozen=True, slots=True)
class ReviewOrder:
    """One order as review sees it; keys are hashes or platform tokens, None where text is masked or absent.

    `receiver_given` is False when the file had no receiver columns at all. Without separate columns the whole
    address stands in `detail`. `discount_fen` is what the order takes off the sum of its lines.
    """

    order_id: int
    shop_id: int
    created_at: datetime
    lines: tuple[ReviewLine, ...]
    name: str = ""
    phone: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    detail: str = ""
    receiver_given: bool = True
    receiver_key: Key | None = None
    phone_key: Key | None = None
    address_key: Key | None = None
    name_key: Key | None = None
    buyer_key: Key | None = None
    payable_fen: int | None = None
    paid_fen: int | None = None
    discount_fen: int = 0
    freight_fen: int = 0
    paid_at: datetime | None = None
    cod: bool = False
    buyer_message: str = ""
    seller_memo: str = ""
    flag: str = ""
    refund_asked: bool = False
    courier_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """An order of the last day under some phone or address."""

    order_id: int
    created_at: datetime
    sku_ids: frozenset[int]
    name_key: Key | None


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What the rest of the company knows, gathered once for the whole set.

    Counts and sightings include the orders under review. Areas are division codes or today's names of any
    level. `cod_areas` None: cash on delivery everywhere. `ignored_words` by shop id, 0 for every shop.
    """

    divisions: Divisions = field(default_factory=default_divisions)
    open_orders: Mapping[Key, int] = _EMPTY
    by_phone: Mapping[Key, Sequence[Sighting]] = _EMPTY
    by_address: Mapping[Key, Sequence[Sighting]] = _EMPTY
    blacklist: Mapping[Key, str] = _EMPTY
    cod_delivered: Mapping[Key, int] = _EMPTY
    cod_refused: Mapping[Key, int] = _EMPTY
    finished_orders: Mapping[Key, int] = _EMPTY
    floor_fen: Mapping[int, int] = _EMPTY
    floor_exempt: frozenset[tuple[int, int]] = frozenset()
    inactive_skus: frozenset[int] = frozenset()
    suspended_areas: Mapping[str, str] = _EMPTY
    courier_suspended: Mapping[int, frozenset[str]] = _EMPTY
    cod_areas: frozenset[str] | None = None
    no_cod_areas: frozenset[str] = frozenset()
    ignored_words: Mapping[int, tuple[str, ...]] = _EMPTY


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number or list of a rule that a company may change."""

    name: str
    kind: ParameterKind
    default: int | bool | tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """How a company runs a rule: `owner_duty` is the capability that clears the hold."""

    code: str
    version: int = 1
    active: bool = True
    owner_duty: str = "orders.review"
    minutes_to_act: int = 15
    parameters: Mapping[str, Any] = _EMPTY
    blocks: tuple[Move, ...] = ("approve", "print", "ship")


@dataclass(frozen=True, slots=True)
class Hit:
    """Why an order is held; the sentence for `reason_code` takes its `{names}` from `params`."""

    code: str
    reason_code: str
    params: Mapping[str, Any]
    line_id: int | None
    owner: str
    minutes: int
    blocks: tuple[Move, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What every active rule said about one order; `unchecked` pairs a rule with why it could not tell."""

    order_id: int
    passed: tuple[str, ...]
    held: tuple[Hit, ...]
    unchecked: tuple[tuple[str, str], ...]

    @property
    def is_clear(self) -> bool:
        """Whether nothing holds the order."""
        return not self.held


class Findings:
    """What one rule found in a set, by position of the order."""

    __slots__ = ("holds", "unchecked")

    def __init__(self) -> None:
        self.holds: list[tuple[int, str, Mapping[str, Any], int | None]] = []
        self.unchecked: list[tuple[int, str]] = []

    def hold(self, at: int, reason: str, line_id: int | None = None, **params: Any) -> None:
        """Hold the order at position `at`."""
        self.holds.append((at, reason, params, line_id))

    def cannot_check(self, at: int, why: str) -> None:
        """Say that the rule could not judge the order at position `at`."""
        self.unchecked.append((at, why))


class ReviewSet:
    """The orders of one evaluation with what several rules need of them, worked out once."""

    __slots__ = ("addresses", "facts", "hidden", "orders", "pieces")

    def __init__(self, orders: Sequence[ReviewOrder], facts: ReviewFacts) -> None:
        self.orders = orders
        self.facts = facts
        self.addresses: list[Address] = [_address(order, facts.divisions) for order in orders]
        self.hidden: list[str] = [_hidden(order) for order in orders]
        self.pieces: list[int] = [sum(line.quantity for line in order.lines) for order in orders]


def _address(order: ReviewOrder, divisions: Divisions) -> Address:
    return check_parts(order.province, order.city, order.district, order.detail, divisions)


def _hidden(order: ReviewOrder) -> str:
    """Why the address cannot be judged, or nothing."""
    if not order.receiver_given:
        return "not_in_file"
    return "masked" if is_masked(order.detail) or is_masked(order.province + order.city + order.district) else ""


Check = Callable[[ReviewSet, Mapping[str, Any], Findings], None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A review rule as code: what it is called, what may be set, what its reasons say, and how it decides."""

    code: str
    title: str
    check: Check
    reasons: Mapping[str, str]
    parameters: tuple[Parameter, ...] = ()
    owner_duty: str = "orders.review"
    minutes_to_act: int = 15
    blocks: tuple[Move, ...] = ("approve", "print", "ship")

    @property
    def defaults(self) -> dict[str, Any]:
        """The parameters as shipped."""
        return {parameter.name: parameter.default for parameter in self.parameters}

    def default_setting(self) -> RuleSetting:
        """The setting that a new company starts with."""
        return RuleSetting(self.code, 1, True, self.owner_duty, self.minutes_to_act, self.defaults, self.blocks)


def sightings(orders: Sequence[ReviewOrder], key: str) -> dict[Key, list[Sighting]]:
    """Group orders by their `phone_key` or `address_key`, as `ReviewFacts` wants them."""
    found: dict[Key, list[Sighting]] = {}
    for order in orders:
        value = getattr(order, key)
        if value is not None:
            skus = frozenset(line.sku_id for line in order.lines if line.sku_id is not None)
            found.setdefault(value, []).append(Sighting(order.order_id, order.created_at, skus, order.name_key))
    return found
