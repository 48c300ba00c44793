"""Logging in and out. After too many wrong passwords the login waits a while and says how long."""

from datetime import timedelta
from math import ceil
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.foundation import clock

MINUTE = timedelta(minutes=1)


class LoginForm(AuthenticationForm):
    """Username and password; the reason of a refusal never tells whether the username exists."""

    error_messages = {
        "invalid_login": _("Username or password is wrong. After several wrong tries the login is locked for a while."),
        "inactive": _("This account is closed."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Username")
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"


login = LoginView.as_view(
    authentication_form=LoginForm, template_name="org/login.html", redirect_authenticated_user=True
)
logout = LogoutView.as_view()


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """What axes answers while the login is locked (429)."""
    sentence = gettext("Too many wrong passwords. The login is locked; try again in {minutes} minutes.")
    context = {"form": LoginForm(request), "locked": sentence.format(minutes=minutes_left(request, credentials))}
    return render(request, "org/login.html", context, status=429)


def minutes_left(request: HttpRequest, credentials: dict[str, Any] | None) -> int:
    """Whole minutes until the next try counts, at least one."""
    counted = AxesDatabaseHandler().get_user_attempts(request, credentials)
    tries = [attempt.attempt_time for attempts in counted for attempt in attempts]
    pause = get_cool_off(request) or timedelta()
    last = max(tries, default=clock.now())
    return max(1, ceil((last + pause - clock.now()) / MINUTE))
