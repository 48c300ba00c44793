"""Every operation explained from its declaration: for the reference page and for those who write programs."""

from typing import Any

from django.utils.translation import gettext

from zhanggui.foundation.fields import Kind
from zhanggui.foundation.operation import Operation, offered_operations
from zhanggui.foundation.people import holders

ENDPOINT = "/api/v1/operations/"


def explained() -> list[dict[str, Any]]:
    """The modules with their operations: capability, parameters, endpoint, command and who may do it today."""
    held = holders()
    modules: dict[str, list[dict[str, Any]]] = {}
    for operation in sorted(offered_operations().values(), key=lambda op: (op.module, op.name)):
        modules.setdefault(operation.module, []).append(_explained(operation, held.get(operation.needs.name, ())))
    return [{"name": name, "operations": operations} for name, operations in modules.items()]


def summary(operation: Operation[Any]) -> str:
    """The first sentence of the operation's own explanation, in English as programmers read it."""
    return operation.doc.partition("\n")[0]


def command(operation: Operation[Any]) -> str:
    """The operation as a line of the command line."""
    records = "--rows FILE" if operation.rows else "--ids 1,2"
    wanted = " ".join(
        f"--{name.replace('_', '-')} …" for name in operation.parameters if name not in operation.defaults
    )
    return f"zhanggui do {operation.name} --as USERNAME {records} {wanted}".rstrip()


def _explained(operation: Operation[Any], held_by: Any) -> dict[str, Any]:
    kinds = {**(operation.rows.columns if operation.rows else {}), **operation.parameters}
    return {
        "name": operation.name,
        "title": gettext(operation.title),
        "capability": operation.needs.name,
        "capability_title": gettext(operation.needs.title),
        "parameters": [_parameter(name, kind, name not in operation.defaults) for name, kind in kinds.items()],
        "takes": "rows" if operation.rows else "ids",
        "endpoint": f"{ENDPOINT}{operation.name}",
        "command": command(operation),
        "key": operation.key,
        "holders": list(held_by),
    }


def _parameter(name: str, kind: Kind, required: bool) -> dict[str, Any]:
    return {"name": name, "label": gettext(kind.label) if kind.label else "", "required": required}
