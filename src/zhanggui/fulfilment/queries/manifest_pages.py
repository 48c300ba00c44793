"""What the pages of manifests show."""

from collections.abc import Sequence

from django.db.models import Count, QuerySet

from zhanggui.foundation.actor import Actor
from zhanggui.fulfilment.models import Manifest, Parcel
from zhanggui.fulfilment.queries.manifests import manifests_visible_to

MOST_LAST = 8


def manifests_shown(actor: Actor) -> QuerySet[Manifest]:
    """Manifests with courier and warehouse."""
    return manifests_visible_to(actor).select_related("courier", "warehouse")


def counts_on(manifest_ids: Sequence[int]) -> dict[int, int]:
    """How many parcels are on each manifest; one query."""
    rows = Parcel.objects.filter(manifest__in=manifest_ids).order_by().values("manifest_id").annotate(count=Count("pk"))
    return {row["manifest_id"]: row["count"] for row in rows}


def last_listed(manifest_id: int) -> list[int]:
    """The parcels that were put on the manifest last."""
    rows = Parcel.objects.filter(manifest=manifest_id).order_by("-version", "-pk")
    return list(rows.values_list("pk", flat=True)[:MOST_LAST])
