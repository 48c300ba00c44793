"""What platforms have to be told, by shop."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Max, QuerySet

from zhanggui.channels.rules.output import Shipment
from zhanggui.channels.rules.ship_file import needs_articles
from zhanggui.channels.vocabulary import WRITEBACK
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.models import StoredFile
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.scope import within
from zhanggui.fulfilment.models import Parcel, ParcelLine, Waybill
from zhanggui.fulfilment.queries.manifests import orders_on
from zhanggui.fulfilment.queries.reporting import ToReport, to_report
from zhanggui.fulfilment.vocabulary import GONE, ReportState, WaybillState
from zhanggui.shops.queries.shops import shops_by_id

OPEN = (ReportState.WAITING, ReportState.FAILED)


class Reportable(NamedTuple):
    """What a shop's platform has to be told, with how it wants to be told."""

    code: str
    platform: str
    template: Mapping[str, Any]
    parcels: Sequence[int]
    rows: Sequence[Shipment]


class WrittenFile(NamedTuple):
    """A shipping file with how far its parcels are."""

    file: StoredFile
    parcels: int
    accepted: int
    failed: int


def reportable_parcels(shop_ids: Sequence[int], failed_too: bool) -> dict[int, Reportable]:
    """What is to be reported, for those of the shops that have anything; three queries per shop at most."""
    found = {}
    for shop in shops_by_id(shop_ids).values():
        waiting = to_report(shop.id, failed_too=failed_too)
        if waiting:
            parcels = list(dict.fromkeys(row.parcel_id for row in waiting))
            rows = _shipments(waiting, parcels, needs_articles(shop.ship_template))
            found[shop.id] = Reportable(shop.code, shop.platform, shop.ship_template, parcels, rows)
    return found


def _shipments(waiting: Sequence[ToReport], parcels: Sequence[int], by_article: bool) -> list[Shipment]:
    left = dict(Parcel.objects.filter(pk__in=parcels).values_list("pk", "shipped_at"))
    articles = _articles(parcels) if by_article else {}
    return [
        Shipment(
            row.order_number, row.courier_name, row.number, line_no, row.courier_code, code, quantity,
            f"{(left[row.parcel_id] or clock.now()).astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M:%S}",
        )
        for row in waiting
        for line_no, code, quantity in articles.get((row.parcel_id, row.order_id), [("", "", "")])
    ]  # fmt: skip


def _articles(parcels: Sequence[int]) -> dict[tuple[int, int], list[tuple[str, str, str]]]:
    """(line number, merchant code, units) of each order in each parcel; the parts of a bundle are one article."""
    rows = ParcelLine.objects.filter(parcel__in=parcels).values_list(
        "parcel_id", "order_id", "line__external_line_no", "line__sku__code", "line_id"
    )
    found: dict[tuple[int, int], list[tuple[str, str, str]]] = {}
    for parcel_id, order_id, number, code, _line, units in rows.annotate(Max("of_line")).order_by("line_id"):
        found.setdefault((parcel_id, order_id), []).append((number, code or "", str(units)))
    return found


def parcels_to_report(actor: Actor) -> QuerySet[Parcel]:
    """Shipped parcels that their platforms have not heard of, the first shipped first."""
    return _shipped(actor).filter(report=ReportState.WAITING).order_by("shipped_at")


def failed_reports(actor: Actor) -> QuerySet[Parcel]:
    """Shipped parcels that their platforms have refused, the first shipped first."""
    return _shipped(actor).filter(report=ReportState.FAILED).order_by("shipped_at")


def report_counts(actor: Actor) -> dict[int, dict[str, int]]:
    """How many shipped parcels of each shop wait for a file or have failed; one query."""
    counted = _shipped(actor).filter(report__in=OPEN).values_list("shop_id", "report").annotate(Count("pk"))
    found: dict[int, dict[str, int]] = {}
    for shop_id, report, count in counted.order_by():
        found.setdefault(shop_id, {})[report] = count
    return found


def parcels_by_report(actor: Actor, shop_id: int, report: ReportState) -> QuerySet[Parcel]:
    """The shop's shipped parcels whose report is that far."""
    return _shipped(actor).filter(shop=shop_id, report=report)


def worn_by(parcels: Sequence[Parcel]) -> list[dict[str, object]]:
    """The waybill number and the order numbers of each parcel; two queries."""
    ids = [parcel.pk for parcel in parcels]
    numbers = dict(
        Waybill.objects.filter(parcel__in=ids, state=WaybillState.HANDED_OVER).values_list("parcel_id", "number")
    )
    orders = orders_on(ids)
    return [{"number": numbers.get(pk, ""), "orders": "、".join(orders.get(pk, ()))} for pk in ids]


def files_of(actor: Actor, shop_id: int, most: int = 20) -> list[WrittenFile]:
    """The newest shipping files of a shop; two queries."""
    counted = _shipped(actor).filter(shop=shop_id, report_file_id__isnull=False).values_list("report_file_id", "report")
    found: dict[int, Counter[str]] = {}
    for file_id, report, count in counted.annotate(Count("pk")).order_by("-report_file_id")[: most * len(ReportState)]:
        found.setdefault(file_id or 0, Counter())[report] = count
    return [
        WrittenFile(
            file,
            found[file.pk].total(),
            found[file.pk][ReportState.ACCEPTED],
            found[file.pk][ReportState.FAILED],
        )
        for file in StoredFile.objects.filter(pk__in=found).order_by("-pk")[:most]
    ]


def ship_file_of(actor: Actor, file_id: int) -> StoredFile:
    """A shipping file of a shop in range, whoever wrote it. Raises NotFound."""
    if not _shipped(actor).filter(report_file_id=file_id).exists():
        raise NotFound
    return StoredFile.objects.get(pk=file_id)


def _shipped(actor: Actor) -> QuerySet[Parcel]:
    return Parcel.objects.filter(within(actor, WRITEBACK), state__in=GONE).select_related("shop", "courier")
