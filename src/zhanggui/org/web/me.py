"""What the person who is logged in answers for, may do, and lets programs do."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request
from zhanggui.org.operations.change_passwords import PasswordChange, change_passwords
from zhanggui.org.queries.personnel import assignments_of, held_duties, ranges_of, tokens_of
from zhanggui.org.vocabulary import WORKBENCH


def me(request: Request) -> HttpResponse:
    """My positions, my duties with what they allow, my tokens."""
    person_id = request.actor.person_id
    assert person_id is not None, "only people log in"
    assignments = assignments_of([person_id])[person_id]
    ranges = ranges_of(request.actor, assignments)
    context = {
        "assignments": [{"row": row, "range": ranges[row.pk]} for row in assignments],
        "duties": held_duties(person_id),
        "tokens": [
            {"row": row, "buttons": [] if row.revoked_at else buttons_for(request.actor, "token", ids=[row.pk])}
            for row in tokens_of(request.actor, person_id)
        ],
        "person_id": person_id,
        "may_issue": request.actor.may(WORKBENCH),
    }
    return render(request, "org/me.html", context)


def password(request: Request) -> HttpResponse:
    """Change one's own password; this session goes on, all others end."""
    assert request.user.is_authenticated, "the middleware lets no stranger through"
    form = PasswordChangeForm(request.user, request.POST or None)
    for field in form.fields.values():
        field.widget.attrs["class"] = "form-control"
    if request.method == "POST" and form.is_valid():
        return _changed(request, form.cleaned_data)
    return render(request, "org/password.html", {"form": form}, status=422 if form.errors else 200)


def _changed(request: Request, values: dict[str, Any]) -> HttpResponse:
    change_passwords(request.actor, [PasswordChange(values["old_password"], values["new_password1"])]).one()
    assert request.user.is_authenticated, "the middleware lets no stranger through"
    request.user.refresh_from_db()
    update_session_auth_hash(request, request.user)
    messages.success(request, gettext("Your password is changed"))
    return redirect("me")
