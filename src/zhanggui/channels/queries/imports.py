"""Imports within somebody's range, and their rows."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import QueryDict

from zhanggui.channels.models import ColumnMapping, ImportBatch, ImportRow
from zhanggui.channels.vocabulary import INGEST, WRITEBACK, ImportState, RowState
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.models import Run
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.scope import within

WAITING = (RowState.CREATED, RowState.UPDATED)


def visible_to(actor: Actor, *needs: Capability) -> QuerySet[ImportBatch]:
    """The imports of the shops that one of `needs` (bringing orders in, reporting shipping) reaches."""
    return ImportBatch.objects.filter(within(actor, *(needs or (INGEST, WRITEBACK))))


def imports_to_apply(actor: Actor) -> QuerySet[ImportBatch]:
    """Imports that were read and wait for a person, stopped ones among them; oldest first."""
    waiting = visible_to(actor, INGEST).filter(state__in=(ImportState.READY, ImportState.STOPPED))
    return waiting.select_related("shop").order_by("read_at")


def imports_with_rejects(actor: Actor) -> QuerySet[ImportBatch]:
    """Applied imports with rows that were left out and that nobody has settled yet, oldest first."""
    found = visible_to(actor, INGEST).filter(state=ImportState.APPLIED, rejected__gt=0, rejects_settled=False)
    return found.select_related("shop").order_by("read_at")


def imports_matching(actor: Actor, query: QueryDict) -> QuerySet[ImportBatch]:
    """The imports that the list's address names: `shop`, `state`, `rejects` for unsettled rejected rows."""
    found = visible_to(actor).select_related("shop").defer("tables")
    if query.get("shop", "").isdecimal():
        found = found.filter(shop_id=int(query.get("shop", "")))
    if query.get("state") in set(ImportState):
        found = found.filter(state=query["state"])
    if query.get("rejects"):
        found = found.filter(state=ImportState.APPLIED, rejected__gt=0, rejects_settled=False)
    return found


def import_shown(actor: Actor, import_id: int) -> ImportBatch:
    """An import in range with its shop and mapping. Raises NotFound."""
    found = visible_to(actor).select_related("shop", "mapping").filter(pk=import_id).first()
    if found is None:
        raise NotFound
    return found


def imports_left_open() -> list[int]:
    """Imports that are being applied although their run has ended."""
    ended = Run.objects.filter(pk=OuterRef("run_id"), finished_at__isnull=False)
    return list(ImportBatch.objects.filter(Exists(ended), state=ImportState.APPLYING).values_list("pk", flat=True))


def rows_of(batch_id: int, state: RowState) -> QuerySet[ImportRow]:
    """The rows of one state, in the order in which they are applied."""
    return ImportRow.objects.filter(batch=batch_id, state=state).order_by("position")


def waiting_rows(batch_id: int) -> QuerySet[ImportRow]:
    """The rows that are still to be applied, in order."""
    rows = ImportRow.objects.filter(batch=batch_id, state__in=WAITING, payload__isnull=False)
    return rows.order_by("position")


def counts_of(batch_id: int) -> Counter[str]:
    """How many rows of each state an import has; one query."""
    counted = ImportRow.objects.filter(batch=batch_id).values_list("state").annotate(Count("pk"))
    return Counter(dict(counted.order_by()))


def created_orders(batch_ids: Sequence[int]) -> dict[int, list[int]]:
    """The orders that each import has created; one query."""
    found: dict[int, list[int]] = {batch_id: [] for batch_id in batch_ids}
    rows = ImportRow.objects.filter(batch__in=batch_ids, state=RowState.CREATED, order_id__isnull=False)
    for batch_id, order_id in rows.values_list("batch_id", "order_id"):
        if order_id is not None:
            found[batch_id].append(order_id)
    return found


def has_imports(shop_id: int) -> bool:
    """Whether the shop has brought orders in before."""
    return ImportBatch.objects.filter(shop=shop_id, state=ImportState.APPLIED).exists()


def same_files(batch: ImportBatch) -> ImportBatch | None:
    """An earlier import of the very same files for the shop that stands, if there is one."""
    alike = ImportBatch.objects.filter(shop=batch.shop_id, digest=batch.digest, pk__lt=batch.pk)
    return alike.filter(state=ImportState.APPLIED).order_by("-pk").first()


def mappings() -> QuerySet[ColumnMapping]:
    """The saved mappings by name."""
    return ColumnMapping.objects.order_by("name")
