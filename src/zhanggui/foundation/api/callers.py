"""Who speaks: a program with a person's token, or a page of somebody who is signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.people import actor_for, actor_of_token


class ByToken(HttpBearer):
    """`Authorization: Bearer TOKEN`; the token acts as its person, with the rights of this moment."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Put the person behind the token into the request."""
        return _acting(request, actor_of_token(token))


class BySession(APIKeyCookie):
    """The cookie of somebody who is signed in; writing needs the CSRF header as on pages."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """Put the person who is signed in into the request."""
        person_id = request.user.pk if request.user.is_authenticated else None
        return _acting(request, actor_for(person_id) if person_id else None)


def _acting(request: Any, actor: Actor | None) -> Actor | None:
    if actor is not None:
        request.actor = actor
    return actor
