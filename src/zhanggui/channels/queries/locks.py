"""The lock of imports: each is read, applied or undone by one at a time."""

from collections.abc import Sequence

from zhanggui.channels.models import ImportBatch
from zhanggui.channels.vocabulary import ImportState


def lock_imports(import_ids: Sequence[int], *states: ImportState) -> list[ImportBatch]:
    """The imports that are in one of the states, held to the end of the transaction."""
    found = ImportBatch.objects.select_for_update(of=("self",)).select_related("mapping", "shop").order_by("pk")
    return list(found.filter(pk__any=import_ids, state__in=states))
