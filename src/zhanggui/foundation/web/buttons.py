"""The buttons of operations, drawn from the registry."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import Operation, all_operations
from zhanggui.foundation.registry import operations_for


def buttons_for(
    actor: Actor, of: str, *, names: Sequence[str] = (), listing: str = "", ids: Sequence[int] = ()
) -> list[dict[str, Any]]:
    """What the actor may do to records of a kind, for `foundation/buttons.html`.

    `names` chooses and orders; `listing` is the list that "all that match" is about; `ids` fixes the records, as on
    the page of one.
    """
    if names:
        chosen = [op for name in names if (op := all_operations()[name]) and actor.may(op.needs)]
    else:
        chosen = operations_for(actor, of)
    fixed = {"listing": listing} if listing else {"ids": ",".join(map(str, ids))} if ids else {}
    return [_button(op, fixed, single=bool(ids) or op.rows is not None) for op in chosen]


def _button(operation: Operation[Any], fixed: dict[str, str], *, single: bool) -> dict[str, Any]:
    asks = bool(operation.parameters) or operation.rows is not None or bool(operation.template)
    address = reverse("operation_form" if asks else "operation", args=[operation.name])
    return {
        "name": operation.name,
        "label": gettext(operation.title),
        "key": operation.key,
        "tone": operation.tone or "plain",
        "single": single,
        "dialog" if asks else "post": f"{address}?{urlencode(fixed)}" if fixed else address,
        "wide": operation.rows is not None,
    }
