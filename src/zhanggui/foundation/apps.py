import pkgutil
from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps

from zhanggui.foundation import arrays

REGISTERING = (
    "vocabulary",
    "queries",
    "operations",
    "queues",
    "jobs",
    "housekeeping",
    "reactions",
    "web.pages",
)


class FoundationConfig(AppConfig):
    name = "zhanggui.foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import every file that declares something; declaring is registering, there is no other list."""
        arrays.register()
        for app in apps.get_app_configs():
            if app.name.startswith("zhanggui."):
                for kind in REGISTERING:
                    _import_all(f"{app.name}.{kind}")


def _import_all(name: str) -> None:
    if find_spec(name.rpartition(".")[0]) is None or find_spec(name) is None:
        return
    module = import_module(name)
    for member in pkgutil.iter_modules(getattr(module, "__path__", ())):
        _import_all(f"{name}.{member.name}")
