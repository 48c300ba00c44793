"""Imports for machines. Files go in by `POST /files` and `read_files`; what becomes of each row is read here."""

from typing import Any

from ninja import Router

from zhanggui.channels.queries.imports import import_shown, rows_of
from zhanggui.channels.queries.reasons import sentence_of
from zhanggui.channels.queues import IMPORTS
from zhanggui.channels.vocabulary import INGEST, WRITEBACK, RowState
from zhanggui.foundation.api.pages import api_page
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import page_of
from zhanggui.foundation.web.requests import Request, require

router = Router(tags=["imports"])


@router.get("/imports", summary="Imports", operation_id="imports")
def imports(request: Request) -> dict[str, Any]:
    """Imports in range, the newest first, narrowed by `shop` and `state`."""
    require(request.actor, INGEST, WRITEBACK)
    matching = IMPORTS.records(request.actor, request.GET)
    page = page_of(matching, request.GET, sorts={"read": "read_at"}, default="-read")
    return api_page(page, _import)


@router.get("/imports/{import_id}", summary="One import", operation_id="import")
def one(request: Request, import_id: int) -> dict[str, Any]:
    """An import with its counts and, per kind of change, how many orders it meets and how many of them are printed."""
    require(request.actor, INGEST, WRITEBACK)
    batch = import_shown(request.actor, import_id)
    return {**_import(batch), "changes": batch.changes, "stopped": sentence_of(batch.problem)}


@router.get("/imports/{import_id}/rows", summary="Rows of an import", operation_id="import_rows")
def rows(request: Request, import_id: int, state: str = RowState.REJECTED) -> dict[str, Any]:
    """The rows of one state: what changes, or file, line, column and reason of what was rejected."""
    require(request.actor, INGEST, WRITEBACK)
    batch = import_shown(request.actor, import_id)
    if state not in set(RowState):
        raise NotFound
    found = rows_of(batch.pk, RowState(state))
    return api_page(page_of(found, request.GET, sorts={"position": "position"}, default="position"), _row)


def _import(batch: Any) -> dict[str, Any]:
    counts = ("created", "updated", "unchanged", "rejected")
    plain = ("shop_id", "kind", "state", "file_names", "run_id", "read_at", "applied_at", *counts)
    return {"id": batch.pk, **{name: getattr(batch, name) for name in plain}}


def _row(row: Any) -> dict[str, Any]:
    return {
        "order_no": row.external_no,
        "order_id": row.order_id,
        "state": row.state,
        "changes": row.changes,
        "file": row.file_name,
        "line": row.line,
        "column": row.column,
        "reason": sentence_of(row.reason),
    }
