"""Passwords and tokens are shown once, in the answer to the request that drew them; nothing keeps them."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhanggui.foundation.operation import Operation
from zhanggui.foundation.outcome import Invalid, NotFound
from zhanggui.foundation.registry import carry_out
from zhanggui.foundation.web.dialogs import form, form_again
from zhanggui.foundation.web.forms import typed_rows
from zhanggui.foundation.web.replies import CHANGED, show
from zhanggui.foundation.web.requests import Request, require
from zhanggui.org.operations.hire_people import hire_people
from zhanggui.org.operations.issue_tokens import issue_tokens
from zhanggui.org.operations.reset_passwords import reset_passwords
from zhanggui.org.queries.people import people_visible_to
from zhanggui.org.vocabulary import ASSIGN, PERMISSIONS, WORKBENCH


def hire(request: Request) -> HttpResponse:
    """Ask who begins to work here; then show the drawn passwords."""
    require(request.actor, ASSIGN)
    if request.method != "POST":
        return form(request, hire_people, [{"username": "", "name": ""}])
    assert hire_people.rows is not None, "newcomers are rows"
    return _told_once(request, hire_people, typed_rows("rows", hire_people.rows, request.POST) or [])


@require_POST
def reset(request: Request, person_id: int) -> HttpResponse:
    """Draw a new password for somebody and show it."""
    require(request.actor, PERMISSIONS)
    if not people_visible_to(request.actor, PERMISSIONS).filter(pk=person_id).exists():
        raise NotFound
    return _told_once(request, reset_passwords, [person_id])


def issue(request: Request, person_id: int) -> HttpResponse:
    """Ask what a token is for; then show its secret."""
    require(request.actor, WORKBENCH)
    if not people_visible_to(request.actor, PERMISSIONS).filter(pk=person_id).exists():
        raise NotFound
    if request.method != "POST":
        return show(request, "org/token_form.html", _token_form(request.path))
    row = {"name": request.POST.get("name", ""), "person": f"#{person_id}"}
    return _told_once(request, issue_tokens, [row])


def _told_once(request: Request, operation: Operation[Any], records: Sequence[Any]) -> HttpResponse:
    try:
        outcome = carry_out(request.actor, operation, records, {})
    except Invalid as invalid:
        if operation is hire_people:
            return form_again(request, operation, records, {}, invalid)
        return show(request, "org/token_form.html", _token_form(request.path, invalid), status=422)
    context = {
        "title": gettext(operation.title),
        "told": [("" if operation is issue_tokens else name, told) for name, told in outcome.secrets.items()],
        "refused": [refusal.sentence() for refusal in outcome.refused.values()],
    }
    return show(request, "org/told_once.html", context, CHANGED)


def _token_form(action: str, invalid: Invalid | None = None) -> dict[str, Any]:
    field = {"kind": "text", "name": "name", "label": gettext("What the token is for"), "required": True}
    errors = [refusal.sentence() for refusal in invalid.fields.values()] if invalid else []
    return {"action": action, "title": gettext("Issue a token"), "fields": [{**field, "errors": errors}]}
