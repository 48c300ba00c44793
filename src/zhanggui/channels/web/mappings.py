"""Tables that no platform made: a person says which column means what, sees what comes of it and keeps it by name."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from zhanggui.channels.operations.map_imports import map_imports
from zhanggui.channels.operations.save_mappings import save_mappings
from zhanggui.channels.queries.imports import import_shown
from zhanggui.channels.queries.imports import mappings as saved_mappings
from zhanggui.channels.queries.reasons import sentence_of
from zhanggui.channels.queries.shown import unread_tables
from zhanggui.channels.rules.mapping import DateOrder, DecimalStyle
from zhanggui.channels.rules.mapping_fields import FIELDS
from zhanggui.channels.rules.mapping_form import STATUSES, filled_in, preview, suggested_form
from zhanggui.channels.rules.mapping_text import mapping_problems, mapping_to_text
from zhanggui.channels.vocabulary import INGEST
from zhanggui.foundation.outcome import NotFound, Refused
from zhanggui.foundation.registry import carry_out
from zhanggui.foundation.timeline import events_of
from zhanggui.foundation.web.requests import Request, require
from zhanggui.foundation.words import _
from zhanggui.org.queries.directory import people_names

DATES = {
    DateOrder.YEAR_FIRST: _("Year, month, day"),
    DateOrder.DAY_FIRST: _("Day, month, year"),
    DateOrder.MONTH_FIRST: _("Month, day, year"),
}
DECIMALS = {DecimalStyle.POINT: "1,299.90", DecimalStyle.COMMA: "1.299,90"}


def choose(request: Request, import_id: int) -> HttpResponse:
    """Choose a field for each column of the first unread table; look at the result, then save and read again."""
    require(request.actor, INGEST)
    batch = import_shown(request.actor, import_id)
    table = next(iter(unread_tables(batch)), None)
    if table is None:
        raise NotFound
    headers = table["headers"]
    name = batch.file_names[0].rpartition(".")[0][:60]
    form = request.POST.dict() if request.method == "POST" else suggested_form(name, headers)
    mapping = filled_in(form, headers)
    problems = [_problem(each) for each in mapping_problems(mapping)]
    if request.method == "POST" and "save" in request.POST and not problems:
        answer = _save(request, import_id, mapping, problems)
        if answer is not None:
            return answer
    reading = preview(mapping, headers, table["sample"]) if not problems else None
    context = {
        "batch": batch,
        "table": table,
        "columns": _columns(table, form),
        "options": _options(form, "status" in mapping.tables[0].columns),
        "problems": problems if request.method == "POST" else [],
        "orders": reading.orders if reading else (),
        "wrong": [(r.line, r.column, sentence_of({"code": r.code, "params": r.params})) for r in reading.rejected]
        if reading
        else [],
    }
    return render(request, "channels/mapping.html", context, status=422 if context["problems"] else 200)


def mappings(request: Request) -> HttpResponse:
    """The saved mappings."""
    require(request.actor, INGEST)
    rows = list(saved_mappings())
    people = people_names([row.author_id for row in rows if row.author_id])
    return render(request, "channels/mappings.html", {"rows": rows, "people": people})


def mapping(request: Request, mapping_id: int) -> HttpResponse:
    """One saved mapping as a text that can be changed."""
    require(request.actor, INGEST)
    row = saved_mappings().filter(pk=mapping_id).first()
    if row is None:
        raise NotFound
    text, errors = row.text, []
    if request.method == "POST":
        text = request.POST.get("text", "")
        outcome = carry_out(request.actor, save_mappings, [{"name": row.name, "text": text}], {})
        errors = [refusal.sentence() for refusal in outcome.refused.values()]
        if not errors:
            return HttpResponseRedirect(reverse("mapping", args=[mapping_id]))
    context = {
        "row": row,
        "fields": [{"kind": "textarea", "name": "text", "label": gettext("Mapping"), "value": text, "required": True}],
        "errors": errors,
        "known": [(field.name, gettext(field.caption)) for field in FIELDS],
        "events": events_of(request.actor, "mapping", mapping_id),
    }
    return render(request, "channels/saved_mapping.html", context, status=422 if errors else 200)


def _save(request: Request, import_id: int, mapping: Any, problems: list[str]) -> HttpResponse | None:
    row = {"name": mapping.name, "text": mapping_to_text(mapping)}
    try:
        saved = carry_out(request.actor, save_mappings, [row], {}).one()
        carry_out(request.actor, map_imports, [import_id], {"mapping": f"#{saved}"}).one()
    except Refused as refused:
        problems.append(refused.refusal.sentence())
        return None
    return HttpResponseRedirect(reverse("import", args=[import_id]))


def _problem(problem: Any) -> str:
    captions = {field.name: gettext(field.caption) for field in FIELDS}
    params = {name: captions.get(str(value), value) for name, value in problem.params.items()}
    return sentence_of({"code": problem.code, "params": params})


def _columns(table: dict[str, Any], form: dict[str, str]) -> list[dict[str, Any]]:
    choices = [("", gettext("Leave this column out")), *((field.name, gettext(field.caption)) for field in FIELDS)]
    return [
        {
            "header": header,
            "samples": [row[place] for row in table["sample"] if place < len(row) and row[place]][:3],
            "field": {"kind": "choice", "name": f"column-{place}", "label": "", "choices": choices,
                      "value": form.get(f"column-{place}", "")},
        }
        for place, header in enumerate(table["headers"])
    ]  # fmt: skip


def _options(form: dict[str, str], has_status: bool) -> list[dict[str, Any]]:
    dates = [(value.value, gettext(title)) for value, title in DATES.items()]
    decimals = [(value.value, title) for value, title in DECIMALS.items()]
    statuses = [(str(value), gettext(title)) for value, title in STATUSES.items()]
    words = [
        {"kind": "text", "name": f"word-{value}", "label": gettext("Words for: {state}").format(state=title),
         "value": form.get(f"word-{value}", "")}
        for value, title in statuses
    ]  # fmt: skip
    whole = {"kind": "choice", "name": "status", "label": gettext("State of every order"), "choices": statuses,
             "value": form.get("status", "")}  # fmt: skip
    return [
        {"kind": "text", "name": "name", "label": gettext("Name"), "value": form.get("name", ""), "required": True},
        {"kind": "choice", "name": "date_order", "label": gettext("Dates are written"), "choices": dates,
         "value": form.get("date_order", "")},
        {"kind": "choice", "name": "decimal", "label": gettext("Amounts are written"), "choices": decimals,
         "value": form.get("decimal", "")},
        {"kind": "switch", "name": "line_level", "label": gettext("Each row is an article of an order"),
         "value": form.get("line_level", "")},
        *(words if has_status else [whole]),
    ]  # fmt: skip
