"""What platforms know of shipped parcels, shop by shop."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhanggui.channels.operations.read_results import read_results
from zhanggui.channels.queries.reporting import files_of, parcels_by_report, report_counts, ship_file_of, worn_by
from zhanggui.channels.vocabulary import WRITEBACK
from zhanggui.foundation.downloads import download
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import capped, page_of
from zhanggui.foundation.registry import carry_out
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request, require
from zhanggui.fulfilment.vocabulary import REPORT_STATES, ReportState
from zhanggui.shops.queries.shops_seen import visible_to


def reports(request: Request) -> HttpResponse:
    """Every shop with what waits to be reported or has failed; the chosen one with its parcels and files."""
    require(request.actor, WRITEBACK)
    counts = report_counts(request.actor)
    shops = list(visible_to(request.actor, WRITEBACK).order_by("name").values_list("pk", "name", "active"))
    open_shops = [(pk, name) for pk, name, active in shops if active or pk in counts]
    report = _report(request)
    chosen = _chosen(request, open_shops, counts, report)
    context: dict[str, Any] = {
        "shops": [_shop_tab(pk, name, counts.get(pk, {}), pk == chosen) for pk, name in open_shops],
        "chosen": chosen,
    }
    if chosen is not None:
        matching = parcels_by_report(request.actor, chosen, report)
        page = page_of(matching, request.GET, sorts={"shipped": "shipped_at"}, default="shipped")
        context |= {
            "page": page,
            "empty": not page.rows,
            "rows": [{"parcel": row, **worn} for row, worn in zip(page.rows, worn_by(page.rows), strict=True)],
            "total": capped(matching),
            "tabs": _tabs(chosen, report, counts.get(chosen, {})),
            "report": report,
            "files": files_of(request.actor, chosen),
            "buttons": buttons_for(request.actor, "shop", names=("write_ship_files",), ids=[chosen]),
            "fields": [
                {"kind": "file", "name": "files", "label": gettext("Result files"), "upload-url": reverse("files"),
                 "multiple": True, "accept": ".csv,.xlsx,.xls,.zip"}
            ],
        }  # fmt: skip
    return render(request, "channels/reports.html", context)


@require_POST
def results(request: Request, shop_id: int) -> HttpResponse:
    """Hand a platform's result files over and go where they are read."""
    require(request.actor, WRITEBACK)
    tokens = [token for token in request.POST.getlist("files") if token]
    if not tokens:
        return HttpResponseRedirect(f"{reverse('reports')}?shop={shop_id}")
    outcome = carry_out(request.actor, read_results, [{"files": tokens, "shop": f"#{shop_id}"}], {})
    return HttpResponseRedirect(reverse("import", args=[outcome.one()]))


def file(request: Request, file_id: int) -> HttpResponseBase:
    """A shipping file that was written, by whomever."""
    require(request.actor, WRITEBACK)
    return download(ship_file_of(request.actor, file_id))


def _report(request: Request) -> ReportState:
    wanted = request.GET.get("report", "")
    return ReportState(wanted) if wanted in set(ReportState) else ReportState.WAITING


def _chosen(
    request: Request, shops: list[tuple[int, str]], counts: dict[int, dict[str, int]], report: ReportState
) -> int | None:
    wanted = request.GET.get("shop", "")
    if wanted.isdecimal():
        if int(wanted) not in {pk for pk, _name in shops}:
            raise NotFound
        return int(wanted)
    busy = [pk for pk, _name in shops if counts.get(pk, {}).get(report)]
    return next(iter([*busy, *(pk for pk, _name in shops)]), None)


def _shop_tab(pk: int, name: str, counts: dict[str, int], active: bool) -> dict[str, Any]:
    return {
        "label": name,
        "url": f"?shop={pk}",
        "count": counts.get(ReportState.WAITING, 0),
        "urgent": counts.get(ReportState.FAILED, 0),
        "urgent_label": gettext("failed"),
        "active": active,
    }


def _tabs(shop_id: int, report: ReportState, counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"label": gettext(title), "url": f"?shop={shop_id}&report={state.value}", "active": state == report,
         "count": counts.get(state) if state in (ReportState.WAITING, ReportState.FAILED) else None}
        for state, title in REPORT_STATES.items()
    ]  # fmt: skip
