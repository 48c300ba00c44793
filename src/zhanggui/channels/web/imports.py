"""The import desk: files in, a look at what they would change, and the step that changes it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhanggui.channels.operations.read_files import read_files
from zhanggui.channels.queries.imports import import_shown, rows_of, same_files
from zhanggui.channels.queries.reasons import explained, rejected_rows, sentence_of
from zhanggui.channels.queries.shown import rows_shown, unread_tables
from zhanggui.channels.queries.subjects import mapping_choices
from zhanggui.channels.queues import IMPORTS
from zhanggui.channels.rules.summary import changes_in_words
from zhanggui.channels.vocabulary import IMPORT_STATES, INGEST, ROW_STATES, WRITEBACK, ImportKind, ImportState, RowState
from zhanggui.channels.web.steps import steps
from zhanggui.foundation.outcome import Refused
from zhanggui.foundation.paging import capped, page_of
from zhanggui.foundation.receipts import run_of
from zhanggui.foundation.registry import carry_out
from zhanggui.foundation.sheets import write_sheet
from zhanggui.foundation.timeline import events_of
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.progress import progress
from zhanggui.foundation.web.requests import Request, require
from zhanggui.foundation.web.saved_views import save_url, views_of
from zhanggui.foundation.words import _
from zhanggui.org.queries.directory import people_names
from zhanggui.shops.queries.shops_seen import visible_to

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPT = ".csv,.xlsx,.xls,.ods,.zip,.gz,.json,.txt,.tsv,.html"
REJECTED_COLUMNS = (_("File"), _("Row in the file"), _("Column"), _("Reason"), _("Order number"))
BUTTONS: Mapping[str, tuple[str, ...]] = {
    ImportState.READING: ("discard_imports",),
    ImportState.READY: ("apply_imports", "discard_imports", "map_imports"),
    ImportState.STOPPED: ("discard_imports", "trust_imports"),
    ImportState.APPLIED: ("undo_imports",),
}


def imports(request: Request, *, errors: tuple[str, ...] = ()) -> HttpResponse:
    """Where files are dropped, and what was dropped before."""
    require(request.actor, INGEST)
    matching = IMPORTS.records(request.actor, request.GET)
    page = page_of(matching, request.GET, sorts={"read": "read_at"}, default="-read")
    context = {
        "page": page,
        "rows": page.rows,
        "empty": not page.rows,
        "people": people_names([row.person_id for row in page.rows if row.person_id]),
        "states": IMPORT_STATES,
        "total": capped(matching),
        "buttons": buttons_for(request.actor, "import", listing="imports"),
        "filters": _filters(request),
        "views": views_of(request, "imports"),
        "save_url": save_url("imports"),
        "fields": _fields(request),
        "errors": errors,
        "steps": steps(None),
    }
    return render(request, "channels/imports.html", context, status=422 if errors else 200)


def imports_count(request: Request) -> HttpResponse:
    """How many match, exactly."""
    require(request.actor, INGEST)
    return HttpResponse(str(IMPORTS.records(request.actor, request.GET).count()))


@require_POST
def drop(request: Request) -> HttpResponse:
    """Hand files over and go where they are read."""
    require(request.actor, INGEST)
    delivery = {
        "files": [token for token in request.POST.getlist("files") if token],
        "shop": f"#{request.POST.get('shop', '')}",
        "mapping": f"#{chosen}" if (chosen := request.POST.get("mapping", "")) else "",
    }
    if not delivery["files"]:
        return imports(request, errors=(gettext("Choose at least one file"),))
    try:
        outcome = carry_out(request.actor, read_files, [delivery], {})
        return HttpResponseRedirect(reverse("import", args=[outcome.one()]))
    except Refused as refused:
        return imports(request, errors=(refused.refusal.sentence(),))


def shown(request: Request, import_id: int) -> HttpResponse:
    """One import: being read, waiting for a decision, or what became of it."""
    require(request.actor, INGEST, WRITEBACK)
    batch = import_shown(request.actor, import_id)
    tab = _tab(request, batch)
    page = page_of(rows_of(batch.pk, tab), request.GET, sorts={"position": "position"}, default="position")
    rejected = tab == RowState.REJECTED
    run = run_of(request.actor, batch.run_id) if batch.run_id and batch.person_id == request.actor.person_id else None
    context = {
        "batch": batch,
        "state": gettext(IMPORT_STATES[ImportState(batch.state)]),
        "files": "、".join(batch.file_names),
        "steps": steps(batch),
        "stopped": sentence_of(batch.problem),
        "same": same_files(batch) if batch.state == ImportState.READY else None,
        "stats": [(gettext(title), getattr(batch, state.value), _TONES[state]) for state, title in ROW_STATES.items()],
        "changes": changes_in_words(batch.changes),
        "notices": _notices(batch.tables),
        "tables": batch.tables,
        "unread": unread_tables(batch),
        "tabs": _tabs(batch, tab),
        "tab": tab,
        "page": page,
        "empty": not page.rows,
        "rejected": explained(page.rows) if rejected else [],
        "rows": [] if rejected else rows_shown(page.rows),
        "total": getattr(batch, tab.value),
        "run": progress(run) if run else None,
        "buttons": buttons_for(request.actor, "import", names=_names(batch), ids=[batch.pk]),
        "events": events_of(request.actor, "import", batch.pk),
        "results": batch.kind == ImportKind.RESULTS,
        "moving": batch.state in (ImportState.READING, ImportState.APPLYING),
    }
    return render(request, "channels/import.html", context)


def rejected_sheet(request: Request, import_id: int) -> HttpResponse:
    """The rejected rows with their cells as they stood in the files, to be corrected and imported again."""
    require(request.actor, INGEST, WRITEBACK)
    batch = import_shown(request.actor, import_id)
    rows = explained(list(rejected_rows(batch.pk)), with_cells=True)
    columns = [gettext(word) for word in REJECTED_COLUMNS]
    widest = max((len(row.cells) for row in rows), default=0)
    columns += [str(number) for number in range(1, widest + 1)]
    title = gettext("Rejected rows")
    content = write_sheet(title, columns, [(*row[:5], *row.cells) for row in rows])
    answer = HttpResponse(content, content_type=SHEET)
    answer["Content-Disposition"] = f'attachment; filename="rejected-{batch.pk}.xlsx"'
    return answer


_TONES = {RowState.CREATED: "ok", RowState.UPDATED: "info", RowState.UNCHANGED: "plain", RowState.REJECTED: "danger"}


def _names(batch: Any) -> tuple[str, ...]:
    if batch.kind == ImportKind.RESULTS:
        return ()
    names = BUTTONS.get(batch.state, ())
    waits = batch.state == ImportState.APPLIED and batch.rejected and not batch.rejects_settled
    return (*names, "settle_rejects") if waits else names


def _tab(request: Request, batch: Any) -> RowState:
    wanted = request.GET.get("tab", "")
    if wanted in set(RowState):
        return RowState(wanted)
    first = (RowState.UPDATED, RowState.CREATED, RowState.REJECTED)
    return next((state for state in first if getattr(batch, state.value)), RowState.CREATED)


def _tabs(batch: Any, tab: RowState) -> list[dict[str, Any]]:
    return [
        {
            "label": gettext(title),
            "url": f"?tab={state.value}",
            "count": getattr(batch, state.value),
            "active": state == tab,
        }
        for state, title in ROW_STATES.items()
    ]


def _notices(tables: list[dict[str, Any]]) -> list[tuple[str, int]]:
    counted: dict[str, int] = {}
    for table in {table["file"]: table for table in tables}.values():
        for code, count in table.get("notices", {}).items():
            counted[code] = counted.get(code, 0) + count
    return [(sentence_of({"code": code, "params": _GAPS}), count) for code, count in counted.items()]


# A remark that is said of many rows at once leaves its gaps open.
_GAPS = {"first": "…", "value": "…"}


def _fields(request: Request) -> list[dict[str, Any]]:
    shops = [(str(pk), name) for pk, name in _shops(request)]
    mappings = [(str(pk), name) for pk, name in mapping_choices()]
    return [
        {"kind": "file", "name": "files", "label": gettext("Files"), "upload-url": reverse("files"), "accept": ACCEPT,
         "multiple": True, "required": True},
        {"kind": "choice", "name": "shop", "label": gettext("Shop"), "choices": shops, "required": True,
         "value": request.POST.get("shop", "") or (shops[0][0] if shops else "")},
        {"kind": "choice", "name": "mapping", "label": gettext("Column mapping"), "choices": mappings,
         "placeholder": gettext("Recognise the platform"),
         "value": request.POST.get("mapping", "")},
    ]  # fmt: skip


def _shops(request: Request) -> list[tuple[int, str]]:
    found = visible_to(request.actor, INGEST).filter(active=True).order_by("name")
    return list(found.values_list("pk", "name"))


def _filters(request: Request) -> list[dict[str, Any]]:
    query = request.GET
    shops = [(str(pk), name) for pk, name in _shops(request)]
    states = [(state.value, gettext(title)) for state, title in IMPORT_STATES.items()]
    return [
        _choice("shop", gettext("Shop"), shops, query.get("shop", "")),
        _choice("state", gettext("State"), states, query.get("state", "")),
    ]


def _choice(name: str, label: str, choices: list[tuple[str, str]], value: str) -> dict[str, Any]:
    text = dict(choices).get(value, value)
    return {"name": name, "label": label, "kind": "choice", "choices": choices, "value": value, "text": text}
