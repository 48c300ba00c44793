"""The interface itself: who may speak to it, how it says no, and what is mounted where."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from zhanggui.foundation.api import operations, reads
from zhanggui.foundation.api.answers import problem
from zhanggui.foundation.api.callers import BySession, ByToken
from zhanggui.foundation.outcome import Refusal, Refused
from zhanggui.foundation.words import _


def build() -> NinjaAPI:
    """The interface over everything that is declared at this moment."""
    api = NinjaAPI(
        title="Zhanggui",
        version="1",
        description="Every operation of the house over sets of records, and what may be read.",
        auth=[ByToken(), BySession()],
        docs_url=None,
        urls_namespace="api",
    )
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(Http404, _missing)
    api.add_exception_handler(AuthenticationError, _stranger)
    api.add_exception_handler(ValidationError, _unreadable)
    api.add_router("/", reads.router)
    api.add_router("/operations", operations.router())
    for module in settings.MODULE_STACK:
        name = f"zhanggui.{module}.api"
        if module != "foundation" and find_spec(name) is not None:
            api.add_router(f"/{module}", import_module(name).router)
    return api


def _refused(request: HttpRequest, refused: Any) -> HttpResponse:
    return problem(refused)


def _missing(request: HttpRequest, missing: Any) -> HttpResponse:
    return problem(_Missing())


def _stranger(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(_Stranger())


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    named = ", ".join(sorted({".".join(str(part) for part in each["loc"][1:]) for each in error.errors}))
    return problem(_Unreadable(named))


class _Missing(Refused):
    status = 404

    def __init__(self) -> None:
        super().__init__(Refusal("not_found", _("There is no such record within your range")))


class _Stranger(Refused):
    status = 401

    def __init__(self) -> None:
        super().__init__(Refusal("unknown_caller", _("Send a valid token: Authorization: Bearer …")))


class _Unreadable(Refused):
    status = 422

    def __init__(self, named: str) -> None:
        super().__init__(Refusal("unreadable", _("These parameters cannot be read: {named}"), {"named": named}))


api = build()
