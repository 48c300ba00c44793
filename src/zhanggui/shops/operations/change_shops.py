from collections.abc import Mapping
from typing import Annotated, Any

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Choice, Text, Whole
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Invalid, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.shops.models import Shop
from zhanggui.shops.queries.shops_seen import visible_to
from zhanggui.shops.rules.template import template_in
from zhanggui.shops.vocabulary import ALLOCATIONS, SHOP_CHANGED, STORE, Allocation

type Cooling = Annotated[int | None, Whole(_("Cooling time in minutes"), most=1440)]
type ShipWithin = Annotated[int | None, Whole(_("Ships within hours"), least=1, most=2160)]
type HowAllocated = Annotated[Allocation | None, Choice(_("Allocation"), options=ALLOCATIONS)]
type Gate = Annotated[int | None, Whole(_("Status file at most minutes old"), most=10_080, help=_("0 for no gate"))]
type Template = Annotated[
    str | None,
    Text(
        _("Columns of the shipping file"),
        most=1000,
        lines=3,
        help=_("xlsx: 订单编号=order; 物流公司=courier; 运单号=number, or - for the platform's own"),
    ),
]


class TemplateUnreadable(Invalid):
    """The columns of the shipping file name something that is not known."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__({"ship_template": refusal})


@operation(needs=STORE, title=_("Change the rules"), of="shop", emits=(SHOP_CHANGED,), key="E")
def change_shops(
    actor: Actor,
    shop_ids: Ids,
    *,
    cooling_minutes: Cooling = None,
    ship_within_hours: ShipWithin = None,
    allocation: HowAllocated = None,
    gate_minutes: Gate = None,
    ship_template: Template = None,
) -> Outcome:
    """Change the rules of shops; what is left blank stays. Raises TemplateUnreadable."""
    given = {
        "cooling_minutes": cooling_minutes,
        "ship_within_hours": ship_within_hours,
        "allocation": allocation,
        "gate_minutes": gate_minutes,
        "ship_template": _template(ship_template),
    }
    values: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if gate_minutes == 0:
        values["gate_minutes"] = None
    found = {shop["id"]: shop for shop in visible_to(actor, STORE).filter(pk__in=shop_ids).values("id", *given)}
    done = update_rows(Shop, list(found), values=values) if values else []
    record(actor, SHOP_CHANGED, [_fact(shop_id, found[shop_id], values) for shop_id in done])
    refused = {shop_id: NOT_FOUND for shop_id in shop_ids if shop_id not in found}
    return settle(shop_ids, done if values else list(found), refused)


def _template(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    template = template_in("" if text.strip() == "-" else text)
    if isinstance(template, Refusal):
        raise TemplateUnreadable(template)
    return template


def _fact(shop_id: int, shop: Mapping[str, Any], values: Mapping[str, Any]) -> Fact:
    changed = [name for name, value in values.items() if value != shop[name]]
    told = {
        "before": {name: shop[name] for name in changed},
        "after": {name: values[name] for name in changed},
    }
    return Fact(shop_id, shop_id=shop_id, data={"changed": changed, **told})
