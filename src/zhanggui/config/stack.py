"""The modules, lowest first; import-linter proves that imports go down this list."""

from importlib.util import find_spec

MODULE_STACK = [
    "foundation",
    "org",
    "catalog",
    "shops",
    "inventory",
    "orders",
    "fulfilment",
    "channels",
    "workbench",
]


def installed_modules() -> list[str]:
    """Return the dotted names of the modules, lowest first."""
    return [f"zhanggui.{module}" for module in MODULE_STACK]


def parts(kind: str) -> list[str]:
    """Return the dotted names of this part (`web.urls`, `api`) in every module that has one."""
    names = [f"{module}.{kind}" for module in installed_modules()]
    return [name for name in names if _exists(name)]


def _exists(name: str) -> bool:
    parent = name.rpartition(".")[0]
    return find_spec(parent) is not None and find_spec(name) is not None
